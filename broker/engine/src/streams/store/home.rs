//! The folder of one store.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::name::{CREATING, REMOVED};
use super::shared::Shared;
use crate::streams::disk::{Disk, File};

/// Which file of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum FileId {
    Ledger,
    /// One that will take the place of the ledger.
    NextLedger,
    Segment(u64),
    /// One that will take the place of a segment.
    NextSegment(u64),
}

/// The folder of one store.
#[derive(Debug)]
pub(super) struct Home {
    pub(super) shared: Arc<Shared>,
    id: u64,
    name: String,
    pub(super) stage: Stage,
}

/// How far a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// It is not there.
    Nothing,
    /// It has a name from which the next start knows that it is not finished.
    Begun,
    /// It has its own name.
    Made,
}

impl FileId {
    pub(super) fn name(self) -> String {
        match self {
            Self::Ledger => "ledger".to_owned(),
            Self::NextLedger => "ledger.next".to_owned(),
            Self::Segment(id) => format!("{id:012}.log"),
            Self::NextSegment(id) => format!("{id:012}.next"),
        }
    }

    /// The number of a segment's file.
    pub(super) fn segment(name: &str) -> Option<u64> {
        let id = name.strip_suffix(".log")?.parse().ok()?;
        (Self::Segment(id).name() == name).then_some(id)
    }
}

impl Home {
    pub(super) fn new(shared: &Arc<Shared>, name: String, stage: Stage) -> Self {
        Self {
            id: shared.new_id(),
            shared: Arc::clone(shared),
            name,
            stage,
        }
    }

    /// The same folder, to be read from the start; nothing if it is not finished.
    pub(super) fn again(&self) -> io::Result<Self> {
        self.forget_all();
        if self.stage == Stage::Begun {
            self.disk().remove_folder(&self.folder())?;
        }
        let stage = match self.stage {
            Stage::Nothing | Stage::Begun => Stage::Nothing,
            Stage::Made => Stage::Made,
        };
        Ok(Self::new(&self.shared, self.name.clone(), stage))
    }

    pub(super) fn disk(&self) -> &dyn Disk {
        &*self.shared.disk
    }

    /// The folder as it is named now.
    pub(super) fn folder(&self) -> PathBuf {
        match self.stage {
            Stage::Made => self.shared.folder.join(&self.name),
            Stage::Nothing | Stage::Begun => {
                let name = format!("{CREATING}{}.{}", self.id, self.name);
                self.shared.folder.join(name)
            }
        }
    }

    pub(super) fn path(&self, file: FileId) -> PathBuf {
        self.folder().join(file.name())
    }

    /// Makes the folder under its first name, unless it is there: a crash will leave nothing of it.
    pub(super) fn begin(&mut self) -> io::Result<()> {
        if self.stage == Stage::Nothing {
            self.disk().create_folder(&self.folder())?;
            self.stage = Stage::Begun;
        }
        Ok(())
    }

    /// Gives the folder its own name: from here on a crash leaves all of it.
    pub(super) fn make(&mut self) -> io::Result<()> {
        if self.stage == Stage::Begun {
            let (from, to) = (self.folder(), self.shared.folder.join(&self.name));
            self.disk().sync_folder(&from)?;
            self.disk().rename(&from, &to)?;
            if let Err(error) = self.disk().sync_folder(&self.shared.folder) {
                self.disk().rename(&to, &from)?;
                return Err(error);
            }
            self.stage = Stage::Made;
        }
        Ok(())
    }

    /// Removes the folder; a crash in between leaves a name that nobody takes for a stream.
    pub(super) fn raze(&mut self) -> io::Result<()> {
        self.forget_all();
        match self.stage {
            Stage::Nothing => Ok(()),
            Stage::Begun => self.disk().remove_folder(&self.folder()),
            Stage::Made => {
                let name = format!("{REMOVED}{}.{}", self.id, self.name);
                let gone = self.shared.folder.join(name);
                self.disk().rename(&self.folder(), &gone)?;
                self.stage = Stage::Nothing;
                self.disk().sync_folder(&self.shared.folder)?;
                self.disk().remove_folder(&gone)
            }
        }
    }

    /// A file that is there.
    pub(super) fn file(&self, file: FileId) -> io::Result<Arc<dyn File>> {
        let mut open = self.shared.open();
        open.uses += 1;
        let now = open.uses;
        if let Some((known, used)) = open.files.get_mut(&(self.id, file)) {
            *used = now;
            return Ok(Arc::clone(known));
        }
        drop(open);
        self.remember(file, self.disk().open(&self.path(file), false)?)
    }

    /// A file that is not there yet.
    pub(super) fn create(&self, file: FileId) -> io::Result<Arc<dyn File>> {
        self.remember(file, self.disk().open(&self.path(file), true)?)
    }

    /// Removes a file if it is there.
    pub(super) fn remove(&self, file: FileId) -> io::Result<()> {
        self.forget(file);
        match self.disk().remove(&self.path(file)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    /// Puts one file in the place of another, for good.
    pub(super) fn replace(&self, file: FileId, with: FileId) -> io::Result<()> {
        self.rename(with, file)?;
        self.sync_folder()
    }

    /// Puts one file in the place of another; a crash may undo it.
    pub(super) fn rename(&self, from: FileId, to: FileId) -> io::Result<()> {
        self.forget(from);
        self.forget(to);
        self.disk().rename(&self.path(from), &self.path(to))
    }

    pub(super) fn sync_folder(&self) -> io::Result<()> {
        self.disk().sync_folder(&self.folder())
    }

    /// Closes every file.
    pub(super) fn forget_all(&self) {
        self.shared.open().files.retain(|(id, _), _| *id != self.id);
    }

    fn forget(&self, file: FileId) {
        self.shared.open().files.remove(&(self.id, file));
    }

    fn remember(&self, id: FileId, file: Arc<dyn File>) -> io::Result<Arc<dyn File>> {
        self.shared.open().add((self.id, id), &file);
        Ok(file)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        self.forget_all();
    }
}

/// Keeps bytes that are taken out of a log in a file of their own beside it.
pub(super) fn put_aside(disk: &dyn Disk, folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let taken = disk.list(folder)?;
    let free = (0u32..).map(|number| format!("{name}.{number}.aside"));
    let name = free
        .into_iter()
        .find(|name| !taken.contains(name))
        .expect("a folder holds fewer files than there are numbers");
    let path = folder.join(name);
    let file = disk.open(&path, true)?;
    let kept = file.write_at(bytes, 0).and_then(|()| file.sync());
    if let Err(error) = kept.and_then(|()| disk.sync_folder(folder)) {
        // Half of it helps nobody, and it will be tried again.
        let _ = disk.remove(&path);
        return Err(error);
    }
    Ok(path)
}
