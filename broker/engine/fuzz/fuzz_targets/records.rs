//! Logs that a crash or a bad disk left are read without a panic, and nothing is read that was not written.

#![no_main]

#[allow(dead_code, unreachable_pub, reason = "it is compiled alone, without what uses all of it")]
#[path = "../../src/streams/store/group.rs"]
mod group;
#[allow(dead_code, unreachable_pub, reason = "it is compiled alone, without what uses all of it")]
#[path = "../../src/streams/store/ranges.rs"]
mod ranges;
#[allow(dead_code, unreachable_pub, reason = "it is compiled alone, without what uses all of it")]
#[path = "../../src/streams/store/record.rs"]
mod record;
#[allow(dead_code, unreachable_pub, reason = "it is compiled alone, without what uses all of it")]
#[path = "../../src/streams/store/salvage.rs"]
mod salvage;
#[allow(dead_code, unreachable_pub, reason = "it is compiled alone, without what uses all of it")]
#[path = "../../src/streams/store/scan.rs"]
mod scan;

/// What the modules look for above themselves.
mod streams {
    pub(crate) mod message {
        pub(crate) type Nanos = i64;
    }
}

/// Likewise.
mod home {
    #[derive(Debug, Clone, Copy)]
    pub(crate) struct FileId;
}

use std::collections::BTreeSet;

use group::Group;
use libfuzzer_sys::fuzz_target;
use record::{FILE_HEAD, Head, Kind, file_head};

const SALT: u32 = 0x1234_5678;

/// A log of groups as long as `sizes` say, and what is in it.
fn written(sizes: &[u8]) -> (Vec<u8>, BTreeSet<(u64, Vec<u8>)>) {
    let (mut bytes, mut messages) = (file_head(SALT, 1, 0).to_vec(), BTreeSet::new());
    for (index, size) in sizes.iter().enumerate() {
        let seq = index as u64 + 1;
        let payload = vec![*size; usize::from(*size)];
        let mut group = Group::default();
        group.begin(SALT);
        group.push(Head::bare(Kind::Message, seq, 0), "a.b", b"", &payload);
        bytes.extend_from_slice(group.end(seq));
        messages.insert((seq, payload));
    }
    (bytes, messages)
}

/// Bytes that were changed: pairs of a place and what is there now.
fn spoiled(mut bytes: Vec<u8>, changes: &[u8], cut: usize) -> Vec<u8> {
    for change in changes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % bytes.len();
        bytes[at] = change[2];
    }
    bytes.truncate(bytes.len() - cut % bytes.len());
    bytes
}

fn read(bytes: &[u8], messages: &BTreeSet<(u64, Vec<u8>)>) {
    for is_last in [true, false] {
        let mut seqs = Vec::new();
        let scanned = scan::scan(bytes, is_last, |found| {
            if found.whole && found.record.head.kind == Kind::Message {
                let (seq, payload) = (found.record.head.seq, found.record.payload());
                assert!(messages.contains(&(seq, payload.to_vec())));
                seqs.push(seq);
            }
        });
        assert!(scanned.len <= bytes.len().max(FILE_HEAD));
        assert!(seqs.is_sorted());
        let salvage = salvage::Salvage::read(home::FileId, bytes, is_last);
        for (_, record) in salvage.records.iter().filter(|(_, record)| record.head.kind == Kind::Message) {
            assert!(messages.contains(&(record.head.seq, record.payload().to_vec())));
        }
    }
}

fuzz_target!(|input: &[u8]| {
    if let Some(mut ranges) = ranges::Ranges::decode(input) {
        let again = ranges::Ranges::decode(&ranges.encode());
        assert_eq!(again.map(|mut again| again.encode()), Some(ranges.encode()));
    }
    read(input, &BTreeSet::new());
    let [groups, cut, rest @ ..] = input else { return };
    let (sizes, changes) = rest.split_at(usize::from(groups % 16).min(rest.len()));
    let (bytes, messages) = written(sizes);
    read(&bytes, &messages);
    read(&spoiled(bytes, changes, usize::from(*cut)), &messages);
});
