//! GetCallerIdentity of STS, which tells a client whose keys it has, and AssumeRole, which gives
//! it those of a role for a while.

use std::ops::RangeInclusive;

use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;
use uuid::Uuid;

use super::{
    super::{
        ACCOUNT,
        access::{Asked, LONGEST_SESSION},
        call::Call,
        protocol::{Refusal, escape_xml},
        world::Edit,
    },
    Reply,
};

pub(super) fn get_caller_identity(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let result = format!(
        "<Arn>{}</Arn><UserId>{}</UserId><Account>{ACCOUNT}</Account>",
        escape_xml(&call.caller.arn),
        escape_xml(&call.caller.user_id)
    );
    Ok(answer("GetCallerIdentity", &result))
}

pub(super) fn assume_role(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let role_arn = required(call, "RoleArn", 20..=2048)?;
    let session_name = required(call, "RoleSessionName", 2..=64)?;
    let is_name_letter =
        |letter: char| letter.is_ascii_alphanumeric() || "_+=,.@-".contains(letter);
    if !session_name.chars().all(is_name_letter) {
        return Err(invalid(
            "RoleSessionName",
            "satisfy regular expression pattern: [\\w+=,.@-]*",
        ));
    }
    let code = text(call, "TokenCode", 6..=6)?;
    if code.is_some_and(|code| !code.bytes().all(|digit| digit.is_ascii_digit())) {
        return Err(invalid(
            "TokenCode",
            "satisfy regular expression pattern: [\\d]*",
        ));
    }
    let seconds = duration_seconds(call)?;
    let asked = Asked {
        role_arn,
        external_id: text(call, "ExternalId", 2..=1224)?,
        serial: text(call, "SerialNumber", 9..=256)?,
        code,
    };
    let role = call.options.access.role(call.caller, &asked)?;
    if seconds > LONGEST_SESSION {
        return Err(Refusal::validation_error(
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        ));
    }
    let expires = match call.options.access.session_length {
        Some(length) => call.now.checked_add(length),
        None => call.now.checked_add(SignedDuration::from_secs(seconds)),
    };
    let expires = expires.unwrap_or(Timestamp::MAX);
    let mut keys = call.keys.borrow_mut();
    let (key, caller) = keys.give_session(role, session_name, expires);
    let result = format!(
        "<Credentials><AccessKeyId>{}</AccessKeyId><SecretAccessKey>{}</SecretAccessKey>\
         <SessionToken>{}</SessionToken><Expiration>{}</Expiration></Credentials>\
         <AssumedRoleUser><AssumedRoleId>{}</AssumedRoleId><Arn>{}</Arn></AssumedRoleUser>",
        key.id,
        key.secret.expose_secret(),
        key.session_token
            .as_ref()
            .map_or("", ExposeSecret::expose_secret),
        expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
        escape_xml(&caller.user_id),
        escape_xml(&caller.arn)
    );
    Ok(answer("AssumeRole", &result))
}

/// What every good answer of STS has around its result.
fn answer(operation: &str, result: &str) -> Reply {
    Reply::Xml(format!(
        "<{operation}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\
         <{operation}Result>{result}</{operation}Result>\
         <ResponseMetadata><RequestId>{}</RequestId></ResponseMetadata>\
         </{operation}Response>",
        Uuid::new_v4()
    ))
}

/// A parameter of so many characters that has to be there.
fn required<'c>(
    call: &'c Call<'_>,
    name: &str,
    length: RangeInclusive<usize>,
) -> Result<&'c str, Refusal> {
    text(call, name, length)?.ok_or_else(|| invalid(name, "not be null"))
}

/// A parameter of so many characters, if it is there.
fn text<'c>(
    call: &'c Call<'_>,
    name: &str,
    length: RangeInclusive<usize>,
) -> Result<Option<&'c str>, Refusal> {
    let Some(text) = call.query_values(name).next() else {
        return Ok(None);
    };
    let has = text.chars().count();
    let (least, most) = length.into_inner();
    if has < least {
        return Err(invalid(
            name,
            &format!("have length greater than or equal to {least}"),
        ));
    }
    if has > most {
        return Err(invalid(
            name,
            &format!("have length less than or equal to {most}"),
        ));
    }
    Ok(Some(text))
}

fn duration_seconds(call: &Call<'_>) -> Result<i64, Refusal> {
    const NAME: &str = "DurationSeconds";
    let Some(text) = call.query_values(NAME).next() else {
        return Ok(3600);
    };
    match text.parse() {
        Ok(seconds @ 900..=43_200) => Ok(seconds),
        Ok(..900) => Err(invalid(NAME, "have value greater than or equal to 900")),
        Ok(_) => Err(invalid(NAME, "have value less than or equal to 43200")),
        Err(_) => Err(invalid(NAME, "be a number")),
    }
}

/// A parameter is not as it must be. Its value is not repeated: it may be a one-time code.
fn invalid(name: &str, must: &str) -> Refusal {
    let (first, rest) = name.split_at(1);
    let member = first.to_lowercase() + rest;
    Refusal::validation_error(format!(
        "1 validation error detected: Value at '{member}' failed to satisfy constraint: \
         Member must {must}"
    ))
}
