//! One call of an operation, taken apart: what it asks for, and what an operation may look at to
//! answer it.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::{
    PracticeOptions,
    access::{Caller, Keys},
    faults::Fault,
    protocol::Refusal,
    world::{Kind, World},
};

/// One call.
pub(super) struct Call<'a> {
    /// The operation's name.
    pub(super) operation: &'static str,
    /// What stands in the path in the place of its labels.
    pub(super) labels: Vec<(&'static str, String)>,
    /// The query string's pairs; for STS those of the form, where it has its parameters.
    pub(super) query: Vec<(String, String)>,
    /// The body, `Null` if there is none.
    pub(super) body: Value,
    /// The instance as it is.
    pub(super) world: &'a World,
    /// The instance as the Search operations see it, which may lag.
    pub(super) searched: &'a World,
    /// When the instance was opened.
    pub(super) opened: Timestamp,
    /// How long ago that is.
    pub(super) since_opened: Duration,
    /// What time it is: the opening's and as much as has passed since then on tokio's clock.
    pub(super) now: Timestamp,
    /// Who calls.
    pub(super) caller: &'a Caller,
    /// What the instance is to be like: who may call, the roles, and what is refused.
    pub(super) options: &'a PracticeOptions,
    /// The keys that callers hold. They are not part of the world: no file keeps them.
    pub(super) keys: &'a RefCell<Keys>,
    /// What goes wrong with its page on purpose.
    pub(super) quirks: &'a Quirks,
}

/// What goes wrong with a call's page on purpose, and whether it came to that.
#[derive(Default)]
pub(super) struct Quirks {
    fault: Option<Fault>,
    happened: Cell<bool>,
}

impl Quirks {
    pub(super) fn new(fault: Option<Fault>) -> Self {
        Self {
            fault,
            happened: Cell::new(false),
        }
    }

    /// Whether the page has to be empty.
    pub(super) fn empty_page(&self) -> bool {
        self.happens(self.fault == Some(Fault::EmptyPage))
    }

    /// Whether the page's token has to be the one that was sent.
    pub(super) fn repeat_token(&self) -> bool {
        self.happens(self.fault == Some(Fault::RepeatToken))
    }

    /// The largest page to allow, if it is less than what is asked for.
    pub(super) fn largest_page(&self, asked: i64) -> Option<u32> {
        match self.fault {
            Some(Fault::LargestPage(largest)) if self.happens(asked > i64::from(largest)) => {
                Some(largest)
            }
            _ => None,
        }
    }

    /// Whether anything went wrong.
    pub(super) fn happened(&self) -> bool {
        self.happened.get()
    }

    fn happens(&self, happens: bool) -> bool {
        if happens {
            self.happened.set(true);
        }
        happens
    }
}

impl Call<'_> {
    /// Reads a body as JSON; a call without one has `Null`.
    pub(super) fn read_body(body: &Bytes) -> Result<Value, Refusal> {
        if body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(body)
            .map_err(|error| Refusal::invalid_request(format!("The body is not JSON: {error}")))
    }

    /// The instance that the path names, where it names one.
    pub(super) fn instance_label(&self) -> Option<&str> {
        let label = self.labels.iter().find(|(label, _)| *label == "InstanceId");
        label.map(|(_, name)| name.as_str())
    }

    /// What stands in the path in the place of a label.
    pub(super) fn label(&self, name: &str) -> &str {
        self.labels
            .iter()
            .find(|(label, _)| *label == name)
            .map_or("", |(_, value)| value)
    }

    /// The values of a key of the query string, in their order.
    pub(super) fn query_values(&self, key: &str) -> impl Iterator<Item = &str> {
        self.query
            .iter()
            .filter(move |(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    }

    /// The values of a key of the query string, of which Connect takes so many at most and only
    /// those that it knows.
    pub(super) fn query_choices<T: Copy>(
        &self,
        key: &str,
        choices: &[(&str, T)],
    ) -> Result<Vec<T>, Refusal> {
        let chosen: Vec<T> = self
            .query_values(key)
            .map(|value| {
                choices
                    .iter()
                    .find(|(name, _)| *name == value)
                    .map(|&(_, choice)| choice)
                    .ok_or_else(|| {
                        Refusal::invalid_parameter(format!("{key} can't be \"{value}\""))
                    })
            })
            .collect::<Result<_, _>>()?;
        if chosen.len() > choices.len() {
            return Err(Refusal::invalid_parameter(format!(
                "{key} takes {} values at most",
                choices.len()
            )));
        }
        Ok(chosen)
    }

    /// The body's members. Members that Connect doesn't know are passed over, as Connect does.
    pub(super) fn input<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        let body = match &self.body {
            Value::Null => Value::Object(serde_json::Map::new()),
            body => body.clone(),
        };
        serde_json::from_value(body).map_err(|error| Refusal::invalid_request(error.to_string()))
    }

    /// MaxResults, from wherever the operation has it.
    pub(super) fn max_results(&self) -> Result<Option<i64>, Refusal> {
        let wrong = || Refusal::invalid_parameter("MaxResults must be a number");
        if let Some(text) = self.query_values("maxResults").next() {
            return text.parse().map(Some).map_err(|_| wrong());
        }
        match self.body.get("MaxResults") {
            None | Some(Value::Null) => Ok(None),
            Some(number) => number.as_i64().map(Some).ok_or_else(wrong),
        }
    }

    /// The page token, from wherever the operation has it.
    pub(super) fn next_token(&self) -> Result<Option<String>, Refusal> {
        if let Some(text) = self.query_values("nextToken").next() {
            return Ok(Some(text.to_owned()));
        }
        match self.body.get("NextToken") {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(Refusal::invalid_parameter("NextToken must be a string")),
        }
    }

    /// The operation and all its arguments but the page token, hashed.
    pub(super) fn fingerprint(&self) -> Uuid {
        let query: Vec<_> = self
            .query
            .iter()
            .filter(|(name, _)| name != "nextToken")
            .collect();
        let mut body = self.body.clone();
        if let Some(members) = body.as_object_mut() {
            members.remove("NextToken");
        }
        let content = format!("{} {:?} {query:?} {body}", self.operation, self.labels);
        Uuid::new_v5(&Uuid::NAMESPACE_OID, content.as_bytes())
    }

    /// Checks that a name of an instance, its id or its ARN, is that of this one.
    pub(super) fn check_instance(&self, name: &str) -> Result<(), Refusal> {
        if name.is_empty() || name.chars().count() > 100 {
            return Err(Refusal::invalid_parameter(
                "InstanceId must have 1 to 100 characters",
            ));
        }
        if name == self.world.instance_id || name == self.world.instance_arn() {
            Ok(())
        } else {
            Err(Refusal::not_found("Instance not found"))
        }
    }

    /// The id in what may be an id or an ARN of this instance. `part` is how ARNs name the kind.
    pub(super) fn id_of<'n>(&self, part: &str, name: &'n str) -> &'n str {
        name.strip_prefix(&self.world.instance_arn())
            .and_then(|rest| rest.strip_prefix('/'))
            .and_then(|rest| rest.strip_prefix(part))
            .and_then(|rest| rest.strip_prefix('/'))
            .unwrap_or(name)
    }

    /// The row that a label of the path names, by its id or its ARN. `what` is the row's kind in
    /// the error's words.
    pub(super) fn row<K: Kind>(&self, label: &str, part: &str, what: &str) -> Result<&K, Refusal> {
        K::table(self.world)
            .get(self.id_of(part, self.label(label)))
            .map(AsRef::as_ref)
            .ok_or_else(|| Refusal::not_found(format!("{what} not found")))
    }

    /// The time of the change that this call makes to a row that was changed last at
    /// `last_changed`: now, or a millisecond after that if the clock has not come so far. So a
    /// change can always be told by the time alone.
    pub(super) fn time_of_change(&self, last_changed: Timestamp) -> Timestamp {
        let next = last_changed.checked_add(SignedDuration::from_millis(1));
        self.now.max(next.unwrap_or(Timestamp::MAX))
    }

    /// A moment so many seconds before the instance was opened.
    pub(super) fn before_opening(&self, seconds: u32) -> Timestamp {
        self.opened - SignedDuration::from_secs(i64::from(seconds))
    }
}
