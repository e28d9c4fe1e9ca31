//! Which quick connects a queue offers: AssociateQueueQuickConnects and
//! DisassociateQueueQuickConnects. Only standard queues offer any.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{
    super::{
        call::Call,
        protocol::Refusal,
        world::{Edit, Queue},
    },
    Reply,
};

/// One call names this many quick connects at most.
const MOST_IN_A_CALL: usize = 50;

/// A queue offers this many at most ("Feature specifications" of the administrator guide).
const MOST_ON_A_QUEUE: usize = 700;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Input {
    #[serde(default)]
    quick_connect_ids: Vec<String>,
}

/// All of them or none. One that the queue offers already stays.
pub(super) fn associate(call: &Call<'_>, edit: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let named = named(call)?;
    let queue: &Queue = call.row("QueueId", "queue", "Queue")?;
    let known = &call.world.quick_connects;
    if let Some(unknown) = named.iter().find(|id| !known.contains_key(*id)) {
        return Err(Refusal::invalid_parameter(format!(
            "There is no quick connect {unknown}"
        )));
    }
    let offered = &queue.quick_connects | &named;
    if offered.len() > MOST_ON_A_QUEUE {
        return Err(Refusal::limit_exceeded(format!(
            "A queue takes {MOST_ON_A_QUEUE} quick connects at most"
        )));
    }
    replace(call, edit, queue, offered);
    Ok(Reply::Empty)
}

/// One that the queue doesn't offer is passed over, be there such a quick connect or not.
pub(super) fn disassociate(call: &Call<'_>, edit: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let named = named(call)?;
    let queue: &Queue = call.row("QueueId", "queue", "Queue")?;
    replace(call, edit, queue, &queue.quick_connects - &named);
    Ok(Reply::Empty)
}

/// Has a queue offer these quick connects and no others. A queue that offers just these already
/// isn't changed.
pub(super) fn replace(
    call: &Call<'_>,
    edit: &mut Edit<'_>,
    queue: &Queue,
    quick_connects: BTreeSet<String>,
) {
    if quick_connects != queue.quick_connects {
        edit.put(Queue {
            quick_connects,
            last_changed: call.time_of_change(queue.last_changed),
            ..queue.clone()
        });
    }
}

/// Ids of the quick connects that the call names. Messages follow those of Connect that are known
/// (hashicorp/terraform-provider-aws, issue 46072).
fn named(call: &Call<'_>) -> Result<BTreeSet<String>, Refusal> {
    let Input { quick_connect_ids } = call.input()?;
    let limit = match quick_connect_ids.len() {
        0 => "at least 1 item",
        1..=MOST_IN_A_CALL => {
            let ids = quick_connect_ids.iter();
            let ids = ids.map(|name| call.id_of("transfer-destination", name).to_owned());
            return Ok(ids.collect());
        }
        _ => "at most 50 items",
    };
    Err(Refusal::invalid_parameter(format!(
        "QuickConnectIds must include {limit}"
    )))
}
