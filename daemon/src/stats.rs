//! Counters of requests.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counters of requests, as `daemon_stats` and the status file report them.
///
/// `total` is `unvalidated` plus `ttl_expired` plus `replayed` plus `validated`, and `validated` is `passed` plus `filtered`.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Stats {
    pub total: AtomicU64,
    pub validated: AtomicU64,
    pub unvalidated: AtomicU64,
    pub passed: AtomicU64,
    pub filtered: AtomicU64,
    pub replies: AtomicU64,
    pub ttl_expired: AtomicU64,
    pub replayed: AtomicU64,
    pub events: AtomicU64,
    /// Requests dropped because too many were running.
    pub overloaded: AtomicU64,
    /// Requests whose agent ran out of time, which sends no reply.
    pub timed_out: AtomicU64,
    /// When the last valid request came, Unix seconds; 0 before the first.
    pub last_message: AtomicU64,
}

impl Stats {
    /// Every counter under its wire name, in the order status files list them; ours follow the reference's.
    pub fn named(&self) -> [(&'static str, u64); 11] {
        [
            ("total", &self.total),
            ("validated", &self.validated),
            ("unvalidated", &self.unvalidated),
            ("passed", &self.passed),
            ("filtered", &self.filtered),
            ("replies", &self.replies),
            ("ttlexpired", &self.ttl_expired),
            ("events", &self.events),
            ("replayed", &self.replayed),
            ("overloaded", &self.overloaded),
            ("timedout", &self.timed_out),
        ]
        .map(|(name, counter)| (name, get(counter)))
    }
}

/// Adds one.
pub(crate) fn bump(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

/// The value now.
pub(crate) fn get(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed)
}
