//! Reads S2 streams: Snappy's frames with larger blocks and repeated offsets, which is what backups are wrapped in.
//!
//! What we write is plain Snappy, which every reader of S2 reads too.

use bytes::{Buf as _, Bytes, BytesMut};

/// First chunk of a stream, and of every further one that was joined to it.
const STREAM: u8 = 0xff;
const COMPRESSED: u8 = 0x00;
const PLAIN: u8 = 0x01;
/// Kinds from here on may be skipped by whoever does not know them.
const SKIPPABLE: u8 = 0x80;
const MAGIC: [&[u8]; 2] = [b"S2sTwO", b"sNaPpY"];
/// Kind and length of a chunk.
const CHUNK_HEADER: usize = 4;
/// Checksum in front of a block.
const CHECKSUM: usize = 4;
/// Longest block there may be.
const BLOCK: usize = 4 * 1024 * 1024;
/// Longest chunk with such a block: what does not get smaller is written plain.
const CHUNK: usize = CHECKSUM + BLOCK + BLOCK / 6 + 32;

/// What is wrong with a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum S2Error {
    #[error("it does not begin as an S2 stream does")]
    Foreign,
    #[error("a chunk of it is damaged")]
    Damaged,
    #[error("a chunk of it is larger than any may be")]
    TooLarge,
    #[error("it ends in the middle of a chunk")]
    Cut,
}

/// A stream as it comes in.
#[derive(Debug, Default)]
pub(crate) struct S2Reader {
    pending: BytesMut,
    /// Bytes of a chunk that nobody needs and that are still to come.
    skip: usize,
    begun: bool,
}

impl S2Reader {
    /// Takes the next bytes.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
    }

    /// The next block, at most 4 MiB; none until more bytes come.
    pub(crate) fn block(&mut self) -> Result<Option<Bytes>, S2Error> {
        loop {
            let skipped = self.skip.min(self.pending.len());
            self.pending.advance(skipped);
            self.skip -= skipped;
            let Some((kind, length)) = self.chunk()? else {
                return Ok(None);
            };
            if kind >= SKIPPABLE && kind != STREAM {
                self.pending.advance(CHUNK_HEADER);
                self.skip = length;
                continue;
            }
            if self.pending.len() < CHUNK_HEADER + length {
                return Ok(None);
            }
            self.pending.advance(CHUNK_HEADER);
            let body = self.pending.split_to(length);
            match kind {
                STREAM if MAGIC.contains(&&body[..]) => self.begun = true,
                STREAM => return Err(S2Error::Foreign),
                _ => return unpack(kind, &body).map(Some),
            }
        }
    }

    /// Checks that nothing is missing at the end.
    pub(crate) fn finish(&self) -> Result<(), S2Error> {
        match self.pending.is_empty() && self.skip == 0 {
            true if self.begun => Ok(()),
            true => Err(S2Error::Foreign),
            false => Err(S2Error::Cut),
        }
    }

    fn chunk(&self) -> Result<Option<(u8, usize)>, S2Error> {
        let Some([kind, a, b, c]) = self.pending.first_chunk::<CHUNK_HEADER>() else {
            return Ok(None);
        };
        if !self.begun && *kind != STREAM {
            return Err(S2Error::Foreign);
        }
        let length = u32::from_le_bytes([*a, *b, *c, 0]) as usize;
        match *kind {
            STREAM if length != MAGIC[0].len() => Err(S2Error::Foreign),
            COMPRESSED | PLAIN if length > CHUNK => Err(S2Error::TooLarge),
            COMPRESSED | PLAIN if length < CHECKSUM => Err(S2Error::Damaged),
            COMPRESSED | PLAIN | SKIPPABLE.. => Ok(Some((*kind, length))),
            _ => Err(S2Error::Damaged),
        }
    }
}

fn unpack(kind: u8, body: &[u8]) -> Result<Bytes, S2Error> {
    let (checksum, body) = body.split_first_chunk::<CHECKSUM>().ok_or(S2Error::Damaged)?;
    let block = match kind {
        PLAIN if body.len() > BLOCK => return Err(S2Error::TooLarge),
        PLAIN => Bytes::copy_from_slice(body),
        _ => expand(body)?.into(),
    };
    let right = masked(crc32c(&block)) == u32::from_le_bytes(*checksum);
    right.then_some(block).ok_or(S2Error::Damaged)
}

/// Undoes the compression of one block.
fn expand(packed: &[u8]) -> Result<Vec<u8>, S2Error> {
    let mut from = Cursor(packed);
    let length = from.varint()?;
    if length > BLOCK {
        return Err(S2Error::TooLarge);
    }
    let mut block = Vec::with_capacity(length);
    let mut offset = 0;
    while let Some((&tag, rest)) = from.0.split_first() {
        from.0 = rest;
        let high = usize::from(tag >> 2);
        let copied = match tag & 3 {
            0 => {
                let more = high.saturating_sub(59).min(4);
                let literal = if more == 0 { high } else { from.number(more)? } + 1;
                let literal = from.take(literal)?;
                if block.len() + literal.len() > length {
                    return Err(S2Error::Damaged);
                }
                block.extend_from_slice(literal);
                continue;
            }
            1 => {
                let near = (usize::from(tag & 0xe0) << 3) | from.number(1)?;
                let short = high & 7;
                if near == 0 {
                    repeated(short, &mut from)?
                } else {
                    offset = near;
                    short
                }
                .checked_add(4)
                .ok_or(S2Error::Damaged)?
            }
            wide => {
                offset = from.number(if wide == 2 { 2 } else { 4 })?;
                high + 1
            }
        };
        if offset == 0 || offset > block.len() || copied > length - block.len() {
            return Err(S2Error::Damaged);
        }
        copy(&mut block, offset, copied);
    }
    (block.len() == length).then_some(block).ok_or(S2Error::Damaged)
}

/// Length of a copy from the same distance as the one before; what S2 adds to Snappy.
fn repeated(short: usize, from: &mut Cursor<'_>) -> Result<usize, S2Error> {
    Ok(match short {
        5 => from.number(1)? + 4,
        6 => from.number(2)? + (1 << 8),
        7 => from.number(3)? + (1 << 16),
        short => short,
    })
}

/// Copies from `offset` bytes before the end, over what it copies itself where they overlap.
fn copy(block: &mut Vec<u8>, offset: usize, count: usize) {
    let start = block.len() - offset;
    let mut left = count;
    while left > 0 {
        let part = left.min(block.len() - start);
        block.extend_from_within(start..start + part);
        left -= part;
    }
}

struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], S2Error> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(S2Error::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    /// A little-endian number of up to four bytes.
    fn number(&mut self, bytes: usize) -> Result<usize, S2Error> {
        let bytes = self.take(bytes)?;
        Ok(bytes
            .iter()
            .rev()
            .fold(0, |number, byte| (number << 8) | usize::from(*byte)))
    }

    fn varint(&mut self) -> Result<usize, S2Error> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.number(1)?;
            number |= (byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(S2Error::TooLarge)
    }
}

/// Checksums are stored in this shape, so that those of data which holds checksums are not weak.
fn masked(checksum: u32) -> u32 {
    checksum.rotate_right(15).wrapping_add(0xa282_ead8)
}

/// Castagnoli's checksum, which Snappy's frames use.
fn crc32c(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum: u32, byte| {
        TABLE[usize::from(sum.to_le_bytes()[0] ^ byte)] ^ (sum >> 8)
    })
}

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let (mut sum, mut bit) = (index as u32, 0);
        while bit < 8 {
            sum = if sum & 1 == 1 {
                (sum >> 1) ^ 0x82f6_3b78
            } else {
                sum >> 1
            };
            bit += 1;
        }
        table[index] = sum;
        index += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use proptest::prelude::*;

    use super::*;

    fn read(stream: &[u8], step: usize) -> Result<Vec<u8>, S2Error> {
        let (mut reader, mut all) = (S2Reader::default(), Vec::new());
        for part in stream.chunks(step.max(1)) {
            reader.push(part);
            while let Some(block) = reader.block()? {
                all.extend_from_slice(&block);
            }
        }
        reader.finish()?;
        Ok(all)
    }

    fn written(data: &[u8]) -> Vec<u8> {
        let mut writer = snap::write::FrameEncoder::new(Vec::new());
        writer.write_all(data).unwrap();
        writer.into_inner().unwrap()
    }

    /// `hello` and then nine times more by repeating, as the Go library writes it.
    fn with_repeats() -> Vec<u8> {
        let mut block = vec![55, 4 << 2];
        block.extend_from_slice(b"hello");
        // A copy of 10 from 5 before, and one of 40 from the same distance.
        block.extend_from_slice(&[(9 << 2) | 2, 5, 0]);
        block.extend_from_slice(&[(5 << 2) | 1, 0, 32]);
        let mut stream = [&[STREAM, 6, 0, 0][..], b"S2sTwO"].concat();
        let length = u32::try_from(block.len() + CHECKSUM).unwrap().to_le_bytes();
        stream.extend_from_slice(&[COMPRESSED, length[0], length[1], length[2]]);
        stream.extend_from_slice(&masked(crc32c(&b"hello".repeat(11))).to_le_bytes());
        stream.extend_from_slice(&block);
        stream
    }

    #[test]
    fn what_only_s2_has_is_understood() {
        assert_eq!(read(&with_repeats(), 3).unwrap(), b"hello".repeat(11));
    }

    #[test]
    fn padding_and_indexes_are_skipped() {
        let mut stream = with_repeats();
        stream.extend_from_slice(&[0xfe, 3, 0, 0, 1, 2, 3, 0x99, 0, 0, 0]);
        assert_eq!(read(&stream, 2).unwrap().len(), 55);
    }

    #[test]
    fn what_is_no_such_stream_is_refused() {
        assert_eq!(read(b"", 1), Err(S2Error::Foreign));
        assert_eq!(read(b"\x1f\x8b\x08\x00 gzip", 64), Err(S2Error::Foreign));
        let mut flipped = with_repeats();
        *flipped.last_mut().unwrap() ^= 1;
        assert_eq!(read(&flipped, 64), Err(S2Error::Damaged));
        let cut = with_repeats();
        assert_eq!(read(&cut[..cut.len() - 1], 64), Err(S2Error::Cut));
        let huge = [&with_repeats()[..10], &[COMPRESSED, 0xff, 0xff, 0xff]].concat();
        assert_eq!(read(&huge, 64), Err(S2Error::TooLarge));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            data in proptest::collection::vec(prop_oneof![Just(0u8), any::<u8>()], 0..10_000), step in 1usize..5_000
        ) {
            if !data.is_empty() {
                prop_assert_eq!(read(&written(&data), step).unwrap(), data);
            }
        }

        #[test]
        fn nothing_makes_it_panic(mut noise in proptest::collection::vec(any::<u8>(), 0..2_000), step in 1usize..2_000) {
            let _ = read(&noise, step);
            let _ = expand(&noise);
            noise.splice(..0, with_repeats());
            let _ = read(&noise, step);
        }
    }
}
