//! Files with flipped bits and cut ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use tempfile::TempDir;

use super::small_segments;
use crate::streams::disk::RealDisk;
use crate::streams::filter::Filter;
use crate::streams::store::{
    Condition, FileStore, Safe, Shared, Store, StoreError, check_streams, repair_streams,
};

/// A store of some commits, and what it looks like after each.
struct Site {
    folder: TempDir,
    shared: Arc<Shared>,
}

impl Site {
    /// Three messages and a note with each commit, and one removal in the last.
    fn new(commits: u64) -> Self {
        Self::noting(commits, commits)
    }

    /// The same with notes in the first commits only: what follows is not noted down anywhere else.
    fn noting(commits: u64, notes: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shared = Shared::new(Arc::new(RealDisk::default()), folder.path().to_owned());
        let site = Self { folder, shared };
        let mut store = FileStore::create(&site.shared, "S");
        for commit in 1..=commits {
            for number in 0..3 {
                store.append(&format!("a.{number}"), b"", &payload(commit), 1_000);
            }
            store.note("stream", commit.min(notes).to_string().as_bytes(), Safe::Now);
            if commit == commits {
                store.remove(1, Safe::Now, false).unwrap();
            }
            store.commit().unwrap();
        }
        site
    }

    fn open(&self) -> Result<FileStore, StoreError> {
        FileStore::open(&self.shared, "S")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("S").join(name)
    }

    fn asides(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path().join("S")).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.ends_with(".aside")).collect()
    }
}

fn payload(commit: u64) -> Vec<u8> {
    (0..200 * commit).map(|at| (at % 250 + 1) as u8).collect()
}

/// Bytes up to the last that is not zero.
fn written(path: &Path) -> usize {
    let bytes = fs::read(path).unwrap();
    bytes.iter().rposition(|byte| *byte != 0).unwrap() + 1
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

/// Every message that is there, checked.
fn payloads(store: &FileStore) -> Result<Vec<(u64, usize)>, StoreError> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(message) = store.next(from, &Filter::default())? {
        assert_eq!(*message.payload, payload(message.seq.div_ceil(3)));
        found.push((message.seq, message.payload.len()));
        from = message.seq + 1;
    }
    Ok(found)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_flipped_bit_is_damage_wherever_it_is(at in 0.0f64..1.0, bit in 0u8..8, ledger in any::<bool>()) {
        let site = Site::new(4);
        let path = site.file(if ledger { "ledger" } else { "000000000001.log" });
        let at = (at * written(&path) as f64) as usize;
        // The last byte of a sector that becomes zero is like one that was never written.
        prop_assume!(fs::read(&path).unwrap()[at] != 1 << bit);
        let whole = payloads(&site.open().unwrap()).unwrap();
        change(&path, |bytes| bytes[at] ^= 1 << bit);
        match site.open() {
            // The first message is gone already: nobody misses what it said.
            Ok(store) => prop_assert_eq!(payloads(&store).unwrap(), whole),
            Err(failure) => {
                let expected = format!("{} at byte", path.display());
                prop_assert!(failure.to_string().contains(&expected), "{}", failure);
                change(&path, |bytes| bytes[at] ^= 1 << bit);
                prop_assert_eq!(payloads(&site.open().unwrap()).unwrap(), whole);
            }
        }
        prop_assert!(site.asides().is_empty());
    }

    #[test]
    fn a_cut_end_takes_whole_commits_and_is_kept_aside(cut in 0.0f64..1.0, zeros in any::<bool>()) {
        let site = Site::noting(4, 1);
        let path = site.file("000000000001.log");
        let (from, to) = (written(&path) / 3, written(&path));
        let cut = from + (cut * (to - from) as f64) as usize;
        let whole = fs::read(&path).unwrap();
        change(&path, |bytes| {
            bytes.truncate(cut);
            if zeros {
                bytes.resize(to + 4096, 0);
            }
        });
        let store = site.open().unwrap();
        let found = payloads(&store).unwrap();
        prop_assert_eq!(found.len() % 3, 0);
        prop_assert!(found.len() < 12);
        let good = written(&path);
        prop_assert!(good <= cut);
        let left = whole[good..cut].iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
        let asides = site.asides();
        prop_assert_eq!(asides.len(), usize::from(left > 0));
        for aside in asides {
            prop_assert_eq!(&fs::read(site.file(&aside)).unwrap(), &whole[good..good + left]);
        }
        prop_assert_eq!(payloads(&site.open().unwrap()).unwrap(), found);
    }
}

#[test]
fn a_message_that_goes_bad_while_it_is_served_is_not_given_out() {
    let site = Site::new(4);
    let mut store = site.open().unwrap();
    let path = site.file("000000000001.log");
    let at = fs::read(&path)
        .unwrap()
        .windows(3)
        .position(|bytes| bytes == b"a.1")
        .unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes[at + 9] ^= 4;
    fs::write(&path, bytes).unwrap();
    assert!(matches!(store.read(2), Err(StoreError::Damaged { .. })));
    assert_eq!(store.read(3).unwrap().unwrap().payload.len(), 200);
    let removed = store.remove(2, Safe::Now, false).unwrap().unwrap();
    assert_eq!((&*removed.subject, removed.bytes), ("a.1", 233));
    store.commit().unwrap();
    assert_eq!(site.open().unwrap().totals().messages, 10);
}

#[test]
fn an_erased_message_is_not_on_the_disk_any_more() {
    let site = Site::new(1);
    let mut store = site.open().unwrap();
    store.append("secret", b"", b"hunter2", 1_000);
    store.commit().unwrap();
    let holds = |site: &Site| {
        let bytes = fs::read(site.file("000000000001.log")).unwrap();
        bytes.windows(7).any(|bytes| bytes == b"hunter2")
    };
    assert!(holds(&site));
    let seq = store.totals().last_seq;
    store.remove(seq, Safe::Later, true).unwrap();
    store.commit().unwrap();
    assert!(!holds(&site));
    assert_eq!(site.open().unwrap().totals().messages, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_repair_keeps_what_can_be_read(at in 0.0f64..1.0, bit in 0u8..8, ledger in any::<bool>()) {
        let site = Site::new(4);
        let name = if ledger { "ledger" } else { "000000000001.log" };
        let path = site.file(name);
        let at = (at * written(&path) as f64) as usize;
        let whole = payloads(&site.open().unwrap()).unwrap();
        prop_assert_eq!(check_streams(site.folder.path()).unwrap()[0].condition, Condition::Fine);
        change(&path, |bytes| bytes[at] ^= 1 << bit);
        let damaged = fs::read(&path).unwrap();
        let checked = check_streams(site.folder.path()).unwrap().remove(0);
        prop_assert_eq!(&fs::read(&path).unwrap(), &damaged);
        let opens = site.open().is_ok();
        prop_assert_eq!(checked.condition, if opens { Condition::Fine } else { Condition::Damaged });
        let repaired = repair_streams(site.folder.path()).unwrap().remove(0);
        let store = site.open().unwrap();
        let found = payloads(&store).unwrap();
        if opens {
            prop_assert_eq!(found, whole);
            prop_assert_eq!(&fs::read(&path).unwrap(), &damaged);
            return Ok(());
        }
        prop_assert_eq!(repaired.condition, Condition::Repaired);
        prop_assert_eq!(&repaired.faults, &checked.faults);
        prop_assert_eq!(&repaired.faults[0].file, &path);
        prop_assert_eq!(repaired.messages, found.len() as u64);
        prop_assert_eq!(site.asides().len(), 1);
        // One flipped bit costs one message at most, or brings the removed one back.
        let lost: Vec<_> = whole.iter().filter(|one| !found.contains(one)).collect();
        prop_assert!(lost.len() <= 1);
        for (seq, _) in lost {
            let told = repaired.faults.iter().filter_map(|fault| fault.lost);
            prop_assert!(told.into_iter().any(|(first, last)| (first..=last).contains(seq)));
        }
        prop_assert!(store.totals().last_seq >= 12);
        prop_assert!(!store.notes("stream").is_empty());
        prop_assert_eq!(check_streams(site.folder.path()).unwrap()[0].condition, Condition::Fine);
    }
}

#[test]
fn a_stream_whose_tail_is_torn_is_not_repaired_but_cut_by_its_next_start() {
    let site = Site::noting(4, 3);
    let path = site.file("000000000001.log");
    let to = written(&path);
    change(&path, |bytes| bytes.truncate(to - 10));
    let checked = repair_streams(site.folder.path()).unwrap().remove(0);
    assert_eq!(
        (checked.condition, checked.messages, checked.faults.len()),
        (Condition::Torn, 9, 0)
    );
    assert_eq!(fs::metadata(&path).unwrap().len(), to as u64 - 10);
    assert_eq!(payloads(&site.open().unwrap()).unwrap().len(), 9);
}

#[test]
fn a_missing_ledger_is_damage() {
    let site = Site::new(1);
    fs::remove_file(site.file("ledger")).unwrap();
    assert!(site.open().is_err());
    let report = repair_streams(site.folder.path()).unwrap().remove(0);
    assert_eq!((report.condition, report.messages), (Condition::Damaged, 2));
}

#[test]
fn a_stream_that_nothing_describes_any_more_is_damaged_before_and_after_a_repair() {
    let site = Site::new(1);
    let path = site.file("ledger");
    change(&path, |bytes| {
        let at = bytes.windows(6).position(|name| name == b"stream").unwrap();
        bytes[at] ^= 1;
    });
    let damaged = fs::read(&path).unwrap();
    for examine in [check_streams, repair_streams, check_streams] {
        let report = examine(site.folder.path()).unwrap().remove(0);
        assert_eq!(report.condition, Condition::Damaged);
        let last = report.faults.last().unwrap();
        assert_eq!(last.what, "nothing tells any more what the stream is");
        assert_eq!(fs::read(&path).unwrap(), damaged);
    }
}

#[test]
fn what_was_removed_does_not_come_back_when_the_record_of_it_goes_bad() {
    let folder = tempfile::tempdir().unwrap();
    let shared = small_segments(folder.path());
    let mut store = FileStore::create(&shared, "S");
    store.note("stream", b"what it is", Safe::Now);
    let append = |store: &mut FileStore, count| {
        for _ in 0..count {
            store.append("a", b"", &[b'x'; 200], 1_000);
            store.commit().unwrap();
        }
    };
    append(&mut store, 5);
    let second = folder.path().join("S/000000000002.log");
    assert!(second.exists());
    // The record of this is in the second segment, and is what most of it comes to.
    store.remove(2, Safe::Now, false).unwrap();
    store.commit().unwrap();
    let at = written(&second) - 3;
    append(&mut store, 12);
    change(&second, |bytes| bytes[at] ^= 1);
    for seq in 5..=16 {
        store.remove(seq, Safe::Now, false).unwrap();
        store.commit().unwrap();
    }
    drop(store);
    if let Ok(store) = FileStore::open(&shared, "S") {
        assert_eq!(store.read(2).unwrap(), None);
        panic!("the damage went unnoticed");
    }
}
