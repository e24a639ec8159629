//! The status file, which monitoring reads to see whether the node is well.

use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio_util::sync::CancellationToken;
use tracing::warn;

use crate::Context;
use crate::stats::get;

/// What the reference writes where there is no time to tell.
const ZERO_TIME: &str = "0001-01-01T00:00:00Z";

/// Shortest interval, whatever the configuration says.
const MIN_INTERVAL: Duration = Duration::from_secs(1);

/// The document, members as the reference names them.
#[derive(Debug, Serialize)]
struct Status<'a> {
    identity: &'a str,
    uptime: u64,
    connected_server: String,
    last_message: u64,
    provisioning_mode: bool,
    stats: Counters,
    certificate_expires: String,
    token_expires: String,
}

#[derive(Debug, Default, Serialize)]
struct Counters {
    total: u64,
    valid: u64,
    invalid: u64,
    passed: u64,
    filtered: u64,
    replies: u64,
    ttlexpired: u64,
    events: u64,
}

/// Writes the file now and then every `interval` until `stop` fires, and once more at the end.
pub(crate) async fn keep(node: Arc<Context>, path: PathBuf, interval: Duration, stop: CancellationToken) {
    let mut failing = false;
    loop {
        let text = render(&node);
        let target = path.clone();
        let written = tokio::task::spawn_blocking(move || replace(&target, &text)).await;
        let error = match written {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(error.to_string()),
            Err(error) => Some(error.to_string()),
        };
        if let Some(error) = &error
            && !failing
        {
            warn!(file = %path.display(), error, "status file cannot be written");
        }
        failing = error.is_some();
        if stop.is_cancelled() {
            return;
        }
        let _ = tokio::time::timeout(interval.max(MIN_INTERVAL), stop.cancelled()).await;
    }
}

fn render(node: &Context) -> Vec<u8> {
    let stats = &node.stats;
    let status = Status {
        identity: node.identity.as_str(),
        uptime: node
            .clock
            .now()
            .duration_since(node.started)
            .unwrap_or_default()
            .as_secs(),
        connected_server: node.link.server(),
        last_message: get(&stats.last_message),
        provisioning_mode: false,
        stats: Counters {
            total: get(&stats.total),
            valid: get(&stats.validated),
            invalid: get(&stats.unvalidated),
            passed: get(&stats.passed),
            filtered: get(&stats.filtered),
            replies: get(&stats.replies),
            ttlexpired: get(&stats.ttl_expired),
            events: get(&stats.events),
        },
        certificate_expires: rfc3339(certificate_expiry(&node.config.member)),
        token_expires: rfc3339(client::credentials::token_end(&node.config.member)),
    };
    serde_json::to_vec(&status).unwrap_or_default()
}

/// Read again each time: certificates are renewed under a running node.
pub(crate) fn certificate_expiry(member: &config::Member) -> Option<SystemTime> {
    let (certificate, _) = client::credentials::tls(member).ok()?.identity?;
    let pem = std::fs::read_to_string(certificate).ok()?;
    Some(protocol::security::x509::inspect(&pem).ok()?.not_after)
}

fn rfc3339(time: Option<SystemTime>) -> String {
    time.and_then(|time| OffsetDateTime::from(time).format(&Rfc3339).ok())
        .unwrap_or_else(|| ZERO_TIME.into())
}

/// Puts the text in place of the file in one step, so that nobody reads half of it. Links are replaced and not followed; what
/// is neither file nor link, `/dev/null` for one, stays.
pub(crate) fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let kind = path.symlink_metadata().map(|known| known.file_type());
    if kind.is_ok_and(|kind| !kind.is_file() && !kind.is_symlink()) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let draft = path.with_file_name(name);
    // Left over from a crash, or planted: never written through.
    let _ = std::fs::remove_file(&draft);
    let written = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o644)
        .open(&draft)
        .and_then(|mut file| file.write_all(text))
        .and_then(|()| std::fs::rename(&draft, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&draft);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_replaced_and_nothing_is_left_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("status.json");
        replace(&path, b"old").unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn links_are_replaced_and_devices_stay() {
        let dir = tempfile::tempdir().unwrap();
        let (path, target) = (dir.path().join("status.json"), dir.path().join("shadow"));
        std::fs::write(&target, b"precious").unwrap();
        std::os::unix::fs::symlink(&target, &path).unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&target).unwrap(), b"precious");

        let pipe = dir.path().join("pipe");
        let mode = rustix::fs::Mode::from(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        assert!(replace(&pipe, b"new").is_err());
    }

    #[test]
    fn a_missing_certificate_is_told_as_the_zero_time() {
        assert_eq!(rfc3339(None), "0001-01-01T00:00:00Z");
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600);
        assert_eq!(rfc3339(Some(time)), "2026-01-01T00:00:00Z");
    }
}
