//! The user's editor, at work on a piece of text.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use anyhow::Context;
use config::Environment;
use rustix::process::{Pid, Signal, kill_process};
use tokio::process::{Child, Command};
use tui::Draft;
use tui::report::Trouble;

use super::Session;
use super::trouble::trouble;
use crate::interrupt::OwnInterrupts;
use crate::report::Stop;

/// Largest text that is read back.
const MOST: u64 = 64 << 20;

/// An editor that is told to end when nobody waits for it any more; it puts the terminal in order itself.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let running = matches!(self.0.try_wait(), Ok(None));
        let pid = self
            .0
            .id()
            .and_then(|id| i32::try_from(id).ok())
            .and_then(Pid::from_raw);
        if let Some(pid) = pid.filter(|_| running) {
            let _ = kill_process(pid, Signal::TERM);
        }
    }
}

/// What the user calls the editor, if anything.
pub(super) fn named(environment: &Environment) -> Option<String> {
    let named = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|name| environment.var(name));
    named
        .map(str::trim)
        .find(|name| !name.is_empty())
        .map(str::to_owned)
}

/// Lets the user change a text; what was saved.
pub(super) async fn edit(session: Arc<Session>, draft: Draft) -> Result<Vec<u8>, Trouble> {
    // Ctrl-C is the editor's as long as it has the terminal.
    let _interrupts = OwnInterrupts::new();
    let edited = Box::pin(run(&session.ctx.environment, &draft)).await;
    edited.map_err(|error| trouble(&error))
}

async fn run(environment: &Environment, draft: &Draft) -> anyhow::Result<Vec<u8>> {
    let named = named(environment).context("neither $VISUAL nor $EDITOR names an editor")?;
    let words = shlex::split(&named).filter(|words| !words.is_empty());
    let words = words.with_context(|| format!("{named:?} cannot be understood as an editor"))?;
    // What is in a bucket may be a secret: a folder of our own, a file for the owner alone.
    let folder = tempfile::tempdir().context("there is no room for a temporary file")?;
    let path = folder.path().join(&draft.name);
    write(&path, &draft.text).with_context(|| format!("{} cannot be written", path.display()))?;
    let child = Command::new(&words[0])
        .args(&words[1..])
        .arg(&path)
        .stdin(Stdio::inherit())
        .stdout(Stdio::inherit())
        .stderr(Stdio::inherit())
        .spawn()
        .with_context(|| format!("{} does not start", words[0]))?;
    let mut running = Running(child);
    let status = running.0.wait().await?;
    if !status.success() {
        let stop = Stop::error(format!(
            "{} ended with {status}, so its text does not count",
            words[0]
        ));
        return Err(stop.hint("e opens it again").into());
    }
    let size = std::fs::metadata(&path).context("the edited file is gone")?.len();
    if size > MOST {
        return Err(Stop::error("the edited text is too long").into());
    }
    std::fs::read(&path).context("the edited file cannot be read")
}

fn write(path: &Path, text: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options.open(path)?.write_all(text)
}
