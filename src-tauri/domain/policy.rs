//! The IAM policies that Roster asks an AWS administrator for: no more than the calls that it
//! makes, on no more than one instance.
//!
//! Which resources an action is checked against is from the service authorization reference of
//! Amazon Connect. GetCallerIdentity is not here: nobody has to be allowed it.

use serde_json::{Value, json};

/// What somebody is to be able to do, beyond looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grant {
    /// Change and create users, and make and re-point quick connects.
    Edit,
    /// Delete users, and delete, re-point and bring back quick connects.
    Delete,
}

/// Where an instance is, as far as it is known. What isn't is a marked blank in a policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstancePlace {
    /// The AWS Region.
    pub region: Option<String>,
    /// The 12-digit AWS account.
    pub account: Option<String>,
    /// The instance's UUID.
    pub instance: Option<String>,
    /// The name in the instance's access URL, which no policy needs but people know.
    pub alias: Option<String>,
}

/// A policy to send to an AWS administrator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The policy document, as indented JSON.
    pub json: String,
    /// The blanks in it that the administrator has to fill in.
    pub blanks: Vec<&'static str>,
}

const BLANK_REGION: &str = "FILL-IN-REGION";
const BLANK_ACCOUNT: &str = "FILL-IN-ACCOUNT";
const BLANK_INSTANCE: &str = "FILL-IN-INSTANCE";

impl InstancePlace {
    /// Reads an instance's ARN, its id, or its access URL. Never fails: what can't be read from
    /// the text, or isn't in it, stays unknown.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let parts: Vec<_> = text.split(':').collect();
        if let ["arn", _, "connect", region, account, resource] = parts[..] {
            let resource = resource.strip_prefix("instance/").unwrap_or_default();
            let instance = resource.split('/').next().unwrap_or_default();
            return Self {
                region: known(region, is_region),
                account: known(account, is_account),
                instance: known(instance, is_instance_id),
                alias: None,
            };
        }
        Self {
            instance: known(text, is_instance_id),
            alias: alias(text),
            ..Self::default()
        }
    }

    fn arn(&self, resource: Resource) -> String {
        let region = self.region.as_deref().unwrap_or(BLANK_REGION);
        let account = self.account.as_deref().unwrap_or(BLANK_ACCOUNT);
        let instance = self.instance.as_deref().unwrap_or(BLANK_INSTANCE);
        let partition = if region.starts_with("us-gov-") {
            "aws-us-gov"
        } else {
            "aws"
        };
        let instance = format!("arn:{partition}:connect:{region}:{account}:instance/{instance}");
        match resource {
            Resource::Anything => "*".to_owned(),
            Resource::Instance => instance,
            Resource::AllOf(kind) => format!("{instance}/{kind}"),
        }
    }

    fn blanks(&self) -> Vec<&'static str> {
        [
            (&self.region, BLANK_REGION),
            (&self.account, BLANK_ACCOUNT),
            (&self.instance, BLANK_INSTANCE),
        ]
        .into_iter()
        .filter(|(known, _)| known.is_none())
        .map(|(_, blank)| blank)
        .collect()
    }
}

/// The policy for looking and for what else is wanted. Looking is always in it: nothing can be
/// changed that wasn't read before.
pub fn policy(place: &InstancePlace, wanted: &[Grant]) -> Policy {
    let statements = STATEMENTS
        .iter()
        .filter(|statement| {
            let grants = statement.grants;
            grants.is_empty() || grants.iter().any(|grant| wanted.contains(grant))
        })
        .map(|statement| statement.written(place, statement.actions))
        .collect();
    document(place, statements)
}

/// The policy for one action that was refused, such as `DeleteUser`; absent if it isn't one that
/// Roster needs.
pub fn policy_for(place: &InstancePlace, action: &str) -> Option<Policy> {
    let is_it = |known: &&str| known.strip_prefix("connect:") == Some(action);
    let statements: Vec<_> = STATEMENTS
        .iter()
        .filter_map(|statement| {
            let action = statement.actions.iter().find(|known| is_it(known))?;
            Some(statement.written(place, &[*action]))
        })
        .collect();
    (!statements.is_empty()).then(|| document(place, statements))
}

fn document(place: &InstancePlace, statements: Vec<Value>) -> Policy {
    let document = json!({ "Version": "2012-10-17", "Statement": statements });
    Policy {
        json: format!("{document:#}"),
        blanks: place.blanks(),
    }
}

fn known(text: &str, is_one: fn(&str) -> bool) -> Option<String> {
    is_one(text).then(|| text.to_owned())
}

/// `eu-west-2`, `us-gov-west-1`. A wildcard or anything else that would widen a policy isn't one.
fn is_region(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    text.matches('-').count() >= 2
        && text.bytes().all(plain)
        && text.ends_with(|last: char| last.is_ascii_digit())
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_instance_id(text: &str) -> bool {
    let groups = text.split('-').map(str::len);
    groups.eq([8, 4, 4, 4, 12]) && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

/// The alias in `https://ALIAS.my.connect.aws/…` or, of older instances,
/// `https://ALIAS.awsapps.com/connect/…`.
fn alias(url: &str) -> Option<String> {
    let host = url.strip_prefix("https://").unwrap_or(url);
    let host = host.split('/').next().unwrap_or_default().to_lowercase();
    let alias = host
        .strip_suffix(".my.connect.aws")
        .or_else(|| host.strip_suffix(".awsapps.com"))?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    (!alias.is_empty() && alias.bytes().all(plain)).then(|| alias.to_owned())
}

struct Statement {
    id: &'static str,
    /// Which of them it takes one of; none for looking.
    grants: &'static [Grant],
    actions: &'static [&'static str],
    resources: &'static [Resource],
}

#[derive(Clone, Copy)]
enum Resource {
    Anything,
    Instance,
    AllOf(&'static str),
}

const STATEMENTS: &[Statement] = &[
    Statement {
        id: "FindInstances",
        grants: &[],
        // Connect looks up the directory of instances that have one, on the caller's behalf.
        actions: &["connect:ListInstances", "ds:DescribeDirectories"],
        resources: &[Resource::Anything],
    },
    Statement {
        id: "ReadInstance",
        grants: &[],
        // A Search… is refused without the Describe… of the same kind, SearchUsers without
        // ListUserProficiencies as well.
        actions: &[
            "connect:DescribeInstance",
            "connect:DescribePredefinedAttribute",
            "connect:DescribeQuickConnect",
            "connect:DescribeRoutingProfile",
            "connect:DescribeSecurityProfile",
            "connect:DescribeUser",
            "connect:DescribeUserHierarchyGroup",
            "connect:DescribeUserHierarchyStructure",
            "connect:GetCurrentUserData",
            "connect:GetMetricDataV2",
            "connect:ListAgentStatuses",
            "connect:ListContactFlows",
            "connect:ListPredefinedAttributes",
            "connect:ListQueueQuickConnects",
            "connect:ListQueues",
            "connect:ListQuickConnects",
            "connect:ListRoutingProfiles",
            "connect:ListSecurityProfilePermissions",
            "connect:ListSecurityProfiles",
            "connect:ListTagsForResource",
            "connect:ListUserHierarchyGroups",
            "connect:ListUserProficiencies",
            "connect:ListUsers",
            "connect:SearchQuickConnects",
            "connect:SearchRoutingProfiles",
            "connect:SearchSecurityProfiles",
            "connect:SearchUserHierarchyGroups",
            "connect:SearchUsers",
        ],
        resources: &[Resource::Instance, Resource::AllOf("*")],
    },
    Statement {
        id: "EditUsers",
        grants: &[Grant::Edit],
        actions: &[
            "connect:AssociateUserProficiencies",
            "connect:CreateUser",
            "connect:DisassociateUserProficiencies",
            "connect:TagResource",
            "connect:UntagResource",
            "connect:UpdateUserConfig",
            "connect:UpdateUserHierarchy",
            "connect:UpdateUserIdentityInfo",
            "connect:UpdateUserPhoneConfig",
            "connect:UpdateUserProficiencies",
            "connect:UpdateUserRoutingProfile",
            "connect:UpdateUserSecurityProfiles",
        ],
        resources: &[
            Resource::Instance,
            Resource::AllOf("agent/*"),
            Resource::AllOf("routing-profile/*"),
            Resource::AllOf("security-profile/*"),
            Resource::AllOf("agent-group/*"),
        ],
    },
    Statement {
        id: "DeleteUsers",
        grants: &[Grant::Delete],
        actions: &["connect:DeleteUser"],
        resources: &[Resource::AllOf("agent/*")],
    },
    Statement {
        id: "MakeAndRepointQuickConnects",
        // Deleters need it too: to lead quick connects elsewhere, and to bring back those that
        // were deleted by mistake, with their tags and on their queues.
        grants: &[Grant::Edit, Grant::Delete],
        actions: &[
            "connect:AssociateQueueQuickConnects",
            "connect:CreateQuickConnect",
            "connect:DisassociateQueueQuickConnects",
            "connect:TagResource",
            "connect:UpdateQuickConnectConfig",
            "connect:UpdateQuickConnectName",
        ],
        // A quick connect is checked with the user, the queue and the flow that it names.
        resources: &[
            Resource::AllOf("transfer-destination/*"),
            Resource::AllOf("queue/*"),
            Resource::AllOf("agent/*"),
            Resource::AllOf("contact-flow/*"),
        ],
    },
    Statement {
        id: "DeleteQuickConnects",
        grants: &[Grant::Delete],
        actions: &["connect:DeleteQuickConnect"],
        resources: &[Resource::AllOf("transfer-destination/*")],
    },
];

impl Statement {
    fn written(&self, place: &InstancePlace, actions: &[&str]) -> Value {
        let resources: Vec<_> = self.resources.iter().map(|kind| place.arn(*kind)).collect();
        json!({
            "Sid": self.id,
            "Effect": "Allow",
            "Action": actions,
            "Resource": resources,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const ARN: &str = "arn:aws:connect:eu-west-2:123456789012:\
        instance/1f0c1f5e-6b5c-4a0e-9d0f-2b1f7a3c5d7e";

    fn statements(policy: &Policy) -> Vec<Value> {
        let document: Value = serde_json::from_str(&policy.json).unwrap();
        assert_eq!(document["Version"], "2012-10-17");
        document["Statement"].as_array().unwrap().clone()
    }

    fn strings(list: &Value) -> Vec<&str> {
        list.as_array()
            .unwrap()
            .iter()
            .map(|item| item.as_str().unwrap())
            .collect()
    }

    fn actions(policy: &Policy) -> BTreeSet<String> {
        let statements = statements(policy);
        let actions = statements.iter().flat_map(|one| strings(&one["Action"]));
        actions.map(str::to_owned).collect()
    }

    #[test]
    fn a_place_is_read_from_whatever_people_have_and_never_widens_a_policy() {
        let id = "1f0c1f5e-6b5c-4a0e-9d0f-2b1f7a3c5d7e";
        let place = |region: &str, account: &str, instance: &str, alias: &str| {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            InstancePlace {
                region: some(region),
                account: some(account),
                instance: some(instance),
                alias: some(alias),
            }
        };
        for (text, expected) in [
            (ARN, place("eu-west-2", "123456789012", id, "")),
            (
                "arn:aws-us-gov:connect:us-gov-west-1:123456789012:instance/x",
                place("us-gov-west-1", "123456789012", "", ""),
            ),
            (
                &format!(" {ARN}/agent/7\n"),
                place("eu-west-2", "123456789012", id, ""),
            ),
            (id, place("", "", id, "")),
            (
                "https://acme-uk.my.connect.aws/users",
                place("", "", "", "acme-uk"),
            ),
            ("ACME.awsapps.com/connect/home", place("", "", "", "acme")),
            ("arn:aws:connect:*:*:instance/*", place("", "", "", "")),
            (
                "arn:aws:connect:eu-*-2:123456789012:instance/*",
                place("", "123456789012", "", ""),
            ),
            (
                "arn:aws:connect:eu-west-2:12345:instance/x",
                place("eu-west-2", "", "", ""),
            ),
            ("arn:aws:iam::123456789012:user/ann", place("", "", "", "")),
            ("https://*.my.connect.aws", place("", "", "", "")),
            ("https://.my.connect.aws", place("", "", "", "")),
            ("", place("", "", "", "")),
        ] {
            assert_eq!(InstancePlace::read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_policy_covers_one_instance_and_nothing_around_it() {
        let place = InstancePlace::read(ARN);
        let policy = policy(&place, &[Grant::Edit, Grant::Delete]);
        assert_eq!(policy.blanks, [""; 0]);
        let mut ids = BTreeSet::new();
        for statement in statements(&policy) {
            assert!(ids.insert(statement["Sid"].to_string()));
            assert_eq!(statement["Effect"], "Allow");
            for resource in strings(&statement["Resource"]) {
                let anywhere = statement["Sid"] == "FindInstances" && resource == "*";
                assert!(anywhere || resource.starts_with(ARN), "{resource}");
            }
        }
        // What a managed policy may have, white space not counted.
        let length = policy.json.chars().filter(|c| !c.is_whitespace()).count();
        assert!(length <= 6_144, "{length}");
    }

    #[test]
    fn who_only_looks_changes_nothing_and_who_edits_deletes_no_user() {
        let place = InstancePlace::read(ARN);
        let reads = ["Describe", "Get", "List", "Search"];
        let looking = actions(&policy(&place, &[]));
        assert!(looking.iter().all(|action| {
            let (_, name) = action.split_once(':').unwrap();
            reads.iter().any(|read| name.starts_with(read))
        }));
        let editing = actions(&policy(&place, &[Grant::Edit]));
        let deleting = actions(&policy(&place, &[Grant::Delete]));
        let both = actions(&policy(&place, &[Grant::Edit, Grant::Delete]));
        assert!(editing.is_superset(&looking) && deleting.is_superset(&looking));
        assert!(
            !editing
                .iter()
                .any(|action| action.starts_with("connect:Delete"))
        );
        assert!(
            !deleting
                .iter()
                .any(|action| action.starts_with("connect:UpdateUser"))
        );
        assert_eq!(both, &editing | &deleting);
        for needed in [
            "CreateQuickConnect",
            "UpdateQuickConnectConfig",
            "AssociateQueueQuickConnects",
            "DisassociateQueueQuickConnects",
        ] {
            let needed = format!("connect:{needed}");
            assert!(
                editing.contains(&needed) && deleting.contains(&needed),
                "{needed}"
            );
        }
    }

    #[test]
    fn a_search_comes_with_what_connect_asks_for_beside_it() {
        let looking = actions(&policy(&InstancePlace::default(), &[]));
        for search in looking
            .iter()
            .filter_map(|action| action.strip_prefix("connect:Search"))
        {
            let describe = format!("connect:Describe{}", search.trim_end_matches('s'));
            assert!(looking.contains(&describe), "{describe}");
        }
        assert!(looking.contains("connect:ListUserProficiencies"));
    }

    #[test]
    fn what_is_not_known_is_a_marked_blank() {
        let policy = policy(&InstancePlace::read("https://acme.my.connect.aws"), &[]);
        assert_eq!(policy.blanks, [BLANK_REGION, BLANK_ACCOUNT, BLANK_INSTANCE]);
        for blank in &policy.blanks {
            assert!(policy.json.contains(blank), "{blank}");
        }
        let gov = InstancePlace {
            region: Some("us-gov-west-1".into()),
            ..InstancePlace::default()
        };
        let policy = super::policy(&gov, &[]);
        assert_eq!(policy.blanks, [BLANK_ACCOUNT, BLANK_INSTANCE]);
        let resource = "arn:aws-us-gov:connect:us-gov-west-1:FILL-IN-ACCOUNT:instance/";
        assert!(policy.json.contains(resource), "{policy:?}");
    }

    #[test]
    fn a_refused_action_can_be_asked_for_alone() {
        let place = InstancePlace::read(ARN);
        let one = policy_for(&place, "DeleteUser").unwrap();
        let [statement] = &statements(&one)[..] else {
            unreachable!("{one:?}")
        };
        assert_eq!(strings(&statement["Action"]), ["connect:DeleteUser"]);
        assert_eq!(strings(&statement["Resource"]), [format!("{ARN}/agent/*")]);

        // Tags are put on users as well as on quick connects.
        let tags = policy_for(&place, "TagResource").unwrap();
        assert_eq!(statements(&tags).len(), 2);
        assert_eq!(policy_for(&place, "DeleteInstance"), None);
        assert_eq!(policy_for(&place, "connect:DeleteUser"), None);
    }
}
