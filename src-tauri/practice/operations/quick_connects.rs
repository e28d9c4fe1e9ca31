//! The operations on quick connects.

use serde_json::{Value, json};

use super::{
    super::{
        REGION,
        call::Call,
        paging::{PageSizes, page_of_table},
        protocol::{Refusal, seconds},
        search::{self, Searchable, TagFilter},
        world::{Edit, QuickConnect, QuickConnectTarget, Tags, World},
    },
    Reply, listed, summary,
    users::tags,
};

pub(super) fn list(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let types = call.query_choices(
        "QuickConnectTypes",
        &["USER", "QUEUE", "PHONE_NUMBER", "FLOW"].map(|name| (name, name)),
    )?;
    let page = page_of_table(
        call,
        PageSizes::up_to(1000),
        &call.world.quick_connects,
        |row: &QuickConnect| types.is_empty() || types.contains(&row.target.type_name()),
        |row| quick_connect_summary(call.world, row),
    )?;
    Ok(listed("QuickConnectSummaryList", page, []))
}

pub(super) fn search(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let sizes = PageSizes::up_to(100);
    search::search::<QuickConnect, TagFilter>(call, sizes, "QuickConnects", |row| {
        whole(call.searched, row)
    })
    .map(Reply::Json)
}

pub(super) fn describe(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let row: &QuickConnect = call.row("QuickConnectId", "transfer-destination", "Quick connect")?;
    Ok(Reply::Json(
        json!({ "QuickConnect": whole(call.world, row) }),
    ))
}

pub(super) fn quick_connect_summary(world: &World, row: &QuickConnect) -> Value {
    let kind = [("QuickConnectType", row.target.type_name().into())];
    let QuickConnect { id, name, .. } = row;
    summary(
        world,
        "transfer-destination",
        id,
        name,
        row.last_changed,
        kind,
    )
}

fn whole(world: &World, row: &QuickConnect) -> Value {
    let mut config = json!({ "QuickConnectType": row.target.type_name() });
    let (member, body) = match &row.target {
        QuickConnectTarget::User { user, flow } => (
            "UserConfig",
            json!({ "UserId": user, "ContactFlowId": flow }),
        ),
        QuickConnectTarget::Queue { queue, flow } => (
            "QueueConfig",
            json!({ "QueueId": queue, "ContactFlowId": flow }),
        ),
        QuickConnectTarget::PhoneNumber { number } => {
            ("PhoneConfig", json!({ "PhoneNumber": number }))
        }
        QuickConnectTarget::Flow { flow } => ("FlowConfig", json!({ "ContactFlowId": flow })),
    };
    if let Some(config) = config.as_object_mut() {
        config.insert(member.to_owned(), body);
    }
    json!({
        "QuickConnectARN": world.arn("transfer-destination", &row.id),
        "QuickConnectId": row.id,
        "Name": row.name,
        "Description": row.description,
        "QuickConnectConfig": config,
        "Tags": tags(&row.tags),
        "LastModifiedTime": seconds(row.last_changed),
        "LastModifiedRegion": REGION,
    })
}

impl Searchable for QuickConnect {
    const FIELDS: &'static [&'static str] = &["name", "description", "resourceID"];

    fn texts(&self, field: &str) -> Vec<String> {
        match field {
            "name" => vec![self.name.clone()],
            "description" => self.description.clone().into_iter().collect(),
            "resourceID" => vec![self.id.clone()],
            _ => Vec::new(),
        }
    }

    fn tags(&self) -> &Tags {
        &self.tags
    }
}
