//! Users as rows of the table.

use jiff::Timestamp;

use super::{Roster, names::Name};
use crate::{
    domain::{PhoneType, SecurityProfileId, User, UserId},
    wire,
};

impl Roster {
    /// A user of the roster as a row; none for an id that is not in it.
    pub fn row(&self, id: &UserId, selected: bool) -> Option<wire::UserRow> {
        self.user(id).map(|user| self.row_of(user, selected))
    }

    /// Any user as a row, such as one that was just read anew, with the names and quick connects
    /// that this roster knows.
    pub fn row_of(&self, user: &User, selected: bool) -> wire::UserRow {
        wire::UserRow {
            id: user.id.as_str().to_owned(),
            login: user.login.clone(),
            first_name: user.first_name.clone(),
            last_name: user.last_name.clone(),
            routing_profile: self.names.routing_profile(user).text().to_owned(),
            security_profiles: self
                .names
                .security_profiles(user)
                .into_iter()
                .map(|(_, name)| name.text().to_owned())
                .collect(),
            hierarchy: self
                .names
                .hierarchy(user)
                .map(Name::text)
                .map(ToOwned::to_owned),
            phone_type: phone_type_word(&user.handling.phone_type).to_owned(),
            phone_number: user.handling.desk_number.clone(),
            auto_accept: user.handling.auto_accept,
            after_contact_work: user.handling.after_contact_work_seconds,
            quick_connects: self
                .quick_connects_of(&user.id)
                .ok()
                .map(|quick_connects| quick_connects.len() as u32),
            tags: user
                .tags
                .iter()
                .map(|(key, value)| wire::Tag {
                    key: key.clone(),
                    value: value.clone(),
                })
                .collect(),
            last_changed: user.last_changed.map(Timestamp::as_millisecond),
            selected,
        }
    }

    /// A user's security profiles in the order in which a row names them.
    pub fn security_profile_ids<'a>(&'a self, user: &'a User) -> Vec<&'a SecurityProfileId> {
        self.names
            .security_profiles(user)
            .into_iter()
            .map(|(id, _)| id)
            .collect()
    }
}

/// A phone type as the window and its filters know it: `soft`, `desk`, or Connect's word for one
/// that Roster does not know.
pub fn phone_type_word(phone_type: &PhoneType) -> &str {
    match phone_type {
        PhoneType::Soft => "soft",
        PhoneType::Desk => "desk",
        PhoneType::Other(other) => other,
    }
}
