//! `mco kv edit`: a value in the editor, written back only if nobody else changed it meanwhile.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::Context;
use client::kv::{Entry, KvError};
use tempfile::NamedTempFile;

use super::bucket;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::interrupt::OwnInterrupts;
use crate::report::Stop;

/// Used where no variable names an editor.
const EDITOR: &str = "vi";

/// Change a value in an editor; what somebody else changes meanwhile is not overwritten.
#[derive(Debug, clap::Args)]
#[command(after_help = "The editor is $VISUAL, else $EDITOR, else vi.")]
pub(super) struct Edit {
    /// Name of the bucket
    pub(super) bucket: String,
    /// The key; one without a value gets one
    pub(super) key: String,
}

impl Run for Edit {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let bucket = bucket(ctx, &self.bucket).await?;
        let before = bucket.last(&self.key).await?;
        let old = match before.as_ref().filter(|entry| entry.is_value()) {
            None => String::new(),
            Some(entry) => text(entry)?,
        };
        let file = draft(&self.key, &old).context("there is no place for what is edited")?;
        edit(ctx, file.path()).await?;
        let new = std::fs::read_to_string(file.path())
            .with_context(|| format!("{} cannot be read", file.path().display()))?;
        let new = like(&old, new);
        if new == old {
            ctx.err.line("Nothing was changed")?;
            return Ok(Exit::Done);
        }
        let revision = before.map_or(0, |entry| entry.revision);
        match bucket.update(&self.key, new, revision).await {
            Ok(revision) => {
                ctx.out
                    .line(format!("Updated {}, new revision {revision}", self.key))?;
                Ok(Exit::Done)
            }
            Err(error) => Err(self.lost(error, file)),
        }
    }
}

impl Edit {
    /// Keeps the text of who could not write it.
    fn lost(&self, error: KvError, file: NamedTempFile) -> anyhow::Error {
        let kept = match file.keep() {
            Ok((_, path)) => path,
            Err(lost) => return anyhow::Error::new(error).context(format!("the text is lost: {lost}")),
        };
        let (bucket, key, path) = (&self.bucket, &self.key, kept.display());
        match error {
            KvError::Conflict { current, .. } | KvError::KeyExists { current, .. } => {
                let at = current
                    .map(|revision| format!(", now at revision {revision}"))
                    .unwrap_or_default();
                let what = format!(
                    "somebody else changed key {key} of bucket {bucket} meanwhile{at}; nothing was overwritten"
                );
                let hint = format!(
                    "your text is kept in {path}; `mco kv diff {bucket} {key}` shows what they changed, \
                     `mco kv edit {bucket} {key}` begins again"
                );
                Stop::error(what).hint(hint).into()
            }
            error => {
                anyhow::Error::new(error).context(format!("nothing was written; your text is kept in {path}"))
            }
        }
    }
}

fn text(entry: &Entry) -> anyhow::Result<String> {
    let text = String::from_utf8(entry.value.to_vec());
    text.map_err(|_| {
        Stop::error(format!("the value of {} is no text", entry.key))
            .hint("`mco kv get --raw` writes it to a file, `mco kv put BUCKET KEY -` reads it from one")
            .into()
    })
}

/// A file only its owner can read, named so that an editor knows what is in it.
fn draft(key: &str, old: &str) -> std::io::Result<NamedTempFile> {
    let name: String = key.chars().map(|c| if c == '/' { '.' } else { c }).collect();
    let file = tempfile::Builder::new()
        .prefix("mco-")
        .suffix(&format!("-{}", name.trim_start_matches('.')))
        .tempfile()?;
    std::fs::write(file.path(), old)?;
    Ok(file)
}

async fn edit(ctx: &Ctx, path: &Path) -> anyhow::Result<()> {
    let set = |name: &str| {
        ctx.environment
            .vars
            .get(name)
            .filter(|value| !value.trim().is_empty())
    };
    let editor = set("VISUAL")
        .or_else(|| set("EDITOR"))
        .map_or(EDITOR, String::as_str);
    let words = shlex::split(editor).filter(|words| !words.is_empty());
    let words = words.with_context(|| format!("{editor:?} is no command for an editor"))?;
    // In an editor Ctrl-C is a key like any other.
    let _own = OwnInterrupts::new();
    let status = tokio::process::Command::new(PathBuf::from(&words[0]))
        .args(&words[1..])
        .arg(path)
        .current_dir(&ctx.environment.cwd)
        .stdin(Stdio::inherit())
        .status()
        .await
        .with_context(|| format!("the editor {editor:?} does not start"))?;
    match status.code() {
        Some(0) => Ok(()),
        code => {
            let how = code.map_or_else(|| "by a signal".to_owned(), |code| format!("with status {code}"));
            Err(Stop::error(format!("the editor ended {how}, nothing was written")).into())
        }
    }
}

/// The new text without the line end that editors add, if the old one had none.
fn like(old: &str, mut new: String) -> String {
    if !old.ends_with('\n') && new.ends_with('\n') {
        new.pop();
    }
    new
}
