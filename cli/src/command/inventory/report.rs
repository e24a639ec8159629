//! What `mco inventory NODE` prints.

use std::fmt::Write;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::out::{columns_down, value, words};
use crate::theme::line;

/// Everything known about one node.
pub(super) fn node(name: &str, inventory: &Value, stats: &Value, facts: bool, now: SystemTime) -> String {
    let mut text = format!("Inventory for {}\n\n", line(name));
    section(&mut text, "Server");
    for (label, value) in server(inventory, stats, now) {
        let _ = writeln!(text, "{label:>27}: {value}");
    }
    text.push('\n');
    list(&mut text, "Agents", &names(inventory, "agents"), 3);
    list(&mut text, "Classes", &names(inventory, "classes"), 2);
    let providers = names(inventory, "data_plugins");
    if !providers.is_empty() {
        list(&mut text, "Data Providers", &providers, 3);
    }
    let machines = machines(inventory);
    if !machines.is_empty() {
        list(&mut text, "Autonomous Agents", &machines, 1);
    }
    if facts {
        section(&mut text, "Facts");
        let facts = inventory.get("facts").map(value::show).unwrap_or_default();
        for row in facts.lines() {
            let _ = writeln!(text, "    {row}");
        }
    }
    text
}

fn server(inventory: &Value, stats: &Value, now: SystemTime) -> Vec<(&'static str, String)> {
    let said = |document: &Value, key: &str| document.get(key).map(value::short).unwrap_or_default();
    let upgradable = inventory
        .get("upgradable")
        .and_then(Value::as_bool)
        .unwrap_or(false);
    let note = if upgradable {
        " (upgradable during provisioning)"
    } else {
        ""
    };
    vec![
        ("Version", format!("{}{note}", said(inventory, "version"))),
        ("Start Time", started(stats, now)),
        ("Config File", said(stats, "configfile")),
        ("Collectives", names(inventory, "collectives").join(", ")),
        ("Main Collective", said(inventory, "main_collective")),
        ("Process ID", said(stats, "pid")),
        ("Total Messages", said(stats, "total")),
        ("Messages Passed Filters", said(stats, "passed")),
        ("Messages Filtered", said(stats, "filtered")),
        ("Expired Messages", said(stats, "ttlexpired")),
        ("Replies Sent", said(stats, "replies")),
        ("Events Published", said(stats, "events")),
    ]
}

/// When it was started and how long ago; a node may claim any time.
fn started(stats: &Value, now: SystemTime) -> String {
    let seconds = stats
        .get("starttime")
        .and_then(Value::as_u64)
        .filter(|seconds| *seconds > 0);
    let start = seconds.and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
    let Some(start) = start else {
        return "unknown".to_owned();
    };
    let up = now
        .duration_since(start)
        .map(|up| format!(" (up {})", words::span(up.as_secs())));
    format!("{}{}", words::clock(start), up.unwrap_or_default())
}

fn names(document: &Value, key: &str) -> Vec<String> {
    let items = document.get(key).and_then(Value::as_array);
    items.into_iter().flatten().map(value::short).collect()
}

fn machines(inventory: &Value) -> Vec<String> {
    let items = inventory.get("machines").and_then(Value::as_array);
    let said = |machine: &Value, key: &str| machine.get(key).map(value::short).unwrap_or_default();
    let rows = items.into_iter().flatten();
    rows.map(|machine| {
        let parts = ["name", "version", "state"].map(|key| said(machine, key));
        parts.join("    ")
    })
    .collect()
}

fn section(text: &mut String, title: &str) {
    let _ = writeln!(text, "  {title}:\n");
}

fn list(text: &mut String, title: &str, names: &[String], columns: usize) {
    section(text, title);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    text.push_str(&columns_down(&names, columns, "    "));
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::json;

    #[test]
    fn a_node_is_told_from_its_version_to_its_facts() {
        let inventory = json!({
            "agents": ["choria_util", "discovery", "package", "rpcutil", "service"],
            "classes": ["apache", "roles::web", "users"],
            "collectives": ["mcollective", "uk"],
            "data_plugins": ["agent", "choria"],
            "main_collective": "mcollective",
            "version": "0.1.0",
            "upgradable": false,
            "facts": {"country": "uk", "os": {"family": "debian"}},
            "machines": [{"name": "upgrade", "version": "1.0.0", "state": "WATCH"}],
        });
        let stats = json!({
            "starttime": 1_795_170_960, "configfile": "/etc/choria/server.conf", "pid": 811, "total": 12,
            "passed": 10, "filtered": 2, "ttlexpired": 0, "replies": 10, "events": 1,
        });
        insta::assert_snapshot!(node("web01.lab.test", &inventory, &stats, true, fixture::start()), @r#"
        Inventory for web01.lab.test

          Server:

                            Version: 0.1.0
                         Start Time: 2026-11-20T10:36:00Z (up 5m 2s)
                        Config File: /etc/choria/server.conf
                        Collectives: mcollective, uk
                    Main Collective: mcollective
                         Process ID: 811
                     Total Messages: 12
            Messages Passed Filters: 10
                  Messages Filtered: 2
                   Expired Messages: 0
                       Replies Sent: 10
                   Events Published: 1

          Agents:

            choria_util    package    service
            discovery      rpcutil

          Classes:

            apache        users
            roles::web

          Data Providers:

            agent    choria

          Autonomous Agents:

            upgrade    1.0.0    WATCH

          Facts:

            {
              "country": "uk",
              "os": {
                "family": "debian"
              }
            }
        "#);
    }

    #[test]
    fn an_impossible_start_time_is_unknown() {
        assert_eq!(
            started(&json!({"starttime": u64::MAX}), fixture::start()),
            "unknown"
        );
        assert_eq!(started(&json!({}), fixture::start()), "unknown");
    }
}
