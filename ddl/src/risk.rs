//! What an action's name says about its risk, for documents that do not say it themselves.

use crate::Risk;

/// First words of actions that only look.
const LOOKING: [&str; 31] = [
    "check",
    "checks",
    "checkupdates",
    "count",
    "describe",
    "facts",
    "find",
    "get",
    "health",
    "info",
    "inventory",
    "list",
    "lookup",
    "md5",
    "names",
    "ping",
    "query",
    "read",
    "search",
    "show",
    "state",
    "states",
    "stat",
    "stats",
    "status",
    "statuses",
    "summary",
    "test",
    "validate",
    "version",
    "view",
];

/// Last words of actions named for what they tell, such as `last_run_summary`.
const TOLD: [&str; 11] = [
    "checkupdates",
    "facts",
    "info",
    "inventory",
    "list",
    "state",
    "states",
    "stats",
    "status",
    "summary",
    "version",
];

/// First words of such names; any other could be an order, as in `reset_stats`.
const SUBJECTS: [&str; 12] = [
    "agent",
    "apt",
    "collective",
    "daemon",
    "last",
    "machine",
    "node",
    "package",
    "process",
    "server",
    "service",
    "yum",
];

/// Reading where the name says so, changing where there is doubt.
pub(crate) fn of_name(name: &str) -> Risk {
    let name = name.to_ascii_lowercase();
    let mut words = name.split(['_', '-']);
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or_default();
    if LOOKING.contains(&first) || (TOLD.contains(&last) && SUBJECTS.contains(&first)) {
        Risk::Read
    } else {
        Risk::Change
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_are_reading() {
        for name in [
            "status",
            "get_fact",
            "list",
            "ping",
            "last_run_summary",
            "agent_inventory",
            "machine_states",
            "apt_checkupdates",
        ] {
            assert_eq!(of_name(name), Risk::Read, "{name}");
        }
    }

    #[test]
    fn orders_and_unknown_names_are_changing() {
        for name in [
            "restart",
            "install",
            "reset_stats",
            "clear_status",
            "wipe_status",
            "frobnicate",
            "runonce",
            "",
        ] {
            assert_eq!(of_name(name), Risk::Change, "{name}");
        }
    }
}
