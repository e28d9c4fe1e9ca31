#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::{
    connect::canned::{self, connect_in_turn, ok},
    domain::Snapshot,
};
use tokio_util::sync::CancellationToken;

/// Loads an instance that answers with these users and quick connects, and with this hierarchy.
async fn load(users: &str, quick_connects: &str, groups: &str) -> Snapshot {
    let users = format!(r#"{{"Users":[{users}],"ApproximateTotalCount":1}}"#);
    let quick_connects = format!(r#"{{"QuickConnects":[{quick_connects}]}}"#);
    let groups = format!(r#"{{"UserHierarchyGroups":[{groups}],"NextToken":null}}"#);
    let listed = r#"{"UserSummaryList":[{"Id":"u","LastModifiedTime":1.719249173664E9}]}"#;
    let instance = r#"{"Instance":{"Id":"i","Arn":"arn","IdentityManagementType":"LDAP"}}"#;
    let (connect, _) = canned::instance(move |operation, _| match operation {
        "SearchUsers" => Some(ok(users.clone())),
        "ListUsers" => Some(ok(listed)),
        "SearchQuickConnects" => Some(ok(quick_connects.clone())),
        "SearchUserHierarchyGroups" => Some(ok(groups.clone())),
        "DescribeInstance" => Some(ok(instance)),
        _ => None,
    });
    connect
        .load(|_| {}, &CancellationToken::new())
        .await
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn searched_users_have_their_after_contact_work_in_seconds() {
    let snapshot = load(
        r#"{"Id":"u","Arn":"arn","Username":"ann","RoutingProfileId":"r",
            "SecurityProfileIds":["s","t"],"HierarchyGroupId":"g","Tags":{"team":"a"},
            "IdentityInfo":{"FirstName":"Ann","LastName":"Lee"},
            "PhoneConfig":{"PhoneType":"DESK_PHONE","DeskPhoneNumber":"+4420","AutoAccept":true,
                "AfterContactWorkTimeLimit":30000,"PersistentConnection":true},
            "AutoAcceptConfigs":[{"Channel":"VOICE","AutoAccept":true,
                "AgentFirstCallbackAutoAccept":false}],
            "AfterContactWorkConfigs":[{"Channel":"CHAT",
                "AfterContactWorkConfig":{"AfterContactWorkTimeLimit":60500},
                "AgentFirstCallbackAfterContactWorkConfig":{}}],
            "PhoneNumberConfigs":[{"Channel":"VOICE","PhoneType":"SOFT_PHONE"}],
            "PersistentConnectionConfigs":[{"Channel":"VOICE","PersistentConnection":false}],
            "VoiceEnhancementConfigs":[{"Channel":"VOICE","VoiceEnhancementMode":"ROBOT"}]}"#,
        "",
        "",
    )
    .await;
    let [user] = snapshot.users.as_slice() else {
        panic!("one user, not {:?}", snapshot.users)
    };
    assert_eq!(
        *user,
        User {
            id: "u".into(),
            arn: "arn".into(),
            login: "ann".into(),
            first_name: "Ann".into(),
            last_name: "Lee".into(),
            routing_profile: "r".into(),
            security_profiles: vec!["s".into(), "t".into()],
            hierarchy_group: Some("g".into()),
            handling: ContactHandling {
                phone_type: PhoneType::Desk,
                desk_number: Some("+4420".into()),
                auto_accept: true,
                after_contact_work_seconds: 30,
                persistent_connection: true,
                channels: vec![
                    ChannelHandling {
                        auto_accept: Some(true),
                        callback_auto_accept: Some(false),
                        phone_type: Some(PhoneType::Soft),
                        persistent_connection: Some(false),
                        voice_enhancement: Some(VoiceEnhancement::Other("ROBOT".into())),
                        ..ChannelHandling::new(Channel::Voice)
                    },
                    ChannelHandling {
                        after_contact_work_seconds: Some(61),
                        callback_after_contact_work_seconds: Some(0),
                        ..ChannelHandling::new(Channel::Chat)
                    },
                ],
            },
            directory_user_id: None,
            tags: [("team".to_owned(), "a".to_owned())].into(),
            last_changed: Some("2024-06-24T17:12:53.664Z".parse().unwrap()),
        }
    );
}

#[tokio::test(start_paused = true)]
async fn what_connect_leaves_out_has_its_meaning() {
    let snapshot = load(
        r#"{"Id":"u","Username":"ann","PhoneConfig":{"AutoAccept":false},"IdentityInfo":null,
            "HierarchyGroupId":"","Tags":null}"#,
        r#"{"QuickConnectId":"q"},
           {"QuickConnectId":"p","Description":"","QuickConnectConfig":{"PhoneConfig":{}}}"#,
        "",
    )
    .await;
    let user = &snapshot.users[0];
    assert_eq!(user.handling, ContactHandling::default());
    assert_eq!(
        (user.first_name.as_str(), user.last_name.as_str()),
        ("", "")
    );
    assert_eq!(user.hierarchy_group, None);
    let quick_connects = snapshot.quick_connects.unwrap();
    for quick_connect in quick_connects {
        assert_eq!(
            quick_connect.target,
            QuickConnectTarget::Unknown(String::new())
        );
        assert_eq!(quick_connect.description, None);
    }
    assert_eq!(
        snapshot.instance.unwrap().identity,
        IdentityType::Other("LDAP".into())
    );
}

#[tokio::test(start_paused = true)]
async fn quick_connects_keep_where_they_lead() {
    let snapshot = load(
        r#"{"Id":"u","Username":"ann"}"#,
        r#"{"QuickConnectId":"1","QuickConnectConfig":{"QuickConnectType":"USER",
                "UserConfig":{"UserId":"u","ContactFlowId":"f"}}},
           {"QuickConnectId":"2","QuickConnectConfig":{"QuickConnectType":"QUEUE",
                "QueueConfig":{"QueueId":"k","ContactFlowId":"f"}}},
           {"QuickConnectId":"3","QuickConnectConfig":{"QuickConnectType":"PHONE_NUMBER",
                "PhoneConfig":{"PhoneNumber":"+44"}}},
           {"QuickConnectId":"4","QuickConnectConfig":{"QuickConnectType":"FLOW",
                "FlowConfig":{"ContactFlowId":"f"}}},
           {"QuickConnectId":"5","QuickConnectConfig":{"QuickConnectType":"CARRIER_PIGEON"}},
           {"QuickConnectId":"6","QuickConnectConfig":{"QuickConnectType":"USER"}}"#,
        "",
    )
    .await;
    let targets: Vec<_> = snapshot
        .quick_connects
        .unwrap()
        .into_iter()
        .map(|quick_connect| quick_connect.target)
        .collect();
    assert_eq!(
        targets,
        [
            QuickConnectTarget::User {
                user: "u".into(),
                flow: "f".into()
            },
            QuickConnectTarget::Queue {
                queue: "k".into(),
                flow: "f".into()
            },
            QuickConnectTarget::Phone {
                number: "+44".into()
            },
            QuickConnectTarget::Flow { flow: "f".into() },
            QuickConnectTarget::Unknown("CARRIER_PIGEON".into()),
            QuickConnectTarget::Unknown("USER".into()),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn internal_hierarchy_groups_are_hidden() {
    let snapshot = load(
        r#"{"Id":"u","Username":"ann"}"#,
        "",
        r#"{"Id":"0","Name":"root","LevelId":"0"},
           {"Id":"2","Name":"Leeds","LevelId":"l2","HierarchyPath":{
                "LevelOne":{"Id":"1","Name":"North"},"LevelTwo":{"Id":"2","Name":"Leeds"}}},
           {"Id":"3","Name":"Lone","LevelId":"l1"}"#,
    )
    .await;
    let groups: Vec<_> = snapshot
        .hierarchy_groups
        .unwrap()
        .into_iter()
        .map(|group| (group.id.to_string(), group.path.join(" / ")))
        .collect();
    assert_eq!(
        groups,
        [
            ("2".to_owned(), "North / Leeds".to_owned()),
            ("3".to_owned(), "Lone".to_owned()),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_described_user_has_its_after_contact_work_in_seconds_already() {
    let (connect, asked) = connect_in_turn(vec![ok(
        r#"{"User":{"Id":"u","Arn":"arn","Username":"ann","LastModifiedTime":1700000000,
            "IdentityInfo":{"FirstName":"Ann","Email":"ann@example.com","SecondaryEmail":"",
                "Mobile":"+447"},
            "PhoneConfig":{"PhoneType":"SATELLITE","AfterContactWorkTimeLimit":30}}}"#,
    )]);
    let record = connect.user(&"arn:aws:u/1".into()).await.unwrap();
    assert_eq!(record.user.handling.after_contact_work_seconds, 30);
    assert_eq!(
        record.user.handling.phone_type,
        PhoneType::Other("SATELLITE".into())
    );
    assert_eq!(record.user.last_changed.unwrap().as_second(), 1_700_000_000);
    assert_eq!(record.email.unwrap(), "ann@example.com");
    assert_eq!(record.secondary_email, None);
    assert_eq!(record.mobile.unwrap(), "+447");
    assert_eq!(
        asked.all(),
        ["GET https://connect.eu-west-2.amazonaws.com/users/instance-1/arn%3Aaws%3Au%2F1 "]
    );
}

#[test]
fn limits_keep_zero_for_no_limit() {
    assert_eq!(milliseconds(0), 0);
    assert_eq!(milliseconds(1), 1);
    assert_eq!(milliseconds(30_000), 30);
    assert_eq!(milliseconds(i32::MAX), 2_147_484);
    assert_eq!(milliseconds(-1), 0);
    assert_eq!(seconds(45), 45);
}
