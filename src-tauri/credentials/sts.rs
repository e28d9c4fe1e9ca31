//! The two questions that Roster asks of AWS's Security Token Service: who are we, and may we be
//! this role.

use std::time::Duration;

use aws_config::{AppName, BehaviorVersion, Region, retry::RetryConfig, timeout::TimeoutConfig};
use aws_credential_types::Credentials;

use crate::{
    connect::problem_of,
    domain::{Caller, Problem, ProblemCode, Technical},
};

use super::{Means, MfaCode};

/// How long an answer may take. STS answers within a second.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(20);

/// A role to assume.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// The role's ARN.
    pub arn: String,
    /// What the role's owner wants to be told, if anything.
    pub external_id: Option<String>,
    /// The name that CloudTrail shows the session under; `Roster` if absent.
    pub session_name: Option<String>,
    /// The ARN or serial number of the MFA device whose code the role asks for.
    pub mfa_serial: Option<String>,
    /// How long the credentials are to be good for; an hour if absent. AWS gives between 15
    /// minutes and what the role allows, and refuses anything else.
    pub duration: Option<Duration>,
}

/// Asks as whom calls with these credentials are made.
pub(super) async fn caller(means: &Means, credentials: Credentials) -> Result<Caller, Problem> {
    const OPERATION: &str = "GetCallerIdentity";
    let answer = client(means, credentials, RetryConfig::standard())
        .get_caller_identity()
        .send()
        .await
        .map_err(|error| problem_of(OPERATION, &error))?;
    match (answer.account, answer.arn) {
        (Some(account), Some(arn)) => Ok(Caller { account, arn }),
        _ => Err(incomplete(OPERATION)),
    }
}

/// Assumes a role, with a code from the MFA device if the role asks for one.
pub(super) async fn assume(
    means: &Means,
    credentials: Credentials,
    role: &Role,
    code: Option<&MfaCode>,
) -> Result<Credentials, Problem> {
    const OPERATION: &str = "AssumeRole";
    // A code is good once: a second attempt with it would be refused and hide why.
    let retries = match code {
        Some(_) => RetryConfig::disabled(),
        None => RetryConfig::standard(),
    };
    let seconds = role.duration.map(|duration| duration.as_secs());
    let answer = client(means, credentials, retries)
        .assume_role()
        .role_arn(&role.arn)
        .role_session_name(role.session_name.as_deref().unwrap_or("Roster"))
        .set_external_id(role.external_id.clone())
        .set_duration_seconds(seconds.map(|seconds| i32::try_from(seconds).unwrap_or(i32::MAX)))
        .set_serial_number(code.and(role.mfa_serial.clone()))
        .set_token_code(code.map(|code| code.digits().to_owned()))
        .send()
        .await
        .map_err(|error| problem_of(OPERATION, &error))?;
    let given = answer.credentials.ok_or_else(|| incomplete(OPERATION))?;
    let expiry = given.expiration.try_into();
    let expiry = expiry.map_err(|_| incomplete(OPERATION))?;
    Ok(Credentials::new(
        given.access_key_id,
        given.secret_access_key,
        Some(given.session_token),
        Some(expiry),
        "AssumeRole",
    ))
}

fn client(means: &Means, credentials: Credentials, retries: RetryConfig) -> aws_sdk_sts::Client {
    let timeouts = TimeoutConfig::builder()
        .operation_attempt_timeout(ATTEMPT_TIMEOUT)
        .build();
    let mut config = aws_sdk_sts::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(means.region.clone()))
        .credentials_provider(credentials)
        .http_client(means.http_client.clone())
        .time_source(means.clock.clone())
        .retry_config(retries)
        .timeout_config(timeouts)
        // Neither goes together with an address of one's own, and both could come from elsewhere.
        .use_fips(false)
        .use_dual_stack(false);
    config.set_endpoint_url(means.sts_endpoint_url.clone());
    // The name shows in CloudTrail, so that IT can tell Roster's calls from others.
    config.set_app_name(AppName::new("Roster").ok());
    aws_sdk_sts::Client::from_conf(config.build())
}

fn incomplete(operation: &str) -> Problem {
    Problem {
        code: ProblemCode::EmptyAnswer,
        technical: Some(Technical {
            operation: Some(operation.to_owned()),
            ..Technical::default()
        }),
    }
}
