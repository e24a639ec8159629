//! What was asked of the fleet before: one line of JSON for each command, in the user's state folder, readable by nobody else.
//!
//! Commands that ask the fleet are kept when somebody watches them on a terminal; `plugin.mco.history` keeps those of scripts too,
//! or none. Secrets are not written down.

mod draft;
mod mask;
mod query;
mod record;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use client::files;
use config::Environment;
use ddl::Action;

pub(crate) use draft::Draft;
pub(crate) use query::Query;
pub(crate) use record::{Asked, Record, Typed};

/// Most commands that are kept, a long year's work; a few more until they are counted again.
const MAX_RECORDS: usize = 5_000;

/// Largest file; half of it stays when it is trimmed.
const MAX_FILE: u64 = 5 << 20;

/// Largest record; what is longer is no command that somebody would look for.
const MAX_RECORD: usize = 32 << 10;

/// How often records are counted, which means reading them all.
const COUNTED: u64 = 100;

/// The commands of one user. Others may write to it at the same time, and end in the middle of a line.
#[derive(Debug, Clone)]
pub(crate) struct History {
    path: PathBuf,
}

impl History {
    /// The user's own, `history.jsonl` in the state folder. The file need not exist; none without a place for it.
    pub(crate) fn of(environment: &Environment) -> Option<Self> {
        Some(Self {
            path: environment.state_dir()?.join("history.jsonl"),
        })
    }

    /// Adds a command and gives it the next number. Waits while another process does the same.
    pub(crate) fn append(&self, mut record: Record) -> io::Result<()> {
        let mut file = self.locked()?;
        let tail = tail(&mut file, MAX_RECORD as u64 * 2)?;
        record.number = records(&tail).map(|last| last.number).max().unwrap_or(0) + 1;
        let mut line = serde_json::to_vec(&record)?;
        if line.len() > MAX_RECORD {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        line.push(b'\n');
        if !tail.is_empty() && !tail.ends_with(b"\n") {
            // A line that was cut short must not swallow this one.
            line.insert(0, b'\n');
        }
        file.write_all(&line)?;
        self.trim(&mut file, record.number.is_multiple_of(COUNTED))
    }

    /// The last commands, newest first. Lines that cannot be read are left out.
    pub(crate) fn read(&self, limit: usize) -> io::Result<Vec<Record>> {
        let mut found = self.latest(MAX_FILE)?;
        found.truncate(limit);
        Ok(found)
    }

    /// The commands in the last so many bytes of the file, newest first.
    pub(crate) fn latest(&self, most: u64) -> io::Result<Vec<Record>> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let bytes = tail(&mut file, most)?;
        let mut found: Vec<Record> = records(&bytes).collect();
        found.reverse();
        Ok(found)
    }

    /// Forgets everything.
    pub(crate) fn clear(&self) -> io::Result<()> {
        self.locked()?.set_len(0)
    }

    /// The file at its end, with nobody else writing to it.
    fn locked(&self) -> io::Result<File> {
        files::private_folder(self.path.parent().unwrap_or(Path::new("/")))?;
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true).mode(files::SECRET);
        loop {
            let file = options.open(&self.path)?;
            file.lock()?;
            // While this one was waited for, a shorter one may have taken its place.
            if fs::metadata(&self.path)
                .is_ok_and(|now| Some(now.ino()) == file.metadata().ok().map(|own| own.ino()))
            {
                return Ok(file);
            }
        }
    }

    /// Keeps the newer half of a file that has grown too large.
    fn trim(&self, file: &mut File, count: bool) -> io::Result<()> {
        let large = file.metadata()?.len() > MAX_FILE;
        if !large && !count {
            return Ok(());
        }
        let bytes = tail(file, MAX_FILE * 2)?;
        let starts: Vec<usize> = starts(&bytes).collect();
        if !large && starts.len() <= MAX_RECORDS {
            return Ok(());
        }
        let few = starts.len().saturating_sub(MAX_RECORDS / 2);
        let small = bytes
            .len()
            .saturating_sub(usize::try_from(MAX_FILE / 2).unwrap_or(usize::MAX));
        let kept = starts.into_iter().skip(few).find(|start| *start >= small);
        files::replace(&self.path, &bytes[kept.unwrap_or(bytes.len())..], files::SECRET)
    }
}

/// A word in which a secret is hidden by stars, quoted as needed; none when there is none in it.
pub(crate) fn masked_word(word: &str, action: Option<&Action>) -> Option<String> {
    let bare = word
        .strip_prefix("--")
        .and_then(|flag| flag.split_once('='))
        .map(|(_, value)| value);
    let pairs = [Some(word), bare].into_iter().flatten().filter_map(|text| {
        let (name, value) = text.split_once(['=', ':'])?;
        Some((name.to_owned(), value.to_owned()))
    });
    let masked = mask::masked(
        &[word.to_owned()],
        &pairs.collect::<Vec<_>>(),
        mask::Rule::Looks(action),
    );
    (!masked.names.is_empty()).then_some(masked.line)
}

/// At most so many bytes from the end of a file, from the beginning of a line.
fn tail(file: &mut File, most: u64) -> io::Result<Vec<u8>> {
    let size = file.metadata()?.len();
    let from = size.saturating_sub(most);
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    if from > 0 {
        let whole = bytes
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(bytes.len(), |end| end + 1);
        bytes.drain(..whole);
    }
    Ok(bytes)
}

/// Where lines begin.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let after = ends.map(|(at, _)| at + 1).filter(|start| *start < bytes.len());
    (!bytes.is_empty()).then_some(0).into_iter().chain(after)
}

fn records(bytes: &[u8]) -> impl Iterator<Item = Record> {
    let lines = bytes.split(|byte| *byte == b'\n');
    lines.filter_map(|line| serde_json::from_slice(line).ok())
}

#[cfg(test)]
mod tests;
