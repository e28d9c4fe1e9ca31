//! What it costs to list an instance: the calls of each kind, and the time they take at Connect's
//! published pace (on a paused clock, so exactly) and from an instance that answers as fast as it
//! can (on this machine's clock).
//!
//! `cargo bench --bench reading` prints the table. Without `--bench`, as `cargo test` runs it,
//! only the smallest instance is read.

use std::{collections::BTreeMap, time::Duration};

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use roster::{
    connect::{Access, Connect},
    domain::Completeness,
    practice::{Limits, Practice, PracticeOptions},
};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let whole = std::env::args().any(|argument| argument == "--bench");
    let sizes: &[u32] = if whole { &[240, 5_000, 50_000] } else { &[240] };
    for &users in sizes {
        let (calls, paced) = read(users, Limits::default(), true)?;
        let (_, unpaced) = read(users, Limits::none(), false)?;
        let total: u32 = calls.values().sum();
        println!("{users} users: {total} calls, {paced:.1?} at Connect's pace, {unpaced:.1?} here");
        for (operation, count) in calls {
            println!("    {count:>5} {operation}");
        }
    }
    Ok(())
}

/// Lists an instance of so many users, and tells the calls it took and how long.
fn read(
    users: u32,
    limits: Limits,
    paused: bool,
) -> Result<(BTreeMap<String, u32>, Duration), Box<dyn std::error::Error>> {
    let practice = Practice::open(PracticeOptions {
        users,
        limits,
        ..PracticeOptions::default()
    })?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(paused)
        .build()?;
    runtime.block_on(async {
        let about = practice.about();
        let credentials = Credentials::new("PRACTICE", "practice", None, None, "practice");
        let connect = Connect::new(Access::new(
            about.region,
            &about.instance_id,
            SharedCredentialsProvider::new(credentials),
            practice.http_client(),
        ));
        let start = Instant::now();
        let snapshot = connect.load(|_| {}, &CancellationToken::new()).await?;
        let took = start.elapsed();
        assert_eq!(snapshot.users.len(), users as usize);
        assert_eq!(snapshot.completeness, Completeness::Whole);
        let throttled: u64 = practice
            .counts()
            .values()
            .map(|count| count.throttled)
            .sum();
        assert_eq!(throttled, 0);
        Ok((snapshot.calls, took))
    })
}
