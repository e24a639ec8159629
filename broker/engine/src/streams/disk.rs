//! The disk, as the store sees it: real in a broker, simulated in tests, where it may forget, tear or mix up everything that
//! was not synced.

mod real;
#[cfg(test)]
mod sim;

use std::fmt::Debug;
use std::io;
use std::path::Path;
use std::sync::Arc;

pub(crate) use real::RealDisk;
#[cfg(test)]
pub(crate) use sim::SimDisk;

/// Folders and names.
pub(crate) trait Disk: Debug + Send + Sync {
    /// Makes a folder and those above it; fine if it is there.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Names in a folder, in no order.
    fn list(&self, path: &Path) -> io::Result<Vec<String>>;
    /// Opens a file for reading and writing; `create` makes one that must not be there yet.
    fn open(&self, path: &Path, create: bool) -> io::Result<Arc<dyn File>>;
    /// Renames a file or folder over whatever file has the new name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder and everything in it.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in a folder safe.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}

/// One open file.
pub(crate) trait File: Debug + Send + Sync {
    /// Bytes it holds.
    fn len(&self) -> io::Result<u64>;
    /// Fills `buffer` from `offset`.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()>;
    /// Writes all of `bytes` at `offset`.
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()>;
    /// Cuts or extends it.
    fn set_len(&self, length: u64) -> io::Result<()>;
    /// Takes room for this many bytes; those that were not there are zeros.
    fn allocate(&self, length: u64) -> io::Result<()>;
    /// Forgets copies in memory of the first `length` bytes, so that the next read asks the disk.
    fn forget_cached(&self, length: u64) -> io::Result<()>;
    /// Makes its bytes and length safe.
    fn sync(&self) -> io::Result<()>;
}
