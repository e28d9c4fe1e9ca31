//! What reading an instance promises, kept on the practice instance: every field right, the
//! fewest calls, none of them throttled in a quiet account, and never silently fewer users.

mod expected;
mod faults;
mod pace;
mod whole;

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use roster::{
    connect::{Access, Connect},
    domain::{Problem, Snapshot},
    practice::{Practice, PracticeOptions},
};
use tokio_util::sync::CancellationToken;

/// A practice instance and a way into it.
fn open(options: PracticeOptions) -> (Practice, Connect) {
    let practice = Practice::open(options).expect("a practice instance opens");
    let connect = connect(&practice, &practice.about().instance_id);
    (practice, connect)
}

/// Another way in, with a pace of its own.
pub(crate) fn connect(practice: &Practice, instance_id: &str) -> Connect {
    Connect::new(access(practice, instance_id))
}

/// What another way in is made of.
pub(crate) fn access(practice: &Practice, instance_id: &str) -> Access {
    let credentials = Credentials::new("AKIDEXAMPLE", "made-up", None, None, "test");
    Access::new(
        practice.about().region,
        instance_id,
        SharedCredentialsProvider::new(credentials),
        practice.http_client(),
    )
}

async fn load(connect: &Connect) -> Result<Snapshot, Problem> {
    connect.load(|_| {}, &CancellationToken::new()).await
}
