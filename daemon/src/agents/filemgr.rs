//! The `filemgr` agent: looks at, touches and removes one file.

mod md5sum;
mod remove;
mod status;
mod touch;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use config::Settings;
use protocol::rpc::Object;
use tokio::sync::Semaphore;

use super::input::{answer, flag, refused, text, unknown_action};
use crate::{Agent, Answer, Call, Context};

/// Longest path, as the schema says.
const PATH_LIMIT: usize = 256;

/// The file of a call that names none, unless `plugin.filemgr.touch_file` says otherwise.
const DEFAULT_FILE: &str = "/var/run/mcollective.plugin.filemgr.touch";

/// Calls that may wait for a disk at once. One that hangs keeps its thread even when its request is given up.
const WORKERS: usize = 32;

/// The agent.
pub(super) struct FileMgr {
    ddl: Arc<ddl::Agent>,
    workers: Arc<Semaphore>,
}

impl FileMgr {
    pub(super) fn new(ddl: Arc<ddl::Agent>) -> Self {
        Self {
            ddl,
            workers: Arc::new(Semaphore::new(WORKERS)),
        }
    }
}

#[async_trait]
impl Agent for FileMgr {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    async fn call(&self, call: Call, node: &Context) -> Answer {
        perform(&self.workers, &call, &node.config.member.settings).await
    }
}

/// Runs one action, off the runtime: a file may lie on a disk that does not answer.
async fn perform(workers: &Arc<Semaphore>, call: &Call, settings: &Settings) -> Answer {
    let path = match file(&call.data, settings) {
        Ok(path) => path,
        Err(failure) => return failure,
    };
    let listing = match flag(&call.data, "dirlist") {
        Ok(listing) => listing.unwrap_or(false),
        Err(failure) => return failure,
    };
    let work: Box<dyn FnOnce() -> Result<Object, Answer> + Send> = match call.action.as_str() {
        "status" => Box::new(move || status::status(&path, listing)),
        "touch" => Box::new(move || touch::touch(&path)),
        "remove" => Box::new(move || remove::remove(&path)),
        _ => return unknown_action(call),
    };
    let Ok(worker) = workers.clone().try_acquire_owned() else {
        return Answer::aborted("too many calls wait for files of this node, its disk may be hanging");
    };
    let work = move || {
        let result = work();
        drop(worker);
        result
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => answer(result),
        Err(_) => Answer::aborted(format!("{} was cut short", call.action)),
    }
}

/// The file a call is about.
fn file(data: &Object, settings: &Settings) -> Result<PathBuf, Answer> {
    let named = text(data, "file")?.or_else(|| settings.raw("plugin.filemgr.touch_file"));
    let file = named.unwrap_or(DEFAULT_FILE);
    if file.len() > PATH_LIMIT || file.contains('\0') || !Path::new(file).is_absolute() {
        return Err(refused(
            "file",
            &format!("is not an absolute path of at most {PATH_LIMIT} bytes"),
        ));
    }
    Ok(file.into())
}

/// A failure of the file system.
fn failed(doing: &str, path: &Path, error: &std::io::Error) -> Answer {
    Answer::aborted(format!("could not {doing} {}: {error}", path.display()))
}

#[cfg(test)]
mod tests;
