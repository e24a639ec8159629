//! Applying a single resource with `puppet resource`.

use std::time::Duration;

use protocol::rpc::Object;
use serde_json::{Value, json};

use crate::Answer;
use crate::agents::activation::enabled;
use crate::agents::input::{outputs, refused, required, text};
use crate::command::Output;

use super::Work;
use super::allow;
use super::installation::read;
use super::runonce::variable;

/// How long a call takes at most: a little less than the agent's 20 s.
const BUDGET: Duration = Duration::from_secs(18);

/// Longest name of a resource, as the schema says.
const NAME_LIMIT: usize = 150;

/// Inputs that are not properties of the resource.
const OWN_INPUTS: &[&str] = &["type", "name", "environment", "process_results"];

pub(super) async fn resource(work: &Work<'_>) -> Result<Object, Answer> {
    let data = &work.call.data;
    let kind = kind(required(data, "type")?)?;
    let name = name(required(data, "name")?)?;
    allow::check(work.settings, &kind, name)?;
    if !enabled(
        work.settings,
        "plugin.puppet.resource_allow_managed_resources",
        false,
    ) && managed(work, &kind, name).await?
    {
        return Err(Answer::aborted(format!(
            "Puppet is managing the resource {kind}[{name}], refusing to create conflicting states"
        )));
    }
    let mut command = work.puppet.command("resource").args(["--color=false"]);
    if let Some(environment) = text(data, "environment")? {
        if !variable(environment) {
            return Err(refused("environment", "is not an environment"));
        }
        command = command.args(["--environment", environment]);
    }
    let command = command.args([kind.as_str(), name]).args(properties(data)?);
    let what = format!("applying {kind}[{name}]");
    let patience = BUDGET.saturating_sub(work.started.elapsed());
    let output = work
        .machine
        .changes
        .run(&work.machine.runner, &what, command, patience)
        .await?;
    told(&what, &output)
}

/// What Puppet reported. It ends with status 0 even when applying failed, so its errors are looked for.
fn told(what: &str, output: &Output) -> Result<Object, Answer> {
    let said = format!("{}{}", output.stderr, output.stdout);
    let reports: Vec<&str> = said
        .lines()
        .filter(|line| {
            ["Notice: ", "Warning: ", "Error: "]
                .iter()
                .any(|level| line.starts_with(level))
        })
        .collect();
    let changed = reports.iter().any(|line| line.starts_with("Notice: /"));
    let result = if reports.is_empty() {
        "no output produced".into()
    } else {
        reports.join("\n")
    };
    let data = outputs([("result", json!(result)), ("changed", json!(changed))]);
    match reports.iter().find(|line| line.starts_with("Error: ")) {
        Some(error) => Err(Answer::aborted(format!("{what} failed: {error}")).with(data)),
        None => Ok(data),
    }
}

/// Whether the last catalog holds the resource.
async fn managed(work: &Work<'_>, kind: &str, name: &str) -> Result<bool, Answer> {
    let resources = read(&work.paths.resources).await?.unwrap_or_default();
    let wanted = format!("{kind}[{name}]");
    Ok(resources.lines().any(|line| line == wanted))
}

fn kind(text: &str) -> Result<String, Answer> {
    let kind = text.to_ascii_lowercase();
    match kind.starts_with(|first: char| first.is_ascii_lowercase()) && kind.split("::").all(variable) {
        true => Ok(kind),
        false => Err(refused("type", "is not a resource type")),
    }
}

fn name(text: &str) -> Result<&str, Answer> {
    let sound = (1..=NAME_LIMIT).contains(&text.len())
        && !text.starts_with('-')
        && !text.chars().any(char::is_control);
    match sound {
        true => Ok(text),
        false => Err(refused("name", "is not the name of a resource")),
    }
}

/// The other inputs as `name=value` words.
fn properties(data: &Object) -> Result<Vec<String>, Answer> {
    let own = |(name, _): &(&String, &Value)| !OWN_INPUTS.contains(&name.as_str());
    data.iter()
        .filter(own)
        .map(|(name, value)| property(name, value))
        .collect()
}

fn property(name: &str, value: &Value) -> Result<String, Answer> {
    let value = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        _ => return Err(refused(name, "is not a text, number or boolean")),
    };
    match variable(name) && !value.is_empty() && !value.chars().any(char::is_control) {
        true => Ok(format!("{name}={value}")),
        false => Err(refused(name, "cannot be a property of a resource")),
    }
}
