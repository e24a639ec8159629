//! Disabling and enabling the Puppet agent.

use std::io::ErrorKind;

use protocol::rpc::Object;
use serde_json::json;
use time::OffsetDateTime;
use time::macros::format_description;
use tokio::fs;

use crate::Answer;
use crate::agents::input::{outputs, text};

use super::Work;

pub(super) async fn disable(work: &Work<'_>) -> Result<Object, Answer> {
    let message = match text(&work.call.data, "message")?.filter(|message| !message.is_empty()) {
        Some(message) => message.to_owned(),
        None => format!("Disabled via mco by {} at {}", work.call.caller, date(work.now)),
    };
    match lock(work, &message).await {
        Ok(()) => Ok(told(
            format!("Successfully locked the Puppet agent: {message}"),
            false,
        )),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(failed("Could not disable Puppet: Already disabled".into(), false))
        }
        Err(error) => Err(failed(format!("Could not disable Puppet: {error}"), true)),
    }
}

pub(super) async fn enable(work: &Work<'_>) -> Result<Object, Answer> {
    match fs::remove_file(&work.paths.disabled).await {
        Ok(()) => Ok(told("Successfully enabled the Puppet agent".into(), true)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(failed("Could not enable Puppet: Already enabled".into(), true))
        }
        Err(error) => Err(failed(format!("Could not enable Puppet: {error}"), false)),
    }
}

/// Puts the lock in place with its content, unless there is one: whoever locked first keeps the word.
async fn lock(work: &Work<'_>, message: &str) -> std::io::Result<()> {
    let path = &work.paths.disabled;
    let draft = path.with_extension(format!("{}.new", work.call.request_id));
    fs::write(&draft, json!({ "disabled_message": message }).to_string()).await?;
    let linked = fs::hard_link(&draft, path).await;
    // The draft has done its duty either way; a leftover would do no harm.
    let _ = fs::remove_file(&draft).await;
    linked
}

fn told(status: String, enabled: bool) -> Object {
    outputs([("status", json!(status)), ("enabled", json!(enabled))])
}

fn failed(status: String, enabled: bool) -> Answer {
    Answer::aborted(status.clone()).with(told(status, enabled))
}

/// Unix seconds as a date in UTC.
fn date(seconds: i64) -> String {
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]");
    let date = OffsetDateTime::from_unix_timestamp(seconds)
        .ok()
        .and_then(|date| date.format(format).ok());
    date.unwrap_or_else(|| seconds.to_string())
}
