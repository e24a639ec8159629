//! The portable archive of a stream: what it is, its consumers and its messages, one entry after the other (`NATSARC1`).

use bytes::{Buf as _, Bytes, BytesMut};

/// Name of the first entry: what was in the stream.
pub(crate) const STATE: &str = "state.json";
/// Start of the names of the entries that follow: its consumers.
pub(crate) const CONSUMERS: &str = "consumers/";
const MAGIC: &[u8] = b"NATSARC1";
/// Longest name of an entry: subjects are no longer.
const NAME: usize = 4096;
/// Bytes of one entry beside its name; no message and no consumer is larger.
pub(crate) const ENTRY: usize = 16 * 1024 * 1024;
/// Longest header of an entry: five numbers.
const NUMBERS: usize = 5 * 10;

/// What is wrong with an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ArchiveError {
    #[error("it holds no archive of a stream (NATSARC1)")]
    Foreign,
    #[error("an entry of it is damaged")]
    Damaged,
    #[error("an entry of it is larger than any may be")]
    TooLarge,
}

/// One entry. A sequence makes it a message, whose subject is its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) name: Bytes,
    /// Nanoseconds since 1970.
    pub(crate) time: i64,
    pub(crate) seq: u64,
    pub(crate) headers: Bytes,
    pub(crate) payload: Bytes,
}

impl Entry {
    /// Whether it is the last one: an archive without is not whole.
    pub(crate) fn is_end(&self) -> bool {
        *self == Self::default()
    }
}

/// Writes the beginning of an archive.
pub(crate) fn begin(to: &mut Vec<u8>) {
    to.extend_from_slice(MAGIC);
}

/// Writes one entry.
pub(crate) fn write(to: &mut Vec<u8>, name: &str, time: i64, seq: u64, headers: &[u8], payload: &[u8]) {
    put(to, name.len() as u64);
    put(to, (time << 1 ^ time >> 63).cast_unsigned());
    put(to, seq);
    put(to, headers.len() as u64);
    put(to, payload.len() as u64);
    to.extend_from_slice(name.as_bytes());
    to.extend_from_slice(headers);
    to.extend_from_slice(payload);
}

fn put(to: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        to.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    to.push(number.to_le_bytes()[0]);
}

/// An archive as it comes in.
#[derive(Debug, Default)]
pub(crate) struct ArchiveReader {
    pending: BytesMut,
    begun: bool,
}

impl ArchiveReader {
    /// Takes the next bytes.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
    }

    /// The next entry; none until more bytes come.
    pub(crate) fn entry(&mut self) -> Result<Option<Entry>, ArchiveError> {
        if !self.begun {
            let start = &self.pending[..self.pending.len().min(MAGIC.len())];
            if !MAGIC.starts_with(start) {
                return Err(ArchiveError::Foreign);
            }
            if start.len() < MAGIC.len() {
                return Ok(None);
            }
            self.pending.advance(MAGIC.len());
            self.begun = true;
        }
        let Some(numbers) = Numbers::read(&self.pending)? else {
            return Ok(None);
        };
        let Numbers {
            length,
            name,
            headers,
            payload,
            ..
        } = numbers;
        if self.pending.len() < length + name + headers + payload {
            return Ok(None);
        }
        self.pending.advance(length);
        let mut part = |length| self.pending.split_to(length).freeze();
        Ok(Some(Entry {
            name: part(name),
            time: numbers.time,
            seq: numbers.seq,
            headers: part(headers),
            payload: part(payload),
        }))
    }
}

/// The header of an entry.
struct Numbers {
    /// Its own bytes.
    length: usize,
    name: usize,
    time: i64,
    seq: u64,
    headers: usize,
    payload: usize,
}

impl Numbers {
    fn read(bytes: &[u8]) -> Result<Option<Self>, ArchiveError> {
        let mut rest = &bytes[..bytes.len().min(NUMBERS)];
        let mut numbers = [0; 5];
        for number in &mut numbers {
            let Some(read) = number_from(&mut rest)? else {
                return Ok(None);
            };
            *number = read;
        }
        let [name, time, seq, headers, payload] = numbers;
        let size = |number: u64, most: usize| match usize::try_from(number) {
            Ok(number) if number <= most => Ok(number),
            _ => Err(ArchiveError::TooLarge),
        };
        let headers = size(headers, ENTRY)?;
        Ok(Some(Self {
            length: bytes.len().min(NUMBERS) - rest.len(),
            name: size(name, NAME)?,
            time: (time >> 1).cast_signed() ^ -(time & 1).cast_signed(),
            seq,
            headers,
            payload: size(payload, ENTRY - headers)?,
        }))
    }
}

fn number_from(rest: &mut &[u8]) -> Result<Option<u64>, ArchiveError> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let Some((&byte, after)) = rest.split_first() else {
            return Ok(None);
        };
        *rest = after;
        let bits = u64::from(byte & 0x7f);
        if shift == 63 && bits > 1 {
            break;
        }
        number |= bits << shift;
        if byte < 0x80 {
            return Ok(Some(number));
        }
    }
    Err(ArchiveError::Damaged)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(archive: &[u8], step: usize) -> Result<Vec<Entry>, ArchiveError> {
        let (mut reader, mut all) = (ArchiveReader::default(), Vec::new());
        for part in archive.chunks(step.max(1)) {
            reader.push(part);
            while let Some(entry) = reader.entry()? {
                all.push(entry);
            }
        }
        Ok(all)
    }

    #[test]
    fn an_entry_is_laid_out_as_the_other_server_does_it() {
        let mut archive = Vec::new();
        begin(&mut archive);
        write(&mut archive, "a.b", -1, 300, b"H", b"xy");
        write(&mut archive, "", 0, 0, b"", b"");
        assert_eq!(
            archive,
            [b"NATSARC1".as_slice(), &[3, 1, 0xac, 2, 1, 2], b"a.bHxy", &[0; 5]].concat()
        );
        assert!(read(&archive, 1).unwrap()[1].is_end());
    }

    #[test]
    fn what_is_no_archive_is_refused_at_once() {
        assert_eq!(read(b"meta.inf", 1), Err(ArchiveError::Foreign));
        let huge = [MAGIC, &[0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0, 0]].concat();
        assert_eq!(read(&huge, 64), Err(ArchiveError::TooLarge));
        let endless = [MAGIC, &[0xff; 40]].concat();
        assert_eq!(read(&endless, 64), Err(ArchiveError::Damaged));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            entries in proptest::collection::vec(("[a-z.]{0,20}", any::<i64>(), any::<u64>(), any::<Vec<u8>>(), any::<Vec<u8>>()), 0..20),
            step in 1usize..100
        ) {
            let (mut archive, mut expected) = (Vec::new(), Vec::new());
            begin(&mut archive);
            for (name, time, seq, headers, payload) in entries {
                write(&mut archive, &name, time, seq, &headers, &payload);
                let (headers, payload) = (headers.into(), payload.into());
                expected.push(Entry { name: name.into(), time, seq, headers, payload });
            }
            prop_assert_eq!(read(&archive, step).unwrap(), expected);
        }

        #[test]
        fn nothing_makes_it_panic(noise in proptest::collection::vec(any::<u8>(), 0..500), step in 1usize..100) {
            let _ = read(&noise, step);
            let _ = read(&[MAGIC, &noise].concat(), step);
        }
    }
}
