//! The central services of a broker.

pub(crate) mod auth;
pub(crate) mod callout;
pub(crate) mod streams;
