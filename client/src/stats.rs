//! The tally of one call.

use std::time::{Duration, SystemTime};

use protocol::{Identity, RequestId};

/// What became of one call.
#[derive(Debug, Clone)]
pub struct Stats {
    /// Id of the request.
    pub request_id: RequestId,
    /// Targets after limits.
    pub discovered: usize,
    /// Expected nodes that answered.
    pub responses: usize,
    /// Answers with status 0.
    pub ok: usize,
    /// Other answers, unreadable ones included.
    pub failed: usize,
    /// Targets that did not answer, sorted.
    pub no_responses: Vec<Identity>,
    /// Who answered without being asked, sorted.
    pub unexpected: Vec<Identity>,
    /// When the call began.
    pub start: SystemTime,
    /// Time spent publishing.
    pub publish: Duration,
    /// From the start of publishing to the end.
    pub request: Duration,
}
