//! `/varz` and `/choria/`: the server as a whole.

use std::sync::atomic::Ordering::Relaxed;

use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::jsz;
use crate::hub::Hub;
use crate::info::{LANGUAGE, VERSION};
use crate::options::Account;

/// A subset of nats-server's document, under its names.
#[derive(Serialize)]
pub(crate) struct Varz<'a> {
    server_id: &'a str,
    server_name: &'a str,
    version: &'static str,
    git_commit: &'static str,
    proto: u8,
    go: &'static str,
    host: String,
    port: u16,
    auth_required: bool,
    tls_required: bool,
    max_connections: usize,
    max_subscriptions: usize,
    ping_interval: u64,
    ping_max: u32,
    http_host: String,
    http_port: u16,
    auth_timeout: f64,
    tls_timeout: f64,
    max_control_line: usize,
    max_payload: usize,
    max_pending: usize,
    write_deadline: u64,
    start: String,
    now: String,
    uptime: String,
    mem: u64,
    cores: usize,
    gomaxprocs: usize,
    cpu: f64,
    connections: u64,
    total_connections: u64,
    routes: u64,
    remotes: u64,
    leafnodes: u64,
    in_msgs: u64,
    in_bytes: u64,
    out_msgs: u64,
    out_bytes: u64,
    slow_consumers: u64,
    stale_connections: u64,
    subscriptions: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    jetstream: Option<jsz::Part>,
    config_load_time: String,
    system_account: &'static str,
}

/// The reference's own document.
#[derive(Serialize)]
pub(super) struct Choria<'a> {
    build: Build,
    system: System,
    config_file: &'static str,
    identity: &'a str,
}

#[derive(Serialize)]
struct Build {
    version: &'static str,
    sha: &'static str,
    build_date: &'static str,
    license: &'static str,
    tls: bool,
    secure: bool,
    go: &'static str,
    max_broker_clients: usize,
}

#[derive(Serialize)]
struct System {
    rss: u64,
    cpu_percent: f64,
    cpu_cores: usize,
}

pub(crate) fn varz(hub: &Hub) -> Varz<'_> {
    let (options, totals, now) = (&hub.options, hub.snapshot(), hub.clock.tick());
    let monitor = hub.monitor.unwrap_or(hub.address);
    Varz {
        server_id: &hub.server_id,
        server_name: &options.server_name,
        version: VERSION,
        git_commit: env!("CARGO_PKG_VERSION"),
        proto: 1,
        go: LANGUAGE,
        host: hub.address.ip().to_string(),
        port: hub.address.port(),
        auth_required: true,
        tls_required: hub.requires_tls(),
        max_connections: options.max_connections,
        max_subscriptions: options.max_subscriptions,
        ping_interval: options.ping_interval.as_nanos() as u64,
        ping_max: options.max_pings_out,
        http_host: monitor.ip().to_string(),
        http_port: monitor.port(),
        auth_timeout: options.auth_timeout.as_secs_f64(),
        tls_timeout: options.tls_timeout.as_secs_f64(),
        max_control_line: options.max_control_line,
        max_payload: options.max_payload,
        max_pending: options.max_pending,
        write_deadline: options.write_deadline.as_nanos() as u64,
        start: timestamp(hub.clock.wall(0)),
        now: timestamp(hub.clock.wall(now)),
        uptime: uptime(now),
        mem: resident_bytes(),
        cores: cores(),
        gomaxprocs: hub.workers.len(),
        cpu: cpu_percent(now),
        connections: totals.connections,
        total_connections: totals.total_connections,
        routes: 0,
        remotes: 0,
        leafnodes: 0,
        in_msgs: totals.in_msgs,
        in_bytes: totals.in_bytes,
        out_msgs: totals.out_msgs,
        out_bytes: totals.out_bytes,
        slow_consumers: totals.slow_consumers,
        stale_connections: hub.counts.stale.load(Relaxed),
        subscriptions: totals.subscriptions,
        jetstream: jsz::part(hub),
        config_load_time: timestamp(hub.clock.wall(0)),
        system_account: Account::System.name(),
    }
}

pub(super) fn choria(hub: &Hub) -> Choria<'_> {
    let tls = hub.requires_tls();
    Choria {
        build: Build {
            version: env!("CARGO_PKG_VERSION"),
            sha: "",
            build_date: "",
            license: env!("CARGO_PKG_LICENSE"),
            tls,
            secure: tls,
            go: LANGUAGE,
            max_broker_clients: hub.options.max_connections,
        },
        system: System {
            rss: resident_bytes(),
            cpu_percent: cpu_percent(hub.clock.tick()),
            cpu_cores: cores(),
        },
        config_file: "",
        identity: &hub.options.server_name,
    }
}

/// As in JSON of Go programs.
pub(crate) fn timestamp(moment: OffsetDateTime) -> String {
    moment.format(&Rfc3339).unwrap_or_default()
}

/// The reference's form: `3d2h1m0s`, larger units only when needed.
pub(super) fn uptime(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    let mut text = String::new();
    for (count, unit, shown) in [
        (days, 'd', days > 0),
        (hours, 'h', seconds >= 3600),
        (minutes, 'm', seconds >= 60),
        (seconds % 60, 's', true),
    ] {
        if shown {
            text.push_str(&format!("{count}{unit}"));
        }
    }
    text
}

pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Resident memory of this process; 0 where the system does not tell.
pub(crate) fn resident_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}

/// Processor time since the start, in percent of one processor; 0 where the system does not tell.
pub(crate) fn cpu_percent(uptime: u64) -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|field| field.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    // Ticks are hundredths of a second for every program on Linux.
    let busy = (ticks(11) + ticks(12)) * 10.0;
    if uptime == 0 {
        0.0
    } else {
        (busy / uptime as f64 * 1000.0).round() / 10.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uptime_shows_the_units_it_needs() {
        let shown: Vec<String> = [900, 61_000, 3_600_000, 90_061_000].map(uptime).into();
        assert_eq!(shown, ["0s", "1m1s", "1h0m0s", "1d1h1m1s"]);
    }
}
