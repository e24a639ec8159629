//! Files that are right by their checksums and wrong by what they say.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use tempfile::TempDir;

use super::small_segments;
use crate::streams::store::group::Group;
use crate::streams::store::record::{Head, Kind, file_head};
use crate::streams::store::{
    Condition, FileStore, Safe, Shared, Store, StoreError, check_streams, repair_streams,
};

/// A stream whose only segment can be replaced.
struct Site {
    folder: TempDir,
    shared: Arc<Shared>,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shared = small_segments(folder.path());
        let mut store = FileStore::create(&shared, "S");
        store.note("stream", b"what it is", Safe::Now);
        store.commit().unwrap();
        Self { folder, shared }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("S").join(name)
    }

    /// Opens it with a segment that holds these records, in a group each.
    fn with(&self, start: u64, records: &[Head]) -> Result<FileStore, StoreError> {
        const SALT: u32 = 7;
        let mut bytes = file_head(SALT, start, 0).to_vec();
        for (number, head) in (1..).zip(records) {
            let mut group = Group::default();
            group.begin(SALT);
            group.push(*head, "a", b"", b"one");
            bytes.extend_from_slice(group.end(number));
        }
        fs::write(self.file("000000000001.log"), bytes).unwrap();
        FileStore::open(&self.shared, "S")
    }
}

fn message(seq: u64) -> Head {
    Head::bare(Kind::Message, seq, 1_000)
}

#[test]
fn sequences_that_nobody_could_count_on_from_are_damage() {
    let site = Site::new();
    assert_eq!(
        site.with(1, &[message(1), message(5)]).unwrap().totals().last_seq,
        5
    );
    let cases: [(u64, &[Head]); 4] = [
        (1, &[message(u64::MAX)]),
        (u64::MAX, &[]),
        (1, &[message(1), Head::bare(Kind::Skipped, u64::MAX, 0)]),
        (1, &[message(1), Head::bare(Kind::Cleared, u64::MAX, 0)]),
    ];
    for (start, records) in cases {
        let opened = site.with(start, records);
        assert!(
            matches!(opened, Err(StoreError::Damaged { .. })),
            "{records:?}: {opened:?}"
        );
        let report = check_streams(site.folder.path()).unwrap().remove(0);
        assert_eq!(report.condition, Condition::Damaged, "{records:?}");
    }
}

#[test]
fn messages_that_are_not_in_order_are_damage() {
    let site = Site::new();
    for second in [5, 4, 1, 0] {
        let opened = site.with(1, &[message(5), message(second)]);
        assert!(
            matches!(opened, Err(StoreError::Damaged { .. })),
            "{second}: {opened:?}"
        );
        let report = repair_streams(site.folder.path()).unwrap().remove(0);
        assert_eq!(
            (report.condition, report.messages),
            (Condition::Repaired, 1),
            "{report:?}"
        );
    }
}

#[test]
fn a_file_of_no_possible_length_is_damage_and_takes_no_memory() {
    let site = Site::new();
    for name in ["000000000001.log", "ledger"] {
        let path = site.file(name);
        let file = fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .unwrap();
        file.set_len(1 << 43).unwrap();
        assert!(FileStore::open(&site.shared, "S").is_err(), "{name}");
        assert_eq!(
            check_streams(site.folder.path()).unwrap()[0].condition,
            Condition::Damaged
        );
    }
}
