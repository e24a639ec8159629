//! `mco puppet count`: how many agents are in which state.

use std::fmt::Write;

use client::NodeReply;
use protocol::rpc::Status;
use serde_json::Value;

use super::super::lines::failures;
use crate::out::Layout;
use crate::theme::Theme;

/// Eight lines of counts.
pub(super) struct Tally;

impl Layout for Tally {
    fn replies(&self, replies: &[&NodeReply], theme: Theme) -> String {
        let answers = replies
            .iter()
            .filter(|reply| reply.reply.statuscode == Status::Ok);
        let answers: Vec<&Value> = answers.map(|reply| &reply.reply.data).collect();
        let is = |answer: &Value, key: &str| answer.get(key).and_then(Value::as_bool).unwrap_or(false);
        let count = |key: &str| answers.iter().filter(|answer| is(answer, key)).count();
        let stopped = answers
            .iter()
            .filter(|answer| answer.get("status").and_then(Value::as_str) == Some("stopped"));
        let (all, enabled, daemons) = (answers.len(), count("enabled"), count("daemon_present"));
        let rows = [
            ("Nodes with Puppet", all),
            ("Enabled", enabled),
            ("Disabled", all - enabled),
            ("Applying a catalog", count("applying")),
            ("Stopped", stopped.count()),
            ("With a running daemon", daemons),
            ("Without a daemon", all - daemons),
            ("Daemon idling", count("idling")),
        ];
        let mut text = String::new();
        for (label, number) in rows {
            let _ = writeln!(text, "{label:>25}: {number}");
        }
        text.push('\n');
        text.push_str(&failures(replies, theme));
        text
    }

    /// They would say the same once more.
    fn summaries(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::json;

    #[test]
    fn every_state_is_counted() {
        let replies = [
            fixture::ok(
                "a",
                json!({"enabled": true, "applying": true, "daemon_present": true, "status": "applying a catalog"}),
            ),
            fixture::ok(
                "b",
                json!({"enabled": true, "idling": true, "daemon_present": true, "status": "idling"}),
            ),
            fixture::ok(
                "c",
                json!({"enabled": false, "daemon_present": false, "status": "stopped"}),
            ),
            fixture::reply("d", Status::Aborted, "no puppet", json!({})),
        ];
        let replies: Vec<&NodeReply> = replies.iter().collect();
        insta::assert_snapshot!(Tally.replies(&replies, Theme::PLAIN), @"
             Nodes with Puppet: 3
                       Enabled: 2
                      Disabled: 1
            Applying a catalog: 1
                       Stopped: 1
         With a running daemon: 2
              Without a daemon: 1
                 Daemon idling: 1

        1 node failed: no puppet
        ");
    }
}
