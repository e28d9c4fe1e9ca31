//! DescribeInstance and ListInstances.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{
    super::{
        ACCOUNT, ALIAS,
        call::Call,
        paging::{PageSizes, page_of_list},
        protocol::{Refusal, seconds},
        world::Edit,
    },
    Reply, listed,
};

/// When the practice instance was "created".
const CREATED: Timestamp = Timestamp::constant(1_641_038_400, 0);

pub(super) fn describe(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let mut instance = summary(call);
    instance.insert("Tags".to_owned(), json!({ "Purpose": "practice" }));
    Ok(Reply::Json(json!({
        "Instance": instance,
        "ReplicationConfiguration": null,
    })))
}

pub(super) fn list(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let page = page_of_list(call, PageSizes::up_to(10), &[summary(call)], |instance| {
        Value::Object(instance.clone())
    })?;
    Ok(listed("InstanceSummaryList", page, []))
}

/// What both operations tell of the instance.
fn summary(call: &Call<'_>) -> Map<String, Value> {
    let role = format!(
        "arn:aws:iam::{ACCOUNT}:role/aws-service-role/connect.amazonaws.com/\
         AWSServiceRoleForAmazonConnect_practice"
    );
    let members = [
        ("Id", json!(call.world.instance_id)),
        ("Arn", json!(call.world.instance_arn())),
        ("IdentityManagementType", json!("CONNECT_MANAGED")),
        ("InstanceAlias", json!(ALIAS)),
        ("CreatedTime", json!(seconds(CREATED))),
        ("ServiceRole", json!(role)),
        ("InstanceStatus", json!("ACTIVE")),
        ("InboundCallsEnabled", json!(true)),
        ("OutboundCallsEnabled", json!(true)),
        (
            "InstanceAccessUrl",
            json!(format!("https://{ALIAS}.my.connect.aws")),
        ),
    ];
    members
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
