//! What `mco shell` prints.

use std::fmt::Write;

use client::NodeReply;
use protocol::rpc::Status;
use serde_json::Value;

use super::super::lines::output;
use crate::out::Layout;
use crate::theme::{Meaning, Theme, clean, line};

/// What a command printed, node by node in order of name.
pub(super) struct Outputs;

/// Started commands, node by node in order of name.
pub(super) struct Jobs;

impl Layout for Outputs {
    fn replies(&self, replies: &[&NodeReply], theme: Theme) -> String {
        blocks(replies, theme, |text, reply| {
            let printed = |name: &str| {
                reply
                    .reply
                    .data
                    .get(name)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
            };
            block(text, printed("stdout"));
            let complaints = printed("stderr");
            if !complaints.is_empty() {
                let _ = writeln!(text, "    {}", theme.paint(Meaning::Warning, "STDERR:"));
                block(text, complaints);
            }
            let status = output(reply, "exitcode");
            if status != "0" {
                let _ = writeln!(
                    text,
                    "    {}",
                    theme.paint(Meaning::Bad, format!("exitcode: {status}"))
                );
            }
        })
    }
}

impl Layout for Jobs {
    fn replies(&self, replies: &[&NodeReply], theme: Theme) -> String {
        blocks(replies, theme, |text, reply| {
            let jobs = reply.reply.data.get("jobs").and_then(Value::as_object);
            for (handle, job) in jobs.into_iter().flatten() {
                let said = |name: &str| job.get(name).map(crate::out::value::short).unwrap_or_default();
                let (status, command) = (said("status"), said("command"));
                let _ = writeln!(
                    text,
                    "    {}  {}  {}",
                    line(handle),
                    line(&status),
                    line(&command)
                );
            }
        })
    }
}

/// A block per node: its name, then what `tell` writes of it, or why it failed.
fn blocks(replies: &[&NodeReply], theme: Theme, tell: impl Fn(&mut String, &NodeReply)) -> String {
    let mut replies = replies.to_vec();
    replies.sort_by(|one, other| one.sender.cmp(&other.sender));
    let mut text = String::new();
    for reply in replies {
        let name = theme.paint(Meaning::Title, line(reply.sender.as_str()));
        let _ = writeln!(text, "{name}:");
        match reply.reply.statuscode {
            Status::Ok => tell(&mut text, reply),
            _ => {
                let message = line(reply.reply.statusmsg.trim_end());
                let _ = writeln!(text, "    {}", theme.paint(Meaning::Warning, message));
            }
        }
        text.push('\n');
    }
    text
}

fn block(text: &mut String, printed: &str) {
    for row in clean(printed.trim_end()).lines() {
        let _ = writeln!(text, "    {row}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::json;

    #[test]
    fn what_commands_print_comes_in_blocks_in_order_of_name() {
        let replies = [
            fixture::ok(
                "web02",
                json!({"stdout": "", "stderr": "no such file\n", "exitcode": 2}),
            ),
            fixture::ok(
                "web01",
                json!({"stdout": "one\n\u{1b}[2Jtwo\n", "stderr": "", "exitcode": 0}),
            ),
            fixture::reply("web03", Status::Aborted, "not allowed", json!({})),
        ];
        let replies: Vec<&NodeReply> = replies.iter().collect();
        insta::assert_snapshot!(Outputs.replies(&replies, Theme::PLAIN), @r"
        web01:
            one
            \x1b[2Jtwo

        web02:
            STDERR:
            no such file
            exitcode: 2

        web03:
            not allowed
        ");
    }

    #[test]
    fn started_commands_are_listed_with_their_state() {
        let jobs = json!({"jobs": {"a-1": {"command": "sleep 600", "status": "running"}}});
        let replies = [fixture::ok("web01", jobs)];
        let replies: Vec<&NodeReply> = replies.iter().collect();
        insta::assert_snapshot!(Jobs.replies(&replies, Theme::PLAIN), @"
        web01:
            a-1  running  sleep 600
        ");
    }
}
