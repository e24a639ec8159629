//! What becomes of orders about governors.

use super::Trouble;
use crate::gov::{GovEvent, Governor, Lease};

/// What is told of governors.
#[derive(Debug, Clone)]
pub enum GovNews {
    /// All governors, sorted by name.
    Governors(Result<Vec<Governor>, Trouble>),
    /// The leases of the governor that was opened, oldest first.
    Leases {
        /// The governor.
        name: String,
        /// The leases, or why they are not known.
        result: Result<Vec<Lease>, Trouble>,
    },
    /// What happened at governors, oldest first.
    Events(Vec<GovEvent>),
    /// Why it is not told what happens.
    Deaf(Trouble),
    /// Something was done, in words.
    Done(String),
    /// It was not.
    Failed(Trouble),
}
