//! The programs that carry archives.

use std::path::{Path, PathBuf};

use mco::Exit;
use tempfile::TempDir;

use super::super::Site;
use super::super::go_cli::ask;

/// A program that packs and unpacks.
#[derive(Debug, Clone, Copy)]
pub(super) enum Tool {
    Ours,
    Nats,
}

impl Tool {
    pub(super) const BOTH: [Self; 2] = [Self::Ours, Self::Nats];
}

/// Carries archives in folders, a new one for each.
pub(super) struct Courier {
    nats: PathBuf,
    home: TempDir,
    trips: usize,
}

impl Courier {
    pub(super) fn new(nats: PathBuf) -> Self {
        Self {
            nats,
            home: tempfile::tempdir().unwrap(),
            trips: 0,
        }
    }

    pub(super) async fn pack(&mut self, tool: Tool, site: &Site, stream: &str) -> PathBuf {
        let folder = self.folder();
        let words = ["stream", "backup", stream, path(&folder)];
        self.run(tool, site, &words).await;
        folder
    }

    pub(super) async fn unpack(&self, tool: Tool, site: &Site, folder: &Path) {
        self.run(tool, site, &["stream", "restore", path(folder)]).await;
    }

    /// Every stream.
    pub(super) async fn pack_all(&mut self, tool: Tool, site: &Site) -> PathBuf {
        let folder = self.folder();
        let words = ["account", "backup", path(&folder)];
        let force: &[&str] = match tool {
            Tool::Ours => &[],
            Tool::Nats => &["-f"],
        };
        self.run(tool, site, &[&words, force].concat()).await;
        folder
    }

    pub(super) async fn unpack_all(&self, tool: Tool, site: &Site, folder: &Path) {
        self.run(tool, site, &["account", "restore", path(folder)]).await;
    }

    fn folder(&mut self) -> PathBuf {
        self.trips += 1;
        self.home.path().join(self.trips.to_string())
    }

    async fn run(&self, tool: Tool, site: &Site, words: &[&str]) {
        match tool {
            Tool::Ours => {
                let done = site.world.mco(&[&["broker"], words].concat()).await;
                assert_eq!(done.exit, Exit::Done, "mco broker {words:?}: {done:?}");
            }
            Tool::Nats => {
                let (done, said) = ask(&self.nats, &site.world, self.home.path(), &words.join(" ")).await;
                assert!(done, "nats {words:?}: {said}");
            }
        }
    }
}

fn path(folder: &Path) -> &str {
    folder.to_str().unwrap()
}
