//! The API: what a request's subject means, and how it is answered.

mod endpoint;
mod info;
mod request;

pub(crate) use endpoint::{Endpoint, PREFIX, Verb};
pub(crate) use info::StreamInfo;
pub(crate) use request::{Caller, Request};
