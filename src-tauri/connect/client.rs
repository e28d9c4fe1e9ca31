//! From what is known of an instance to the SDK's client for it. All that the SDK would otherwise
//! look up in the environment, in files or on the network is settled here.

use std::time::Duration;

use aws_config::{
    AppName, BehaviorVersion, Region, SdkConfig, identity::IdentityCache, retry::RetryConfig,
    stalled_stream_protection::StalledStreamProtectionConfig, timeout::TimeoutConfig,
};
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use super::{Gate, Pace};

/// How long one attempt may take, from sending to the last byte of the answer. Connect answers a
/// full page within a second or two; what takes longer than this is not coming.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(20);

/// Where an instance is and how to get in.
pub struct Access {
    /// The AWS Region, such as `eu-west-2`.
    pub region: String,
    /// The instance's id or its ARN; Connect takes both.
    pub instance_id: String,
    /// Where credentials come from.
    pub credentials: SharedCredentialsProvider,
    /// What carries the calls.
    pub http_client: SharedHttpClient,
    /// Where Connect is, if not at the Region's own address.
    pub endpoint_url: Option<String>,
    /// How fast Connect may be called: shared by all ways into one account and Region.
    pub pace: Pace,
    /// Where calls wait while nobody is signed in any more; without one they fail.
    pub gate: Option<Gate>,
    /// Called when more is known of what the caller may do; see [`Connect::known`].
    ///
    /// [`Connect::known`]: super::Connect::known
    pub on_known: Box<dyn Fn() + Send + Sync>,
}

impl Access {
    /// A way in at the Region's own address, with a pace of its own and nobody to wait for.
    pub fn new(
        region: &str,
        instance_id: &str,
        credentials: SharedCredentialsProvider,
        http_client: SharedHttpClient,
    ) -> Self {
        Self {
            region: region.to_owned(),
            instance_id: instance_id.to_owned(),
            credentials,
            http_client,
            endpoint_url: None,
            pace: Pace::default(),
            gate: None,
            on_known: Box::new(|| {}),
        }
    }
}

/// The SDK's client for one way in.
pub(super) fn client(access: &Access) -> aws_sdk_connect::Client {
    let config = sdk_config(access);
    let mut connect = aws_sdk_connect::config::Builder::from(&config);
    connect.set_endpoint_url(access.endpoint_url.clone());
    aws_sdk_connect::Client::from_conf(connect.build())
}

/// The client's settings. They are built by hand instead of by
/// `aws_config::load_defaults`, which reads environment variables and profiles, and asks the
/// instance metadata service for what it does not find there.
fn sdk_config(access: &Access) -> SdkConfig {
    let timeouts = TimeoutConfig::builder()
        .operation_attempt_timeout(ATTEMPT_TIMEOUT)
        .build();
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(access.region.clone()))
        .credentials_provider(access.credentials.clone())
        .http_client(access.http_client.clone())
        // The provider keeps credentials itself; a cache would go on using replaced ones.
        .identity_cache(IdentityCache::no_cache())
        // Attempts are counted, paced and repeated in `attempts`; the SDK's own would be unseen.
        .retry_config(RetryConfig::disabled())
        .timeout_config(timeouts)
        // Answers are small and whole; the attempt's timeout covers a body that stops coming.
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        // A custom endpoint together with either is an error, and either could come in from the
        // settings of some other program on the same computer.
        .use_fips(false)
        .use_dual_stack(false);
    // The name shows in CloudTrail, so that IT can tell Roster's calls from others.
    config.set_app_name(AppName::new("Roster").ok());
    config.build()
}

#[cfg(test)]
mod tests;
