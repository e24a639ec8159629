//! The `shell` agent: runs shell commands as root. Off unless `plugin.shell.activate_agent` says yes.

mod handle;
mod job;
mod output;
mod run;
mod store;

use std::sync::Arc;

use async_trait::async_trait;
use config::Settings;
use protocol::rpc::{Object, Status};
use serde_json::{Value, json};

use super::input::{answer, number, outputs, refused, required, text, unknown_action};
use crate::command::Runner;
use crate::{Agent, Answer, Call, Context};

use handle::Handle;
use store::Store;

/// Longest command, as the schema says.
const COMMAND_LIMIT: usize = 10 * 1024;

/// Bytes of each stream a reply carries. Clients ask for the rest by offset.
const STREAM_LIMIT: usize = 128 * 1024;

/// Jobs one `statuses` call may ask for.
const HANDLES_LIMIT: usize = 100;

/// The agent.
pub(super) struct Shell {
    ddl: Arc<ddl::Agent>,
    runner: Arc<dyn Runner>,
}

impl Shell {
    pub(super) fn new(ddl: Arc<ddl::Agent>, runner: Arc<dyn Runner>) -> Self {
        Self { ddl, runner }
    }
}

#[async_trait]
impl Agent for Shell {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    async fn call(&self, call: Call, node: &Context) -> Answer {
        perform(&*self.runner, &call, &node.config.member.settings).await
    }
}

/// Runs one action.
async fn perform(runner: &dyn Runner, call: &Call, settings: &Settings) -> Answer {
    let store = Store::configured(settings);
    let data = &call.data;
    answer(match call.action.as_str() {
        "run" => return run::run(runner, data).await.unwrap_or_else(|failure| failure),
        "start" => start(runner, store, data).await,
        "status" => status(store, data).await,
        "statuses" => statuses(store, data).await,
        "list" => list(store).await,
        "kill" => kill(store, data).await,
        _ => Err(unknown_action(call)),
    })
}

async fn start(runner: &dyn Runner, store: Store, data: &Object) -> Result<Object, Answer> {
    let (program, args) = shell_of(runner, data)?;
    let line = command_of(data)?.to_owned();
    let job = on_disk(move || store.create(&line)).await?;
    if let Err(error) = runner.detach(&job.wrapper(&program, &args)) {
        on_disk(move || job.discard()).await?;
        return Err(error.into());
    }
    Ok(outputs([("handle", json!(job.handle().as_str()))]))
}

async fn status(store: Store, data: &Object) -> Result<Object, Answer> {
    let handle = Handle::new(required(data, "handle")?)?;
    let (stdout, stderr) = (offset(data, "stdout_offset")?, offset(data, "stderr_offset")?);
    on_disk(move || store.open(&handle)?.status(stdout, stderr, STREAM_LIMIT)).await
}

async fn statuses(store: Store, data: &Object) -> Result<Object, Answer> {
    let Some(Value::Array(handles)) = data.get("handles") else {
        return Err(refused("handles", "is not an array"));
    };
    if handles.len() > HANDLES_LIMIT {
        return Err(refused(
            "handles",
            &format!("holds more than {HANDLES_LIMIT} handles"),
        ));
    }
    let handles: Vec<String> = handles
        .iter()
        .map(|handle| handle.as_str().map_or_else(|| handle.to_string(), String::from))
        .collect();
    // All of them together fit where one alone would.
    let limit = STREAM_LIMIT / handles.len().max(1);
    on_disk(move || {
        let one = |text: &String| {
            let told = Handle::new(text).and_then(|handle| store.open(&handle)?.status(0, 0, limit));
            let told = told.unwrap_or_else(|failure| {
                outputs([("status", json!("error")), ("error", json!(failure.message))])
            });
            (text.clone(), Value::Object(told))
        };
        Ok(outputs([(
            "statuses",
            Value::Object(handles.iter().map(one).collect()),
        )]))
    })
    .await
}

async fn list(store: Store) -> Result<Object, Answer> {
    on_disk(move || {
        let jobs = store.list()?;
        let told = jobs
            .iter()
            .map(|job| (job.handle().as_str().to_owned(), Value::Object(job.described())));
        Ok(outputs([("jobs", Value::Object(told.collect()))]))
    })
    .await
}

async fn kill(store: Store, data: &Object) -> Result<Object, Answer> {
    let handle = Handle::new(required(data, "handle")?)?;
    on_disk(move || store.open(&handle)?.terminate().map(|()| Object::new())).await
}

fn command_of(data: &Object) -> Result<&str, Answer> {
    let command = required(data, "command")?;
    match command.len() <= COMMAND_LIMIT && !command.contains('\0') {
        true => Ok(command),
        false => Err(refused(
            "command",
            &format!("is longer than {COMMAND_LIMIT} bytes or holds a zero byte"),
        )),
    }
}

/// The shell a command is given to, as the user the call names.
fn shell_of(runner: &dyn Runner, data: &Object) -> Result<(String, Vec<String>), Answer> {
    let Some(user) = text(data, "user")?.filter(|user| !user.is_empty()) else {
        return Ok(("/bin/sh".into(), Vec::new()));
    };
    let sound = user.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_')
        && user
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    if !sound {
        return Err(refused("user", "is not a user name"));
    }
    if runner.find("runuser").is_none() {
        return Err(Answer::aborted(
            "no runuser program is installed here, so commands run as this node's user only",
        ));
    }
    Ok((
        "runuser".into(),
        ["-u", user, "--", "/bin/sh"].map(String::from).to_vec(),
    ))
}

fn offset(data: &Object, name: &str) -> Result<u64, Answer> {
    let offset = number(data, name)?.unwrap_or(0.0);
    match offset.fract() == 0.0 && offset < 2f64.powi(53) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is whole, not negative and below 2^53"
        )]
        true => Ok(offset as u64),
        false => Err(refused(name, "is not a whole number")),
    }
}

/// Runs file work off the runtime.
async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Answer> + Send + 'static,
) -> Result<T, Answer> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(_) => Err(Answer::fail(
            Status::UnknownError,
            "reading the state of jobs was cut short",
        )),
    }
}

#[cfg(test)]
mod tests;
