//! Made-up users for tests and benchmarks: the same for the same number, with names of many
//! writings, values that are missing, and quick connects that lead to some of them.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use roster::domain::{
    Completeness, ContactHandling, HierarchyGroup, IdentityType, Instance, Named, PhoneType,
    QuickConnect, QuickConnectTarget, Snapshot, User, UserId,
};

const FIRST_NAMES: [&str; 30] = [
    "Anna",
    "anna",
    "Ánna",
    "Bjørn",
    "Chloé",
    "Dwayne",
    "Elif",
    "François",
    "Grzegorz",
    "Hanna",
    "İbrahim",
    "Jürgen",
    "Kenji",
    "Łukasz",
    "María José",
    "Nguyễn",
    "Ömer",
    "Priya",
    "Quentin",
    "Renée",
    "Søren",
    "Tomás",
    "Uwe",
    "Veronika",
    "دانا",
    "נועה",
    "美咲",
    "Ελένη",
    "Андрей",
    "",
];

const LAST_NAMES: [&str; 28] = [
    "Smith",
    "O'Brien",
    "O’Brien",
    "Müller",
    "Muller",
    "García Márquez",
    "Strauß",
    "STRAUSS",
    "Żółkowski",
    "van der Berg",
    "De la Cruz",
    "Doe, Jr.",
    "=SUM(A1)",
    "Çelik",
    "Ng",
    "Öztürk",
    "Kowalski",
    "Nowak",
    "Ivanov",
    "Иванов",
    "אברהם",
    "محمد",
    "山田",
    "Παπαδόπουλος",
    "Zoë 🙂",
    "\"Quoted\"",
    "Featherstonehaugh-Cholmondeley",
    "",
];

const ROUTING_PROFILES: [&str; 10] = [
    "Basic",
    "Sales 1",
    "Sales 2",
    "Sales 10",
    "Service EMEA",
    "Service APAC",
    "Back office",
    "Überlauf",
    "Night shift",
    "Agenda",
];

const SECURITY_PROFILES: [&str; 7] = [
    "Admin",
    "Agent",
    "CallCenterManager",
    "QualityAnalyst",
    "Auditor",
    "Trainee",
    "ágent",
];

const SITES: [&str; 4] = ["Berlin", "Cork", "Łódź", "Pune"];
const DEPARTMENTS: [&str; 3] = ["Sales", "Service", "Back office"];

/// A reading of an instance with so many users. About a fifth of them lack this or that, and
/// about a third have quick connects.
pub(crate) fn snapshot(count: usize) -> Snapshot {
    let users: Vec<User> = (0..count).map(user).collect();
    Snapshot {
        instance: Ok(Instance {
            id: id(0, Thing::Instance),
            arn: arn("instance", 0),
            alias: Some("example".to_owned()),
            access_url: None,
            identity: IdentityType::ConnectManaged,
        }),
        quick_connects: Ok(quick_connects(&users)),
        users,
        completeness: Completeness::Whole,
        routing_profiles: Ok(named(&ROUTING_PROFILES, Thing::RoutingProfile)),
        security_profiles: Ok(named(&SECURITY_PROFILES, Thing::SecurityProfile)),
        hierarchy_groups: Ok(hierarchy_groups()),
        read_at: Timestamp::UNIX_EPOCH,
        calls: BTreeMap::from([("SearchUsers".to_owned(), count.div_ceil(500) as u32)]),
    }
}

/// A user as one of `snapshot`'s.
pub(crate) fn user(index: usize) -> User {
    let pick = |salt: u64, of: usize| (mixed(index as u64, salt) % of as u64) as usize;
    let first_name = FIRST_NAMES[pick(1, FIRST_NAMES.len())];
    // Most people of a large centre do not share their last name with thousands of others.
    let last_name = match pick(2, 3) {
        0 => LAST_NAMES[pick(3, LAST_NAMES.len())].to_owned(),
        _ => format!(
            "{}{}",
            LAST_NAMES[pick(3, LAST_NAMES.len() - 1)],
            pick(4, 3000)
        ),
    };
    let login = match pick(5, 4) {
        0 => format!("agent{index}"),
        1 => format!("Agent{index}@example.com"),
        2 => format!("{}.{index}", ["ann", "ben", "éva", "zoe"][pick(6, 4)]),
        _ => format!("{index}-temp"),
    };
    let mut tags = BTreeMap::new();
    if pick(7, 3) > 0 {
        tags.insert("team".to_owned(), format!("Team {}", pick(8, 40)));
    }
    if pick(9, 4) == 0 {
        tags.insert("Cost centre".to_owned(), pick(10, 2000).to_string());
    }
    let desk = pick(11, 5) == 0;
    User {
        id: UserId::from(id(index, Thing::User)),
        arn: arn("agent", index),
        login,
        first_name: first_name.to_owned(),
        last_name,
        routing_profile: id(pick(12, ROUTING_PROFILES.len()), Thing::RoutingProfile).into(),
        security_profiles: (0..=pick(13, 3))
            .map(|nth| {
                id(
                    (pick(14, 4) + nth) % SECURITY_PROFILES.len(),
                    Thing::SecurityProfile,
                )
            })
            .map(Into::into)
            .collect(),
        hierarchy_group: (pick(15, 6) > 0)
            .then(|| id(pick(16, hierarchy_groups().len()), Thing::HierarchyGroup).into()),
        handling: ContactHandling {
            phone_type: if desk {
                PhoneType::Desk
            } else {
                PhoneType::Soft
            },
            desk_number: desk.then(|| format!("+4420794{:05}", pick(17, 100_000))),
            auto_accept: pick(18, 2) == 0,
            after_contact_work_seconds: [0, 5, 30, 60, 120][pick(19, 5)],
            persistent_connection: false,
            channels: Vec::new(),
        },
        directory_user_id: None,
        tags,
        last_changed: (pick(20, 9) > 0).then(|| {
            Timestamp::UNIX_EPOCH
                + SignedDuration::from_hours(24 * 20_000)
                + SignedDuration::from_millis(mixed(index as u64, 21) as i64 & 0xf_ffff_ffff)
        }),
    }
}

fn quick_connects(users: &[User]) -> Vec<QuickConnect> {
    let mut quick_connects = Vec::new();
    for (index, user) in users.iter().enumerate() {
        for nth in 0..[0, 0, 0, 0, 1, 3][(mixed(index as u64, 30) % 6) as usize] {
            let target = QuickConnectTarget::User {
                user: user.id.clone(),
                flow: "flow".into(),
            };
            quick_connects.push(quick_connect(&format!("{} {nth}", user.login), target));
        }
    }
    quick_connects.push(quick_connect(
        "Front desk",
        QuickConnectTarget::Phone {
            number: "+14155550100".to_owned(),
        },
    ));
    quick_connects
}

fn quick_connect(name: &str, target: QuickConnectTarget) -> QuickConnect {
    QuickConnect {
        id: name.into(),
        arn: String::new(),
        name: name.to_owned(),
        description: None,
        target,
        tags: BTreeMap::new(),
        last_changed: None,
    }
}

fn hierarchy_groups() -> Vec<HierarchyGroup> {
    let mut paths: Vec<Vec<String>> = Vec::new();
    for site in SITES {
        paths.push(vec![site.to_owned()]);
        for department in DEPARTMENTS {
            paths.push(vec![site.to_owned(), department.to_owned()]);
            for team in [1, 2, 10] {
                let team = format!("Team {team}");
                paths.push(vec![site.to_owned(), department.to_owned(), team]);
            }
        }
    }
    let group = |(index, path)| HierarchyGroup {
        id: id(index, Thing::HierarchyGroup).into(),
        path,
    };
    paths.into_iter().enumerate().map(group).collect()
}

fn named<Id: From<String>>(names: &[&str], thing: Thing) -> Vec<Named<Id>> {
    names
        .iter()
        .enumerate()
        .map(|(index, name)| Named {
            id: id(index, thing).into(),
            name: (*name).to_owned(),
        })
        .collect()
}

#[derive(Clone, Copy)]
enum Thing {
    Instance,
    User,
    RoutingProfile,
    SecurityProfile,
    HierarchyGroup,
}

/// Looks like a UUID; different for each thing and index.
fn id(index: usize, thing: Thing) -> String {
    let (high, low) = (mixed(index as u64, 40 + thing as u64), index as u64);
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{low:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high >> 4 & 0xfff,
        thing as u8,
    )
}

fn arn(kind: &str, index: usize) -> String {
    format!(
        "arn:aws:connect:eu-central-1:111122223333:instance/{}/{kind}/{index}",
        id(0, Thing::Instance)
    )
}

/// SplitMix64, which scatters neighbouring numbers.
fn mixed(index: u64, salt: u64) -> u64 {
    let mut mixed = (index ^ salt << 40).wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}
