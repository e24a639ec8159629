//! What a path is.

use std::fs::{self, FileType, Metadata};
use std::io::ErrorKind;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::Path;
use std::time::Duration;

use protocol::rpc::Object;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::macros::format_description;

use crate::Answer;
use crate::agents::input::outputs;

use super::failed;
use super::md5sum::md5sum;

/// How long reading a file for its checksum may take; the agent has 5 s.
const CHECKSUM: Duration = Duration::from_secs(3);

/// Names a directory listing holds.
const LISTING_LIMIT: usize = 5000;

pub(super) fn status(path: &Path, listing: bool) -> Result<Object, Answer> {
    let mut data = absent(path);
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Answer::aborted(format!("{} does not exist", path.display())).with(data));
        }
        Err(error) => return Err(failed("look at", path, &error).with(data)),
    };
    data.append(&mut described(&found));
    if found.is_file() {
        data.insert("md5".into(), checksum(path));
    }
    if listing && found.is_dir() {
        let names = names(path).map_err(|error| failed("list", path, &error).with(data.clone()))?;
        data.insert("dir_listing".into(), names.into());
    }
    Ok(data)
}

/// The outputs of a file that is not there.
fn absent(path: &Path) -> Object {
    let mut data = outputs([
        ("name", json!(path.to_string_lossy())),
        ("output", json!("not present")),
        ("type", json!("unknown")),
        ("mode", json!("0000")),
    ]);
    let zeros = [
        "present",
        "size",
        "uid",
        "gid",
        "md5",
        "mtime",
        "ctime",
        "atime",
        "mtime_seconds",
        "ctime_seconds",
        "atime_seconds",
    ];
    data.extend(zeros.map(|name| (name.to_owned(), json!(0))));
    data
}

fn described(found: &Metadata) -> Object {
    outputs([
        ("output", json!("present")),
        ("present", json!(1)),
        ("type", json!(kind(found.file_type()))),
        ("mode", json!(format!("{:o}", found.mode()))),
        ("size", json!(found.size())),
        ("uid", json!(found.uid())),
        ("gid", json!(found.gid())),
        ("mtime", json!(date(found.mtime()))),
        ("ctime", json!(date(found.ctime()))),
        ("atime", json!(date(found.atime()))),
        ("mtime_seconds", json!(found.mtime())),
        ("ctime_seconds", json!(found.ctime())),
        ("atime_seconds", json!(found.atime())),
    ])
}

fn kind(kind: FileType) -> &'static str {
    match kind {
        kind if kind.is_file() => "file",
        kind if kind.is_dir() => "directory",
        kind if kind.is_symlink() => "symlink",
        kind if kind.is_socket() => "socket",
        kind if kind.is_char_device() => "chardev",
        kind if kind.is_block_device() => "blockdev",
        _ => "unknown",
    }
}

/// Unix seconds as a date in UTC; the number itself where no calendar reaches.
fn date(seconds: i64) -> String {
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]:[second] +0000");
    let date = OffsetDateTime::from_unix_timestamp(seconds)
        .ok()
        .and_then(|date| date.format(format).ok());
    date.unwrap_or_else(|| seconds.to_string())
}

/// The checksum, or in words why there is none: everything else about the file is still worth telling.
fn checksum(path: &Path) -> Value {
    match md5sum(path, CHECKSUM) {
        Ok(Some(digits)) => json!(digits),
        Ok(None) => json!("not computed: the file is too large"),
        Err(error) => json!(format!("not computed: {error}")),
    }
}

fn names(path: &Path) -> std::io::Result<Vec<String>> {
    let entries = fs::read_dir(path)?.take(LISTING_LIMIT);
    let mut names: Vec<String> = entries
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<std::io::Result<_>>()?;
    names.sort_unstable();
    Ok(names)
}
