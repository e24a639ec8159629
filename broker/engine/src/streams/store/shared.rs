//! The folder of all stores, and the open files that they share.

use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tracing::warn;

use super::home::FileId;
use super::name::{is_leftover, is_of_stream};
use crate::streams::disk::{Disk, File};

/// Files all stores together keep open: few beside the sockets of a full broker, enough for the streams that are busy at once.
const OPEN_FILES: usize = 256;
const SEGMENT_SIZES: Range<u64> = 1024 * 1024..32 * 1024 * 1024;

/// What all stores of a broker share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) disk: Arc<dyn Disk>,
    /// The folder of the folders.
    pub(crate) folder: PathBuf,
    /// Least and most bytes of a segment: a quarter of what the stream holds, so that little of a small one is history and a
    /// large one has few files.
    pub(super) segment_sizes: Range<u64>,
    open: Mutex<Open>,
    last_id: AtomicU64,
}

#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) files: HashMap<(u64, FileId), (Arc<dyn File>, u64)>,
    pub(super) uses: u64,
}

impl Shared {
    /// Stores in a folder that is there.
    pub(crate) fn new(disk: Arc<dyn Disk>, folder: PathBuf) -> Arc<Self> {
        Self::with_segments(disk, folder, SEGMENT_SIZES)
    }

    pub(crate) fn with_segments(
        disk: Arc<dyn Disk>,
        folder: PathBuf,
        segment_sizes: Range<u64>,
    ) -> Arc<Self> {
        Arc::new(Self {
            segment_sizes,
            disk,
            folder,
            open: Mutex::default(),
            last_id: AtomicU64::new(0),
        })
    }

    /// Makes the folder of the folders unless it is there, so that no crash takes it away.
    pub(crate) fn make_folder(&self) -> io::Result<()> {
        let is_there = |folder: &&Path| self.disk.list(folder).is_ok();
        let known = self.folder.ancestors().find(is_there);
        self.disk.create_folder(&self.folder)?;
        for above in self.folder.ancestors().skip(1) {
            let has_new = known.is_none_or(|known| above.starts_with(known));
            let above = Some(above).filter(|above| *above != Path::new(""));
            let synced = self.disk.sync_folder(above.unwrap_or(Path::new(".")));
            // Those that were there may be new as well, but not every one that is not ours lets us ask.
            if has_new {
                synced?;
            }
        }
        Ok(())
    }

    /// Removes what was being made or removed when the machine stopped. What cannot be removed is in nobody's way.
    pub(crate) fn remove_leftovers(&self) -> io::Result<()> {
        for name in self.disk.list(&self.folder)? {
            let path = self.folder.join(&name);
            if is_leftover(&name)
                && let Err(error) = self.disk.remove_folder(&path)
            {
                warn!(folder = %path.display(), %error, "what is left of a stream cannot be removed");
            }
        }
        self.disk.sync_folder(&self.folder)
    }

    /// Names of the folders of streams, in order: of those that cannot be read, too.
    pub(crate) fn stream_folders(&self) -> io::Result<Vec<String>> {
        let mut names = self.disk.list(&self.folder)?;
        let is_file = |name: &String| {
            let listed = self.disk.list(&self.folder.join(name));
            listed.is_err_and(|error| error.kind() == io::ErrorKind::NotADirectory)
        };
        names.retain(|name| is_of_stream(name) && !is_file(name));
        names.sort_unstable();
        Ok(names)
    }

    /// A number for a store, which no other has.
    pub(super) fn new_id(&self) -> u64 {
        self.last_id.fetch_add(1, Relaxed)
    }

    pub(super) fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    pub(super) fn add(&mut self, key: (u64, FileId), file: &Arc<dyn File>) {
        if self.files.len() >= OPEN_FILES {
            let oldest = self.files.iter().min_by_key(|(_, (_, used))| *used);
            if let Some(oldest) = oldest.map(|(key, _)| *key) {
                self.files.remove(&oldest);
            }
        }
        self.uses += 1;
        self.files.insert(key, (Arc::clone(file), self.uses));
    }
}
