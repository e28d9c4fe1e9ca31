//! Files out: tables as CSV that a spreadsheet opens without running anything, and saving a file
//! whole, under a name that takes nobody else's place.
//!
//! What stands in a table is for other rooms, and so is which folder is meant. Nothing here
//! imports another room.

mod csv;
mod names;
mod save;

pub use csv::{Table, TableError};
pub use save::{NotSaved, save};
