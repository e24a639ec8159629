//! The API: what a request's subject means, and how it is answered.

pub(crate) mod direct;
mod endpoint;
mod info;
pub(crate) mod level;
mod request;

pub(crate) use endpoint::{Endpoint, PREFIX, Verb};
pub(crate) use info::{SourceInfo, StreamInfo, StreamState, SubjectPage};
pub(crate) use request::{Caller, Request, may_reach};
