//! UpdateQuickConnectConfig: where a quick connect leads. A quick connect may get another type.
//! Which types a flow is good for isn't known here.

use serde::Deserialize;

use super::{
    super::{
        call::Call,
        protocol::Refusal,
        world::{Edit, QuickConnect, QuickConnectTarget, Table},
    },
    Reply,
    quick_connects::quick_connect,
};

/// A flow's id, or its ARN, has this many characters at most.
const LONGEST_FLOW: usize = 500;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Input {
    quick_connect_config: Option<Config>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Config {
    quick_connect_type: Option<Type>,
    user_config: Option<UserConfig>,
    queue_config: Option<QueueConfig>,
    phone_config: Option<PhoneConfig>,
    flow_config: Option<FlowConfig>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Type {
    User,
    Queue,
    PhoneNumber,
    Flow,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct UserConfig {
    user_id: Option<String>,
    contact_flow_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct QueueConfig {
    queue_id: Option<String>,
    contact_flow_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct PhoneConfig {
    phone_number: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct FlowConfig {
    contact_flow_id: Option<String>,
}

pub(super) fn update(call: &Call<'_>, edit: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let Input {
        quick_connect_config,
    } = call.input()?;
    let config = quick_connect_config
        .ok_or_else(|| Refusal::invalid_request("QuickConnectConfig is required"))?;
    let row = quick_connect(call)?;
    edit.put(QuickConnect {
        target: config.target(call)?,
        last_changed: call.time_of_change(row.last_changed),
        ..row.clone()
    });
    Ok(Reply::Empty)
}

impl Config {
    /// Where this leads. What it names has to be there, and the part of its type has to be the
    /// only one: whether Connect passes over the others isn't known.
    fn target(self, call: &Call<'_>) -> Result<QuickConnectTarget, Refusal> {
        let kind = self
            .quick_connect_type
            .ok_or_else(|| Refusal::invalid_request("QuickConnectType is required"))?;
        match (
            kind,
            self.user_config,
            self.queue_config,
            self.phone_config,
            self.flow_config,
        ) {
            (Type::User, Some(config), None, None, None) => Ok(QuickConnectTarget::User {
                user: existing(call, &call.world.users, "agent", "UserId", config.user_id)?,
                flow: existing_flow(call, config.contact_flow_id)?,
            }),
            (Type::Queue, None, Some(config), None, None) => Ok(QuickConnectTarget::Queue {
                queue: existing(
                    call,
                    &call.world.queues,
                    "queue",
                    "QueueId",
                    config.queue_id,
                )?,
                flow: existing_flow(call, config.contact_flow_id)?,
            }),
            (Type::PhoneNumber, None, None, Some(config), None) => {
                let number = config.phone_number.unwrap_or_default();
                if !is_phone_number(&number) {
                    return Err(Refusal::invalid_parameter(
                        "PhoneNumber must be a number in E.164 format",
                    ));
                }
                Ok(QuickConnectTarget::PhoneNumber { number })
            }
            (Type::Flow, None, None, None, Some(config)) => Ok(QuickConnectTarget::Flow {
                flow: existing_flow(call, config.contact_flow_id)?,
            }),
            _ => Err(Refusal::invalid_parameter(
                "QuickConnectConfig takes the configuration of its QuickConnectType and no other",
            )),
        }
    }
}

/// The id of a row that has to be there, from its id or its ARN. `part` is how ARNs name its
/// kind, `member` how the call does.
fn existing<T>(
    call: &Call<'_>,
    table: &Table<T>,
    part: &str,
    member: &str,
    name: Option<String>,
) -> Result<String, Refusal> {
    let name = name.ok_or_else(|| Refusal::invalid_parameter(format!("{member} is required")))?;
    let id = call.id_of(part, &name);
    if table.contains_key(id) {
        Ok(id.to_owned())
    } else {
        Err(Refusal::invalid_parameter(format!(
            "{member} names nothing in this instance: {name}"
        )))
    }
}

fn existing_flow(call: &Call<'_>, name: Option<String>) -> Result<String, Refusal> {
    let length = name.as_ref().map_or(0, |name| name.chars().count());
    if length > LONGEST_FLOW {
        return Err(Refusal::invalid_parameter(format!(
            "ContactFlowId must have {LONGEST_FLOW} characters at most"
        )));
    }
    existing(
        call,
        &call.world.flows,
        "contact-flow",
        "ContactFlowId",
        name,
    )
}

/// Whether a text is a telephone number as E.164 has it: a plus, and two to fifteen digits of
/// which the first isn't 0.
fn is_phone_number(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else {
        return false;
    };
    (2..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_has_a_plus_and_two_to_fifteen_digits() {
        for good in ["+12", "+4930123456", "+123456789012345"] {
            assert!(is_phone_number(good), "{good}");
        }
        for bad in [
            "",
            "+",
            "+1",
            "12",
            "+0123",
            "+1 23",
            "+1234567890123456",
            "+12x",
            "++12",
        ] {
            assert!(!is_phone_number(bad), "{bad}");
        }
    }
}
