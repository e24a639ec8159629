//! A client of either side: how it is run and what it says.

use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use mco::site::USER;
use serde_json::Value;
use tokio::io::AsyncWriteExt;

use super::{Mixed, Side};

/// Our client would not wait for slow nodes as long as theirs does.
const DISCOVERY: [&str; 2] = ["--discovery-timeout", "3"];

/// A client about to be run.
pub(in crate::interop) struct Client<'a> {
    fleet: &'a Mixed,
    side: Side,
    user: &'a str,
    config: PathBuf,
    input: Option<&'a str>,
}

/// What a client said and how it ended.
#[derive(Debug)]
pub(in crate::interop) struct Answer {
    pub(in crate::interop) status: i32,
    pub(in crate::interop) out: String,
    pub(in crate::interop) err: String,
}

impl<'a> Client<'a> {
    pub(super) fn new(fleet: &'a Mixed, side: Side) -> Self {
        Self {
            fleet,
            side,
            user: USER,
            config: fleet.config(USER),
            input: None,
        }
    }

    /// Run by another user, who has a kit.
    pub(in crate::interop) fn user(self, user: &'a str) -> Self {
        let config = self.fleet.config(user);
        Self { user, config, ..self }
    }

    /// With this configuration file.
    pub(in crate::interop) fn config(self, config: PathBuf) -> Self {
        Self { config, ..self }
    }

    /// With this on standard input instead of nothing.
    pub(in crate::interop) fn input(self, input: &'a str) -> Self {
        let input = Some(input);
        Self { input, ..self }
    }

    /// Runs a command.
    pub(in crate::interop) async fn ask(self, words: impl AsRef<[&str]>) -> Answer {
        let world = &self.fleet.world;
        let program = match self.side {
            Side::Ours => Path::new(env!("CARGO_BIN_EXE_test-mco")),
            Side::Theirs => &self.fleet.choria,
        };
        let words = words.as_ref();
        let patience: &[&str] = match words {
            ["find" | "req" | "facts", ..] => &DISCOVERY,
            _ => &[],
        };
        let configuration = match (self.side, words) {
            (Side::Theirs, ["broker", ..]) => "--choria-config",
            _ => "--config",
        };
        let mut child = tokio::process::Command::new(program)
            .args(words)
            .args(patience)
            .arg(configuration)
            .arg(self.config)
            .env("MCOLLECTIVE_CERTNAME", self.user)
            .env("USER", self.user)
            .env("HOME", world.dir())
            .env("XDG_STATE_HOME", world.state())
            .current_dir(world.dir())
            .stdin(self.input.map_or_else(Stdio::null, |_| Stdio::piped()))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        if let (Some(mut stdin), Some(input)) = (child.stdin.take(), self.input) {
            stdin.write_all(input.as_bytes()).await.unwrap();
        }
        Answer::new(&child.wait_with_output().await.unwrap())
    }
}

impl Answer {
    fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            status: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// Lines that are not empty, sorted.
    pub(in crate::interop) fn lines(&self) -> Vec<&str> {
        let mut lines: Vec<_> = self
            .out
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        lines.sort_unstable();
        lines
    }

    pub(in crate::interop) fn json(&self) -> Value {
        let document = serde_json::from_str(&self.out);
        assert!(document.is_ok(), "no JSON: {document:?}: {self:?}");
        document.unwrap()
    }

    /// The replies of both nodes that play `character`: ours, then theirs; null where there is none.
    pub(in crate::interop) fn twins(&self, character: &str) -> [Value; 2] {
        let document = self.json();
        Side::BOTH.map(|side| {
            let replies = document["replies"].as_array().into_iter().flatten();
            let mut own = replies.filter(|reply| reply["sender"] == side.node(character));
            let found = own.next().cloned().unwrap_or_default();
            assert!(own.next().is_none(), "two replies of one node: {document}");
            found
        })
    }
}
