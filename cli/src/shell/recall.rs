//! The lines of earlier shells, without the secrets that were in them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use client::files;
use config::Environment;

use super::editor::MAX_RECALLED;
use super::engine::Engine;
use super::parse::{self, Token};
use crate::history;
use crate::theme::clean;

/// Largest file; it is cut to the newest lines when it is larger.
const MAX_FILE: u64 = 4 << 20;

/// Longest line that is kept.
const MAX_LINE: usize = 16 << 10;

/// The file of earlier lines: one JSON string each, readable by its owner alone.
pub(super) struct Lines(PathBuf);

impl Lines {
    /// Of this user; none without a folder for it.
    pub(super) fn of(environment: &Environment) -> Option<Self> {
        Some(Self(environment.state_dir()?.join("shell.jsonl")))
    }

    /// The lines, oldest first. What cannot be read is left out.
    pub(super) fn read(&self) -> Vec<String> {
        let Ok((bytes, cut)) = self.end() else {
            return Vec::new();
        };
        // A line that was cut, or written by something else, may be anything; what would talk to the terminal is not typed.
        let told = bytes.split(|byte| *byte == b'\n');
        let told = told.filter_map(|line| serde_json::from_slice::<String>(line).ok());
        let mut lines: Vec<String> = told
            .filter(|line| matches!(clean(line), Cow::Borrowed(_)))
            .collect();
        if cut || lines.len() > MAX_RECALLED * 2 {
            lines.drain(..lines.len().saturating_sub(MAX_RECALLED));
            let text: String = lines
                .iter()
                .map(|line| format!("{}\n", serde_json::Value::from(line.as_str())))
                .collect();
            let _ = files::replace(&self.0, text.as_bytes(), files::SECRET);
        }
        lines
    }

    /// The last bytes of the file, and whether there are more.
    fn end(&self) -> io::Result<(Vec<u8>, bool)> {
        let mut file = File::open(&self.0)?;
        let start = file.metadata()?.len().saturating_sub(MAX_FILE);
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.take(MAX_FILE).read_to_end(&mut bytes)?;
        Ok((bytes, start > 0))
    }

    /// Adds a line that has no secrets.
    pub(super) fn add(&self, line: &str) -> io::Result<()> {
        if line.len() > MAX_LINE {
            return Ok(());
        }
        if let Some(folder) = self.0.parent() {
            files::private_folder(folder)?;
        }
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .mode(files::SECRET)
            .open(&self.0)?;
        file.write_all(format!("{}\n", serde_json::Value::from(line)).as_bytes())
    }
}

impl Engine {
    /// The text with stars in the place of secrets.
    pub(super) async fn masked(&self, text: &str) -> String {
        let actions = self.asked(text).await;
        let hidden = |word: &str| {
            let mut told = actions.iter().map(Some).chain([None]);
            told.find_map(|action| history::masked_word(word, action))
        };
        let (mut masked, mut at) = (String::new(), 0);
        for piece in parse::words(text) {
            let Token::Word(word) = piece else { continue };
            if let Some(hidden) = hidden(&word.text) {
                masked.push_str(&text[at..word.span.start]);
                masked.push_str(&hidden);
                at = word.span.end;
            }
        }
        masked.push_str(&text[at..]);
        masked
    }

    /// The actions whose DDLs tell which inputs are secret. Where a statement is not understood, or is not asked but explained, all
    /// actions of the agents that are named count.
    async fn asked(&self, text: &str) -> Vec<ddl::Action> {
        let library = self.base.ctx.library().await;
        let mut told = HashSet::new();
        for piece in parse::words(text) {
            if let Token::Word(word) = piece {
                // A request may stand inside one word, as `--verify` takes it.
                told.extend(word.text.split_whitespace().map(str::to_owned));
            }
        }
        let used = self.sticky.used.as_ref();
        told.extend(used.map(|used| used.agent.metadata.name.clone()));
        let named: Vec<String> = library
            .names()
            .into_iter()
            .filter(|name| told.contains(name))
            .collect();
        let agents = named.iter().filter_map(|name| library.agent(name).ok());
        agents.flat_map(|agent| agent.actions.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::args::{FilterArgs, GlobalArgs};
    use crate::ctx::Ctx;
    use crate::fixture;
    use crate::shell::engine::Base;
    use crate::shell::sticky::Sticky;

    const DDL: &str = r#"{"metadata": {"name": "vault", "description": "", "author": "", "license": "", "version": "1.0.0", "url": "", "timeout": 5},
        "actions": [{"action": "open", "display": "always", "description": "Open it", "input": {
            "code": {"type": "string", "prompt": "Password", "description": "", "optional": true, "validation": ".", "maxlength": 9}
        }, "output": {}, "aggregate": []}]}"#;

    fn engine(folder: &std::path::Path) -> Engine {
        let agents = folder.join("mcollective/agent");
        std::fs::create_dir_all(&agents).unwrap();
        std::fs::write(agents.join("vault.json"), DDL).unwrap();
        let config = folder.join("client.conf");
        std::fs::write(&config, format!("libdir = {}\n", folder.display())).unwrap();
        let (out, err) = (fixture::Text::default(), fixture::Text::default());
        let global = GlobalArgs {
            config: Some(config),
            ..GlobalArgs::default()
        };
        let mut host = fixture::host(Box::new(out), Box::new(err));
        host.environment.home = Some(folder.to_owned());
        let ctx = Ctx::new(host, global, "mco");
        Engine {
            base: Arc::new(Base::new(ctx, true)),
            sticky: Sticky::beginning(&FilterArgs::default()).unwrap(),
            reach: None,
        }
    }

    #[tokio::test]
    async fn secrets_of_lines_that_nobody_understands_are_masked_too() {
        let folder = tempfile::tempdir().unwrap();
        let engine = engine(folder.path());
        for line in [
            "rpc vault open code=hunter2",
            "explain vault open code=hunter2",
            "vault opne code=hunter2 --nonsense",
            "vault open code=hunter2 | find '",
            "rpc other ping --verify 'vault open code=hunter2'",
        ] {
            let masked = engine.masked(line).await;
            assert!(!masked.contains("hunter2"), "{masked}");
        }
        assert_eq!(engine.masked("find -F code=1").await, "find -F code=1");
    }

    #[test]
    fn a_large_or_damaged_file_still_tells_its_last_lines() {
        let folder = tempfile::tempdir().unwrap();
        let lines = Lines(folder.path().join("shell.jsonl"));
        let long = "x".repeat(MAX_LINE - 1);
        let line = format!("{}\n", serde_json::Value::from(long));
        let many = usize::try_from(MAX_FILE).unwrap() / line.len() + 2;
        std::fs::write(&lines.0, line.repeat(many)).unwrap();
        lines.add("a\u{1b}]52;c;eA==\u{7}").unwrap();
        lines.add("find").unwrap();
        OpenOptions::new()
            .append(true)
            .open(&lines.0)
            .and_then(|mut file| file.write_all(b"\xff\n\"cut"))
            .unwrap();
        let read = lines.read();
        assert_eq!(read.last().unwrap(), "find");
        assert!(read.iter().all(|line| !line.contains('\u{1b}')));
        assert!(std::fs::metadata(&lines.0).unwrap().len() <= MAX_FILE);
        assert_eq!(lines.read(), read);
    }
}
