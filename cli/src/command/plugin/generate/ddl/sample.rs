//! What a program, a file or an earlier request shows of an action's outputs.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::Context;
use client::files;
use serde_json::{Map, Value};
use tokio::io::AsyncReadExt;
use tokio::time::timeout;

use crate::ctx::Ctx;
use crate::report::Stop;

/// Longest sample that is read.
const MAX_SAMPLE: u64 = 1 << 20;

/// Longest wait for a program.
const PATIENCE: Duration = Duration::from_secs(30);

/// Outputs, and whose they are when the sample says so.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sample {
    /// Name of the agent.
    pub(super) agent: Option<String>,
    /// Name of the action.
    pub(super) action: Option<String>,
    /// Outputs.
    pub(super) data: Map<String, Value>,
}

/// Takes a sample from what a program prints, from a file, or from standard input.
pub(super) async fn take(ctx: &Ctx, from: &Path) -> anyhow::Result<Sample> {
    let path = ctx.environment.cwd.join(from);
    let text = if from == Path::new("-") {
        let input = ctx.take_input();
        tokio::task::spawn_blocking(move || files::read_text_from(input, MAX_SAMPLE)).await??
    } else if files::is_program(&path) {
        run(&path)
            .await
            .with_context(|| format!("{} gave no sample", from.display()))?
    } else {
        files::read_text(&path, MAX_SAMPLE).with_context(|| format!("{} cannot be read", from.display()))?
    };
    read(&text).ok_or_else(|| {
        Stop::error(format!("{} shows no JSON object with outputs", from.display()))
            .hint(
                "wanted {\"output\": value}, the reply of an external agent, or what `mco rpc --json` prints",
            )
            .into()
    })
}

async fn run(program: &Path) -> anyhow::Result<String> {
    let mut child = tokio::process::Command::new(program)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let output = child.stdout.take().context("its output cannot be read")?;
    let mut bytes = Vec::new();
    let reading = async {
        output.take(MAX_SAMPLE + 1).read_to_end(&mut bytes).await?;
        child.wait().await
    };
    let ended = timeout(PATIENCE, reading)
        .await
        .with_context(|| format!("it did not end within {PATIENCE:?}"))??;
    anyhow::ensure!(ended.success(), "it ended with {ended}");
    anyhow::ensure!(
        bytes.len() as u64 <= MAX_SAMPLE,
        "it printed more than {MAX_SAMPLE} bytes"
    );
    Ok(String::from_utf8(bytes)?)
}

/// The outputs in a document: of a request's first good reply, of an external agent's reply, or the document itself.
fn read(text: &str) -> Option<Sample> {
    let Ok(Value::Object(document)) = serde_json::from_str(text) else {
        return None;
    };
    let name = |key: &str| document.get(key).and_then(Value::as_str).map(str::to_owned);
    if let Some(Value::Array(replies)) = document.get("replies") {
        let good = replies.iter().find(|reply| reply["statuscode"] == 0)?;
        return Some(Sample {
            agent: name("agent"),
            action: name("action"),
            data: good["data"].as_object()?.clone(),
        });
    }
    let data = match document.get("data") {
        Some(Value::Object(data)) if document.contains_key("statuscode") => data.clone(),
        _ => document,
    };
    Some(Sample {
        data,
        ..Sample::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_found_in_replies_of_every_kind() {
        let outputs = |text| read(text).map(|sample| Value::Object(sample.data).to_string());
        assert_eq!(outputs(r#"{"a": 1}"#).as_deref(), Some(r#"{"a":1}"#));
        assert_eq!(
            outputs(r#"{"statuscode": 0, "data": {"a": 1}}"#).as_deref(),
            Some(r#"{"a":1}"#)
        );
        let results = r#"{"agent": "x", "action": "y", "replies": [{"statuscode": 1, "data": {}}, {"statuscode": 0, "data": {"a": 1}}]}"#;
        let sample = read(results).unwrap();
        assert_eq!(
            (sample.agent.as_deref(), sample.action.as_deref()),
            (Some("x"), Some("y"))
        );
        assert_eq!(sample.data.len(), 1);
        for nothing in ["", "[]", "5", r#"{"replies": []}"#] {
            assert_eq!(outputs(nothing), None, "{nothing}");
        }
    }
}
