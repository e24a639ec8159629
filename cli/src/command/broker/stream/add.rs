//! Streams are made and changed.

use std::path::PathBuf;

use anyhow::Context;
use serde_json::{Map, Value, json};

use super::settings::Settings;
use super::{described, info};
use crate::ask::Prompt;
use crate::command::Run;
use crate::command::broker::agreed;
use crate::command::broker::api::Api;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::pretty_two;
use crate::report::Stop;

/// Make a stream
#[derive(Debug, clap::Args)]
pub(super) struct Add {
    /// Name of the stream
    #[arg(id = "new_stream", value_name = "STREAM")]
    stream: String,
    /// Where it is kept
    #[arg(long, value_name = "WHERE", value_parser = ["file", "memory"])]
    storage: Option<String>,
    #[command(flatten)]
    settings: Settings,
    /// Settings from a JSON file, e.g. of `stream info --json`
    #[arg(long, value_name = "FILE")]
    settings_file: Option<PathBuf>,
    /// Ask nothing: what is not given is as new streams have it
    #[arg(long)]
    defaults: bool,
    /// Show the settings and make nothing
    #[arg(long)]
    validate: bool,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

/// Change a stream
#[derive(Debug, clap::Args)]
pub(super) struct Edit {
    /// Name of the stream
    stream: String,
    #[command(flatten)]
    settings: Settings,
    /// Settings from a JSON file, e.g. of `stream info --json`
    #[arg(long, value_name = "FILE")]
    settings_file: Option<PathBuf>,
    /// Show what would change and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Do not ask
    #[arg(short, long)]
    force: bool,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for Add {
    async fn run(mut self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let mut config = match &self.settings_file {
            Some(file) => from_file(ctx, file)?,
            None => usual(),
        };
        if self.settings_file.is_none() && !self.settings.names_subjects() && !self.defaults {
            if !ctx.can_ask() {
                return Err(Stop::error("which subjects shall it keep?")
                    .hint("name them with --subjects, or say --defaults for the stream's own name")
                    .into());
            }
            let subjects = Prompt::new(ctx).line("Subjects to keep, e.g. orders.>: ").await?;
            self.settings.set_subjects(&subjects);
        }
        self.settings.apply(&mut config);
        config.insert("name".to_owned(), json!(self.stream));
        if let Some(storage) = &self.storage {
            config.insert("storage".to_owned(), json!(storage));
        }
        if self.validate {
            ctx.out.line(pretty_two(&config)?)?;
            return Ok(Exit::Done);
        }
        let api = Api::open(ctx).await?;
        let made = api
            .ask(
                &format!("STREAM.CREATE.{}", self.stream),
                Some(Value::Object(config)),
            )
            .await;
        let made = made.with_context(|| format!("stream {} was not made", self.stream))?;
        show(ctx, &made, self.json)
    }
}

impl Run for Edit {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let before = described(&api, &self.stream).await?;
        let Value::Object(before) = before["config"].clone() else {
            return Err(Stop::error("the broker does not tell how the stream is set up").into());
        };
        let mut after = match &self.settings_file {
            Some(file) => from_file(ctx, file)?,
            None => before.clone(),
        };
        self.settings.apply(&mut after);
        after.insert("name".to_owned(), json!(self.stream));
        let changes = changes(&before, &after);
        if changes.is_empty() {
            ctx.err.line("Nothing would change")?;
            return Ok(Exit::Done);
        }
        ctx.err.line(changes.join("\n"))?;
        if self.dry_run {
            return Ok(Exit::Done);
        }
        agreed(ctx, self.force, &format!("Change stream {}?", self.stream)).await?;
        let changed = api
            .ask(
                &format!("STREAM.UPDATE.{}", self.stream),
                Some(Value::Object(after)),
            )
            .await;
        let changed = changed.with_context(|| format!("stream {} was not changed", self.stream))?;
        show(ctx, &changed, self.json)
    }
}

fn show(ctx: &Ctx, info: &Value, as_json: bool) -> anyhow::Result<Exit> {
    match as_json {
        true => ctx.out.line(pretty_two(info)?)?,
        false => ctx.out.line(info::sheet(info, false, ctx).text())?,
    }
    Ok(Exit::Done)
}

/// A file with settings, or with what `stream info --json` or a backup says.
fn from_file(ctx: &Ctx, file: &PathBuf) -> anyhow::Result<Map<String, Value>> {
    let path = ctx.environment.cwd.join(file);
    let text = std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let wrong = || format!("{} does not hold the settings of a stream", path.display());
    let mut document: Value = serde_json::from_slice(&text).with_context(wrong)?;
    if document["config"].is_object() {
        document = document["config"].take();
    }
    match document {
        Value::Object(config) => Ok(config),
        _ => Err(anyhow::anyhow!(wrong())),
    }
}

/// What new streams have.
fn usual() -> Map<String, Value> {
    let config = json!({
        "retention": "limits", "storage": "file", "discard": "old", "num_replicas": 1,
        "max_consumers": -1, "max_msgs": -1, "max_msgs_per_subject": -1, "max_bytes": -1,
        "max_msg_size": -1, "max_age": 0, "allow_direct": true,
    });
    match config {
        Value::Object(config) => config,
        _ => Map::new(),
    }
}

/// Lines that tell what is different.
fn changes(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<String> {
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let line = |name: &&String| {
        let shown = |map: &Map<String, Value>| {
            map.get(name.as_str())
                .map_or("unset".to_owned(), Value::to_string)
        };
        let (old, new) = (shown(before), shown(after));
        (old != new).then(|| format!("  {name}: {old} -> {new}"))
    };
    names.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_differences_are_told() {
        let before = usual();
        let mut after = before.clone();
        after.insert("max_msgs".to_owned(), json!(10));
        after.insert("description".to_owned(), json!("x"));
        assert_eq!(
            changes(&before, &after),
            ["  description: unset -> \"x\"", "  max_msgs: -1 -> 10"]
        );
        assert!(changes(&before, &before).is_empty());
    }
}
