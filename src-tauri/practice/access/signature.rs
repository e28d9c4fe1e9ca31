//! The signature that a request carries (AWS Signature Version 4, in its headers): who claims to
//! have signed it, and whether they have.

use std::hint::black_box;

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4::SigningParams,
};
use bytes::Bytes;
use http::{Request, header};
use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::TimeZone};
use secrecy::{ExposeSecret, SecretString};

use super::super::{REGION, protocol::Refusal};

/// How far the time of a request may be off.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// How AWS writes the time of a request.
const TIME: &str = "%Y%m%dT%H%M%SZ";

const TOKEN_HEADER: &str = "x-amz-security-token";

/// What a request says of its signature. Nothing of it is true before it is checked.
pub(super) struct Signature<'r> {
    request: &'r Request<Bytes>,
    key_id: &'r str,
    region: &'r str,
    signed_headers: Vec<&'r str>,
    signature: &'r str,
}

impl<'r> Signature<'r> {
    /// Reads what stands in the Authorization header.
    pub(super) fn read(request: &'r Request<Bytes>) -> Result<Self, Refusal> {
        let text = text_of(request, header::AUTHORIZATION.as_str())
            .and_then(|text| text.strip_prefix("AWS4-HMAC-SHA256 "))
            .ok_or_else(Refusal::unsigned)?;
        let parameter = |name: &str| {
            text.split(',')
                .find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='))
                .ok_or_else(|| {
                    Refusal::incomplete_signature(format!(
                        "Authorization header requires '{name}' parameter."
                    ))
                })
        };
        let scope: Vec<_> = parameter("Credential")?.split('/').collect();
        let [key_id, _, region, _, "aws4_request"] = scope[..] else {
            return Err(Refusal::incomplete_signature(
                "Credential must have exactly 5 slash-delimited elements, e.g. \
                 keyid/date/region/service/term",
            ));
        };
        Ok(Self {
            request,
            key_id,
            region,
            signed_headers: parameter("SignedHeaders")?.split(';').collect(),
            signature: parameter("Signature")?,
        })
    }

    /// The access key that it claims to be made with.
    pub(super) fn key_id(&self) -> &'r str {
        self.key_id
    }

    /// The Region that it is for.
    pub(super) fn region(&self) -> &'r str {
        self.region
    }

    /// The session token that came with it.
    pub(super) fn token(&self) -> Option<&'r [u8]> {
        let token = self.request.headers().get(TOKEN_HEADER);
        token.map(|token| token.as_bytes())
    }

    /// Checks that it was made just now.
    pub(super) fn check_time(&self, now: Timestamp) -> Result<(), Refusal> {
        let time = self.time()?;
        let off = time.duration_since(now);
        let said = |time: Timestamp| time.strftime(TIME);
        if off < -TOLERANCE {
            return Err(Refusal::wrong_signature(format!(
                "Signature expired: {} is now earlier than {} ({} - 5 min.)",
                said(time),
                said(now - TOLERANCE),
                said(now)
            )));
        }
        if off > TOLERANCE {
            return Err(Refusal::wrong_signature(format!(
                "Signature not yet current: {} is still later than {} ({} + 5 min.)",
                said(time),
                said(now + TOLERANCE),
                said(now)
            )));
        }
        Ok(())
    }

    /// Checks that it is that of the request, made with this secret.
    pub(super) fn check(&self, service: &str, secret: &SecretString) -> Result<(), Refusal> {
        let time = self.time()?;
        match self.made_again(time, service, secret) {
            Some(wanted) if is_same(wanted.as_bytes(), self.signature.as_bytes()) => Ok(()),
            _ => Err(Refusal::wrong_signature(
                "The request signature we calculated does not match the signature you provided. \
                 Check your AWS Secret Access Key and signing method. Consult the service \
                 documentation for details.",
            )),
        }
    }

    fn time(&self) -> Result<Timestamp, Refusal> {
        text_of(self.request, "x-amz-date")
            .and_then(|text| DateTime::strptime(TIME, text).ok())
            .and_then(|time| TimeZone::UTC.to_timestamp(time).ok())
            .ok_or_else(|| {
                Refusal::incomplete_signature(
                    "Authorization header requires existence of a 'X-Amz-Date' header.",
                )
            })
    }

    /// The signature that the request should have; nothing if it can't have any.
    fn made_again(&self, time: Timestamp, service: &str, secret: &SecretString) -> Option<String> {
        let uri = self.request.uri();
        let has_host = uri.authority().is_some() || self.request.headers().contains_key("host");
        // The library takes both for granted, and AWS wants the host to be signed.
        if !has_host || !self.signed_headers.contains(&"host") {
            return None;
        }
        // The token is given as a credential and not as a header, because the library's log has
        // the headers in it.
        let token = self
            .signed_headers
            .contains(&TOKEN_HEADER)
            .then(|| text_of(self.request, TOKEN_HEADER))
            .flatten();
        let headers = self
            .signed_headers
            .iter()
            .filter(|name| **name != TOKEN_HEADER)
            .flat_map(|name| {
                let values = self.request.headers().get_all(*name);
                let values = values.iter().filter_map(|value| value.to_str().ok());
                values.map(|value| (*name, value))
            });
        let body = SignableBody::Bytes(self.request.body());
        let method = self.request.method().as_str();
        let request = SignableRequest::new(method, uri.to_string(), headers, body).ok()?;
        let token = token.map(str::to_owned);
        let secret = secret.expose_secret();
        let identity = Credentials::new(self.key_id, secret, token, None, "practice").into();
        let mut settings = SigningSettings::default();
        // Whatever the request says was signed belongs to the signature.
        settings.excluded_headers = None;
        let params = SigningParams::builder()
            .identity(&identity)
            .region(REGION)
            .name(service)
            .time(time.into())
            .settings(settings)
            .build()
            .ok()?
            .into();
        let (_, signature) = sign(request, &params).ok()?.into_parts();
        Some(signature)
    }
}

/// A header's value, if it is there and text.
fn text_of<'r>(request: &'r Request<Bytes>, name: &str) -> Option<&'r str> {
    request.headers().get(name)?.to_str().ok()
}

/// Compares in a time that does not tell where two texts differ.
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    let differences = one.iter().zip(other).fold(0, |differences, (one, other)| {
        black_box(differences | (one ^ other))
    });
    one.len() == other.len() && differences == 0
}
