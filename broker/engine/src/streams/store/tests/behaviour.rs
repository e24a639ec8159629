//! Both stores against the model, without anything going wrong.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::model::{Model, Use, uses};
use super::small_segments;
use crate::streams::disk::{Disk, SimDisk};
use crate::streams::store::{FileStore, MemoryStore, Safe, Shared, Store};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_store_in_memory_tells_what_was_put_in(uses in uses()) {
        let (mut store, mut model) = (MemoryStore::default(), Model::default());
        for what in &uses {
            model.apply(what, &mut store).unwrap();
        }
        model.check(&store);
    }

    #[test]
    fn a_store_on_disk_tells_what_was_put_in_also_after_a_restart(uses in uses()) {
        let disk = SimDisk::new(0);
        disk.create_folder(Path::new("/streams")).unwrap();
        let shared = Shared::with_segments(Arc::new(disk), "/streams".into(), 1_000..4_000);
        let (mut store, mut model) = (FileStore::create(&shared, "S"), Model::default());
        store.note("stream", b"", Safe::Now);
        store.commit().unwrap();
        for what in &uses {
            model.apply(what, &mut store).unwrap();
            match what {
                Use::Commit => store.commit().unwrap(),
                Use::Settle => store.settle().unwrap(),
                Use::Close => store.close().unwrap(),
                Use::Reopen => {
                    model.check(&store);
                    store.settle().unwrap();
                    drop(store);
                    store = FileStore::open(&shared, "S").unwrap();
                    model.check(&store);
                }
                _ => {}
            }
        }
        model.check(&store);
        store.settle().unwrap();
        model.check(&store);
        store.reopen().unwrap();
        model.check(&store);
    }
}

#[test]
fn values_that_are_written_over_and_over_do_not_fill_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let shared = small_segments(folder.path());
    let mut store = FileStore::create(&shared, "S");
    store.note("stream", b"", Safe::Now);
    store.append("forever", b"", b"one", 1);
    for round in 0..600u64 {
        let key = format!("key.{}", round % 5);
        let last = store.subject(&key).map(|known| known.last_seq);
        store.append(&key, b"", &[b'x'; 100], 1);
        if let Some(last) = last {
            store.remove(last, Safe::Later, false).unwrap();
        }
        store.commit().unwrap();
    }
    let files = std::fs::read_dir(folder.path().join("S")).unwrap();
    let logs = files
        .filter(|file| file.as_ref().unwrap().file_name() != "ledger")
        .count();
    // As much history is left as was written while the last of it was worked off.
    assert!(
        logs <= 24,
        "{logs} files for six values, and 150 without compaction"
    );
    store.settle().unwrap();
    let totals = store.totals();
    drop(store);
    let store = FileStore::open(&shared, "S").unwrap();
    assert_eq!(store.totals(), totals);
    assert_eq!((totals.messages, totals.last_seq, totals.first_seq), (6, 601, 1));
    assert_eq!(&*store.read(1).unwrap().unwrap().payload, b"one");
}

#[test]
fn a_commit_of_messages_is_one_write_and_one_sync() {
    let disk = SimDisk::new(0);
    disk.create_folder(Path::new("/streams")).unwrap();
    let shared = Shared::new(Arc::new(disk.clone()), "/streams".into());
    let mut store = FileStore::create(&shared, "S");
    store.note("stream", b"", Safe::Now);
    store.append("a", b"", b"the first one takes room for more", 1);
    store.commit().unwrap();
    let (changes, _, syncs) = disk.counts();
    for _ in 0..20 {
        store.append("a", b"", &[b'x'; 256], 1);
        store.commit().unwrap();
    }
    let (changed, _, synced) = disk.counts();
    assert_eq!((changed - changes, synced - syncs), (2 * 20, 20));
}
