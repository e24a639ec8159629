//! `daemon_stats`: the process and its counters.

use std::time::UNIX_EPOCH;

use serde_json::{Value, json};

use super::object;
use crate::stats::get as count;
use crate::{Answer, Context, VERSION};

/// How the node has fared since it started.
pub(super) fn get(node: &Context) -> Answer {
    let stats = &node.stats;
    let started = node.started.duration_since(UNIX_EPOCH).unwrap_or_default();
    Answer::ok(object(json!({
        "agents": node.agents.hosted().names(),
        "pid": std::process::id(),
        "configfile": node.config.config_file,
        "version": VERSION,
        "starttime": started.as_secs(),
        "threads": [threads()],
        "times": times(),
        "total": count(&stats.total),
        "validated": count(&stats.validated),
        "unvalidated": count(&stats.unvalidated),
        "passed": count(&stats.passed),
        "filtered": count(&stats.filtered),
        "replies": count(&stats.replies),
        "ttlexpired": count(&stats.ttl_expired),
        "events": count(&stats.events),
    })))
}

fn threads() -> String {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    format!("mco {VERSION} on {cores} cores")
}

/// Processor time in whole seconds; zero where the system does not tell. The reference always says zero.
fn times() -> Value {
    let stat = procfs::process::Process::myself().and_then(|process| process.stat());
    let seconds = |ticks: u64| ticks / procfs::ticks_per_second().max(1);
    match stat {
        Ok(stat) => json!({
            "utime": seconds(stat.utime),
            "stime": seconds(stat.stime),
            "cutime": seconds(stat.cutime.max(0).unsigned_abs()),
            "cstime": seconds(stat.cstime.max(0).unsigned_abs()),
        }),
        Err(_) => json!({"utime": 0, "stime": 0, "cutime": 0, "cstime": 0}),
    }
}
