//! The practice instance as its clients see it.

mod file;
mod sdk;
