//! The streams that are on the disk when the engine starts.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use tracing::{error, info};

use super::{Seat, Streams};
use crate::streams::handle::Handle;
use crate::streams::message::Nanos;
use crate::streams::store::{FileStore, StoreError, folder_name, stream_name};
use crate::streams::stream::Stream;

/// Streams that are read at the same time: checking one keeps a processor busy.
const READERS: usize = 4;

impl Streams {
    /// Opens every stream in the folder. One that cannot be read stays as it is, and its name stays taken.
    pub(super) fn open_all(&self, now: Nanos) -> io::Result<()> {
        self.stores.make_folder()?;
        self.stores.remove_leftovers()?;
        let names = self.stores.stream_folders()?;
        for (name, opened) in names.iter().zip(self.open_each(&names, now)) {
            match opened {
                Ok(handle) => self.serve(handle),
                Err(failure) => self.quarantine(name, &failure),
            }
        }
        Ok(())
    }

    fn open_each(&self, names: &[String], now: Nanos) -> Vec<Result<Arc<Handle>, StoreError>> {
        let (next, opened) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        let read = || {
            loop {
                let index = next.fetch_add(1, Relaxed);
                let Some(name) = names.get(index) else { return };
                let open = AssertUnwindSafe(|| self.open(name, now));
                let handle = catch_unwind(open).unwrap_or(Err(StoreError::Fault));
                opened
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push((index, handle));
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..READERS.min(names.len()) {
                scope.spawn(read);
            }
        });
        let mut opened = opened.into_inner().unwrap_or_else(PoisonError::into_inner);
        opened.sort_unstable_by_key(|(index, _)| *index);
        opened.into_iter().map(|(_, handle)| handle).collect()
    }

    fn open(&self, folder: &str, now: Nanos) -> Result<Arc<Handle>, StoreError> {
        let store = FileStore::open(&self.stores, folder)?;
        let stream = Stream::open(Box::new(store), now)?;
        let name = &stream.config().name;
        if folder_name(name) != folder {
            return Err(StoreError::Foreign(name.clone()));
        }
        Ok(Arc::new(Handle::new(stream)))
    }

    fn serve(&self, handle: Arc<Handle>) {
        let known = handle.known();
        info!(stream = %handle.name, messages = known.totals.messages, "stream opened");
        let ticket = self.runner.add(Arc::clone(&handle) as _);
        self.table_mut().add(Seat { handle, ticket });
    }

    pub(super) fn quarantine(&self, folder: &str, failure: &StoreError) {
        let name = stream_name(folder);
        let folder = self.stores.folder.join(folder);
        error!(stream = %name, folder = %folder.display(), %failure, "a stream cannot be served and is left as it is");
        let mut table = self.table_mut();
        table.offline.insert(name.into(), failure.to_string());
    }
}

#[cfg(test)]
mod tests;
