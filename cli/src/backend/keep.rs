//! Keeping things in files: sets, exports, defaults.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use client::sets::SetName;
use protocol::Identity;
use tokio_util::sync::CancellationToken;
use tui::{Report, Reports};

use super::trouble::{Jotter, trouble};
use super::{Session, desk};
use crate::ask::{AUTOMATIC, find};
use crate::ctx::Ctx;
use crate::out::words;
use crate::recall::Recall;
use crate::report::Stop;

/// Keeps nodes as a set and tells which sets there are.
pub(super) async fn set(session: Arc<Session>, name: String, nodes: Arc<[Identity]>, reports: Reports) {
    let ctx = session.ctx(&CancellationToken::new(), &Jotter::default());
    done(save(&ctx, &name, nodes).await, &reports).await;
    reports.send(Report::Sets(desk::sets(&ctx).await)).await;
}

async fn save(ctx: &Ctx, name: &str, nodes: Arc<[Identity]>) -> anyhow::Result<String> {
    let (sets, name) = (ctx.sets()?, SetName::new(name)?);
    if AUTOMATIC.contains(&name.as_str()) {
        return Err(Stop::error(format!("{name} is written by every request"))
            .hint("choose another name")
            .into());
    }
    let said = format!("{name} holds {}", words::count(nodes.len(), "node"));
    tokio::task::spawn_blocking(move || sets.write(&name, &*nodes)).await??;
    Ok(said)
}

/// Writes text to a new file.
pub(super) async fn write(session: Arc<Session>, path: PathBuf, text: String, reports: Reports) {
    let path = session.ctx.path(&path.to_string_lossy());
    let said = format!("wrote {}", path.display());
    let writing = tokio::task::spawn_blocking(move || create(&path, &text));
    let written = writing.await.map_err(anyhow::Error::from).flatten();
    done(written.map(|()| said), &reports).await;
}

/// For the owner alone, as answers may hold what not everybody should read; never in the place of another file.
fn create(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    let written = options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.with_context(|| format!("{} cannot be written", path.display()))
}

/// Keeps inputs as an action's defaults.
pub(super) async fn defaults(
    session: Arc<Session>,
    agent: String,
    action: String,
    inputs: Vec<(String, String)>,
    reports: Reports,
) {
    let ctx = session.ctx(&CancellationToken::new(), &Jotter::default());
    done(keep(&ctx, &agent, &action, inputs).await, &reports).await;
}

async fn keep(ctx: &Ctx, agent: &str, action: &str, inputs: Vec<(String, String)>) -> anyhow::Result<String> {
    let known = find(&ctx.library().await, agent)?;
    let title = format!("{agent}#{action}");
    let recall = Recall::of(&ctx.environment);
    let said = format!("kept as defaults of {title}");
    let writing = tokio::task::spawn_blocking(move || {
        let action = known
            .actions
            .iter()
            .find(|known| title.ends_with(&format!("#{}", known.name)))
            .with_context(|| format!("there is no action {title}"))?;
        anyhow::Ok(recall.keep(&known.metadata.name, action, &inputs)?)
    });
    writing.await??;
    Ok(said)
}

async fn done(result: anyhow::Result<String>, reports: &Reports) {
    let report = match result {
        Ok(said) => Report::Done(said),
        Err(error) => Report::Said(trouble(&error)),
    };
    reports.send(report).await;
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn an_export_is_for_its_owner_and_never_replaces_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.json");
        create(&path, "[]").unwrap();
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        let error = create(&path, "{}").unwrap_err();
        assert_eq!(error.to_string(), format!("{} cannot be written", path.display()));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "[]");
    }
}
