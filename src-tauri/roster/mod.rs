//! The loaded users in memory: joined with the names that they refer to, searched, filtered,
//! sorted, paged and selected.
//!
//! Nothing here names `tauri` or an AWS SDK, and nothing but the workspace waits for anything.

mod changes;
mod columns;
mod details;
mod filter;
mod fold;
mod names;
mod order;
mod page;
mod row;
mod selection;
mod sort;
mod texts;
mod values;
mod workspace;

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::OnceLock,
};

use jiff::Timestamp;

use self::{columns::Columns, names::Names, order::natural_key, sort::RowOrder};
use crate::{
    domain::{Completeness, Instance, Problem, QuickConnect, Snapshot, User, UserId},
    wire::{Column, Gap},
};

pub use self::{
    changes::Changes, page::Matching, row::phone_type_word, selection::Selection,
    workspace::Workspace,
};

/// A user's place in the roster, which is in the order of the logins.
type Row = u32;

/// The users of one reading of an instance. It never changes: the next reading makes another one.
#[derive(Debug)]
pub struct Roster {
    /// In the order of their logins, then of their ids. All that is equal keeps this order.
    users: Vec<User>,
    rows: HashMap<UserId, Row>,
    names: Names,
    /// By the user that they lead to, in the order of their names.
    quick_connects: Result<HashMap<UserId, Vec<QuickConnect>>, Problem>,
    columns: Columns,
    /// By the column's place in [`Column`].
    orders: [OnceLock<RowOrder>; Column::ALL.len()],
    gaps: Vec<Gap>,
    instance: Result<Instance, Problem>,
    completeness: Completeness,
    read_at: Timestamp,
    calls: BTreeMap<String, u32>,
}

impl Roster {
    /// Joins what was read. A user that was read twice is taken once. Takes some tenths of a
    /// second for 50,000 users, so that nobody should wait for it who draws a window.
    pub fn new(snapshot: Snapshot) -> Self {
        let mut gaps = Vec::new();
        let names = Names::new(
            known_or_gap(snapshot.routing_profiles, Column::RoutingProfile, &mut gaps),
            known_or_gap(
                snapshot.security_profiles,
                Column::SecurityProfiles,
                &mut gaps,
            ),
            known_or_gap(snapshot.hierarchy_groups, Column::Hierarchy, &mut gaps),
        );
        let quick_connects = snapshot.quick_connects.map(by_user);
        if let Err(problem) = &quick_connects {
            gaps.push(gap(Column::QuickConnects, problem.clone()));
        }
        if let Completeness::Unchecked(problem) = &snapshot.completeness {
            gaps.push(gap(Column::LastChanged, problem.clone()));
        }

        let mut users = snapshot.users;
        let mut seen = HashSet::with_capacity(users.len());
        users.retain(|user| seen.insert(user.id.clone()));
        users.sort_by_cached_key(|user| (natural_key(&user.login), user.id.clone()));

        let columns = Columns::new(&users, &names, |user| {
            let by_user = quick_connects.as_ref().ok()?;
            Some(by_user.get(&user.id).map_or(0, Vec::len))
        });
        let roster = Self {
            rows: (0..)
                .zip(&users)
                .map(|(row, user)| (user.id.clone(), row))
                .collect(),
            users,
            names,
            quick_connects,
            columns,
            orders: Default::default(),
            gaps,
            instance: snapshot.instance,
            completeness: snapshot.completeness,
            read_at: snapshot.read_at,
            calls: snapshot.calls,
        };
        // The order that the first page is in.
        roster.order(Column::Login);
        roster
    }

    /// How many users there are.
    pub fn len(&self) -> usize {
        self.users.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.users.is_empty()
    }

    /// A user.
    pub fn user(&self, id: &UserId) -> Option<&User> {
        self.rows
            .get(id)
            .and_then(|row| self.users.get(*row as usize))
    }

    /// Every user's id, in the order of the logins.
    pub fn ids(&self) -> impl Iterator<Item = &UserId> {
        self.users.iter().map(|user| &user.id)
    }

    /// The login that is this one, or else the only one that is but for capital letters: Connect
    /// tells apart logins that differ in nothing else.
    pub fn login(&self, login: &str) -> Option<&str> {
        let logins = || self.users.iter().map(|user| user.login.as_str());
        if let Some(same) = logins().find(|own| *own == login) {
            return Some(same);
        }
        let wanted = login.to_lowercase();
        let mut alike = logins().filter(|own| own.to_lowercase() == wanted);
        match (alike.next(), alike.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }

    /// The quick connects that lead to a user, in the order of their names.
    ///
    /// # Errors
    ///
    /// Why quick connects could not be read.
    pub fn quick_connects_of(&self, id: &UserId) -> Result<&[QuickConnect], &Problem> {
        let by_user = self.quick_connects.as_ref()?;
        Ok(by_user.get(id).map_or(&[], Vec::as_slice))
    }

    /// The columns that are unknown or show ids instead of names, and why: one gap for each part
    /// that could not be read.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// The instance, or why it could not be read.
    pub fn instance(&self) -> &Result<Instance, Problem> {
        &self.instance
    }

    /// Whether these are all users of the instance.
    pub fn completeness(&self) -> &Completeness {
        &self.completeness
    }

    /// When the reading ended.
    pub fn read_at(&self) -> Timestamp {
        self.read_at
    }

    /// How many calls of each operation the reading made.
    pub fn calls(&self) -> &BTreeMap<String, u32> {
        &self.calls
    }

    /// Does at once what the first sort of each column would otherwise do, some milliseconds for
    /// each at 50,000 users. Meant for a thread that nobody waits for.
    pub fn prepare_orders(&self) {
        for column in Column::ALL {
            self.order(column);
        }
    }

    fn order(&self, column: Column) -> &RowOrder {
        self.orders[column as usize].get_or_init(|| RowOrder::of(self.columns.cells(column)))
    }
}

fn known_or_gap<T>(part: Result<Vec<T>, Problem>, column: Column, gaps: &mut Vec<Gap>) -> Vec<T> {
    part.unwrap_or_else(|problem| {
        gaps.push(gap(column, problem));
        Vec::new()
    })
}

fn gap(column: Column, problem: Problem) -> Gap {
    Gap {
        columns: vec![column],
        problem,
    }
}

fn by_user(mut quick_connects: Vec<QuickConnect>) -> HashMap<UserId, Vec<QuickConnect>> {
    quick_connects.sort_by_cached_key(|quick_connect| {
        (natural_key(&quick_connect.name), quick_connect.id.clone())
    });
    let mut by_user: HashMap<UserId, Vec<QuickConnect>> = HashMap::new();
    for quick_connect in quick_connects {
        if let Some(user) = quick_connect.user().cloned() {
            by_user.entry(user).or_default().push(quick_connect);
        }
    }
    by_user
}
