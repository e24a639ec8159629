//! Creating a file, or giving it the present time.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

use protocol::rpc::Object;
use rustix::fs::{AtFlags, CWD, Timespec, Timestamps, UTIME_NOW, utimensat};

use crate::Answer;

use super::failed;

pub(super) fn touch(path: &Path) -> Result<Object, Answer> {
    let now = || Timespec {
        tv_sec: 0,
        tv_nsec: UTIME_NOW,
    };
    let times = Timestamps {
        last_access: now(),
        last_modification: now(),
    };
    let set = || utimensat(CWD, path, &times, AtFlags::empty()).map_err(io::Error::from);
    // Opening what exists could block for ever on a pipe, so only a missing file is opened.
    let result = match set() {
        Err(error) if error.kind() == ErrorKind::NotFound => match File::create_new(path) {
            // Somebody else has made it meanwhile.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => set(),
            created => created.map(drop),
        },
        other => other,
    };
    result.map_err(|error| failed("touch", path, &error))?;
    Ok(Object::new())
}
