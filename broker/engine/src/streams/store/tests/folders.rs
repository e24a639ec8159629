//! The folder of the folders, and what else may lie in it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::streams::disk::{Disk, RealDisk, SimDisk};
use crate::streams::store::record::FILE_HEAD;
use crate::streams::store::{
    Condition, FileStore, Safe, Shared, Store, StoreError, check_streams, repair_streams,
};

fn make(shared: &Arc<Shared>, name: &str) {
    let mut store = FileStore::create(shared, name);
    store.note("stream", b"what it is", Safe::Now);
    store.append("a", b"", b"one", 1_000);
    store.commit().unwrap();
}

#[test]
fn a_crash_after_the_first_start_does_not_take_the_folder_of_all_streams_away() {
    for seed in 0..50 {
        let disk = SimDisk::new(seed);
        let shared = Shared::new(Arc::new(disk.clone()), "/var/lib/streams".into());
        shared.make_folder().unwrap();
        shared.remove_leftovers().unwrap();
        make(&shared, "S");
        disk.restart();
        assert_eq!(disk.list(Path::new("/var/lib/streams")).unwrap(), ["S"]);
        assert_eq!(FileStore::open(&shared, "S").unwrap().totals().messages, 1);
    }
}

#[test]
fn a_stream_that_cannot_be_read_does_not_hide_how_the_others_are() {
    let folder = tempfile::tempdir().unwrap();
    let shared = Shared::new(Arc::new(RealDisk::default()), folder.path().to_owned());
    for name in ["A", "B", "C"] {
        make(&shared, name);
    }
    let ledger = folder.path().join("B/ledger");
    fs::remove_file(&ledger).unwrap();
    fs::create_dir(&ledger).unwrap();
    for examine in [check_streams, repair_streams] {
        let reports = examine(folder.path()).unwrap();
        let found = reports.iter().map(|report| (&*report.name, report.condition));
        let expected = [
            ("A", Condition::Fine),
            ("B", Condition::Damaged),
            ("C", Condition::Fine),
        ];
        assert!(found.eq(expected), "{reports:?}");
        assert!(
            reports[1].faults[0].what.starts_with("the disk failed: "),
            "{reports:?}"
        );
    }
}

#[test]
fn what_cannot_be_kept_aside_stays_where_it_is_and_leaves_nothing() {
    let disk = SimDisk::new(1);
    let shared = Shared::new(Arc::new(disk.clone()), "/streams".into());
    shared.make_folder().unwrap();
    make(&shared, "S");
    let folder = Path::new("/streams/S");
    disk.damage(&folder.join("000000000001.log"), |bytes| {
        let end = bytes.iter().rposition(|byte| *byte != 0).unwrap();
        bytes.truncate(end - 2);
    });
    let ledger = folder.join("ledger");
    // Nothing says that there was more.
    disk.damage(&ledger, |bytes| bytes.truncate(FILE_HEAD));
    disk.set_room(Some(4));
    for _ in 0..3 {
        assert!(matches!(FileStore::open(&shared, "S"), Err(StoreError::Full)));
    }
    assert_eq!(disk.list(folder).unwrap().len(), 2);
    disk.set_room(None);
    assert_eq!(FileStore::open(&shared, "S").unwrap().totals().messages, 0);
    assert_eq!(disk.list(folder).unwrap().len(), 3);
}
