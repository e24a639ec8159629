//! Removing a file or an empty directory.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use protocol::rpc::Object;

use crate::Answer;

use super::failed;

pub(super) fn remove(path: &Path) -> Result<Object, Answer> {
    if path.parent().is_none() {
        return Err(Answer::aborted("refusing to remove /"));
    }
    let result = fs::symlink_metadata(path).and_then(|found| match found.is_dir() {
        true => fs::remove_dir(path),
        false => fs::remove_file(path),
    });
    match result {
        Ok(()) => Ok(Object::new()),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Answer::aborted(format!(
            "could not remove {}: it is not present",
            path.display()
        ))),
        Err(error) => Err(failed("remove", path, &error)),
    }
}
