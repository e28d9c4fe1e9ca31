//! The users in memory: searched, filtered, sorted, paged and selected.

mod generated;
mod oracle;
mod queries;
mod selection;
