//! The practice instance through AWS's own clients: boto3 and the AWS CLI, in a private Python
//! environment that the test makes for itself.

mod changing;

use std::{
    fs,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use roster::practice::{
    Access, AccessKey, Callers, Faults, Limits, Practice, PracticeOptions, Rate, Role, loopback,
    operation_names,
    world::{Kind, World},
};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::oneshot};

use changing::Changing;

/// The faults that `check_faults` in `check.py` goes through, in its order.
const FAULTS: &str = r#"{"rules": [
    {"operation": "DescribeInstance", "calls": [1], "fault": "throttle"},
    {"operation": "DescribeInstance", "calls": [2], "fault": "internal_error"},
    {"operation": "DescribeInstance", "calls": [3], "fault": "html_503"},
    {"operation": "DescribeInstance", "calls": [4], "fault": "access_denied"},
    {"operation": "DescribeInstance", "calls": [5], "fault": "expired_token"},
    {"operation": "DescribeInstance", "calls": [6], "fault": "drop_before"},
    {"operation": "DescribeInstance", "calls": [7], "fault": "drop_after"},
    {"operation": "DescribeInstance", "calls": [8], "fault": "empty_body"},
    {"operation": "ListUsers", "calls": [1], "fault": "empty_page"},
    {"operation": "ListUsers", "calls": [3], "fault": "repeat_token"},
    {"operation": "SearchUsers", "fault": {"largest_page": 100}}
]}"#;

#[tokio::test(flavor = "multi_thread")]
async fn boto3_and_the_aws_cli_take_it_for_connect() {
    let python = python_environment();
    let unthrottled = PracticeOptions {
        limits: Limits::none(),
        ..PracticeOptions::default()
    };
    let hardly_any = Rate {
        per_second: 1e-6,
        burst: 5,
    };
    let plain = Served::open(unthrottled.clone()).await;
    let changing = Changing::open(&unthrottled).await;
    let throttled = Served::open(PracticeOptions {
        limits: Limits::default().with("ListUsers", hardly_any),
        ..PracticeOptions::default()
    })
    .await;
    let faulty = Served::open(PracticeOptions {
        faults: Faults::from_json(FAULTS).unwrap(),
        ..unthrottled.clone()
    })
    .await;
    let key = AccessKey::new("AKIAPRACTICEPRACTICE", "/practice+makes+perfect");
    let mut access = Access {
        callers: Callers::Known(vec![key.clone()]),
        ..Access::default()
    };
    access.roles.push(Role {
        name: "Partner".to_owned(),
        external_id: Some("roster:7".to_owned()),
        needs_mfa: false,
    });
    let [plain_role, mfa_role, partner] = &access.roles[..] else {
        panic!("an account has two roles by itself")
    };
    let checked = Served::open(PracticeOptions {
        access: access.clone(),
        ..unthrottled.clone()
    })
    .await;
    let short = Served::open(PracticeOptions {
        access: Access {
            session_length: Some(Duration::ZERO),
            ..access.clone()
        },
        ..unthrottled
    })
    .await;
    let about = plain.practice.about();
    let before = everything(&plain.practice.world());
    let mut truth = json!({
        "endpoints": {
            "plain": plain.endpoint,
            "throttled": throttled.endpoint,
            "faulty": faulty.endpoint,
            "checked": checked.endpoint,
            "short": short.endpoint,
        },
        "keys": {
            "AccessKeyId": key.id,
            "SecretAccessKey": key.secret.expose_secret(),
        },
        "roles": {
            "plain": plain_role.arn(),
            "with_mfa": mfa_role.arn(),
            "partner": partner.arn(),
        },
        "external_id": partner.external_id,
        "mfa": {
            "serial": access.mfa_device.serial,
            "code": access.mfa_device.code.expose_secret(),
        },
        "operations": operation_names().collect::<Vec<_>>(),
        "region": about.region,
        "instance": {
            "id": about.instance_id,
            "arn": about.instance_arn,
            "alias": about.alias,
            "account": about.account,
        },
        "full": changing.full(),
        "world": before,
    });
    for (name, endpoint) in changing.endpoints() {
        truth["endpoints"][name] = endpoint.into();
    }
    let folder = TempDir::new().unwrap();
    let truth_file = folder.path().join("truth.json");
    fs::write(&truth_file, truth.to_string()).unwrap();
    let home = folder.path().to_owned();
    let checked = tokio::task::spawn_blocking(move || {
        let mut check = Command::new(python);
        check.arg(sources().join("check.py")).arg(truth_file);
        // Nothing of the person who runs the test may have a say: no keys, profiles or proxies.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy().to_uppercase();
            if text.starts_with("AWS_") || text.ends_with("_PROXY") {
                check.env_remove(&name);
            }
        }
        check.env("HOME", &home).env("USERPROFILE", &home);
        check.env("PYTHONDONTWRITEBYTECODE", "1");
        check.output().unwrap()
    });
    let checked = checked.await.unwrap();
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{said}");
    changing.expect(&String::from_utf8_lossy(&checked.stdout));
    assert_eq!(everything(&plain.practice.world()), truth["world"]);
    let throttled = throttled.practice.counts()["ListUsers"];
    assert_eq!((throttled.answered, throttled.throttled), (5, 4));
    let faulty = faulty.practice.counts()["DescribeInstance"];
    assert_eq!((faulty.faulted, faulty.dropped), (6, 2));
}

/// A practice instance on a port of its own, until this is dropped.
struct Served {
    practice: Practice,
    endpoint: String,
    _stop: oneshot::Sender<()>,
}

impl Served {
    async fn open(options: PracticeOptions) -> Self {
        let practice = Practice::open(options).unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        tokio::spawn(loopback::serve(practice.clone(), listener, stopped));
        Self {
            practice,
            endpoint,
            _stop: stop,
        }
    }
}

fn everything(world: &World) -> Value {
    fn rows<K: Kind>(world: &World) -> Value {
        let rows = K::table(world).values();
        rows.map(|row| serde_json::to_value(row.as_ref()).unwrap())
            .collect()
    }
    use roster::practice::world as kinds;
    json!({
        "users": rows::<kinds::User>(world),
        "routing_profiles": rows::<kinds::RoutingProfile>(world),
        "security_profiles": rows::<kinds::SecurityProfile>(world),
        "hierarchy_levels": rows::<kinds::HierarchyLevel>(world),
        "hierarchy_groups": rows::<kinds::HierarchyGroup>(world),
        "agent_statuses": rows::<kinds::AgentStatus>(world),
        "queues": rows::<kinds::Queue>(world),
        "quick_connects": rows::<kinds::QuickConnect>(world),
        "presences": rows::<kinds::Presence>(world),
    })
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/boto3")
}

/// The Python of an environment with the pinned packages, made anew when the pins change.
fn python_environment() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("boto3");
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let pins = fs::read_to_string(sources().join("requirements.txt")).unwrap();
    let made_from = folder.join("made-from.txt");
    if fs::read_to_string(&made_from).is_ok_and(|it| it == pins) && python.exists() {
        return python;
    }
    let _ = fs::remove_dir_all(&folder);
    let system = if cfg!(windows) { "python" } else { "python3" };
    let made = Command::new(system)
        .args(["-m", "venv"])
        .arg(&folder)
        .output();
    let made = made.unwrap_or_else(|error| {
        panic!("this test needs Python 3 as \"{system}\" on the path: {error}")
    });
    assert!(
        made.status.success(),
        "this test needs Python's venv module (on Debian and Ubuntu the package python3-venv): {}{}",
        String::from_utf8_lossy(&made.stdout),
        String::from_utf8_lossy(&made.stderr)
    );
    let installed = Command::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .arg("--requirement")
        .arg(sources().join("requirements.txt"))
        .output()
        .unwrap();
    assert!(
        installed.status.success(),
        "pip can't install boto3 and the AWS CLI: {}",
        String::from_utf8_lossy(&installed.stderr)
    );
    fs::write(made_from, pins).unwrap();
    python
}
