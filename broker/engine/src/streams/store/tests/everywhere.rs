//! A small store with damage at every single byte of its files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;

use crate::streams::disk::{Disk, SimDisk};
use crate::streams::filter::Filter;
use crate::streams::store::{FileStore, Safe, Shared, Store, StoreError};

const FOLDER: &str = "/streams";
const FILES: [&str; 2] = ["000000000001.log", "ledger"];
const COMMITS: u64 = 4;

/// A store on a disk of its own.
struct Site {
    disk: SimDisk,
    shared: Arc<Shared>,
}

/// Messages and notes.
type Content = (Vec<(u64, String, Bytes)>, Vec<(Box<str>, Bytes)>);

impl Site {
    fn new() -> Self {
        let disk = SimDisk::new(1);
        disk.create_folder(Path::new(FOLDER)).unwrap();
        let shared = Shared::new(Arc::new(disk.clone()), FOLDER.into());
        let mut store = FileStore::create(&shared, "S");
        for commit in 1..=COMMITS {
            store.append(&format!("s.{commit}"), b"", b"precious", 1_000);
            store.note("stream", &[commit as u8], Safe::Now);
            store.commit().unwrap();
        }
        drop(store);
        Self { disk, shared }
    }

    fn open(&self) -> Result<Content, StoreError> {
        let store = FileStore::open(&self.shared, "S")?;
        let (mut messages, mut from) = (Vec::new(), 0);
        while let Some(message) = store.next(from, &Filter::default())? {
            from = message.seq + 1;
            messages.push((message.seq, message.subject.to_string(), message.payload));
        }
        Ok((messages, store.notes("")))
    }

    /// What was written into a file; nothing if it is not there.
    fn bytes(&self, path: &Path) -> Vec<u8> {
        let Ok(file) = self.disk.open(path, false) else {
            return Vec::new();
        };
        let mut bytes = vec![0; file.len().unwrap() as usize];
        file.read_at(&mut bytes, 0).unwrap();
        bytes.truncate(written(&bytes).len());
        bytes
    }

    /// What was put aside.
    fn aside(&self) -> Option<Vec<u8>> {
        let folder = Path::new(FOLDER).join("S");
        let names = self.disk.list(&folder).unwrap();
        let aside = names.iter().find(|name| name.ends_with(".aside"))?;
        Some(self.bytes(&folder.join(aside)))
    }
}

/// Without the zeros at the end: room that was taken ahead.
fn written(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1)]
}

fn path(file: &str) -> PathBuf {
    Path::new(FOLDER).join("S").join(file)
}

#[test]
fn no_flipped_bit_costs_anything_without_being_told() {
    let whole = Site::new().open().unwrap();
    for file in FILES {
        let site = Site::new();
        let bytes = site.bytes(&path(file));
        for at in 0..bytes.len() {
            // The last byte of a sector that becomes zero is like one that was never written.
            let bit = if bytes[at] == 1 << (at % 8) { at + 1 } else { at } % 8;
            site.disk.damage(&path(file), |bytes| bytes[at] ^= 1 << bit);
            match site.open() {
                Ok(found) => assert_eq!(found, whole, "{file} at {at}"),
                Err(failure) => {
                    let told = format!("{} at byte", path(file).display());
                    assert!(failure.to_string().contains(&told), "{file} at {at}: {failure}");
                }
            }
            assert_eq!(site.aside(), None);
            site.disk.damage(&path(file), |bytes| bytes[at] ^= 1 << bit);
        }
        assert_eq!(site.open().unwrap(), whole);
    }
}

#[test]
fn a_file_cut_anywhere_ends_with_a_whole_commit_and_the_rest_is_kept_aside() {
    let whole = Site::new().open().unwrap();
    for file in FILES {
        let length = Site::new().bytes(&path(file)).len();
        // Where a commit ends, nothing is left over that could tell of more.
        let mut ends = 0;
        for cut in 0..length {
            let site = Site::new();
            let bytes = site.bytes(&path(file));
            site.disk.damage(&path(file), |bytes| bytes.truncate(cut));
            let Ok((messages, notes)) = site.open() else {
                assert_eq!(site.bytes(&path(file)), written(&bytes[..cut]), "{file} at {cut}");
                continue;
            };
            assert!(whole.0.starts_with(&messages), "{file} at {cut}");
            assert!(notes.len() <= 1, "{file} at {cut}");
            match site.aside() {
                Some(aside) => {
                    assert!(
                        !aside.is_empty() && written(&bytes[..cut]).ends_with(&aside),
                        "{file} at {cut}"
                    );
                }
                None => ends += 1,
            }
        }
        assert!(ends < COMMITS as usize + 2, "{file}: {ends}");
    }
}
