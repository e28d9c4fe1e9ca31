//! What a failed call means. The server's own word for the error decides, then the HTTP status;
//! how the SDK sorts errors does not, since it knows only some of the words that Connect uses.

use std::error::Error;

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_connect::error::{ConnectorError, ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use crate::domain::{Problem, ProblemCode, Technical};

/// How much of a server's message is kept, in characters. Connect's are far shorter.
const LONGEST_MESSAGE: usize = 2_000;

/// Turns what the SDK says of a failed call, to Connect or to STS, into a problem.
pub fn problem<E>(operation: &str, error: &SdkError<E, HttpResponse>) -> Problem
where
    E: ProvideErrorMetadata + Error + 'static,
{
    // Signing in happens inside a call, and its own problems say more than the call's failure.
    if let Some(found) = Problem::among_causes(error) {
        return found.clone();
    }
    match error {
        SdkError::ServiceError(context) => refused(operation, context.err(), context.raw()),
        // The answer began and broke off.
        SdkError::ResponseError(context) => Problem {
            code: ProblemCode::NoConnection,
            technical: Some(Technical {
                message: Some(causes(error)),
                ..technical(operation, context.raw())
            }),
        },
        SdkError::TimeoutError(_) => {
            without_answer(ProblemCode::TimedOut, operation, causes(error))
        }
        SdkError::DispatchFailure(failure) => without_answer(
            unsent(error, failure.as_connector_error()),
            operation,
            causes(error),
        ),
        _ => without_answer(ProblemCode::Unexpected, operation, causes(error)),
    }
}

/// Why there are no credentials to sign a call with.
pub(super) fn no_credentials(operation: &str, error: &CredentialsError) -> Problem {
    if let Some(found) = Problem::among_causes(error) {
        return found.clone();
    }
    let code = match error {
        CredentialsError::ProviderTimedOut(_) => ProblemCode::TimedOut,
        _ => ProblemCode::CredentialsRefused,
    };
    without_answer(code, operation, causes(error))
}

/// A problem that is not the server's own word.
pub(super) fn without_answer(code: ProblemCode, operation: &str, message: String) -> Problem {
    Problem {
        code,
        technical: Some(Technical {
            operation: Some(operation.into()),
            message: Some(message),
            ..Technical::default()
        }),
    }
}

/// A 200 that lacks what every such answer has: what the SDK makes of an empty body, or of JSON
/// that isn't Connect's, is a list without items.
pub(super) fn empty_answer(operation: &str, missing: &str) -> Problem {
    without_answer(
        ProblemCode::EmptyAnswer,
        operation,
        format!("The answer has no {missing}."),
    )
}

/// A 200 with something in it that can't be.
pub(super) fn garbled_answer(operation: &str, what: &str) -> Problem {
    without_answer(ProblemCode::GarbledAnswer, operation, what.into())
}

/// Whether a problem with one user or queue would meet any other as well, so that asking on is
/// in vain.
pub(super) fn concerns_all(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::Throttled
            | ProblemCode::CredentialsExpired
            | ProblemCode::CredentialsRefused
            | ProblemCode::ClockSkew
            | ProblemCode::MfaNeeded
            | ProblemCode::NameNotFound
            | ProblemCode::NoConnection
            | ProblemCode::ServerFault
            | ProblemCode::SignedOut
            | ProblemCode::TimedOut
            | ProblemCode::UntrustedServer
            | ProblemCode::WrongRegion
    )
}

fn refused<E: ProvideErrorMetadata>(operation: &str, error: &E, raw: &HttpResponse) -> Problem {
    let status = raw.status().as_u16();
    let body = raw.body().bytes().unwrap_or_default();
    let json = json_message(body);
    let message = error.message().map(str::to_owned).or(json.clone());
    let code = match error.code() {
        Some(word) => by_word(word, message.as_deref()).unwrap_or_else(|| by_status(status)),
        None if json.is_some() => by_status(status),
        // Neither a code nor a message of Connect's: something on the way has answered.
        None => match by_status(status) {
            code @ (ProblemCode::Throttled | ProblemCode::ServerFault) => code,
            _ => ProblemCode::GarbledAnswer,
        },
    };
    Problem {
        code,
        technical: Some(Technical {
            error_type: error.code().map(str::to_owned),
            message: Some(match message {
                Some(message) if !repeats_the_request(&message) => {
                    let message = without_canonical_request(&message);
                    message.chars().take(LONGEST_MESSAGE).collect()
                }
                _ => describe_body(raw, body),
            }),
            ..technical(operation, raw)
        }),
    }
}

/// What an error type means, whatever the status. The words are those of Connect's API reference,
/// of the errors common to all AWS services, and of STS.
fn by_word(word: &str, message: Option<&str>) -> Option<ProblemCode> {
    let code = match word {
        "BandwidthLimitExceeded"
        | "PriorRequestNotComplete"
        | "ProvisionedThroughputExceededException"
        | "RequestLimitExceeded"
        | "RequestThrottled"
        | "RequestThrottledException"
        | "SlowDown"
        | "ThrottledException"
        | "Throttling"
        | "ThrottlingException"
        | "TooManyRequestsException" => ProblemCode::Throttled,
        // STS has no word of its own for a wrong code.
        "AccessDenied"
            if message.is_some_and(|text| text.contains("MultiFactorAuthentication failed")) =>
        {
            ProblemCode::MfaRefused
        }
        "AccessDenied"
        | "AccessDeniedException"
        | "NotAuthorized"
        | "RegionDisabledException"
        | "UnauthorizedOperation" => ProblemCode::AccessDenied,
        "ExpiredToken" | "ExpiredTokenException" | "TokenRefreshRequired" => {
            ProblemCode::CredentialsExpired
        }
        "InvalidSignatureException" | "SignatureDoesNotMatch"
            if message.is_some_and(tells_of_the_clock) =>
        {
            ProblemCode::ClockSkew
        }
        "InvalidSignatureException" | "SignatureDoesNotMatch"
            if message.is_some_and(tells_of_the_region) =>
        {
            ProblemCode::WrongRegion
        }
        "IncompleteSignature"
        | "IncompleteSignatureException"
        | "InvalidAccessKeyId"
        | "InvalidClientTokenId"
        | "InvalidSignatureException"
        | "MissingAuthenticationToken"
        | "MissingAuthenticationTokenException"
        | "OptInRequired"
        | "SignatureDoesNotMatch"
        | "UnrecognizedClientException" => ProblemCode::CredentialsRefused,
        "RequestExpired" | "RequestInTheFuture" | "RequestTimeTooSkewed" => ProblemCode::ClockSkew,
        "NotFoundException" | "ResourceNotFoundException" => ProblemCode::NotFound,
        // Both say that a quota is full, though the first comes with the status of a throttle.
        "LimitExceededException" | "ServiceQuotaExceededException" => ProblemCode::QuotaFull,
        "ConditionalOperationFailedException"
        | "DuplicateResourceException"
        | "IdempotencyException"
        | "InvalidParameterException"
        | "InvalidParameterValue"
        | "InvalidRequestException"
        // Of a page token: of credentials Connect says UnrecognizedClientException.
        | "InvalidToken"
        | "MaximumResultReturnedException"
        | "PropertyValidationException"
        | "ResourceConflictException"
        | "ResourceInUseException"
        | "ResourceNotReadyException"
        | "ValidationError"
        | "ValidationException" => ProblemCode::Refused,
        "InternalError"
        | "InternalFailure"
        | "InternalServerError"
        | "InternalServerException"
        | "InternalServiceError"
        | "InternalServiceException"
        | "ServiceUnavailable"
        | "ServiceUnavailableException" => ProblemCode::ServerFault,
        _ => return None,
    };
    Some(code)
}

/// What a status means that comes with no word or an unknown one. 404 is not "not found": that a
/// user is gone is only believed when Connect says so in its own word.
fn by_status(status: u16) -> ProblemCode {
    match status {
        401 => ProblemCode::CredentialsRefused,
        403 => ProblemCode::AccessDenied,
        429 => ProblemCode::Throttled,
        404 | 407 => ProblemCode::GarbledAnswer,
        400..=499 => ProblemCode::Refused,
        500..=599 => ProblemCode::ServerFault,
        _ => ProblemCode::GarbledAnswer,
    }
}

/// Why nothing came back: no credentials to sign with, no way to the server, or a request that
/// can't be made.
fn unsent(error: &(dyn Error + 'static), connector: Option<&ConnectorError>) -> ProblemCode {
    let credentials = sources(error).find_map(|source| source.downcast_ref::<CredentialsError>());
    match (credentials, connector) {
        (Some(CredentialsError::ProviderTimedOut(_)), _) => ProblemCode::TimedOut,
        (Some(_), _) => ProblemCode::CredentialsRefused,
        (None, Some(failure)) => unreached(failure),
        _ => ProblemCode::Unexpected,
    }
}

/// Why a server could not be reached: it took too long, its name leads nowhere, it is not who it
/// should be, or nothing is there.
pub fn unreached(failure: &ConnectorError) -> ProblemCode {
    // The client looks names up with the system's own means, and says so in this one way.
    let names = |error: &(dyn Error + 'static)| error.to_string().starts_with("dns error");
    if failure.is_timeout() {
        ProblemCode::TimedOut
    } else if sources(failure).any(is_of_tls) {
        ProblemCode::UntrustedServer
    } else if sources(failure).any(names) {
        ProblemCode::NameNotFound
    } else if failure.is_io() || failure.as_other().is_some() {
        ProblemCode::NoConnection
    } else {
        ProblemCode::Unexpected
    }
}

/// Whether an error, or the one that an I/O error stands for, is that encryption failed.
fn is_of_tls(error: &(dyn Error + 'static)) -> bool {
    let inner = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    error.is::<rustls::Error>() || inner.is_some_and(|inner| inner.is::<rustls::Error>())
}

fn technical(operation: &str, raw: &HttpResponse) -> Technical {
    let headers = raw.headers();
    Technical {
        operation: Some(operation.into()),
        status: Some(raw.status().as_u16()),
        request_id: headers
            .get("x-amzn-requestid")
            .or_else(|| headers.get("x-amz-request-id"))
            .map(str::to_owned),
        ..Technical::default()
    }
}

/// The message of a JSON error body, under any of the names that AWS uses.
fn json_message(body: &[u8]) -> Option<String> {
    let body: serde_json::Value = serde_json::from_slice(body).ok()?;
    ["message", "Message", "errorMessage"]
        .iter()
        .find_map(|name| body.get(name)?.as_str())
        .map(str::to_owned)
}

/// Says what kind of body came, and nothing of what is in it: a proxy may repeat the request.
fn describe_body(raw: &HttpResponse, body: &[u8]) -> String {
    let kind = raw.headers().get("content-type").unwrap_or("unknown type");
    format!(
        "Not an answer of Connect's: {} bytes of {kind}.",
        body.len()
    )
}

/// A message about a wrong signature goes on, after an empty line, with the whole request that
/// was signed: the session token is in it.
fn without_canonical_request(message: &str) -> &str {
    match message.find("The Canonical String") {
        Some(start) => message[..start].trim_end(),
        None => message,
    }
}

/// Whether a message seems to hold the headers of what was sent. Connect's never do; what stands
/// on the way may repeat them, and the session token is among them.
fn repeats_the_request(message: &str) -> bool {
    let message = without_canonical_request(message).to_lowercase();
    let headers = ["x-amz-security-token", "authorization"];
    let marks = [":", "\"", "="];
    headers.iter().any(|header| {
        let named = |mark: &str| message.contains(&format!("{header}{mark}"));
        marks.iter().any(|mark| named(mark))
    })
}

fn tells_of_the_clock(message: &str) -> bool {
    ["Signature expired", "Signature not yet current"]
        .iter()
        .any(|start| message.contains(start))
}

/// A server that is asked through an address of its own may be that of another Region.
fn tells_of_the_region(message: &str) -> bool {
    message.contains("Credential should be scoped to a valid region")
}

fn sources<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| (*error).source())
}

/// An error and its causes in one line.
pub fn causes(error: &(dyn Error + 'static)) -> String {
    let parts: Vec<_> = sources(error).map(ToString::to_string).collect();
    parts.join(": ")
}

#[cfg(test)]
mod tests;
