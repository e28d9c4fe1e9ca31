//! One user whole, beside the table.
