//! The columns of the table, each in the form in which it is searched, compared and sorted.

use fixedbitset::FixedBitSet;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    names::{Name, Names},
    row::phone_type_word,
    texts::{TextColumn, TextColumnBuilder, set_of},
};
use crate::{
    domain::User,
    wire::{Column, Property},
};

/// All columns, and the full name, which only the search box looks at.
#[derive(Debug)]
pub(super) struct Columns {
    login: TextColumn,
    first_name: TextColumn,
    last_name: TextColumn,
    full_name: TextColumn,
    routing_profile: TextColumn,
    security_profiles: TextColumn,
    hierarchy: TextColumn,
    phone_type: TextColumn,
    phone_number: TextColumn,
    tags: TextColumn,
    user_id: TextColumn,
    auto_accept: NumberColumn,
    after_contact_work: NumberColumn,
    quick_connects: NumberColumn,
    last_changed: NumberColumn,
}

/// What a column holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cells<'a> {
    Texts(&'a TextColumn),
    Numbers(&'a NumberColumn),
}

/// A number for each row, absent where it is unknown.
#[derive(Debug)]
pub(super) struct NumberColumn {
    pub(super) kind: NumberKind,
    pub(super) values: Vec<Option<i64>>,
}

/// What a number stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberKind {
    /// Itself.
    Number,
    /// 0 for `no`, 1 for `yes`.
    YesNo,
    /// Milliseconds since 1970, filtered by the day in the computer's time zone, in which the
    /// window shows them.
    Time,
}

impl Columns {
    /// The columns of some users, who are the rows. `quick_connects` gives the number that lead
    /// to a user.
    pub(super) fn new(
        users: &[User],
        names: &Names,
        quick_connects: impl Fn(&User) -> Option<usize>,
    ) -> Self {
        Self {
            login: one_text(users, |user| &user.login),
            first_name: one_text(users, |user| &user.first_name),
            last_name: one_text(users, |user| &user.last_name),
            full_name: texts(users, TextColumnBuilder::names(), |user, row| {
                row.add(&format!("{} {}", user.first_name, user.last_name));
            }),
            routing_profile: texts(users, TextColumnBuilder::names(), |user, row| {
                add_name(row, names.routing_profile(user));
            }),
            security_profiles: texts(users, TextColumnBuilder::names(), |user, row| {
                for (_, name) in names.security_profiles(user) {
                    add_name(row, name);
                }
            }),
            // A row has the paths above its group too: who is in a group below belongs to them.
            hierarchy: texts(users, TextColumnBuilder::names(), |user, row| {
                for path in names.hierarchy_paths(user) {
                    row.add(path);
                }
                if let Some(Name::Unknown(id)) = names.hierarchy(user) {
                    row.add_unnamed(id);
                }
            }),
            phone_type: one_text(users, |user| phone_type_word(&user.handling.phone_type)),
            phone_number: texts(users, TextColumnBuilder::phone_numbers(), |user, row| {
                row.add(user.handling.desk_number.as_deref().unwrap_or_default());
            }),
            tags: texts(users, TextColumnBuilder::names(), |user, row| {
                for (key, value) in &user.tags {
                    row.add(key);
                    row.add(&format!("{key}={value}"));
                }
            }),
            user_id: texts(users, TextColumnBuilder::codes(), |user, row| {
                row.add(user.id.as_str());
            }),
            auto_accept: numbers(users, NumberKind::YesNo, |user| {
                Some(user.handling.auto_accept.into())
            }),
            after_contact_work: numbers(users, NumberKind::Number, |user| {
                Some(user.handling.after_contact_work_seconds.into())
            }),
            quick_connects: numbers(users, NumberKind::Number, |user| {
                quick_connects(user).map(|count| count as i64)
            }),
            last_changed: numbers(users, NumberKind::Time, |user| {
                user.last_changed.map(Timestamp::as_millisecond)
            }),
        }
    }

    pub(super) fn cells(&self, column: Column) -> Cells<'_> {
        match column {
            Column::Login => Cells::Texts(&self.login),
            Column::FirstName => Cells::Texts(&self.first_name),
            Column::LastName => Cells::Texts(&self.last_name),
            Column::RoutingProfile => Cells::Texts(&self.routing_profile),
            Column::SecurityProfiles => Cells::Texts(&self.security_profiles),
            Column::Hierarchy => Cells::Texts(&self.hierarchy),
            Column::PhoneType => Cells::Texts(&self.phone_type),
            Column::PhoneNumber => Cells::Texts(&self.phone_number),
            Column::AutoAccept => Cells::Numbers(&self.auto_accept),
            Column::AfterContactWork => Cells::Numbers(&self.after_contact_work),
            Column::QuickConnects => Cells::Numbers(&self.quick_connects),
            Column::Tags => Cells::Texts(&self.tags),
            Column::LastChanged => Cells::Numbers(&self.last_changed),
            Column::UserId => Cells::Texts(&self.user_id),
        }
    }

    /// What the search box looks at, user ids apart.
    pub(super) fn searched(&self) -> [&TextColumn; 7] {
        [
            &self.login,
            &self.full_name,
            &self.routing_profile,
            &self.security_profiles,
            &self.hierarchy,
            &self.phone_number,
            &self.tags,
        ]
    }

    pub(super) fn user_id(&self) -> &TextColumn {
        &self.user_id
    }
}

/// The column that a property is about; none for [`Property::Has`], which is about several.
pub(super) fn column_of(property: Property) -> Option<Column> {
    Some(match property {
        Property::Login => Column::Login,
        Property::FirstName => Column::FirstName,
        Property::LastName => Column::LastName,
        Property::RoutingProfile => Column::RoutingProfile,
        Property::SecurityProfiles => Column::SecurityProfiles,
        Property::Hierarchy => Column::Hierarchy,
        Property::PhoneType => Column::PhoneType,
        Property::PhoneNumber => Column::PhoneNumber,
        Property::AutoAccept => Column::AutoAccept,
        Property::AfterContactWork => Column::AfterContactWork,
        Property::QuickConnects => Column::QuickConnects,
        Property::Tags => Column::Tags,
        Property::LastChanged => Column::LastChanged,
        Property::UserId => Column::UserId,
        Property::Has => return None,
    })
}

impl NumberColumn {
    /// The rows whose number is known and of which something holds.
    pub(super) fn rows_where(&self, holds: impl Fn(i64) -> bool) -> FixedBitSet {
        self.rows(|value| value.is_some_and(&holds))
    }

    /// The rows whose number is unknown.
    pub(super) fn unknown_rows(&self) -> FixedBitSet {
        self.rows(|value| value.is_none())
    }

    fn rows(&self, holds: impl Fn(Option<i64>) -> bool) -> FixedBitSet {
        let rows = (0..).zip(&self.values);
        set_of(
            self.values.len(),
            rows.filter(|(_, value)| holds(**value)).map(|(row, _)| row),
        )
    }
}

impl NumberKind {
    /// Whether there is a more and a less.
    pub(super) fn is_ordered(self) -> bool {
        self != Self::YesNo
    }

    /// What a filter's value covers, as the first number and the first one after it.
    pub(super) fn span(self, value: &str) -> Option<(i64, i64)> {
        match self {
            Self::Number => {
                let number: i64 = value.trim().parse().ok()?;
                Some((number, number.saturating_add(1)))
            }
            Self::YesNo => match value {
                "no" => Some((0, 1)),
                "yes" => Some((1, 2)),
                _ => None,
            },
            Self::Time => {
                let day = Date::strptime("%Y-%m-%d", value.trim()).ok()?;
                let start = day.to_zoned(TimeZone::system()).ok()?;
                // The next day's start, since a day of a clock change has not 24 hours.
                let end = day.tomorrow().ok()?.to_zoned(TimeZone::system()).ok()?;
                let milliseconds = |start: jiff::Zoned| start.timestamp().as_millisecond();
                Some((milliseconds(start), milliseconds(end)))
            }
        }
    }

    /// A number as the value by which a filter finds it.
    pub(super) fn value(self, number: i64) -> String {
        match self {
            Self::Number => number.to_string(),
            Self::YesNo => if number == 0 { "no" } else { "yes" }.to_owned(),
            Self::Time => Timestamp::from_millisecond(number)
                .map(|time| {
                    time.to_zoned(TimeZone::system())
                        .strftime("%Y-%m-%d")
                        .to_string()
                })
                .unwrap_or_default(),
        }
    }
}

fn one_text<'a>(users: &'a [User], text: impl Fn(&'a User) -> &'a str) -> TextColumn {
    texts(users, TextColumnBuilder::names(), |user, row| {
        row.add(text(user));
    })
}

fn texts<'a>(
    users: &'a [User],
    mut builder: TextColumnBuilder,
    add: impl Fn(&'a User, &mut TextColumnBuilder),
) -> TextColumn {
    for user in users {
        add(user, &mut builder);
        builder.end_row();
    }
    builder.finish()
}

fn add_name(row: &mut TextColumnBuilder, name: Name<'_>) {
    match name {
        Name::Known(name) => row.add(name),
        Name::Unknown(id) => row.add_unnamed(id),
    }
}

fn numbers(
    users: &[User],
    kind: NumberKind,
    number: impl Fn(&User) -> Option<i64>,
) -> NumberColumn {
    NumberColumn {
        kind,
        values: users.iter().map(number).collect(),
    }
}
