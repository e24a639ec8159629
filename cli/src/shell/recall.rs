//! The lines of earlier shells, without the secrets that were in them.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use client::files;
use config::Environment;

use super::editor::MAX_RECALLED;
use super::engine::Engine;
use super::parse::{self, Token};
use crate::history;

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
        let text = match files::read(&self.0, MAX_FILE) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                let _ = std::fs::remove_file(&self.0);
                return Vec::new();
            }
            Err(_) => return Vec::new(),
        };
        let mut lines: Vec<String> = text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        if lines.len() > MAX_RECALLED * 2 {
            lines.drain(..lines.len() - MAX_RECALLED);
            let text: String = lines
                .iter()
                .map(|line| format!("{}\n", serde_json::Value::from(line.as_str())))
                .collect();
            let _ = files::replace(&self.0, text.as_bytes(), files::SECRET);
        }
        lines
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

    /// The actions that are asked for, whose DDLs tell which inputs are secret.
    async fn asked(&self, text: &str) -> Vec<ddl::Action> {
        let (library, mut actions) = (self.base.ctx.library().await, Vec::new());
        for line in parse::lines(text).unwrap_or_default() {
            for statement in self.understood(&line).await.unwrap_or_default() {
                let found = statement
                    .asks()
                    .and_then(|(agent, action)| library.agent(&agent).ok()?.action(&action).cloned());
                actions.extend(found);
            }
        }
        actions
    }
}
