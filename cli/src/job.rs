//! What is remembered of a rollout, so that it can be looked at, continued and repeated in parts.

mod id;
mod journal;
mod line;
mod secrets;
mod state;
mod store;

pub(crate) use id::JobId;
pub(crate) use journal::{Journal, names};
pub(crate) use line::{Line, Numbers, Plan, Request, Why};
pub(crate) use secrets::masked;
pub(crate) use state::{Fate, Job, Standing};
pub(crate) use store::{Stamp, Store, StoreError};
