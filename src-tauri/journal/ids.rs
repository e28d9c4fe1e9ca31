//! The ids of what the journal keeps, and how its words are written in the file.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{QuickConnectId, UserId};

/// A plan's id, which nobody can guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlanId(Uuid);

impl PlanId {
    pub(super) fn random() -> Self {
        Self(Uuid::new_v4())
    }
}

impl From<Uuid> for PlanId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl std::fmt::Display for PlanId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ToSql for PlanId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl FromSql for PlanId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Uuid::parse_str(value.as_str()?)
            .map(Self)
            .map_err(FromSqlError::other)
    }
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub(super) i64);

        impl $name {
            /// The number as it stands in the file.
            pub fn number(self) -> i64 {
                self.0
            }
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(number)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_i64().map(Self)
            }
        }
    )+};
}

numbers! {
    /// A batch's number, never used again.
    BatchId,
    /// An item's number.
    ItemId,
    /// A step's number.
    StepId,
    /// An attempt's number among all attempts.
    AttemptId,
    /// A before-image's number; later ones have greater numbers.
    ImageId,
}

/// An enum each of whose values is a text in the file.
macro_rules! words {
    ($(
        $(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal),+ $(,)? }
    )+) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "camelCase")]
        pub enum $name {
            $($(#[$word_doc])* $word),+
        }

        impl $name {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$word),+];

            /// The word for it, as in the file.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => $text),+
                }
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.as_str().into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                match value.as_str()? {
                    $($text => Ok(Self::$word),)+
                    other => Err(FromSqlError::Other(format!("what is {other:?}?").into())),
                }
            }
        }
    )+};
}

words! {
    /// How a batch stands.
    BatchState {
        /// Items are begun and carried out.
        Running = "running",
        /// Items that were changed are finished, and no other is begun.
        Stopping = "stopping",
        /// Nothing is sent until somebody goes on with it.
        Paused = "paused",
        /// It ended before all of its items had their turn. It can be resumed.
        Stopped = "stopped",
        /// Every item had its turn.
        Done = "done",
    }

    /// How an item stands.
    ItemState {
        /// Its turn is to come.
        ToDo = "to do",
        /// Its turn has come.
        InProgress = "in progress",
        /// All of its steps are done.
        Done = "done",
        /// A step failed. Somebody has to try again or leave it.
        Failed = "failed",
        /// Nobody knows what became of a change that was sent. It has to be looked at.
        Uncertain = "uncertain",
        /// It was not touched, for it was not as the plan showed it.
        Held = "held",
        /// It was not touched, for the batch was stopped before.
        Stopped = "stopped",
        /// It had not ended well, and somebody decided that it stays so.
        Left = "left",
    }

    /// How a step stands.
    StepState {
        /// Nothing of it was sent, or what was sent is known not to have happened.
        ToDo = "to do",
        /// A change was sent, or is about to be, and its answer isn't there yet.
        InProgress = "in progress",
        /// It happened, or it was so already.
        Done = "done",
        /// The last attempt was refused.
        Failed = "failed",
        /// Nobody knows what became of the last attempt.
        Uncertain = "uncertain",
    }
}

/// Whom or what an item changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A user.
    User(UserId),
    /// A quick connect.
    QuickConnect(QuickConnectId),
    /// A user who is yet to be made, by the login.
    NewUser(String),
}

impl Subject {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::User(_) => "user",
            Self::QuickConnect(_) => "quick connect",
            Self::NewUser(_) => "new user",
        }
    }

    pub(super) fn id(&self) -> &str {
        match self {
            Self::User(id) => id.as_str(),
            Self::QuickConnect(id) => id.as_str(),
            Self::NewUser(login) => login,
        }
    }

    /// From the two columns that hold it, of which this is the first.
    pub(super) fn column(row: &rusqlite::Row<'_>, first: usize) -> rusqlite::Result<Self> {
        let id: String = row.get(first + 1)?;
        Ok(match row.get_ref(first)?.as_str()? {
            "user" => Self::User(id.into()),
            "quick connect" => Self::QuickConnect(id.into()),
            _ => Self::NewUser(id),
        })
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.kind(), self.id())
    }
}
