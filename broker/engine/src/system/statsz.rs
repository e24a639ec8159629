//! What goes through the server, in short.

use std::sync::atomic::Ordering::Relaxed;

use serde::Serialize;

use crate::hub::Hub;
use crate::monitor::accounts::Amount;
use crate::monitor::jsz;
use crate::monitor::varz::{cores, cpu_percent, resident_bytes, timestamp};
use crate::options::Account;

/// `statsz` of answers and events.
#[derive(Debug, Serialize)]
pub(super) struct Statsz {
    start: String,
    mem: u64,
    cores: usize,
    cpu: f64,
    connections: u64,
    total_connections: u64,
    active_accounts: usize,
    subscriptions: u64,
    sent: Amount,
    sent_to_clients: Amount,
    received: Amount,
    received_from_clients: Amount,
    slow_consumers: u64,
    stale_connections: u64,
    active_servers: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    jetstream: Option<jsz::Part>,
    gomaxprocs: usize,
}

pub(super) fn page(hub: &Hub) -> Statsz {
    let totals = hub.snapshot();
    let sent = Amount {
        msgs: totals.out_msgs,
        bytes: totals.out_bytes,
    };
    let received = Amount {
        msgs: totals.in_msgs,
        bytes: totals.in_bytes,
    };
    let active = |account: &Account| hub.interest(*account).len() > 0;
    Statsz {
        start: timestamp(hub.clock.wall(0)),
        mem: resident_bytes(),
        cores: cores(),
        cpu: cpu_percent(hub.clock.tick()),
        connections: totals.connections,
        total_connections: totals.total_connections,
        active_accounts: Account::ALL.iter().filter(|account| active(account)).count(),
        subscriptions: totals.subscriptions,
        sent,
        sent_to_clients: sent,
        received,
        received_from_clients: received,
        slow_consumers: totals.slow_consumers,
        stale_connections: hub.counts.stale.load(Relaxed),
        active_servers: 1,
        jetstream: jsz::part(hub),
        gomaxprocs: hub.workers.len(),
    }
}
