//! Governors and leases for programs.

use std::time::SystemTime;

use client::governor::{GovernorStatus, Lease};
use serde_json::{Value, json};

use crate::out::words;

/// A governor with who holds its slots. Durations are seconds; an expiry of 0 is never.
pub(super) fn governor_json(status: &GovernorStatus, leases: &[Lease], now: SystemTime) -> Value {
    let leases: Vec<_> = leases.iter().map(|lease| lease_json(lease, now)).collect();
    json!({
        "name": status.name,
        "capacity": status.capacity,
        "expires": words::seconds(status.expires),
        "replicas": status.replicas,
        "active": status.active,
        "last_active": status.last_active.map(words::rfc3339),
        "leases": leases,
    })
}

fn lease_json(lease: &Lease, now: SystemTime) -> Value {
    json!({
        "id": lease.id,
        "holder": lease.holder,
        "since": words::rfc3339(lease.since),
        "age": words::seconds(now.duration_since(lease.since).unwrap_or_default()),
        "expires": lease.expires.map(words::rfc3339),
    })
}
