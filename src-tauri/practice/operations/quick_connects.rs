//! The operations on quick connects, but for the one that says where a quick connect leads.

use serde::Deserialize;
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
    Reply, listed, offers, summary,
    users::tags,
};

/// A quick connect's name has this many characters at most.
const LONGEST_NAME: usize = 127;

/// A quick connect's description has this many characters at most.
const LONGEST_DESCRIPTION: usize = 250;

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
    let row = quick_connect(call)?;
    Ok(Reply::Json(
        json!({ "QuickConnect": whole(call.world, row) }),
    ))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct NameInput {
    name: Option<String>,
    description: Option<String>,
}

/// What is absent stays as it was. An empty description takes the description away.
pub(super) fn update_name(call: &Call<'_>, edit: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let NameInput { name, description } = call.input()?;
    if name.is_none() && description.is_none() {
        return Err(Refusal::invalid_request(
            "At least one of Name and Description is required",
        ));
    }
    let length = |text: &Option<String>| text.as_ref().map(|text| text.chars().count());
    if length(&name).is_some_and(|length| !(1..=LONGEST_NAME).contains(&length)) {
        return Err(Refusal::invalid_parameter(format!(
            "Name must have 1 to {LONGEST_NAME} characters"
        )));
    }
    if length(&description).is_some_and(|length| length > LONGEST_DESCRIPTION) {
        return Err(Refusal::invalid_parameter(format!(
            "Description must have {LONGEST_DESCRIPTION} characters at most"
        )));
    }
    let mut row = quick_connect(call)?.clone();
    if let Some(name) = name {
        let mut others = call.world.quick_connects.values();
        // CreateQuickConnect has DuplicateResourceException for this, but UpdateQuickConnectName
        // has not.
        if others.any(|other| other.id != row.id && other.name == name) {
            return Err(Refusal::invalid_request(format!(
                "There is already a quick connect named \"{name}\""
            )));
        }
        row.name = name;
    }
    if let Some(text) = description {
        row.description = Some(text).filter(|text| !text.is_empty());
    }
    row.last_changed = call.time_of_change(row.last_changed);
    edit.put(row);
    Ok(Reply::Empty)
}

/// The queues that offer it offer it no more.
pub(super) fn delete(call: &Call<'_>, edit: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let row = quick_connect(call)?;
    let offering = call
        .world
        .queues
        .values()
        .filter(|queue| queue.quick_connects.contains(&row.id));
    for queue in offering {
        if call.options.refuse_offered_quick_connects {
            return Err(Refusal::invalid_request(format!(
                "The quick connect is associated with the queue {}",
                queue.id
            )));
        }
        let mut left = queue.quick_connects.clone();
        left.remove(&row.id);
        offers::replace(call, edit, queue, left);
    }
    edit.remove::<QuickConnect>(&row.id);
    Ok(Reply::Empty)
}

/// The quick connect that the path names.
pub(super) fn quick_connect<'c>(call: &'c Call<'_>) -> Result<&'c QuickConnect, Refusal> {
    call.row("QuickConnectId", "transfer-destination", "Quick connect")
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
