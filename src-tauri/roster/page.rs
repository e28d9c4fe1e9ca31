//! From a query to the users that it lets through and the page of them that the window shows.

use fixedbitset::FixedBitSet;

use super::{
    Roster, Selection,
    filter::{bad_request, filter, search},
};
use crate::{
    domain::{Problem, UserId},
    wire::{UserRow, UsersPage, UsersQuery},
};

/// The most rows that a page may have.
const LARGEST_PAGE: u32 = 500;

/// The users that a query lets through.
#[derive(Debug)]
pub struct Matching<'a> {
    roster: &'a Roster,
    rows: FixedBitSet,
}

impl Roster {
    /// One page of the users that a query lets through, in its order. A page past the end gives
    /// the last one. A roster does not know its reading's number, so that is 0.
    ///
    /// # Errors
    ///
    /// [`BadRequest`](crate::domain::ProblemCode::BadRequest) for a page size that is not from 1
    /// to 500, and as [`Self::matching`].
    pub fn page(&self, query: &UsersQuery, selection: &Selection) -> Result<UsersPage, Problem> {
        if !(1..=LARGEST_PAGE).contains(&query.page_size) {
            return Err(bad_request("a page has 1 to 500 rows"));
        }
        let matching = self.matching(query)?;
        let count = matching.len() as u32;
        let page = query.page.clamp(1, count.div_ceil(query.page_size).max(1));
        let rows = self
            .order(query.sort.column)
            .walk(query.sort.descending)
            .map(|row| row as usize)
            .filter(|row| matching.rows.contains(*row))
            .skip(((page - 1) * query.page_size) as usize)
            .take(query.page_size as usize)
            .filter_map(|row| self.users.get(row))
            .map(|user| self.row_of(user, selection.contains(&user.id)))
            .collect::<Vec<UserRow>>();
        Ok(UsersPage {
            rows,
            matching: count,
            total: self.len() as u32,
            page,
            reading: 0,
            selection: selection.count(&matching),
        })
    }

    /// All users that a query lets through, whatever its page.
    ///
    /// # Errors
    ///
    /// [`BadRequest`](crate::domain::ProblemCode::BadRequest) for a filter that makes no sense: a
    /// number, day or word that a property can't be compared with, an operator that it doesn't
    /// have, a condition without values, groups nested more than 8 deep.
    pub fn matching(&self, query: &UsersQuery) -> Result<Matching<'_>, Problem> {
        let mut rows = filter(self, &query.filter)?;
        rows.intersect_with(&search(self, &query.search));
        Ok(Matching { roster: self, rows })
    }
}

impl<'a> Matching<'a> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.count_ones(..)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_clear()
    }

    /// Whether a user is among them.
    pub fn contains(&self, id: &UserId) -> bool {
        self.roster
            .rows
            .get(id)
            .is_some_and(|row| self.rows.contains(*row as usize))
    }

    /// Their ids, in the order of the logins.
    pub fn ids(&self) -> impl Iterator<Item = &'a UserId> {
        let users = &self.roster.users;
        self.rows
            .ones()
            .filter_map(|row| users.get(row))
            .map(|user| &user.id)
    }
}
