//! Files that end exactly behind a commit, and files that are not there.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use crate::streams::disk::RealDisk;
use crate::streams::filter::Filter;
use crate::streams::store::chain::Reached;
use crate::streams::store::record::{FILE_HEAD, HEAD, Head, Kind, read_file_head};
use crate::streams::store::scan::scan;
use crate::streams::store::{
    Condition, FileStore, Safe, Shared, Store, StoreError, check_streams, repair_streams,
};

const SEGMENTS: Range<u64> = 1_000..4_000;
const COMMITS: u64 = 40;

/// A stream of several segments, some of which were dropped and compacted, and its files as they were left.
struct Site {
    folder: TempDir,
    shared: Arc<Shared>,
    files: Vec<(PathBuf, Vec<u8>)>,
    messages: Vec<u64>,
    last_seq: u64,
}

impl Site {
    /// After a clean stop, or after commits of which only some noted anything.
    fn new(is_clean: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shared = Shared::with_segments(Arc::new(RealDisk::default()), folder.path().to_owned(), SEGMENTS);
        let mut store = FileStore::create(&shared, "S");
        store.note("stream", b"what it is", Safe::Now);
        for commit in 1..=COMMITS {
            let seq = store.append("a", b"", &[b'x'; 150], 1_000);
            if !commit.is_multiple_of(7) && seq > 2 {
                store.remove(seq - 2, Safe::Later, false).unwrap();
            }
            if commit.is_multiple_of(15) {
                store.note("note", &commit.to_le_bytes(), Safe::Now);
            }
            store.commit().unwrap();
        }
        if is_clean {
            store.close().unwrap();
        }
        let messages = seqs(&store);
        let last_seq = store.totals().last_seq;
        drop(store);
        let names = fs::read_dir(folder.path().join("S")).unwrap();
        let read = |path: PathBuf| (path.clone(), fs::read(path).unwrap());
        let paths = names.map(|entry| entry.unwrap().path());
        let is_finished = |path: &PathBuf| path.extension().is_none_or(|end| end != "next");
        let mut files: Vec<_> = paths.filter(is_finished).map(read).collect();
        files.sort_unstable();
        Self {
            folder,
            shared,
            files,
            messages,
            last_seq,
        }
    }

    fn open(&self) -> Result<FileStore, StoreError> {
        FileStore::open(&self.shared, "S")
    }

    /// Everything as it was left.
    fn restore(&self) {
        let folder = self.folder.path().join("S");
        fs::remove_dir_all(&folder).unwrap();
        fs::create_dir(&folder).unwrap();
        for (path, bytes) in &self.files {
            fs::write(path, bytes).unwrap();
        }
    }

    /// Checks that this is told, and repaired.
    fn assert_damaged(&self, what: &str) {
        let Err(failure) = self.open() else {
            panic!("{what} goes unnoticed");
        };
        assert!(failure.to_string().contains("at byte"), "{what}: {failure}");
        let checked = check_streams(self.folder.path()).unwrap().remove(0);
        assert_eq!(checked.condition, Condition::Damaged, "{what}: {failure}");
        let repaired = repair_streams(self.folder.path()).unwrap().remove(0);
        if repaired
            .faults
            .iter()
            .any(|fault| fault.what.starts_with("nothing tells"))
        {
            assert!(what.contains("ledger") && self.open().is_err());
            return;
        }
        assert_eq!(
            (repaired.condition, &repaired.faults),
            (Condition::Repaired, &checked.faults),
            "{what}: {failure}"
        );
        let mut store = self.open().unwrap();
        let found = seqs(&store);
        assert_eq!(found.len() as u64, repaired.messages, "{what}");
        let told = |seq: &u64| {
            let mut lost = repaired.faults.iter().filter_map(|fault| fault.lost);
            lost.any(|(first, last)| (first..=last).contains(seq))
        };
        let lost = self
            .messages
            .iter()
            .find(|seq| !found.contains(seq) && !told(seq));
        assert_eq!(lost, None, "{what}: {:?}", repaired.faults);
        assert!(store.append("a", b"", b"new", 1_000) > self.last_seq, "{what}");
        store.commit().unwrap();
        drop(store);
        let checked = check_streams(self.folder.path()).unwrap().remove(0);
        assert_eq!(checked.condition, Condition::Fine, "{what}: {:?}", checked.faults);
    }
}

fn seqs(store: &FileStore) -> Vec<u64> {
    store.seqs(0, &Filter::default(), usize::MAX).unwrap()
}

/// Where the commits of a file end, the last one not.
fn ends(bytes: &[u8]) -> Vec<usize> {
    let (salt, _) = read_file_head(bytes).unwrap();
    let (mut ends, mut at) = (vec![0], FILE_HEAD);
    while let Some(head) = Head::decode(&bytes[at..], salt).filter(|head| head.kind == Kind::Group) {
        ends.push(at);
        at += HEAD + usize::try_from(head.time).unwrap();
    }
    ends
}

/// The file, without what is behind a place or with zeros there.
fn cut(path: &Path, bytes: &[u8], at: usize, zeros: bool) {
    let mut left = bytes[..at].to_vec();
    if zeros {
        left.resize(bytes.len(), 0);
    }
    fs::write(path, left).unwrap();
}

#[test]
fn after_a_clean_stop_every_cut_behind_a_commit_is_told_and_repaired() {
    let site = Site::new(true);
    assert!(site.files.len() > 3);
    let last_log = site.files.len() - 2;
    let mut harmless = 0;
    for (index, (path, bytes)) in site.files.iter().enumerate() {
        let ends = ends(bytes);
        for (number, at) in ends.iter().enumerate() {
            for zeros in [false, true] {
                site.restore();
                cut(path, bytes, *at, zeros);
                // The last group of the log says only that everything is there.
                if index == last_log && number + 1 == ends.len() {
                    assert_eq!(seqs(&site.open().unwrap()), site.messages);
                    harmless += 1;
                    continue;
                }
                site.assert_damaged(&format!("{} cut at {at}", path.display()));
            }
        }
    }
    assert_eq!(harmless, 2);
}

#[test]
fn after_a_clean_stop_every_file_that_is_not_there_is_told() {
    let site = Site::new(true);
    for (path, _) in &site.files {
        site.restore();
        fs::remove_file(path).unwrap();
        if path.ends_with("ledger") {
            assert!(site.open().is_err());
        } else {
            site.assert_damaged(&format!("{} removed", path.display()));
        }
    }
}

#[test]
fn a_log_that_nobody_closed_is_known_up_to_where_the_ledger_was_written() {
    let site = Site::new(false);
    let logs = || site.files.iter().filter(|(path, _)| !path.ends_with("ledger"));
    let (path, bytes) = logs().next_back().unwrap();
    let ends = ends(bytes);
    let mut known = Reached::default();
    scan(&site.files.last().unwrap().1, true, |found| {
        known = Reached::read(&found.record)
            .filter(|_| found.record.head.kind == Kind::Reached)
            .unwrap_or(known);
    });
    assert!(path.ends_with(format!("{:012}.log", known.segment)));
    assert!((1..ends.len() as u64 - 1).contains(&known.groups));
    for (number, at) in (0..).zip(ends) {
        site.restore();
        cut(path, bytes, at, false);
        // The first place is before the head of the file, the second behind it.
        if number <= known.groups {
            assert!(site.open().is_err(), "cut at {at}");
            continue;
        }
        let found = seqs(&site.open().unwrap());
        let before = found.iter().filter(|seq| site.messages.contains(seq));
        assert!(
            site.messages.iter().take(before.clone().count()).eq(before),
            "cut at {at}"
        );
    }
}

#[test]
fn what_a_ledger_lost_is_told_by_the_log() {
    let site = Site::new(false);
    let (path, bytes) = site.files.last().unwrap();
    for at in ends(bytes) {
        site.restore();
        cut(path, bytes, at, false);
        let failure = site.open().unwrap_err().to_string();
        assert!(failure.contains("ledger at byte"), "cut at {at}: {failure}");
    }
}

#[test]
fn a_closed_log_is_closed_again_without_writing() {
    let site = Site::new(true);
    for _ in 0..3 {
        site.open().unwrap().close().unwrap();
    }
    for (path, bytes) in &site.files {
        assert_eq!(&fs::read(path).unwrap(), bytes);
    }
}
