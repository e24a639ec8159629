//! `mco-broker stream check` and `mco-broker stream repair`: the files of streams, while no broker uses them.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};
use engine::{Condition, Fault, StreamReport, check_streams, repair_streams};
use serde_json::{Value, json};

use crate::{StoreFolder, StoreFolderError};

/// Status when a stream is damaged.
const DAMAGED: u8 = 2;

/// The files of a broker's streams, while no broker uses them.
#[derive(Debug, Parser)]
#[command(
    name = "mco-broker stream",
    bin_name = "mco-broker stream",
    version,
    after_help = "The status is 0 when every stream is fine, 2 when one is damaged and 1 when that cannot be told."
)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read every stream and tell what is not as it was written; changes nothing
    Check(Where),
    /// Make damaged streams usable again; what has to be changed is kept aside
    Repair(Where),
}

#[derive(Debug, clap::Args)]
struct Where {
    /// The folder in plugin.choria.network.stream.store
    dir: PathBuf,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

/// Runs it with the words after `mco-broker stream`, that word included.
#[expect(
    clippy::print_stderr,
    reason = "there is no log, and somebody may be watching"
)]
pub(super) fn run(words: impl Iterator<Item = std::ffi::OsString>) -> ExitCode {
    let line = match Line::try_parse_from(words) {
        Ok(line) => line,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::from(error.use_stderr()));
        }
    };
    let outcome = line.run().and_then(|(text, damaged)| {
        std::io::stdout().write_all(text.as_bytes())?;
        Ok(damaged)
    });
    match outcome {
        Ok(false) => ExitCode::SUCCESS,
        Ok(true) => ExitCode::from(DAMAGED),
        Err(error) => {
            eprintln!("mco-broker: {error:#}");
            ExitCode::FAILURE
        }
    }
}

impl Line {
    /// The report, and whether a stream is damaged.
    fn run(self) -> anyhow::Result<(String, bool)> {
        let (place, repairs) = match self.command {
            Command::Check(place) => (place, false),
            Command::Repair(place) => (place, true),
        };
        let (store, streams) = find(&place.dir)?;
        let _held = match StoreFolder::lock(&store) {
            // What nobody can write to, nobody writes to.
            Err(StoreFolderError::ReadOnly { .. }) if !repairs => None,
            held => Some(held?),
        };
        let reports = match repairs {
            true => repair_streams(&streams),
            false => check_streams(&streams),
        };
        let reports =
            reports.with_context(|| format!("the streams in {} cannot be read", streams.display()))?;
        let damaged = reports
            .iter()
            .any(|report| report.condition == Condition::Damaged);
        let text = match place.json {
            true => {
                let all: Vec<Value> = reports.iter().map(document).collect();
                serde_json::to_string_pretty(&all)? + "\n"
            }
            false => page(&reports, repairs),
        };
        Ok((text, damaged))
    }
}

/// The folder to hold, and the one with the streams in it.
fn find(dir: &Path) -> anyhow::Result<(PathBuf, PathBuf)> {
    let streams = StoreFolder::streams_in(dir);
    if streams.is_dir() {
        return Ok((dir.to_owned(), streams));
    }
    match dir.parent() {
        Some(store) if dir.is_dir() && StoreFolder::streams_in(store) == dir => {
            Ok((store.to_owned(), dir.to_owned()))
        }
        _ => bail!("{} holds no streams of a broker", dir.display()),
    }
}

fn page(reports: &[StreamReport], repairs: bool) -> String {
    let mut page = String::new();
    for report in reports {
        let _ = writeln!(
            page,
            "{}: {}, {} messages",
            report.name,
            words(report.condition),
            report.messages
        );
        for fault in &report.faults {
            let _ = writeln!(
                page,
                "  {} at byte {}: {}{}",
                fault.file.display(),
                fault.offset,
                fault.what,
                lost(fault)
            );
        }
        for file in &report.aside {
            let _ = writeln!(page, "  kept aside: {}", file.display());
        }
    }
    let damaged = reports
        .iter()
        .filter(|report| report.condition == Condition::Damaged)
        .count();
    let _ = match (reports.len(), damaged) {
        (0, _) => writeln!(page, "There are no streams"),
        (all, 0) => writeln!(page, "{all} streams, none is damaged"),
        (all, damaged) if repairs => writeln!(
            page,
            "{all} streams, {damaged} cannot be repaired: take its folder away, and `mco broker stream restore` makes it again from a backup"
        ),
        (all, damaged) => writeln!(
            page,
            "{all} streams, {damaged} damaged: mco-broker stream repair keeps what can be read"
        ),
    };
    page
}

fn words(condition: Condition) -> &'static str {
    match condition {
        Condition::Fine => "fine",
        Condition::Torn => "fine, the last write was never finished and never acknowledged",
        Condition::Damaged => "damaged",
        Condition::Repaired => "repaired",
    }
}

fn lost(fault: &Fault) -> String {
    match fault.lost {
        Some((first, last)) if first == last => format!("; message {first} is lost"),
        Some((first, last)) => format!("; messages {first} to {last} are lost, or some of them"),
        None => String::new(),
    }
}

fn document(report: &StreamReport) -> Value {
    let condition = match report.condition {
        Condition::Fine => "fine",
        Condition::Torn => "torn",
        Condition::Damaged => "damaged",
        Condition::Repaired => "repaired",
    };
    let fault = |fault: &Fault| json!({"file": fault.file, "offset": fault.offset, "what": fault.what, "lost": fault.lost});
    json!({
        "name": report.name,
        "folder": report.folder,
        "condition": condition,
        "messages": report.messages,
        "faults": report.faults.iter().map(fault).collect::<Vec<_>>(),
        "aside": report.aside,
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn ran(words: &[&str]) -> anyhow::Result<(String, bool)> {
        let line = [&["mco-broker stream"], words].concat();
        Line::try_parse_from(line).unwrap().run()
    }

    #[test]
    fn the_command_line_is_consistent() {
        Line::command().debug_assert();
    }

    #[test]
    fn a_folder_without_streams_or_in_use_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().to_str().unwrap();
        let refused = ran(&["check", path]).unwrap_err().to_string();
        assert!(refused.contains("holds no streams"), "{refused}");
        std::fs::create_dir(StoreFolder::streams_in(dir.path())).unwrap();
        assert_eq!(
            ran(&["check", path]).unwrap(),
            ("There are no streams\n".to_owned(), false)
        );
        let broker = StoreFolder::claim(dir.path()).unwrap();
        let refused = ran(&["repair", path]).unwrap_err().to_string();
        assert!(refused.contains("is used by another broker"), "{refused}");
        let inside = StoreFolder::streams_in(dir.path());
        let refused = ran(&["check", inside.to_str().unwrap()]).unwrap_err().to_string();
        assert!(refused.contains("is used by another broker"), "{refused}");
        drop(broker);
        assert_eq!(ran(&["check", path, "--json"]).unwrap().0, "[]\n");
    }

    #[test]
    fn a_report_names_streams_files_and_losses() {
        let report = StreamReport {
            name: "ORDERS".to_owned(),
            folder: "/s/streams/ORDERS".into(),
            condition: Condition::Damaged,
            messages: 990,
            faults: vec![Fault {
                file: "/s/streams/ORDERS/000000000001.log".into(),
                offset: 4096,
                what: "a checksum does not fit".to_owned(),
                lost: Some((4, 13)),
            }],
            aside: Vec::new(),
        };
        insta::assert_snapshot!(page(std::slice::from_ref(&report), false), @"
        ORDERS: damaged, 990 messages
          /s/streams/ORDERS/000000000001.log at byte 4096: a checksum does not fit; messages 4 to 13 are lost, or some of them
        1 streams, 1 damaged: mco-broker stream repair keeps what can be read
        ");
        assert_eq!(document(&report)["faults"][0]["lost"], json!([4, 13]));
    }
}
