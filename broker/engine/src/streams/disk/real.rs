//! The operating system's files.

use std::fs;
use std::io;
use std::num::NonZeroU64;
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;

use rustix::fs::{Advice, FallocateFlags, fadvise, fallocate};
use rustix::io::{Errno, retry_on_intr};

use super::{Disk, File};

/// What is published concerns nobody else on the machine.
const OWNER_ONLY: u32 = 0o700;
const OWNER_ONLY_FILE: u32 = 0o600;

/// The machine's own disk.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RealDisk {
    only_reads: bool,
}

impl RealDisk {
    /// The disk to look at: files are opened that nobody may write to.
    pub(crate) fn reading() -> Self {
        Self { only_reads: true }
    }
}

impl Disk for RealDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(OWNER_ONLY)
            .create(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let name = |entry: io::Result<fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
        fs::read_dir(path)?.map(name).collect()
    }

    fn open(&self, path: &Path, create: bool) -> io::Result<Arc<dyn File>> {
        let mut options = fs::OpenOptions::new();
        options
            .read(true)
            .write(!self.only_reads)
            .create_new(create)
            .mode(OWNER_ONLY_FILE);
        Ok(Arc::new(options.open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        fs::File::open(path)?.sync_all()
    }
}

impl File for fs::File {
    fn len(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        self.read_exact_at(buffer, offset)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        self.write_all_at(bytes, offset)
    }

    fn set_len(&self, length: u64) -> io::Result<()> {
        Self::set_len(self, length)
    }

    fn allocate(&self, length: u64) -> io::Result<()> {
        match retry_on_intr(|| fallocate(self, FallocateFlags::empty(), 0, length)) {
            // It is only faster with it.
            Err(Errno::OPNOTSUPP | Errno::NOSYS) => Ok(()),
            done => Ok(done?),
        }
    }

    fn forget_cached(&self, length: u64) -> io::Result<()> {
        Ok(fadvise(self, 0, NonZeroU64::new(length), Advice::DontNeed)?)
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_data()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_only_looks_opens_nothing_to_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let file = RealDisk::default().open(&path, true).unwrap();
        file.write_at(b"one", 0).unwrap();
        let looked_at = RealDisk::reading().open(&path, false).unwrap();
        let mut bytes = [0; 3];
        looked_at.read_at(&mut bytes, 0).unwrap();
        assert_eq!(&bytes, b"one");
        assert!(looked_at.write_at(b"two", 0).is_err());
        assert!(
            RealDisk::reading()
                .open(&folder.path().join("new"), true)
                .is_err()
        );
    }
}
