//! Bytes of a stranger never panic the readers of backups, take no more memory than they may, and give the same entries however
//! they arrive.

#![no_main]

#[allow(dead_code, unreachable_pub, reason = "the reader is compiled alone, without what uses all of it")]
#[path = "../../src/streams/snapshot/archive.rs"]
mod archive;
#[allow(dead_code, unreachable_pub, reason = "the reader is compiled alone, without what uses all of it")]
#[path = "../../src/streams/snapshot/s2.rs"]
mod s2;

use archive::{ArchiveError, ArchiveReader, Entry};
use libfuzzer_sys::fuzz_target;
use s2::{S2Error, S2Reader};

/// The longest block.
const BLOCK: usize = 4 * 1024 * 1024;

fn blocks(input: &[u8], piece: usize) -> (Vec<u8>, Option<S2Error>) {
    let (mut reader, mut all) = (S2Reader::default(), Vec::new());
    for part in input.chunks(piece) {
        reader.push(part);
        loop {
            match reader.block() {
                Ok(Some(block)) => {
                    assert!(block.len() <= BLOCK);
                    all.extend_from_slice(&block);
                }
                Ok(None) => break,
                Err(error) => return (all, Some(error)),
            }
        }
    }
    (all, reader.finish().err())
}

fn entries(input: &[u8], piece: usize) -> (Vec<Entry>, Option<ArchiveError>) {
    let (mut reader, mut all) = (ArchiveReader::default(), Vec::new());
    for part in input.chunks(piece) {
        reader.push(part);
        loop {
            match reader.entry() {
                Ok(Some(entry)) => all.push(entry),
                Ok(None) => break,
                Err(error) => return (all, Some(error)),
            }
        }
    }
    (all, None)
}

fuzz_target!(|input: &[u8]| {
    let whole = input.len().max(1);
    assert_eq!(blocks(input, whole), blocks(input, 1));
    let mut text = Vec::new();
    archive::begin(&mut text);
    text.extend_from_slice(input);
    for text in [input, &text] {
        let (read, error) = entries(text, whole);
        assert_eq!((read.clone(), error), entries(text, 1));
        let mut again = Vec::new();
        archive::begin(&mut again);
        for Entry { name, time, seq, headers, payload } in &read {
            if let Ok(name) = std::str::from_utf8(name) {
                archive::write(&mut again, name, *time, *seq, headers, payload);
            }
        }
        let (copies, error) = entries(&again, whole);
        assert_eq!(error, None);
        assert!(copies.iter().all(|copy| read.contains(copy)));
    }
});
