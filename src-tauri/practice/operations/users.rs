//! The operations on users. SearchUsers tells less than DescribeUser, and gives the limits of
//! after-contact work in milliseconds where the others have seconds.

use serde_json::{Map, Value, json};

use super::{
    super::{
        REGION,
        call::Call,
        paging::{PageSizes, page_of_list, page_of_table},
        protocol::{Refusal, seconds},
        search::{self, ListCondition, Searchable, UserFilter},
        world::{ChannelSettings, Edit, Presence, QuickConnectTarget, Tags, User, World},
    },
    Reply, changed, listed,
};

pub(super) fn list(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let page = page_of_table(
        call,
        PageSizes::up_to(1000),
        &call.world.users,
        |_| true,
        |user: &User| {
            json!({
                "Id": user.id,
                "Arn": call.world.arn("agent", &user.id),
                "Username": user.login,
                "LastModifiedTime": seconds(user.last_changed),
                "LastModifiedRegion": REGION,
            })
        },
    )?;
    Ok(listed("UserSummaryList", page, []))
}

pub(super) fn search(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    const MILLISECONDS: u32 = 1000;
    search::search::<User, UserFilter>(call, PageSizes::up_to(500), "Users", |user| {
        let mut members = common(call.world, user, MILLISECONDS);
        members.insert(
            "IdentityInfo".to_owned(),
            json!({ "FirstName": user.first_name, "LastName": user.last_name }),
        );
        members.into()
    })
    .map(Reply::Json)
}

pub(super) fn describe(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    const SECONDS: u32 = 1;
    let user = user(call)?;
    let mut members = common(call.world, user, SECONDS);
    let identity = json!({
        "FirstName": user.first_name,
        "LastName": user.last_name,
        "Email": user.email,
        "SecondaryEmail": user.secondary_email,
        "Mobile": user.mobile,
    });
    members.insert("IdentityInfo".to_owned(), identity);
    for (name, value) in changed(user.last_changed) {
        members.insert(name.to_owned(), value);
    }
    Ok(Reply::Json(json!({ "User": members })))
}

/// Proficiencies and agent queue go with the user. Quick connects stay as they are, and lead to
/// nobody then.
pub(super) fn delete(call: &Call<'_>, edit: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let user = user(call)?;
    let leads_here = |target: &QuickConnectTarget| match target {
        QuickConnectTarget::User { user: id, .. } => *id == user.id,
        _ => false,
    };
    let mut quick_connects = call.world.quick_connects.values();
    if call.options.refuse_users_with_quick_connects
        && quick_connects.any(|row| leads_here(&row.target))
    {
        return Err(Refusal::invalid_request(
            "The user has quick connects. Delete them or point them at another user first",
        ));
    }
    edit.remove::<User>(&user.id);
    edit.remove::<Presence>(&user.id);
    Ok(Reply::Empty)
}

pub(super) fn list_proficiencies(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let user = user(call)?;
    let page = page_of_list(call, PageSizes::up_to(100), &user.proficiencies, |entry| {
        json!({
            "AttributeName": entry.attribute,
            "AttributeValue": entry.value,
            "Level": entry.level,
        })
    })?;
    let changed = changed(user.last_changed);
    Ok(listed("UserProficiencyList", page, changed))
}

/// The user that the path names.
fn user<'c>(call: &'c Call<'_>) -> Result<&'c User, Refusal> {
    call.row("UserId", "agent", "User")
}

/// What SearchUsers and DescribeUser both tell, with limits of after-contact work in so many
/// parts of a second.
fn common(world: &World, user: &User, parts: u32) -> Map<String, Value> {
    let limit = |seconds: u32| u64::from(seconds) * u64::from(parts);
    let phone = json!({
        "PhoneType": user.phone.phone_type,
        "AutoAccept": user.phone.auto_accept,
        "AfterContactWorkTimeLimit": limit(user.phone.after_contact_work_seconds),
        "DeskPhoneNumber": user.phone.desk_number,
        "PersistentConnection": user.phone.persistent_connection,
    });
    let members = [
        ("Id", json!(user.id)),
        ("Arn", json!(world.arn("agent", &user.id))),
        ("Username", json!(user.login)),
        ("PhoneConfig", phone),
        ("DirectoryUserId", Value::Null),
        ("SecurityProfileIds", json!(user.security_profiles)),
        ("RoutingProfileId", json!(user.routing_profile)),
        ("HierarchyGroupId", json!(user.hierarchy_group)),
        ("Tags", tags(&user.tags)),
        (
            "AutoAcceptConfigs",
            per_channel(user, |channel| {
                Some(json!({
                    "Channel": channel.channel,
                    "AutoAccept": channel.auto_accept?,
                    "AgentFirstCallbackAutoAccept": channel.callback_auto_accept,
                }))
            }),
        ),
        (
            "AfterContactWorkConfigs",
            per_channel(user, |channel| {
                let config = |seconds| json!({ "AfterContactWorkTimeLimit": limit(seconds) });
                let callback = channel.callback_after_contact_work_seconds;
                Some(json!({
                    "Channel": channel.channel,
                    "AfterContactWorkConfig": config(channel.after_contact_work_seconds?),
                    "AgentFirstCallbackAfterContactWorkConfig": callback.map(config),
                }))
            }),
        ),
        (
            "PhoneNumberConfigs",
            per_channel(user, |channel| {
                Some(json!({
                    "Channel": channel.channel,
                    "PhoneType": channel.phone_type?,
                    "PhoneNumber": channel.phone_number,
                }))
            }),
        ),
        (
            "PersistentConnectionConfigs",
            per_channel(user, |channel| {
                Some(json!({
                    "Channel": channel.channel,
                    "PersistentConnection": channel.persistent_connection?,
                }))
            }),
        ),
        (
            "VoiceEnhancementConfigs",
            per_channel(user, |channel| {
                Some(json!({
                    "Channel": channel.channel,
                    "VoiceEnhancementMode": channel.voice_enhancement?,
                }))
            }),
        ),
    ];
    members
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// The entries of the channels that have one.
fn per_channel(user: &User, entry: impl Fn(&ChannelSettings) -> Option<Value>) -> Value {
    user.channels.iter().filter_map(entry).collect()
}

/// Tags as Connect writes them; a resource without any has no such member.
pub(super) fn tags(tags: &Tags) -> Value {
    if tags.is_empty() {
        Value::Null
    } else {
        json!(tags)
    }
}

impl Searchable for User {
    const FIELDS: &'static [&'static str] = &[
        "Username",
        "FirstName",
        "LastName",
        "RoutingProfileId",
        "SecurityProfileId",
        "resourceId",
    ];

    fn texts(&self, field: &str) -> Vec<String> {
        match field {
            "Username" => vec![self.login.clone()],
            "FirstName" => vec![self.first_name.clone()],
            "LastName" => vec![self.last_name.clone()],
            "RoutingProfileId" => vec![self.routing_profile.clone()],
            "SecurityProfileId" => self.security_profiles.clone(),
            "resourceId" => vec![self.id.clone()],
            _ => Vec::new(),
        }
    }

    fn tags(&self) -> &Tags {
        &self.tags
    }

    fn hierarchy_group(&self) -> Option<&str> {
        self.hierarchy_group.as_deref()
    }

    fn meets(&self, condition: &ListCondition) -> bool {
        self.proficiencies
            .iter()
            .any(|entry| condition.holds(&entry.attribute, &entry.value, entry.level))
    }
}
