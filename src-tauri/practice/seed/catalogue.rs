//! What every practice instance has whatever its size: queues, profiles, hierarchy, statuses and
//! flows, as fixed names. Only their ids and times come from the dice.

use super::super::world::AgentStatusType::{self, Custom, Offline, Routable};

/// Standard queues.
pub(super) const QUEUES: [&str; 18] = [
    "BasicQueue",
    "Billing",
    "Billing - Español",
    "Cancellations",
    "Chat",
    "Complaints",
    "Corporate",
    "E-mail",
    "Escalations",
    "Fraud",
    "Kundenservice (DE)",
    "Outbound callbacks",
    "Sales",
    "Sales - Français",
    "Technical support 1",
    "Technical support 2",
    "VIP",
    "Warranty & repairs",
];

/// A routing profile: its name, what it is for, its slots for calls, chats, tasks and e-mail, and
/// its queues as indexes into [`QUEUES`].
pub(super) struct RoutingProfileSketch {
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) slots: [u32; 4],
    pub(super) queues: &'static [usize],
}

/// Routing profiles; the first is the one that an instance comes with.
#[rustfmt::skip]
pub(super) const ROUTING_PROFILES: [RoutingProfileSketch; 11] = [
    RoutingProfileSketch { name: "Basic Routing Profile", description: "A simple routing profile.", slots: [1, 2, 0, 0], queues: &[0] },
    RoutingProfileSketch { name: "Back office", description: "Tasks and e-mail, no calls.", slots: [0, 0, 10, 5], queues: &[7, 17] },
    RoutingProfileSketch { name: "Billing", description: "Invoices and payments.", slots: [1, 2, 3, 0], queues: &[1, 2] },
    RoutingProfileSketch { name: "Chat & e-mail", description: "Written contacts only.", slots: [0, 5, 0, 5], queues: &[4, 7] },
    RoutingProfileSketch { name: "Complaints and retention", description: "Customers who want to leave.", slots: [1, 1, 5, 2], queues: &[3, 5, 8] },
    RoutingProfileSketch { name: "Fraud desk", description: "Calls that must never wait.", slots: [1, 0, 2, 0], queues: &[9] },
    RoutingProfileSketch { name: "Kundenservice Süd", description: "Deutschsprachige Kunden.", slots: [1, 3, 0, 2], queues: &[10, 17] },
    RoutingProfileSketch { name: "Sales", description: "New customers.", slots: [1, 3, 0, 0], queues: &[6, 11, 12, 13] },
    RoutingProfileSketch { name: "Technical support 1", description: "First line.", slots: [1, 3, 1, 1], queues: &[14] },
    RoutingProfileSketch { name: "Technical support 2", description: "Second line.", slots: [1, 1, 5, 1], queues: &[14, 15, 17] },
    RoutingProfileSketch { name: "VIP", description: "Named customers.", slots: [1, 1, 1, 1], queues: &[8, 16] },
];

/// A security profile: its name, what it is for and its permissions.
pub(super) struct SecurityProfileSketch {
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) permissions: &'static [&'static str],
}

/// Where the profile stands that may do everything.
pub(super) const ADMIN: usize = 0;
/// Where the profile stands that nearly everybody has.
pub(super) const AGENT: usize = 1;

/// Security profiles; the first four are those that an instance comes with. The permissions are
/// named as in "List of security profile permissions" of the Connect administrator guide.
#[rustfmt::skip]
pub(super) const SECURITY_PROFILES: [SecurityProfileSketch; 8] = [
    SecurityProfileSketch {
        name: "Admin",
        description: "An administrator can perform all actions available.",
        permissions: &[
            "AccessMetrics", "AgentGrouping.Create", "AgentGrouping.Edit", "AgentGrouping.EnableAndDisable", "AgentGrouping.View", "AgentStates.Create", "AgentStates.Edit", "AgentStates.EnableAndDisable", "AgentStates.View", "AgentTimeCard.View", "BasicAgentAccess", "ConfigureContactAttributes.View", "ContactAttributes.View", "ContactFlowModules.Create", "ContactFlowModules.Delete", "ContactFlowModules.Edit", "ContactFlowModules.Publish", "ContactFlowModules.View", "ContactFlows.Create", "ContactFlows.Delete", "ContactFlows.Edit", "ContactFlows.Publish", "ContactFlows.View", "ContactSearch.View", "Evaluation.Create", "Evaluation.Delete", "Evaluation.Edit", "Evaluation.View", "GraphTrends.View", "HoursOfOperation.Create", "HoursOfOperation.Delete", "HoursOfOperation.Edit", "HoursOfOperation.View", "ListenCallRecordings", "ManagerListenIn", "MetricsReports.Create", "MetricsReports.Delete", "MetricsReports.Edit", "MetricsReports.Publish", "MetricsReports.Schedule", "MetricsReports.View", "OutboundCallAccess", "PhoneNumbers.Claim", "PhoneNumbers.Edit", "PhoneNumbers.Release", "PhoneNumbers.View", "Prompts.Create", "Prompts.Delete", "Prompts.Edit", "Prompts.View", "Queues.Create", "Queues.Edit", "Queues.EnableAndDisable", "Queues.View", "ReportSchedules.Create", "ReportSchedules.Delete", "ReportSchedules.Edit", "ReportSchedules.View", "RoutingPolicies.Create", "RoutingPolicies.Edit", "RoutingPolicies.View", "Rules.Create", "Rules.Delete", "Rules.Edit", "Rules.View", "SecurityProfiles.Create", "SecurityProfiles.Delete", "SecurityProfiles.Edit", "SecurityProfiles.View", "TaskTemplates.Create", "TaskTemplates.Delete", "TaskTemplates.Edit", "TaskTemplates.View", "TransferDestinations.Create", "TransferDestinations.Delete", "TransferDestinations.Edit", "TransferDestinations.View", "Users.Create", "Users.Delete", "Users.Edit", "Users.EditPermission", "Users.View", "Views.Create", "Views.Edit", "Views.Remove", "Views.View",
        ],
    },
    SecurityProfileSketch {
        name: "Agent",
        description: "Agent permissions enable basic access to the contact control panel.",
        permissions: &["BasicAgentAccess", "OutboundCallAccess", "TransferDestinations.View"],
    },
    SecurityProfileSketch {
        name: "CallCenterManager",
        description: "A call center manager can perform all actions related to user management, metrics and routing.",
        permissions: &[
            "AccessMetrics", "AgentGrouping.Edit", "AgentGrouping.View", "AgentStates.Edit", "AgentStates.View", "BasicAgentAccess", "ContactFlows.View", "ContactSearch.View", "HoursOfOperation.Edit", "HoursOfOperation.View", "ListenCallRecordings", "ManagerListenIn", "MetricsReports.Create", "MetricsReports.Edit", "MetricsReports.View", "OutboundCallAccess", "PhoneNumbers.View", "Prompts.View", "Queues.Edit", "Queues.View", "RoutingPolicies.Edit", "RoutingPolicies.View", "TransferDestinations.Create", "TransferDestinations.Edit", "TransferDestinations.View", "Users.Create", "Users.Edit", "Users.EditPermission", "Users.View",
        ],
    },
    SecurityProfileSketch {
        name: "QualityAnalyst",
        description: "A quality analyst can perform all actions related to metrics.",
        permissions: &["AccessMetrics", "BasicAgentAccess", "ContactSearch.View", "Evaluation.Create", "Evaluation.Edit", "Evaluation.View", "ListenCallRecordings", "ManagerListenIn", "MetricsReports.Create", "MetricsReports.Edit", "MetricsReports.View", "OutboundCallAccess"],
    },
    SecurityProfileSketch {
        name: "Identity team",
        description: "Gives and takes access, and nothing else.",
        permissions: &["SecurityProfiles.Edit", "SecurityProfiles.View", "Users.Create", "Users.Delete", "Users.Edit", "Users.EditPermission", "Users.View"],
    },
    SecurityProfileSketch {
        name: "Reporting (read only)",
        description: "",
        permissions: &["AccessMetrics", "MetricsReports.View", "ReportSchedules.View", "Users.View"],
    },
    SecurityProfileSketch {
        name: "Team lead",
        description: "Looks after one team's agents.",
        permissions: &["AccessMetrics", "AgentTimeCard.View", "BasicAgentAccess", "ContactSearch.View", "ListenCallRecordings", "ManagerListenIn", "MetricsReports.View", "OutboundCallAccess", "TransferDestinations.View", "Users.View"],
    },
    SecurityProfileSketch {
        name: "Without access",
        description: "For people who left and whose account is kept for a while.",
        permissions: &[],
    },
];

/// Agent statuses and their meaning for routing.
pub(super) const AGENT_STATUSES: [(&str, AgentStatusType); 7] = [
    ("Available", Routable),
    ("Offline", Offline),
    ("Break", Custom),
    ("Coaching", Custom),
    ("Lunch", Custom),
    ("Meeting", Custom),
    ("Training", Custom),
];

/// The levels of the hierarchy, from the top.
pub(super) const LEVELS: [&str; 3] = ["Region", "Site", "Team"];

/// Regions with their sites. Every site has the teams of [`TEAMS`].
pub(super) const REGIONS: [(&str, &[&str]); 3] = [
    ("Americas", &["Guadalajara", "Montréal", "Tampa"]),
    ("Asia Pacific", &["Cebu", "Đà Nẵng", "大阪"]),
    (
        "Europe, Middle East & Africa",
        &["Kraków", "Cape Town", "حيفا"],
    ),
];

/// Teams of a site.
pub(super) const TEAMS: [&str; 4] = ["Early shift", "Late shift", "Night shift", "Weekend"];

/// The flows that quick connects pass through: to an agent, to a queue, and two to land in.
pub(super) const FLOWS: [&str; 4] = [
    "Default agent transfer",
    "Default queue transfer",
    "Customer survey",
    "Voicemail",
];

/// Where calls go outside the instance.
pub(super) const OUTSIDE: [&str; 8] = [
    "Building security",
    "Courier service",
    "Insurance partner",
    "Interpreter line",
    "IT service desk",
    "Legal department",
    "Payment provider",
    "Switchboard",
];

/// People who left, and whose quick connects are still there.
pub(super) const LEFT: [&str; 12] = [
    "Anneliese Kraft",
    "Bogdan Sikora",
    "Célestine Morel",
    "Darnell Whitfield",
    "Eun-ji Han",
    "Fausto Brambilla",
    "Gwendolyn Pryce",
    "Hassan Farouk",
    "Ildikó Szabó",
    "Jorge Peralta",
    "Kwame Mensah",
    "Ludmila Horáková",
];

/// Tags that users have: a key and the values in use.
pub(super) const TAGS: [(&str, &[&str]); 5] = [
    (
        "Department",
        &["Billing", "Complaints", "Sales", "Support", "Back office"],
    ),
    (
        "Site",
        &[
            "Guadalajara",
            "Montréal",
            "Tampa",
            "Cebu",
            "Kraków",
            "Cape Town",
        ],
    ),
    ("CostCentre", &["4100", "4120", "4300", "4711", "5000"]),
    ("Employer", &["Own", "Agency A", "Agency B"]),
    ("Contract", &["permanent", "fixed-term", "student"]),
];

/// Predefined attributes and their values, for proficiencies.
pub(super) const PROFICIENCIES: [(&str, &[&str]); 4] = [
    (
        "connect:Language",
        &[
            "English",
            "Français",
            "Deutsch",
            "Español",
            "Polski",
            "日本語",
            "العربية",
        ],
    ),
    ("Product", &["Broadband", "Mobile", "Television"]),
    ("Technical level", &["First line", "Second line"]),
    ("Temper", &["Calming", "Persuading"]),
];
