//! What Connect's wire protocol (restJson1) and that of STS (awsQuery) look like: reading a
//! request apart, and writing answers and errors. What an operation does is not known here.

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use jiff::{Timestamp, fmt::rfc2822};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use uuid::Uuid;

/// Why an operation was not done, as Connect says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) error_type: &'static str,
    pub(super) message: String,
}

impl Refusal {
    fn new(status: StatusCode, error_type: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            error_type,
            message: message.into(),
        }
    }

    /// The request as a whole makes no sense.
    pub(super) fn invalid_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "InvalidRequestException", message)
    }

    /// One of the parameters has a wrong value.
    pub(super) fn invalid_parameter(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "InvalidParameterException",
            message,
        )
    }

    /// There is no such thing.
    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "ResourceNotFoundException", message)
    }

    /// No operation has this path and method.
    pub(super) fn unknown_operation() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "UnknownOperationException",
            "The requested operation does not exist",
        )
    }

    /// STS has no such action.
    pub(super) fn invalid_action() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "InvalidAction",
            "Could not find the operation for this version",
        )
    }

    /// STS got a parameter that is missing or has a wrong value.
    pub(super) fn validation_error(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "ValidationError", message)
    }

    /// The request is not signed.
    pub(super) fn unsigned() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "MissingAuthenticationTokenException",
            "Missing Authentication Token",
        )
    }

    /// The signature lacks a part.
    pub(super) fn incomplete_signature(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "IncompleteSignatureException",
            message,
        )
    }

    /// The signature is not good.
    pub(super) fn wrong_signature(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "InvalidSignatureException", message)
    }

    /// The signature is for another Region.
    pub(super) fn wrong_region() -> Self {
        Self::wrong_signature("Credential should be scoped to a valid region.")
    }

    /// Nobody has this access key, or not with this session token.
    pub(super) fn unknown_key() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
        )
    }

    /// There were too many calls.
    pub(super) fn throttled() -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "ThrottlingException",
            "Rate exceeded",
        )
    }

    /// There would be more of something than Connect allows. Only the name tells this from
    /// throttling.
    pub(super) fn limit_exceeded(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "LimitExceededException",
            message,
        )
    }

    /// The service has a fault of its own.
    pub(super) fn internal(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalServiceException",
            message,
        )
    }

    /// The caller may not do this.
    pub(super) fn access_denied(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "AccessDeniedException", message)
    }

    /// The caller's credentials are over.
    pub(super) fn expired_token() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "ExpiredTokenException",
            "The security token included in the request is expired",
        )
    }
}

/// The form in which an operation answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Protocol {
    /// Connect's.
    RestJson,
    /// That of STS.
    Query,
}

impl Protocol {
    /// What the service is called in a signature.
    pub(super) fn service(self) -> &'static str {
        match self {
            Self::RestJson => "connect",
            Self::Query => "sts",
        }
    }

    /// The answer that says why an operation was not done.
    pub(super) fn refuse(self, refusal: &Refusal) -> Response<Bytes> {
        match self {
            Self::RestJson => {
                let body = json!({ "Message": refusal.message }).to_string();
                let mut response = answer(refusal.status, "application/json", body);
                response.headers_mut().insert(
                    "x-amzn-errortype",
                    HeaderValue::from_static(refusal.error_type),
                );
                response
            }
            Self::Query => {
                // Query services name the same errors without the ending, but for these.
                let code = match refusal.error_type {
                    "InvalidSignatureException" => "SignatureDoesNotMatch",
                    "UnrecognizedClientException" => "InvalidClientTokenId",
                    other => other.strip_suffix("Exception").unwrap_or(other),
                };
                let sender = if refusal.status.is_server_error() {
                    "Receiver"
                } else {
                    "Sender"
                };
                let body = format!(
                    "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\
                     <Error><Type>{sender}</Type><Code>{code}</Code><Message>{}</Message></Error>\
                     </ErrorResponse>",
                    escape_xml(&refusal.message)
                );
                answer(refusal.status, "text/xml", body)
            }
        }
    }
}

/// A good answer in JSON.
pub(super) fn json_answer(body: &Value) -> Response<Bytes> {
    answer(StatusCode::OK, "application/json", body.to_string())
}

/// A good answer in XML.
pub(super) fn xml_answer(body: String) -> Response<Bytes> {
    answer(StatusCode::OK, "text/xml", body)
}

/// An answer with nothing in it.
pub(super) fn empty_answer() -> Response<Bytes> {
    Response::new(Bytes::new())
}

/// What a load balancer says when nothing stands behind it.
pub(super) fn html_503() -> Response<Bytes> {
    answer(
        StatusCode::SERVICE_UNAVAILABLE,
        "text/html",
        "<html><head><title>503 Service Temporarily Unavailable</title></head>\
         <body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>"
            .to_owned(),
    )
}

fn answer(status: StatusCode, content_type: &'static str, body: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Adds what every answer of AWS has: a request id, and the right time, from which clients judge
/// their own clock.
pub(super) fn stamp(mut response: Response<Bytes>) -> Response<Bytes> {
    let id = Uuid::new_v4().to_string();
    let date = rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&Timestamp::now())
        .unwrap_or_default();
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert("x-amzn-requestid", id);
    }
    if let Ok(date) = HeaderValue::from_str(&date) {
        headers.insert(header::DATE, date);
    }
    response
}

/// A raw path's segments, decoded. The path is split first, because an ARN in it has its slashes
/// encoded.
pub(super) fn path_segments(raw: &str) -> Vec<String> {
    raw.strip_prefix('/')
        .unwrap_or(raw)
        .split('/')
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect()
}

/// The pairs of a query string or of a form, decoded. Only a form has `+` for a space.
pub(super) fn pairs(raw: &str, plus_is_space: bool) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let text = if plus_is_space {
            text.replace('+', " ")
        } else {
            text.to_owned()
        };
        percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    raw.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(key), decode(value))
        })
        .collect()
}

/// A time as Connect writes it: seconds since 1970 as a number.
pub(super) fn seconds(time: Timestamp) -> f64 {
    time.as_millisecond() as f64 / 1000.0
}

pub(super) fn escape_xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_encoded_slash_does_not_split_a_path() {
        assert_eq!(
            path_segments("/users/arn%3Aaws%3Aconnect%2FI/a%20b+c"),
            ["users", "arn:aws:connect/I", "a b+c"]
        );
    }

    #[test]
    fn a_plus_is_a_space_in_forms_only() {
        assert_eq!(
            pairs("a=1+2&b", false),
            [
                ("a".to_owned(), "1+2".to_owned()),
                ("b".to_owned(), String::new())
            ]
        );
        assert_eq!(
            pairs("a=1+2%2B", true),
            [("a".to_owned(), "1 2+".to_owned())]
        );
    }

    #[test]
    fn every_answer_has_a_request_id_and_the_time() {
        let response = stamp(empty_answer());
        let date = response.headers()["date"].to_str().unwrap().to_owned();
        assert!(date.ends_with(" GMT"), "{date}");
        assert_eq!(response.headers()["x-amzn-requestid"].len(), 36);
    }

    #[test]
    fn errors_of_sts_are_xml_and_lose_their_ending() {
        let response = Protocol::Query.refuse(&Refusal::access_denied("a < b"));
        assert_eq!(response.status(), 403);
        let body = String::from_utf8(response.into_body().to_vec()).unwrap();
        assert!(body.contains("<Code>AccessDenied</Code><Message>a &lt; b</Message>"));
    }

    #[test]
    fn sts_has_its_own_words_for_wrong_keys() {
        for (refusal, code, status) in [
            (Refusal::unknown_key(), "InvalidClientTokenId", 403),
            (Refusal::wrong_region(), "SignatureDoesNotMatch", 403),
            (Refusal::expired_token(), "ExpiredToken", 403),
            (
                Refusal::incomplete_signature(""),
                "IncompleteSignature",
                400,
            ),
            (Refusal::validation_error(""), "ValidationError", 400),
        ] {
            let response = Protocol::Query.refuse(&refusal);
            assert_eq!(response.status(), status);
            let body = String::from_utf8(response.into_body().to_vec()).unwrap();
            assert!(body.contains(&format!("<Code>{code}</Code>")), "{body}");
        }
    }
}
