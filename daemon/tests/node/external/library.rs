//! A folder of agents, as a site puts them on its nodes.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

/// A library folder with agents of the tests in it.
pub(crate) struct Library(TempDir);

impl Library {
    /// Holds these files and folders of `tests/agents`.
    pub(crate) fn with(entries: &[&str]) -> Self {
        let library = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(library.path("")).unwrap();
        entries.iter().for_each(|entry| library.add(entry));
        library
    }

    pub(crate) fn path(&self, entry: &str) -> PathBuf {
        self.0.path().join("mcollective/agent").join(entry)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    /// Adds a file or folder.
    pub(crate) fn add(&self, entry: &str) {
        copy(entry, &self.path(""));
        settle(&self.path(entry));
    }

    /// Adds a data provider.
    pub(crate) fn add_data(&self, name: &str) {
        let folder = self.folder().join("mcollective/data");
        fs::create_dir_all(&folder).unwrap();
        let ddl = format!("{name}.json");
        copy(&format!("data/{name}"), &folder);
        copy(&format!("data/{ddl}"), &folder);
        settle(&folder);
    }

    /// Adds a program and its DDL, below `mcollective`.
    pub(crate) fn install(&self, program: &str, text: &str, ddl: &str) {
        let program = self.folder().join("mcollective").join(program);
        fs::create_dir_all(program.parent().unwrap()).unwrap();
        let source = self.folder().join("source");
        fs::write(&source, text).unwrap();
        // As for `copy`: this process must not have it open.
        let installed = Command::new("install")
            .arg("-m755")
            .args([&source, &program])
            .status();
        assert!(installed.unwrap().success());
        let path = program.with_extension("json");
        fs::write(&path, ddl).unwrap();
        settle(&path);
    }

    /// Changes the text of a DDL, as if it had been done a while ago.
    pub(super) fn edit(&self, entry: &str, from: &str, to: &str) {
        let path = self.path(entry);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(&path, text.replace(from, to)).unwrap();
        settle(&path);
    }
}

/// Copies from the agents of the tests. Another process does, as a program that this one has open for writing could not be started.
fn copy(entry: &str, folder: &Path) {
    let agents = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/agents");
    let copied = Command::new("cp")
        .arg("-Rp")
        .arg(agents.join(entry))
        .arg(folder)
        .status();
    assert!(copied.unwrap().success(), "{entry}");
}

/// Makes a DDL, or those in a folder, look as if nobody had touched them for a while.
fn settle(path: &Path) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            settle(&entry.unwrap().path());
        }
    } else if path.extension().is_some_and(|ending| ending == "json") {
        let before = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let file = File::options().write(true).open(path).unwrap();
        file.set_modified(before).unwrap();
    }
}
