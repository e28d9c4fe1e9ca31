//! The practice instance as its clients see it.

mod access;
mod boto3;
mod changes;
mod file;
mod sdk;

use aws_credential_types::Credentials;
use aws_sdk_connect::{
    Client,
    config::{BehaviorVersion, Region, retry::RetryConfig},
    error::{ProvideErrorMetadata, SdkError},
};
use aws_smithy_types::error::metadata::ErrorMetadata;
use roster::practice::{Limits, Practice, PracticeOptions};

fn unthrottled() -> PracticeOptions {
    PracticeOptions {
        limits: Limits::none(),
        ..PracticeOptions::default()
    }
}

fn client(practice: &Practice, keys: Credentials) -> Client {
    let config = aws_sdk_connect::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(practice.about().region))
        .credentials_provider(keys)
        .retry_config(RetryConfig::disabled())
        .http_client(practice.http_client())
        .build();
    Client::from_conf(config)
}

fn sts(practice: &Practice, keys: Credentials) -> aws_sdk_sts::Client {
    let config = aws_sdk_sts::Config::builder()
        .behavior_version(aws_sdk_sts::config::BehaviorVersion::latest())
        .region(aws_sdk_sts::config::Region::new(practice.about().region))
        .credentials_provider(keys)
        .retry_config(RetryConfig::disabled())
        .http_client(practice.http_client())
        .build();
    aws_sdk_sts::Client::from_conf(config)
}

/// The error's code, status and message.
fn refused<T: std::fmt::Debug, E: ProvideErrorMetadata + std::fmt::Debug>(
    result: Result<T, SdkError<E>>,
) -> (String, u16, String) {
    let error = result.unwrap_err();
    let status = error.raw_response().unwrap().status().as_u16();
    let meta: &ErrorMetadata = error.as_service_error().unwrap().meta();
    (
        meta.code().unwrap_or_default().to_owned(),
        status,
        meta.message().unwrap_or_default().to_owned(),
    )
}
