//! The files a made-up call is described with.

use std::path::{Path, PathBuf};

use anyhow::Context;
use client::files;
use protocol::rpc::Object;
use protocol::token::{Claims, ClientClaims};

use crate::report::Stop;

/// Longer than any file these commands are meant for.
const MAX_FILE: u64 = 4 << 20;

/// More than any folder of policies holds.
const MAX_FILES: usize = 10_000;

/// What language a policy file is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Action,
    Rego,
}

impl Kind {
    /// By its ending.
    pub(super) fn of(path: &Path) -> Self {
        match path.extension() {
            Some(ending) if ending == "rego" => Self::Rego,
            _ => Self::Action,
        }
    }
}

/// Reads a file as text.
pub(super) fn read(path: &Path) -> anyhow::Result<String> {
    files::read_text(path, MAX_FILE).with_context(|| format!("{} cannot be read", path.display()))
}

/// The files themselves, and in place of a folder the policies nodes would find in it, sorted.
pub(super) fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut found = policies(path)?;
        let inner = path.join("rego");
        if inner.is_dir() {
            found.extend(policies(&inner)?);
        }
        if found.is_empty() {
            return Err(
                Stop::error(format!("there are no policies in {}", path.display()))
                    .hint("their names end in .policy or .rego")
                    .into(),
            );
        }
        found.sort();
        files.extend(found);
    }
    Ok(files)
}

fn policies(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let is_policy = |path: &PathBuf| {
        let ends = path.extension().is_some_and(|it| it == "policy" || it == "rego");
        (ends || path.file_name().is_some_and(|name| name == "groups")) && path.is_file()
    };
    let paths = entries.take(MAX_FILES).flatten().map(|entry| entry.path());
    Ok(paths.filter(is_policy).collect())
}

/// The policy file itself, or the one in a folder of policies that nodes would read for this agent.
pub(super) fn policy(path: &Path, agent: &str, rego: bool) -> anyhow::Result<PathBuf> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    let suffix = if rego { "rego" } else { "policy" };
    let inner = path.join("rego");
    let folder = if rego && inner.is_dir() { &inner } else { path };
    let own = folder.join(format!("{agent}.{suffix}"));
    let default = folder.join(format!("default.{suffix}"));
    if own.exists() {
        Ok(own)
    } else if default.exists() {
        Ok(default)
    } else {
        Err(Stop::error(format!("there is no policy {}", own.display()))
            .hint("nodes deny every call of an agent without a policy")
            .into())
    }
}

/// Facts, as JSON text.
pub(super) fn facts(path: Option<&Path>) -> anyhow::Result<String> {
    let Some(path) = path else {
        return Ok("{}".to_owned());
    };
    let facts =
        daemon::read_facts(path).with_context(|| format!("fact file {} is not usable", path.display()))?;
    Ok(serde_json::Value::Object(facts).to_string())
}

/// Classes, one a line.
pub(super) fn classes(path: Option<&Path>) -> anyhow::Result<Vec<String>> {
    let text = path.map(read).transpose()?.unwrap_or_default();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.map(str::to_lowercase).collect())
}

/// Inputs of the action.
pub(super) fn data(text: Option<&str>) -> anyhow::Result<Object> {
    let Some(text) = text else {
        return Ok(Object::new());
    };
    serde_json::from_str(text).context("--data is not a JSON object")
}

/// What a client's token says; whether it is genuine does not matter here.
pub(super) fn claims(path: Option<&Path>) -> anyhow::Result<Option<ClientClaims>> {
    let Some(path) = path else {
        return Ok(None);
    };
    let read = protocol::token::read(&read(path)?);
    match read.map_err(|error| Stop::error(format!("token {} {error}", path.display())))? {
        Claims::Client(claims) => Ok(Some(claims)),
        _ => Err(Stop::error(format!("{} is not a client's token", path.display())).into()),
    }
}
