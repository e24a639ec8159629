//! What the operator is told about the files of streams, and what can be done for damaged ones. No broker may use the folder
//! meanwhile.

use std::error::Error as _;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::examined::Examined;
use super::file::FileStore;
use super::home::FileId;
use super::name::stream_name;
use super::shared::Shared;
use super::{Store, StoreError};
use crate::streams::disk::RealDisk;

/// What is known of the files of one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamReport {
    /// Name of the stream.
    pub name: String,
    /// Where its files are.
    pub folder: PathBuf,
    /// How they are.
    pub condition: Condition,
    /// Messages that can be read.
    pub messages: u64,
    /// What is not as it was written, or was not before a repair.
    pub faults: Vec<Fault>,
    /// Files with what was taken out of the stream, by this repair or an earlier recovery.
    pub aside: Vec<PathBuf>,
}

/// How the files of a stream are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Everything is as it was written.
    Fine,
    /// The last write was never finished; the next start cuts it, and nothing is lost that was acknowledged.
    Torn,
    /// Something is not as it was written; the stream is not served.
    Damaged,
    /// It was damaged, and can be served again.
    Repaired,
}

/// One place that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which file.
    pub file: PathBuf,
    /// Where in it.
    pub offset: u64,
    /// What is wrong, for a person.
    pub what: String,
    /// First and last sequence of the messages that are lost with it, at most; none if no message is.
    pub lost: Option<(u64, u64)>,
}

/// Reads everything of every stream in a folder of streams, and changes nothing.
///
/// - **Errors:** the folder cannot be read. What is wrong with a stream is in its report.
pub fn check_streams(folder: &Path) -> io::Result<Vec<StreamReport>> {
    each(RealDisk::reading(), folder, |shared, name| {
        Ok(Examined::read(shared, name)?.report())
    })
}

/// Makes damaged streams in a folder of streams usable again: keeps everything that can be read, and copies each file that has to
/// be changed aside before. Does not touch others.
///
/// - **Errors:** the folder cannot be read. What is wrong with a stream is in its report.
pub fn repair_streams(folder: &Path) -> io::Result<Vec<StreamReport>> {
    each(RealDisk::default(), folder, |shared, name| {
        let examined = Examined::read(shared, name)?;
        let mut report = examined.report();
        if report.condition == Condition::Damaged {
            if !examined.is_described {
                // Nothing is gained by other files, and what is left stays as evidence.
                return Ok(report);
            }
            report.aside.extend(examined.repair()?);
            match FileStore::open(shared, name) {
                Ok(store) => {
                    report.condition = Condition::Repaired;
                    report.messages = store.totals().messages;
                }
                Err(failure) => report.faults.push(examined.fault(FileId::Ledger, 0, failure)),
            }
        }
        Ok(report)
    })
}

impl StreamReport {
    /// Of a stream whose files could not be read or written.
    fn unreadable(shared: &Shared, folder: &str, failure: &StoreError) -> Self {
        let path = shared.folder.join(folder);
        let why = failure.source().map(|source| format!(": {source}"));
        Self {
            name: stream_name(folder),
            condition: Condition::Damaged,
            messages: 0,
            faults: vec![Fault {
                file: path.clone(),
                offset: 0,
                what: format!("{failure}{}", why.unwrap_or_default()),
                lost: None,
            }],
            folder: path,
            aside: Vec::new(),
        }
    }
}

fn each(
    disk: RealDisk,
    folder: &Path,
    report: impl Fn(&Arc<Shared>, &str) -> Result<StreamReport, StoreError>,
) -> io::Result<Vec<StreamReport>> {
    let shared = Shared::new(Arc::new(disk), folder.to_owned());
    let names = shared.stream_folders()?;
    let report = |name: &String| {
        let report = report(&shared, name);
        report.unwrap_or_else(|failure| StreamReport::unreadable(&shared, name, &failure))
    };
    Ok(names.iter().map(report).collect())
}
