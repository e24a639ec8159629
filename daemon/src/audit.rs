//! The audit log: one JSON line for every authorised call.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use protocol::Request;
use protocol::rpc::RpcRequest;
use rustix::fs::Gid;
use serde::Serialize;
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::FormatItem;
use time::macros::format_description;
use tokio::sync::{Mutex, Semaphore};
use tokio::task::JoinError;
use tokio::time::timeout;
use tracing::warn;

const TIMESTAMP: &[FormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]+0000");

/// Nodes of one process may share a file, and lines of two writers must not mix. Waiting for it takes no thread: the few there
/// are serve all file access of the process, and a disk that hangs may hold one of them.
static WRITING: Mutex<()> = Mutex::const_new(());

/// Lines that may wait for the disk at once. When it hangs, they would pile up otherwise.
const MAX_WAITING: usize = 64;

static WAITING: Semaphore = Semaphore::const_new(MAX_WAITING);

/// How long a call waits for its line. A disk that hangs must not stop the node.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a line was not written, as far as anybody knows.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AuditError {
    #[error("audit log cannot be written")]
    Write(#[from] io::Error),
    #[error("writing the audit log failed inside")]
    Task(#[from] JoinError),
    #[error("the disk of the audit log does not answer")]
    Slow,
}

/// One line, members in the reference's order.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    timestamp: String,
    request_id: &'a str,
    request_time: u64,
    caller: &'a str,
    sender: &'a str,
    agent: &'a str,
    action: &'a str,
    data: &'a serde_json::Map<String, Value>,
}

/// Appends the line of a call, in a thread of its own.
pub(crate) async fn write(config: config::Audit, line: Vec<u8>) -> Result<(), AuditError> {
    let Ok(waiting) = WAITING.try_acquire() else {
        return Err(AuditError::Slow);
    };
    let written = timeout(PATIENCE, async {
        let turn = WRITING.lock().await;
        tokio::task::spawn_blocking(move || {
            let written = append(&config, &line);
            drop((turn, waiting));
            written
        })
        .await
    });
    match written.await {
        Ok(written) => Ok(written??),
        Err(_) => Err(AuditError::Slow),
    }
}

/// Renders the line for a call, with its line feed.
pub(crate) fn line(request: &Request, body: &RpcRequest, now: SystemTime) -> Vec<u8> {
    let entry = Entry {
        timestamp: OffsetDateTime::from(now).format(TIMESTAMP).unwrap_or_default(),
        request_id: request.id.as_str(),
        request_time: request
            .time
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_secs(),
        caller: request.caller.as_str(),
        sender: &request.sender,
        agent: &body.agent,
        action: &body.action,
        data: &body.data,
    };
    let mut line = serde_json::to_vec(&entry).unwrap_or_default();
    line.push(b'\n');
    line
}

/// Appends a line. The file is opened each time, so that log rotation needs no signal.
fn append(config: &config::Audit, line: &[u8]) -> io::Result<()> {
    let Some(path) = &config.file else {
        return Ok(());
    };
    let existing = OpenOptions::new().append(true).open(path);
    let mut file = match existing {
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(path, config)?,
        other => other?,
    };
    file.write_all(line)
}

/// Creates the file, and no other: mode and group are never given to what a link leads to. It starts private and is opened up
/// only after it belongs to the group.
fn create(path: &Path, config: &config::Audit) -> io::Result<File> {
    let file = OpenOptions::new()
        .append(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    if let Some(group) = &config.group {
        match group_id(group).map(|gid| rustix::fs::fchown(&file, None, Some(gid))) {
            Some(Ok(())) => {}
            Some(Err(error)) => warn!(file = %path.display(), group, %error, "audit log keeps its group"),
            None => warn!(file = %path.display(), group, "audit log keeps its group: there is no such group"),
        }
    }
    file.set_permissions(Permissions::from_mode(config.mode))?;
    Ok(file)
}

/// The id of a group, by number or by the local group file. Groups of a directory service need their number.
fn group_id(group: &str) -> Option<Gid> {
    let id = group.parse().ok().or_else(|| {
        let text = std::fs::read_to_string("/etc/group").ok()?;
        text.lines().find_map(|line| {
            let mut fields = line.split(':');
            (fields.next()? == group).then(|| fields.nth(1)?.parse().ok())?
        })
    })?;
    Some(Gid::from_raw(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        Request {
            id: protocol::RequestId::new("0f1e2d").unwrap(),
            sender: "ws1".into(),
            caller: protocol::CallerId::new("choria=ann").unwrap(),
            collective: protocol::Collective::new("mcollective").unwrap(),
            agent: protocol::AgentName::new("lamp").unwrap(),
            ttl: Duration::from_secs(60),
            time: UNIX_EPOCH + Duration::from_secs(1_735_787_045),
            filter: protocol::Filter::default(),
            payload: Vec::new(),
            claims: None,
        }
    }

    #[test]
    fn a_line_has_the_members_of_the_reference() {
        let body = RpcRequest {
            agent: "lamp".into(),
            action: "level".into(),
            data: serde_json::from_str(r#"{"to":7}"#).unwrap(),
        };
        let now = UNIX_EPOCH + Duration::from_micros(1_735_787_045_678_901);
        assert_eq!(
            String::from_utf8(line(&request(), &body, now)).unwrap(),
            "{\"timestamp\":\"2025-01-02T03:04:05.678901+0000\",\"request_id\":\"0f1e2d\",\
             \"request_time\":1735787045,\"caller\":\"choria=ann\",\"sender\":\"ws1\",\"agent\":\"lamp\",\
             \"action\":\"level\",\"data\":{\"to\":7}}\n"
        );
    }

    #[test]
    fn a_new_file_gets_the_configured_mode_and_an_old_one_keeps_its_own() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("audit.log");
        let config = config::Audit {
            file: Some(path.clone()),
            mode: 0o640,
            group: Some("no such group here".into()),
        };
        append(&config, b"one\n").unwrap();
        let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o640);
        std::fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        append(&config, b"two\n").unwrap();
        assert_eq!(mode(&path), 0o600);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one\ntwo\n");
    }

    #[test]
    fn a_planted_link_is_not_followed_to_a_new_file() {
        let dir = tempfile::tempdir().unwrap();
        let (path, target) = (dir.path().join("audit.log"), dir.path().join("cron"));
        std::os::unix::fs::symlink(&target, &path).unwrap();
        let config = config::Audit {
            file: Some(path),
            mode: 0o644,
            group: None,
        };
        assert!(append(&config, b"x\n").is_err());
        assert!(!target.exists());
    }

    #[tokio::test]
    async fn lines_that_wait_for_a_hung_disk_hold_no_threads() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("audit.log");
        // Opening a pipe that nobody reads waits, as a disk that hangs does.
        let mode = rustix::fs::Mode::from(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, &file, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let config = config::Audit {
            file: Some(file.clone()),
            mode: 0o600,
            group: None,
        };
        {
            let waiting = (0..3).map(|_| write(config.clone(), b"x\n".to_vec()));
            tokio::select! {
                biased;
                _ = futures_util::future::join_all(waiting) => panic!("nobody reads the pipe"),
                () = tokio::task::yield_now() => {}
            }
        }
        // Of the calls that were given up only the one whose turn it was had a thread.
        let mut pipe = File::open(&file).unwrap();
        let mut text = String::new();
        io::Read::read_to_string(&mut pipe, &mut text).unwrap();
        assert_eq!(text, "x\n");
    }

    #[test]
    fn a_folder_that_does_not_exist_is_an_error_not_a_panic() {
        let config = config::Audit {
            file: Some("/nonexistent/audit.log".into()),
            mode: 0o600,
            group: None,
        };
        assert!(append(&config, b"x\n").is_err());
    }
}
