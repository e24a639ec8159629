//! A disk in memory that can crash, fill up and fail: what was not synced is then there in any part, in any order, or not at all.

mod content;
mod file;
mod name;

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use super::{Disk, File};
use content::Content;
use file::SimFile;
use name::{NameChange, Node};

/// The disk; clones are the same one.
#[derive(Debug, Clone)]
pub(crate) struct SimDisk {
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    random: fastrand::Rng,
    files: HashMap<u64, Content>,
    last_file: u64,
    /// Names as programs see them, and as a crash would leave them.
    names: BTreeMap<PathBuf, Node>,
    safe_names: BTreeMap<PathBuf, Node>,
    unsafe_names: Vec<NameChange>,
    /// Counts what changes something, and what of it are writes and syncs.
    changes: u64,
    writes: u64,
    syncs: u64,
    crash_at: Option<u64>,
    crashed: bool,
    /// Syncs that fail from now on, after so many that do not.
    failing_syncs: Option<(u64, u64)>,
    /// Writes for which there is no room, after so many for which there is.
    failing_writes: Option<(u64, u64)>,
    /// Bytes that still fit.
    room: Option<u64>,
}

impl SimDisk {
    pub(crate) fn new(seed: u64) -> Self {
        let root = BTreeMap::from([(PathBuf::from("/"), Node::Folder)]);
        let state = State {
            random: fastrand::Rng::with_seed(seed),
            files: HashMap::new(),
            last_file: 0,
            names: root.clone(),
            safe_names: root,
            unsafe_names: Vec::new(),
            changes: 0,
            writes: 0,
            syncs: 0,
            crash_at: None,
            crashed: false,
            failing_syncs: None,
            failing_writes: None,
            room: None,
        };
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// Stops everything after so many more changes; syncs and renames count.
    pub(crate) fn crash_after(&self, changes: u64) {
        let mut state = self.state();
        state.crash_at = Some(state.changes + changes);
    }

    pub(crate) fn has_crashed(&self) -> bool {
        self.state().crashed
    }

    /// Lets `count` syncs fail after some more have worked.
    pub(crate) fn fail_syncs(&self, after: u64, count: u64) {
        self.state().failing_syncs = Some((after, count));
    }

    /// Finds no room for `count` writes after some more have worked.
    pub(crate) fn fail_writes(&self, after: u64, count: u64) {
        self.state().failing_writes = Some((after, count));
    }

    /// How much was changed so far, syncs and renames too; how many writes, and how many syncs there were.
    pub(crate) fn counts(&self) -> (u64, u64, u64) {
        let state = self.state();
        (state.changes, state.writes, state.syncs)
    }

    /// Lets so many bytes more be written; none for any.
    pub(crate) fn set_room(&self, room: Option<u64>) {
        self.state().room = room;
    }

    /// The machine stops, if it has not, and starts again.
    pub(crate) fn restart(&self) {
        let mut state = self.state();
        state.lose_content();
        state.lose_names();
        state.crashed = false;
        state.crash_at = None;
        state.failing_syncs = None;
        state.failing_writes = None;
        state.room = None;
    }

    /// Bytes of a file, to be damaged.
    #[allow(dead_code, reason = "for tests of damage on the disk")]
    pub(crate) fn damage(&self, path: &Path, damage: impl FnOnce(&mut Vec<u8>)) {
        let mut state = self.state();
        let Some(Node::File(id)) = state.names.get(path).copied() else {
            return;
        };
        let content = state.files.get_mut(&id).unwrap();
        damage(&mut content.safe);
        content.cached = content.safe.clone();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

impl State {
    /// Counts a change, if the machine still runs.
    fn change(&mut self) -> io::Result<()> {
        self.changes += 1;
        if self.crash_at.is_some_and(|at| self.changes > at) {
            self.crashed = true;
        }
        self.runs()
    }

    fn runs(&self) -> io::Result<()> {
        if self.crashed {
            return Err(io::Error::other("the machine has stopped"));
        }
        Ok(())
    }

    fn sync_fails(&mut self) -> bool {
        self.syncs += 1;
        fails(&mut self.failing_syncs)
    }

    fn write_fails(&mut self) -> bool {
        self.writes += 1;
        fails(&mut self.failing_writes)
    }

    fn node(&self, path: &Path) -> io::Result<Node> {
        let found = self.names.get(path).copied();
        found.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn name(&mut self, change: NameChange) {
        change.apply(&mut self.names);
        self.unsafe_names.push(change);
    }

    fn lose_content(&mut self) {
        let mut files: Vec<_> = self.files.iter_mut().collect();
        files.sort_unstable_by_key(|(id, _)| **id);
        for (_, content) in files {
            content.lose(&mut self.random);
        }
    }

    fn lose_names(&mut self) {
        let likely = self.random.f64();
        for change in std::mem::take(&mut self.unsafe_names) {
            if self.random.f64() < likely {
                change.apply(&mut self.safe_names);
            }
        }
        // What is in a folder that is not there cannot be found.
        let names = self.safe_names.clone();
        self.safe_names.retain(|path, _| {
            path.ancestors()
                .skip(1)
                .all(|above| above == Path::new("") || names.contains_key(above))
        });
        self.names = self.safe_names.clone();
    }
}

/// Whether the next of a kind fails, of which so many do after so many that do not.
fn fails(failing: &mut Option<(u64, u64)>) -> bool {
    match failing {
        Some((0, 0)) | None => false,
        Some((0, count)) => {
            *count -= 1;
            true
        }
        Some((after, _)) => {
            *after -= 1;
            false
        }
    }
}

impl Disk for SimDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let mut missing: Vec<_> = path
            .ancestors()
            .take_while(|path| !state.names.contains_key(*path))
            .collect();
        missing.retain(|path| *path != Path::new(""));
        for path in missing.into_iter().rev() {
            state.change()?;
            state.name(NameChange::Add(path.to_owned(), Node::Folder));
        }
        Ok(())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let state = self.state();
        state.runs()?;
        if state.node(path)? != Node::Folder {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let inside = state.names.keys().filter(|name| name.parent() == Some(path));
        Ok(inside
            .filter_map(|name| Some(name.file_name()?.to_str()?.to_owned()))
            .collect())
    }

    fn open(&self, path: &Path, create: bool) -> io::Result<Arc<dyn File>> {
        let mut state = self.state();
        state.runs()?;
        let id = match (state.node(path), create) {
            (Ok(Node::File(id)), false) => id,
            (Ok(_), _) => return Err(io::ErrorKind::AlreadyExists.into()),
            (Err(error), false) => return Err(error),
            (Err(_), true) => {
                state.change()?;
                state.node(path.parent().unwrap())?;
                state.last_file += 1;
                let id = state.last_file;
                state.files.insert(id, Content::default());
                state.name(NameChange::Add(path.to_owned(), Node::File(id)));
                id
            }
        };
        Ok(Arc::new(SimFile {
            disk: self.clone(),
            id,
        }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.change()?;
        state.node(from)?;
        state.name(NameChange::Rename(from.to_owned(), to.to_owned()));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.change()?;
        state.node(path)?;
        state.name(NameChange::Remove(path.to_owned()));
        Ok(())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.remove(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.change()?;
        if state.sync_fails() {
            return Err(io::Error::other("the sync failed"));
        }
        let (safe, waits): (Vec<_>, Vec<_>) = std::mem::take(&mut state.unsafe_names)
            .into_iter()
            .partition(|change| change.parent() == Some(path));
        state.unsafe_names = waits;
        for change in safe {
            change.apply(&mut state.safe_names);
        }
        Ok(())
    }
}
