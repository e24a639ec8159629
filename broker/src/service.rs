//! The central services of a broker.

pub mod auth;
