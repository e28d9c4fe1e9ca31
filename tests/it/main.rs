//! Rooms together, against the practice instance.

mod reading;
