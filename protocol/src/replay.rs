//! Remembers requests that were already served.

use std::time::SystemTime;

use crate::Request;

/// Remembers (caller, request id, payload hash) until the request could not be alive any more. Bounded; when full the oldest
/// entries leave first. A request re-sent to a node under the same id with another payload is no replay.
#[derive(Debug)]
pub struct ReplayCache {}

impl ReplayCache {
    /// Holds at most `capacity` requests.
    pub fn new(_capacity: usize) -> Self {
        todo!()
    }

    /// Whether the request is new; remembers it when it is.
    pub fn admit(&mut self, _request: &Request, _now: SystemTime) -> bool {
        todo!()
    }
}
