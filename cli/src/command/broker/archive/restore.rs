//! Streams come back from folders.

use std::path::{Path, PathBuf};

use anyhow::Context;
use client::streams::ArchiveError;
use serde_json::{Value, json};
use tokio::fs::File;

use super::{ABOUT, CONTENT, progress};
use crate::command::Run;
use crate::command::broker::api::Api;
use crate::command::broker::show::number;
use crate::command::broker::stream_sheet;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;
use crate::report::Stop;

/// Streams that every broker makes at its start, so that they are always there already.
const STANDARD: [&str; 5] = [
    "CHORIA_EVENTS",
    "CHORIA_EXECUTOR",
    "CHORIA_MACHINE",
    "CHORIA_STREAM_ADVISORIES",
    "KV_CHORIA_LEADER_ELECTION",
];

/// Numbers of refusals: there is a stream of that name.
const IN_USE: [u64; 2] = [10058, 10130];

/// Make a stream of such a folder again
#[derive(Debug, clap::Args)]
pub(in crate::command::broker) struct Restore {
    /// Folder to read from
    file: PathBuf,
    /// Settings it shall have instead, from a JSON file
    #[arg(long, value_name = "FILE")]
    settings_file: Option<PathBuf>,
    /// How many brokers keep a copy
    #[arg(long, value_name = "N")]
    replicas: Option<u8>,
    /// No progress
    #[arg(long)]
    no_progress: bool,
}

impl Run for Restore {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let folder = ctx.environment.cwd.join(&self.file);
        let mut about = about(&folder)?;
        if let Some(file) = &self.settings_file {
            let path = ctx.environment.cwd.join(file);
            let mut document = read_json(&path)?;
            if document["config"].is_object() {
                document = document["config"].take();
            }
            let name = about["config"]["name"].clone();
            if document["name"] != name {
                return Err(Stop::error(format!("a stream keeps its name, which is {name}")).into());
            }
            about["config"] = document;
        }
        if let Some(replicas) = self.replicas {
            about["config"]["num_replicas"] = json!(replicas);
        }
        let api = Api::open(ctx).await?;
        let (made, whole) = restore(ctx, &api, &folder, &about, !self.no_progress).await?;
        ctx.out.line(stream_sheet(&made, ctx))?;
        Ok(if whole { Exit::Done } else { Exit::Failed })
    }
}

/// Makes one stream again, whose name begins so.
pub(in crate::command) async fn restore_one(
    ctx: &Ctx,
    folder: &Path,
    prefix: &str,
) -> anyhow::Result<(Value, bool)> {
    let about = about(folder)?;
    if !about["config"]["name"]
        .as_str()
        .unwrap_or_default()
        .starts_with(prefix)
    {
        return Err(Stop::error(format!("{} holds no bucket", folder.display()))
            .hint("`mco broker stream restore` takes any stream")
            .into());
    }
    let api = Api::open(ctx).await?;
    restore(ctx, &api, folder, &about, true).await
}

/// Makes every stream of a folder again that is not there.
pub(in crate::command::broker) async fn restore_all(
    ctx: &Ctx,
    source: &Path,
    progress: bool,
) -> anyhow::Result<Exit> {
    let source = ctx.environment.cwd.join(source);
    let entries =
        std::fs::read_dir(&source).with_context(|| format!("{} cannot be read", source.display()))?;
    let folders = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut folders: Vec<_> = folders.filter(|folder| folder.join(ABOUT).is_file()).collect();
    folders.sort();
    if folders.is_empty() {
        return Err(Stop::error(format!("{} holds no streams", source.display())).into());
    }
    let api = Api::open(ctx).await?;
    let (mut done, mut there, mut failed) = (0, 0, 0);
    for folder in &folders {
        let made = match about(folder) {
            Ok(about) => restore(ctx, &api, folder, &about, progress).await,
            Err(error) => Err(error),
        };
        match made {
            Ok((_, true)) => done += 1,
            Ok((_, false)) => failed += 1,
            Err(error) if is_there(&error) => {
                let name = folder.file_name().unwrap_or_default().to_string_lossy();
                there += 1;
                failed += usize::from(!STANDARD.contains(&&*name));
                ctx.err.line(format!(
                    "{name}: not restored, there is one already, which stays as it is"
                ))?;
            }
            Err(error) => {
                failed += 1;
                ctx.err.line(format!("{}: {error:#}", folder.display()))?;
            }
        }
    }
    let rest = match there {
        0 => String::new(),
        there => format!(", {there} were there already"),
    };
    ctx.out.line(format!(
        "{} restored from {}{rest}",
        words::count(done, "stream"),
        source.display()
    ))?;
    Ok(if failed == 0 { Exit::Done } else { Exit::Failed })
}

/// Whether a stream was not restored because there is one of its name.
fn is_there(error: &anyhow::Error) -> bool {
    let refusal = error.downcast_ref::<ArchiveError>();
    let code = refusal.and_then(|refusal| match refusal {
        ArchiveError::Stream(error) => error.err_code(),
        _ => None,
    });
    code.is_some_and(|code| IN_USE.contains(&code))
}

/// What the API tells of the stream that was made, and whether everything is in it.
async fn restore(
    ctx: &Ctx,
    api: &Api<'_>,
    folder: &Path,
    about: &Value,
    shows: bool,
) -> anyhow::Result<(Value, bool)> {
    let name = about["config"]["name"].as_str().unwrap_or_default();
    let content = folder.join(CONTENT);
    let file = File::open(&content).await;
    let mut file = file.with_context(|| format!("{} cannot be read", content.display()))?;
    let mut progress = progress(ctx, name, "sent", shows);
    let made = api.streams().restore(about, &mut file, &mut progress).await;
    let made = made.with_context(|| format!("stream {name} was not restored"))?;
    let missing = differences(&about["state"], &made["state"]);
    for line in &missing {
        ctx.err.line(format!("{name}: {line}"))?;
    }
    if missing.is_empty() {
        ctx.err.line(format!(
            "{name}: {} messages restored and compared with the backup",
            number(made["state"]["messages"].as_u64().unwrap_or_default())
        ))?;
    }
    Ok((made, missing.is_empty()))
}

/// What a restored stream has less than its backup says. Messages that have grown too old meanwhile are missed too.
fn differences(wanted: &Value, found: &Value) -> Vec<String> {
    let line = |(name, label): (&str, &str)| {
        let (wanted, found) = (wanted[name].as_u64()?, found[name].as_u64()?);
        (wanted != found).then(|| {
            format!(
                "{label} is {} and was {} in the backup",
                number(found),
                number(wanted)
            )
        })
    };
    let compared = [
        ("messages", "the number of messages"),
        ("last_seq", "the last sequence"),
    ];
    compared.into_iter().filter_map(line).collect()
}

fn about(folder: &Path) -> anyhow::Result<Value> {
    let about = read_json(&folder.join(ABOUT))?;
    if about["config"]["name"].as_str().is_none_or(str::is_empty) {
        return Err(Stop::error(format!(
            "{} does not say which stream it was",
            folder.join(ABOUT).display()
        ))
        .into());
    }
    Ok(about)
}

fn read_json(path: &Path) -> anyhow::Result<Value> {
    let text = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("{} is no JSON document", path.display()))
}

#[cfg(test)]
mod tests {
    use client::streams::StreamError;

    use super::*;

    #[test]
    fn a_stream_that_is_there_is_told_from_other_failures() {
        let refused = |err_code| {
            let refusal = StreamError::Refused {
                code: 400,
                err_code,
                description: String::new(),
            };
            anyhow::Error::new(ArchiveError::from(refusal)).context("stream S was not restored")
        };
        assert!(is_there(&refused(10130)));
        assert!(!is_there(&refused(10059)));
    }

    #[test]
    fn a_restored_stream_is_compared_with_its_backup() {
        let backup = json!({"messages": 1000, "last_seq": 1002});
        assert!(differences(&backup, &backup).is_empty());
        assert_eq!(
            differences(&backup, &json!({"messages": 998, "last_seq": 1002})),
            ["the number of messages is 998 and was 1,000 in the backup"]
        );
    }
}
