//! Streams go into folders.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::json;
use tokio::fs::File;

use super::{ABOUT, CONTENT, How, progress};
use crate::command::Run;
use crate::command::broker::api::Api;
use crate::command::broker::show::number;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;

/// Write a stream into a folder
#[derive(Debug, clap::Args)]
pub(in crate::command::broker) struct Backup {
    /// Name of the stream
    stream: String,
    /// Folder to write to
    target: PathBuf,
    #[command(flatten)]
    how: How,
}

impl Run for Backup {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let target = ctx.environment.cwd.join(&self.target);
        backup(ctx, &self.stream, &target, self.how).await
    }
}

/// Writes one stream.
pub(in crate::command) async fn backup(
    ctx: &Ctx,
    stream: &str,
    target: &Path,
    how: How,
) -> anyhow::Result<Exit> {
    let api = Api::open(ctx).await?;
    write(ctx, &api, stream, target, how).await?;
    Ok(Exit::Done)
}

/// Writes every stream.
pub(in crate::command::broker) async fn backup_all(
    ctx: &Ctx,
    target: &Path,
    how: How,
) -> anyhow::Result<Exit> {
    let target = ctx.environment.cwd.join(target);
    let api = Api::open(ctx).await?;
    let streams = api
        .pages("STREAM.LIST", "streams", &json!({"subject": ""}))
        .await?;
    let (mut done, mut failed) = (0, 0);
    for stream in &streams {
        let (name, storage) = (&stream["config"]["name"], &stream["config"]["storage"]);
        let name = name.as_str().unwrap_or_default();
        if storage == "memory" {
            ctx.err.line(format!("{name}: left out, it is in memory only"))?;
            continue;
        }
        match write(ctx, &api, name, &target.join(name), how).await {
            Ok(()) => done += 1,
            Err(error) => {
                failed += 1;
                ctx.err.line(format!("{name}: {error:#}"))?;
            }
        }
    }
    ctx.out.line(format!(
        "{} written to {}",
        words::count(done, "stream"),
        target.display()
    ))?;
    Ok(if failed == 0 { Exit::Done } else { Exit::Failed })
}

async fn write(ctx: &Ctx, api: &Api<'_>, stream: &str, target: &Path, how: How) -> anyhow::Result<()> {
    let unwritable = || format!("{} cannot be written", target.display());
    std::fs::create_dir_all(target).with_context(unwritable)?;
    let content = target.join(CONTENT);
    // What was there before is whole until this one is.
    let new = target.join(format!("{CONTENT}.new"));
    let mut file = File::create(&new).await.with_context(unwritable)?;
    let mut progress = progress(ctx, stream, "written", !how.no_progress);
    let written = api
        .streams()
        .backup(stream, how.options(), &mut file, &mut progress)
        .await;
    let about = match written {
        Ok(about) => about,
        Err(error) => {
            let _ = std::fs::remove_file(&new);
            return Err(anyhow::Error::new(error).context(format!("stream {stream} was not written")));
        }
    };
    file.sync_all().await.with_context(unwritable)?;
    std::fs::write(target.join(ABOUT), crate::out::pretty_two(&about)?).with_context(unwritable)?;
    std::fs::rename(&new, &content).with_context(unwritable)?;
    let bytes = std::fs::metadata(&content).with_context(unwritable)?.len();
    ctx.err.line(format!(
        "{stream}: {} messages in {}, written to {}",
        number(about["state"]["messages"].as_u64().unwrap_or_default()),
        words::bytes(bytes),
        target.display()
    ))?;
    Ok(())
}
