//! Which queues offer which quick connects. Connect tells it only queue by queue, so this is the
//! slowest of the readings.

use crate::domain::{Problem, QueueOffers};

use super::{errors, operations::Reads, paging};

pub(super) async fn read(
    reads: &Reads<'_>,
    progress: &(impl Fn(u32, Option<u32>) + Send + Sync),
) -> Result<QueueOffers, Problem> {
    let mut queues = paging::all(
        "ListQueues",
        |token| reads.list_standard_queues(token),
        |_, _| {},
    )
    .await?;
    queues.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
    queues.dedup_by(|a, b| a.id == b.id);
    let all = u32::try_from(queues.len()).ok();
    progress(0, all);

    let mut offers = QueueOffers::default();
    let mut vain: Option<Problem> = None;
    for (queue, nth) in queues.into_iter().zip(1..) {
        let offered = match &vain {
            Some(problem) => Err(problem.clone()),
            None => {
                paging::all(
                    "ListQueueQuickConnects",
                    |token| reads.list_queue_quick_connects(&queue.id, token),
                    |_, _| {},
                )
                .await
            }
        };
        match offered {
            Ok(mut quick_connects) => {
                quick_connects.sort_unstable();
                quick_connects.dedup();
                for id in quick_connects {
                    offers.queues.entry(id).or_default().push(queue.clone());
                }
            }
            Err(problem) => {
                if errors::concerns_all(problem.code) {
                    vain = Some(problem.clone());
                }
                offers.unread.push((queue, problem));
            }
        }
        progress(nth, all);
    }
    Ok(offers)
}

#[cfg(test)]
mod tests;
