//! `mco tool status`: whether the node on this machine is well, by its status file.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::Context;
use client::files;
use serde::Deserialize;

use crate::args::parse::duration;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;
use crate::theme::line;

/// Longer than any status file.
const MAX_FILE: u64 = 1 << 20;

/// Check a node's health by its status file: prints `FILE OK`, or what is wrong and exits with 1.
#[derive(Debug, clap::Args)]
pub(crate) struct Status {
    /// Status file of the node
    #[arg(long, value_name = "FILE")]
    status_file: PathBuf,
    /// Check that the node is connected to a broker (the default)
    #[arg(long, overrides_with = "no_disconnected")]
    disconnected: bool,
    /// Do not check that the node is connected to a broker
    #[arg(long, overrides_with = "disconnected")]
    no_disconnected: bool,
    /// Longest time without a message; 0 is off
    #[arg(long, value_name = "DURATION", default_value = "1h", value_parser = duration)]
    message_since: Duration,
    /// Oldest the file may be; 0 is off
    #[arg(long, value_name = "DURATION", default_value = "30m", value_parser = duration)]
    max_age: Duration,
    /// Shortest time the certificate must still be valid; 0 is off
    #[arg(long, value_name = "DURATION", default_value = "24h", value_parser = duration)]
    certificate_age: Duration,
    /// Shortest time the token must still be valid; 0 is off
    #[arg(long, value_name = "DURATION", default_value = "24h", value_parser = duration)]
    token_age: Duration,
    /// Check that the node waits to be provisioned
    #[arg(long, conflicts_with = "provisioned")]
    unprovisioned: bool,
    /// Check that the node is provisioned
    #[arg(long)]
    provisioned: bool,
}

/// What a node, ours or the reference's, writes about itself.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Document {
    uptime: u64,
    connected_server: String,
    last_message: i64,
    provisioning_mode: bool,
    certificate_expires: String,
    token_expires: String,
}

impl Run for Status {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let file = self.status_file.display();
        let verdict = read(&self.status_file)
            .map_err(|error| format!("could not be read: {error:#}"))
            .and_then(|(document, written)| self.check(&document, written, ctx.clock.now()));
        match verdict {
            Ok(()) => {
                ctx.out.line(format!("{file} OK"))?;
                Ok(Exit::Done)
            }
            Err(problem) => {
                ctx.out.line(format!("{file} {}", line(&problem)))?;
                Ok(Exit::Error)
            }
        }
    }
}

impl Status {
    /// The first thing that is wrong, in the reference's order.
    fn check(&self, node: &Document, written: SystemTime, now: SystemTime) -> Result<(), String> {
        let age = now.duration_since(written).unwrap_or_default();
        if !self.max_age.is_zero() && age > self.max_age {
            return Err(format!("is older than {:?}", self.max_age));
        }
        expiry(
            "certificate",
            &node.certificate_expires,
            self.certificate_age,
            now,
        )?;
        expiry("token", &node.token_expires, self.token_age, now)?;
        if !self.no_disconnected && node.connected_server.is_empty() {
            return Err("connection check failed: not connected".to_owned());
        }
        self.check_messages(node, now)?;
        match (self.unprovisioned, self.provisioned, node.provisioning_mode) {
            (true, _, false) => Err("not in provisioning mode".to_owned()),
            (_, true, true) => Err("in provisioning mode".to_owned()),
            _ => Ok(()),
        }
    }

    /// A node that was started a moment ago may not have heard anything yet.
    fn check_messages(&self, node: &Document, now: SystemTime) -> Result<(), String> {
        let is_young = node.last_message == 0 && node.uptime < self.message_since.as_secs();
        let last = Duration::from_secs(node.last_message.try_into().unwrap_or_default());
        let since = now.duration_since(UNIX_EPOCH + last).unwrap_or_default();
        if self.message_since.is_zero() || is_young || since <= self.message_since {
            return Ok(());
        }
        Err(match node.last_message {
            0 => "no recent messages: none at all".to_owned(),
            _ => format!(
                "no recent messages: last message at {}",
                words::clock(UNIX_EPOCH + last)
            ),
        })
    }
}

/// The year 1 stands for no such credential.
fn expiry(what: &str, text: &str, wanted: Duration, now: SystemTime) -> Result<(), String> {
    if wanted.is_zero() || text.is_empty() || text.starts_with("0001-") {
        return Ok(());
    }
    let Some(end) = words::moment(text) else {
        return Err(format!("{what} has no usable end: {text:?}"));
    };
    match end.duration_since(now) {
        Ok(left) if left >= wanted => Ok(()),
        Ok(_) => Err(format!("{what} expires {}", words::clock(end))),
        Err(_) => Err(format!("{what} expired {}", words::clock(end))),
    }
}

/// The document and when it was written.
fn read(path: &Path) -> anyhow::Result<(Document, SystemTime)> {
    let meta = path.metadata()?;
    anyhow::ensure!(meta.is_file(), "not a status file");
    let document = serde_json::from_slice(&files::read(path, MAX_FILE)?).context("not a status file")?;
    Ok((document, meta.modified()?))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::fixture::ran;

    #[derive(Debug, clap::Parser)]
    struct Line {
        #[command(flatten)]
        status: Status,
    }

    const NOW: Duration = Duration::from_secs(1_795_171_262);

    /// What a check of a document says, in the flags' order: written so long ago, with these flags.
    fn check(flags: &str, age: Duration, change: &str) -> String {
        let mut node = serde_json::json!({"uptime": 90_000, "connected_server": "nats://b:4222", "last_message": 1_795_171_000,
            "provisioning_mode": false, "certificate_expires": "2027-01-01T00:00:00Z", "token_expires": "0001-01-01T00:00:00Z"});
        let change: serde_json::Value = serde_json::from_str(change).unwrap();
        for (name, value) in change.as_object().unwrap() {
            node[name] = value.clone();
        }
        let words = std::iter::once("status")
            .chain(["--status-file", "x"])
            .chain(flags.split_whitespace());
        let status = Line::parse_from(words).status;
        let now = UNIX_EPOCH + NOW;
        let checked = status.check(&serde_json::from_value(node).unwrap(), now - age, now);
        checked.err().unwrap_or_else(|| "OK".to_owned())
    }

    #[test]
    fn each_check_names_what_is_wrong() {
        let young = Duration::from_secs(60);
        assert_eq!(check("", young, "{}"), "OK");
        for (flags, change, told) in [
            (
                "",
                r#"{"connected_server":""}"#,
                "connection check failed: not connected",
            ),
            ("--no-disconnected", r#"{"connected_server":""}"#, "OK"),
            (
                "",
                r#"{"last_message":1795000000}"#,
                "no recent messages: last message at 2026-11-18T11:06:40Z",
            ),
            ("--message-since 0", r#"{"last_message":1795000000}"#, "OK"),
            ("", r#"{"last_message":0}"#, "no recent messages: none at all"),
            ("", r#"{"last_message":0,"uptime":60}"#, "OK"),
            (
                "",
                r#"{"certificate_expires":"2026-11-20T20:00:00Z"}"#,
                "certificate expires 2026-11-20T20:00:00Z",
            ),
            (
                "--certificate-age 1h",
                r#"{"certificate_expires":"2026-11-20T20:00:00Z"}"#,
                "OK",
            ),
            (
                "",
                r#"{"token_expires":"2026-11-01T00:00:00Z"}"#,
                "token expired 2026-11-01T00:00:00Z",
            ),
            (
                "--token-age 0",
                r#"{"token_expires":"2026-11-01T00:00:00Z"}"#,
                "OK",
            ),
            ("--unprovisioned", "{}", "not in provisioning mode"),
            (
                "--provisioned",
                r#"{"provisioning_mode":true}"#,
                "in provisioning mode",
            ),
        ] {
            assert_eq!(check(flags, young, change), told, "{flags} {change}");
        }
        let old = Duration::from_secs(3600);
        assert_eq!(check("", old, "{}"), "is older than 1800s");
        assert_eq!(check("--max-age 2h", old, "{}"), "OK");
    }

    #[tokio::test]
    async fn a_file_that_is_no_status_is_told_on_one_line() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("status.json");
        let path = file.to_str().unwrap();
        let line = ["mco", "tool", "status", "--status-file", path];
        let (exit, out, err) = ran(&line).await;
        assert_eq!((exit, err.as_str()), (Exit::Error, ""));
        assert!(out.starts_with(&format!("{path} could not be read: ")), "{out}");
        std::fs::write(&file, "no JSON").unwrap();
        let (exit, out, _) = ran(&line).await;
        assert_eq!(exit, Exit::Error);
        assert!(out.contains("not a status file"), "{out}");
    }
}
