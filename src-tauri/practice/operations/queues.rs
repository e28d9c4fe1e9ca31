//! The operations that list queues and what they offer. Standard queues are rows; an agent queue
//! stands for each user and has the user's id.

use serde_json::{Value, json};

use super::{
    super::{
        REGION,
        call::Call,
        paging::{PageSizes, page, rows_after},
        protocol::{Refusal, seconds},
        world::{Edit, Queue, QuickConnect, User},
    },
    Reply, changed, listed,
    quick_connects::quick_connect_summary,
    summary,
};

/// A queue of either type. The standard ones are listed first.
enum Listed<'w> {
    Standard(&'w Queue),
    Agent(&'w User),
}

impl Listed<'_> {
    const STANDARD: &'static str = "STANDARD";
    const AGENT: &'static str = "AGENT";

    fn key(&self) -> String {
        match self {
            Self::Standard(queue) => format!("{}/{}", Self::STANDARD, queue.id),
            Self::Agent(user) => format!("{}/{}", Self::AGENT, user.id),
        }
    }

    fn render(&self, call: &Call<'_>) -> Value {
        match self {
            Self::Standard(queue) => {
                let kind = [("QueueType", Self::STANDARD.into())];
                let Queue { id, name, .. } = queue;
                summary(call.world, "queue", id, name, queue.last_changed, kind)
            }
            // No source tells that an agent queue has a name.
            Self::Agent(user) => json!({
                "Id": user.id,
                "Arn": call.world.arn("queue/agent", &user.id),
                "Name": null,
                "QueueType": Self::AGENT,
                "LastModifiedTime": seconds(user.last_changed),
                "LastModifiedRegion": REGION,
            }),
        }
    }
}

pub(super) fn list(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let types = call.query_choices(
        "queueTypes",
        &[Listed::STANDARD, Listed::AGENT].map(|name| (name, name)),
    )?;
    let wanted = |name| types.is_empty() || types.contains(&name);
    let rows = |after: Option<String>| {
        let after = after.as_deref().and_then(|after| after.split_once('/'));
        // In the midst of the agent queues, all standard ones have been listed.
        let (standard, agent) = match after {
            Some((Listed::AGENT, id)) => (None, Some(Some(id.to_owned()))),
            Some((_, id)) => (Some(Some(id.to_owned())), Some(None)),
            None => (Some(None), Some(None)),
        };
        let standard = standard
            .filter(|_| wanted(Listed::STANDARD))
            .into_iter()
            .flat_map(|after| rows_after(&call.world.queues, after))
            .map(|(_, queue)| Listed::Standard(queue));
        let agent = agent
            .filter(|_| wanted(Listed::AGENT))
            .into_iter()
            .flat_map(|after| rows_after(&call.world.users, after))
            .map(|(_, user)| Listed::Agent(user));
        standard.chain(agent)
    };
    let page = page(call, PageSizes::up_to(1000), rows, Listed::key, |queue| {
        queue.render(call)
    })?;
    Ok(listed("QueueSummaryList", page, []))
}

pub(super) fn list_quick_connects(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let queue: &Queue = call.row("QueueId", "queue", "Queue")?;
    let rows = |after: Option<String>| {
        queue
            .quick_connects
            .iter()
            .filter(move |id| after.as_ref().is_none_or(|after| *id > after))
            .filter_map(|id| call.world.quick_connects.get(id).map(AsRef::as_ref))
    };
    let page = page(
        call,
        PageSizes::up_to(100),
        rows,
        |row: &&QuickConnect| row.id.clone(),
        |row| quick_connect_summary(call.world, row),
    )?;
    let changed = changed(queue.last_changed);
    Ok(listed("QuickConnectSummaryList", page, changed))
}
