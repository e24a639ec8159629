//! The central services of a broker.

pub(crate) mod auth;
