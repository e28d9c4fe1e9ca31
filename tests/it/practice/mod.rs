//! The practice instance as its clients see it.

mod boto3;
mod file;
mod sdk;
