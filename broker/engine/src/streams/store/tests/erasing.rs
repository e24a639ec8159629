//! Messages that are to be gone from the disk as well, and a disk that does not let them go.

use std::path::Path;
use std::sync::Arc;

use crate::streams::disk::{Disk, SimDisk};
use crate::streams::store::{FileStore, Safe, Shared, Store};

const FOLDER: &str = "/streams";
const SECRET: &[u8] = b"hunter2";

/// A store with two messages, the second of which is secret.
fn site(fate: u64) -> (SimDisk, Arc<Shared>, FileStore) {
    let disk = SimDisk::new(fate);
    disk.create_folder(Path::new(FOLDER)).unwrap();
    disk.sync_folder(Path::new("/")).unwrap();
    let shared = Shared::new(Arc::new(disk.clone()), FOLDER.into());
    let mut store = FileStore::create(&shared, "S");
    store.note("stream", b"what it is", Safe::Now);
    store.append("a", b"", b"public", 1_000);
    store.append("a", b"", SECRET, 1_000);
    store.commit().unwrap();
    (disk, shared, store)
}

fn tells_the_secret(disk: &SimDisk) -> bool {
    let path = Path::new(FOLDER).join("S").join("000000000001.log");
    let file = disk.open(&path, false).unwrap();
    let mut bytes = vec![0; file.len().unwrap() as usize];
    file.read_at(&mut bytes, 0).unwrap();
    bytes.windows(SECRET.len()).any(|bytes| bytes == SECRET)
}

#[test]
fn what_cannot_be_overwritten_is_removed_and_overwritten_with_the_next_commit() {
    for fate in 0..20 {
        let (disk, shared, mut store) = site(fate);
        store.remove(2, Safe::Now, true).unwrap();
        store.append("a", b"", b"another", 1_000);
        // The removal is made safe, the overwriting is not.
        disk.fail_syncs(1, 2);
        store.commit().unwrap();
        assert_eq!(store.unerased(), [2]);
        assert!(store.is_waiting());
        store.commit().unwrap();
        assert_eq!(store.unerased(), [2]);
        store.commit().unwrap();
        assert!(store.unerased().is_empty() && !store.is_waiting());
        disk.restart();
        assert!(!tells_the_secret(&disk));
        let store = FileStore::open(&shared, "S").unwrap();
        assert!(store.unerased().is_empty());
        assert_eq!(store.totals().messages, 2);
        assert_eq!(store.read(2).unwrap(), None);
    }
}

#[test]
fn what_was_not_overwritten_when_the_machine_stopped_is_overwritten_after_the_next_start() {
    let (mut finished, mut undone) = (0, 0);
    for fate in 0..20 {
        for point in 0..5 {
            let (disk, shared, mut store) = site(fate);
            store.remove(2, Safe::Now, true).unwrap();
            disk.crash_after(point);
            let _ = store.commit();
            disk.restart();
            let mut store = FileStore::open(&shared, "S").unwrap();
            if store.read(2).unwrap().is_some() {
                undone += 1;
                continue;
            }
            assert_eq!(store.is_waiting(), !store.unerased().is_empty());
            finished += store.unerased().len();
            store.commit().unwrap();
            assert!(!tells_the_secret(&disk), "stopped at {point}");
        }
    }
    assert!(finished > 0 && undone > 0);
}

#[test]
fn what_is_to_be_overwritten_is_so_even_if_everything_is_removed_with_it() {
    let (disk, _, mut store) = site(1);
    store.remove(2, Safe::Now, true).unwrap();
    store.clear(3);
    store.commit().unwrap();
    assert!(!tells_the_secret(&disk));
}

#[test]
fn files_stay_until_what_is_in_them_is_overwritten() {
    let (disk, _, mut store) = site(1);
    store.remove(2, Safe::Now, true).unwrap();
    disk.fail_syncs(1, 1);
    store.commit().unwrap();
    store.clear(3);
    store.commit().unwrap();
    assert!(!tells_the_secret(&disk));
    assert!(store.unerased().is_empty());
}
