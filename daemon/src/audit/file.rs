//! The audit log on disk: whole lines only, in files that other programs or this one move aside.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::Gid;
use tracing::{error, warn};

/// Most old logs that are kept, whatever the configuration says.
const MOST_KEPT: u64 = 1000;

/// Appends a line. The file is opened each time, so that whoever moves it aside need not tell.
pub(super) fn append(config: &config::Audit, line: &[u8]) -> io::Result<()> {
    let Some(path) = &config.file else {
        return Ok(());
    };
    if config
        .max_size
        .is_some_and(|limit| is_full(path, line.len(), limit))
        && let Err(error) = move_aside(path, config.keep.min(MOST_KEPT))
    {
        error!(file = %path.display(), %error, "audit log cannot be moved aside and grows on");
    }
    let existing = OpenOptions::new().append(true).open(path);
    let mut file = match existing {
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(path, config)?,
        other => other?,
    };
    write_whole(&mut file, line)
}

/// Writes a line or nothing: the half of one would spoil the next, too.
fn write_whole(file: &mut File, line: &[u8]) -> io::Result<()> {
    let before = file.metadata()?.len();
    file.write_all(line).inspect_err(|_| {
        let _ = file.set_len(before);
    })
}

fn is_full(path: &Path, line: usize, limit: u64) -> bool {
    let size = path.symlink_metadata().ok().filter(|it| it.is_file());
    let size = size.map_or(0, |it| it.len());
    size > 0 && size.saturating_add(line as u64) > limit
}

/// Renames `audit.log` to `audit.log.1`, that to `audit.log.2`, and so on; the last one goes.
fn move_aside(path: &Path, keep: u64) -> io::Result<()> {
    if keep == 0 {
        return std::fs::remove_file(path);
    }
    for number in (1..keep).rev() {
        match std::fs::rename(numbered(path, number), numbered(path, number + 1)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    std::fs::rename(path, numbered(path, 1))
}

fn numbered(path: &Path, number: u64) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{number}"));
    name.into()
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

    fn config(file: PathBuf) -> config::Audit {
        config::Audit {
            file: Some(file),
            mode: 0o600,
            group: None,
            max_size: None,
            keep: 5,
            denied: true,
            outcome: true,
        }
    }

    #[test]
    fn a_new_file_gets_the_configured_mode_and_an_old_one_keeps_its_own() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("audit.log");
        let config = config::Audit {
            mode: 0o640,
            group: Some("no such group here".into()),
            ..config(path.clone())
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
        assert!(append(&config(path), b"x\n").is_err());
        assert!(!target.exists());
    }

    #[test]
    fn a_folder_that_does_not_exist_is_an_error_not_a_panic() {
        assert!(append(&config("/nonexistent/audit.log".into()), b"x\n").is_err());
    }

    #[test]
    fn a_log_that_was_moved_aside_goes_on_in_a_new_file() {
        let dir = tempfile::tempdir().unwrap();
        let (path, aside) = (dir.path().join("audit.log"), dir.path().join("audit.old"));
        append(&config(path.clone()), b"one\n").unwrap();
        std::fs::rename(&path, &aside).unwrap();
        append(&config(path.clone()), b"two\n").unwrap();
        assert_eq!(std::fs::read_to_string(&aside).unwrap(), "one\n");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "two\n");
    }

    #[test]
    fn a_full_log_is_moved_aside_between_lines_and_the_oldest_goes() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("audit.log");
        let config = config::Audit {
            max_size: Some(8),
            keep: 2,
            ..config(path.clone())
        };
        for line in [
            "1aa\n",
            "2aa\n",
            "3aa\n",
            "4 is longer than all that fits\n",
            "5\n",
        ] {
            append(&config, line.as_bytes()).unwrap();
        }
        let read = |name: &str| std::fs::read_to_string(dir.path().join(name)).unwrap();
        assert_eq!(read("audit.log"), "5\n");
        assert_eq!(read("audit.log.1"), "4 is longer than all that fits\n");
        assert_eq!(read("audit.log.2"), "3aa\n");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 3);
    }

    #[test]
    fn on_a_full_disk_the_line_is_refused() {
        let Ok(mut full) = OpenOptions::new().append(true).open("/dev/full") else {
            return;
        };
        assert!(write_whole(&mut full, b"x\n").is_err());
    }
}
