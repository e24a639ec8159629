//! What `mco process list` prints.

use std::fmt::Write;

use client::NodeReply;
use protocol::rpc::Status;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::out::{Layout, value, words};
use crate::theme::{Meaning, Theme, line, pad};

/// Bytes of one page of memory, the unit of `rss`.
const PAGE: u64 = 4096;

/// A block of processes per node, then what they add up to.
pub(super) struct Processes {
    pub(super) fields: Vec<Field>,
    pub(super) silent: bool,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Field {
    #[value(name = "PID")]
    Pid,
    #[value(name = "USER")]
    User,
    #[value(name = "VSZ")]
    Vsz,
    #[value(name = "COMMAND")]
    Command,
    #[value(name = "TTY")]
    Tty,
    #[value(name = "RSS")]
    Rss,
    #[value(name = "STATE")]
    State,
}

/// What all processes add up to.
#[derive(Default)]
struct Total {
    hosts: usize,
    processes: usize,
    resident: u64,
    virt: u64,
}

impl Layout for Processes {
    fn replies(&self, replies: &[&NodeReply], theme: Theme) -> String {
        let mut text = String::new();
        let mut total = Total::default();
        for reply in replies {
            let list = reply.reply.data.get("pslist").and_then(Value::as_array);
            let processes: Vec<&Value> = list.into_iter().flatten().collect();
            total.add(&processes);
            let name = line(reply.sender.as_str());
            let failed = reply.reply.statuscode != Status::Ok;
            if failed {
                let message = theme.paint(Meaning::Warning, line(&reply.reply.statusmsg));
                let _ = writeln!(text, "   {name}\n\n     {message}\n");
            } else if !self.silent && !processes.is_empty() {
                let _ = writeln!(text, "   {name}\n\n{}", self.block(&processes, theme));
            }
        }
        text.push_str(&total.show(theme));
        text
    }
}

impl Processes {
    /// Aligned columns; the last one takes what it needs.
    fn block(&self, processes: &[&Value], theme: Theme) -> String {
        let header: Vec<String> = self.fields.iter().map(|field| field.title().to_owned()).collect();
        let rows: Vec<Vec<String>> = processes
            .iter()
            .map(|process| self.fields.iter().map(|field| field.of(process)).collect())
            .collect();
        let widths: Vec<usize> = (0..header.len())
            .map(|column| {
                rows.iter()
                    .chain([&header])
                    .map(|row| row[column].width())
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let show = |row: &[String]| {
            let cells: Vec<String> = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| pad(cell, *width))
                .collect();
            cells.join("  ").trim_end().to_owned()
        };
        let mut text = format!("     {}\n", theme.paint(Meaning::Title, show(&header)));
        for row in &rows {
            let _ = writeln!(text, "     {}", show(row));
        }
        text
    }
}

impl Field {
    fn title(self) -> &'static str {
        match self {
            Self::Pid => "PID",
            Self::User => "USER",
            Self::Vsz => "VSZ",
            Self::Command => "COMMAND",
            Self::Tty => "TTY",
            Self::Rss => "RSS",
            Self::State => "STATE",
        }
    }

    fn of(self, process: &Value) -> String {
        let text = |key: &str| process.get(key).map(value::short).unwrap_or_default();
        match self {
            Self::Pid => text("pid"),
            Self::User => text("username"),
            Self::Vsz => words::bytes(number(process, "vsize")),
            Self::Command => text("cmdline"),
            Self::Tty => text("tty"),
            Self::Rss => words::bytes(number(process, "rss").saturating_mul(PAGE)),
            Self::State => text("state"),
        }
    }
}

impl Total {
    fn add(&mut self, processes: &[&Value]) {
        self.hosts += usize::from(!processes.is_empty());
        self.processes += processes.len();
        for process in processes {
            self.resident = self
                .resident
                .saturating_add(number(process, "rss").saturating_mul(PAGE));
            self.virt = self.virt.saturating_add(number(process, "vsize"));
        }
    }

    fn show(&self, theme: Theme) -> String {
        let title = theme.paint(Meaning::Title, "Summary of the processes:");
        format!(
            "{title}\n\n{:>20}: {}\n{:>20}: {}\n{:>20}: {}\n{:>20}: {}\n\n",
            "Hosts",
            self.hosts,
            "Processes",
            self.processes,
            "Resident Size",
            words::bytes(self.resident),
            "Virtual Size",
            words::bytes(self.virt),
        )
    }
}

fn number(process: &Value, key: &str) -> u64 {
    process.get(key).and_then(Value::as_u64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::json;

    fn shown(silent: bool) -> String {
        let process = |pid: u64, command: &str| json!({"pid": pid, "username": "root", "vsize": 10_485_760, "rss": 256, "cmdline": command, "state": "S"});
        let replies = [
            fixture::ok(
                "web01.lab.test",
                json!({"pslist": [process(1, "/sbin/init"), process(811, "ruby\u{1b}")]}),
            ),
            fixture::ok("web02.lab.test", json!({"pslist": []})),
            fixture::reply("web03.lab.test", Status::Aborted, "not now", json!({})),
        ];
        let replies: Vec<&NodeReply> = replies.iter().collect();
        let layout = Processes {
            fields: vec![Field::Pid, Field::User, Field::Vsz, Field::Command],
            silent,
        };
        layout.replies(&replies, Theme::PLAIN)
    }

    #[test]
    fn every_node_with_processes_has_a_block() {
        insta::assert_snapshot!(shown(false), @r"
           web01.lab.test

             PID  USER  VSZ      COMMAND
             1    root  10.0 MB  /sbin/init
             811  root  10.0 MB  ruby\x1b

           web03.lab.test

             not now

        Summary of the processes:

                       Hosts: 1
                   Processes: 2
               Resident Size: 2.0 MB
                Virtual Size: 20.0 MB
        ");
    }

    #[test]
    fn silence_leaves_failures_and_the_summary() {
        insta::assert_snapshot!(shown(true), @"
           web03.lab.test

             not now

        Summary of the processes:

                       Hosts: 1
                   Processes: 2
               Resident Size: 2.0 MB
                Virtual Size: 20.0 MB
        ");
    }
}
