//! What waits for one peer, in order: text and shared bodies. An empty queue holds no memory.

use std::collections::VecDeque;
use std::io::IoSlice;

use bytes::{Buf, Bytes};

/// A text chunk stops growing here, so that a long queue is never moved by a reallocation.
const TEXT_CHUNK: usize = 32 * 1024;

#[derive(Debug)]
enum Chunk {
    Text(Vec<u8>),
    Shared(Bytes),
}

impl Chunk {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text,
            Self::Shared(body) => body,
        }
    }
}

/// A queue of bytes to be written.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    chunks: VecDeque<Chunk>,
    /// Bytes of the first chunk that are already written.
    written: usize,
    /// Bytes of all chunks but the last text, which may still grow.
    settled: usize,
}

impl Queue {
    /// Bytes to be written.
    pub(crate) fn len(&self) -> usize {
        let growing = match self.chunks.back() {
            Some(Chunk::Text(text)) => text.len(),
            _ => 0,
        };
        self.settled + growing - self.written
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// Where to append text.
    pub(crate) fn text(&mut self) -> &mut Vec<u8> {
        let full = match self.chunks.back() {
            Some(Chunk::Text(text)) => text.len() >= TEXT_CHUNK,
            _ => true,
        };
        if full {
            self.settle();
            self.chunks.push_back(Chunk::Text(Vec::new()));
        }
        match self.chunks.back_mut() {
            Some(Chunk::Text(text)) => text,
            _ => unreachable!("a text chunk was put last if there was none"),
        }
    }

    /// Appends a shared body.
    pub(crate) fn share(&mut self, body: Bytes) {
        self.settle();
        self.settled += body.len();
        self.chunks.push_back(Chunk::Shared(body));
    }

    /// Puts `self`, the rest of an interrupted write, before what was queued meanwhile.
    pub(crate) fn followed_by(mut self, newer: Self) -> Self {
        if newer.is_empty() {
            return self;
        }
        self.settle();
        self.settled += newer.settled;
        debug_assert_eq!(newer.written, 0, "a queue is written by its one flusher only");
        self.chunks.extend(newer.chunks);
        self
    }

    /// Fills `slices` with what comes first and returns how many were used.
    pub(crate) fn slices<'a>(&'a self, slices: &mut [IoSlice<'a>]) -> usize {
        let mut used = 0;
        for (slot, chunk) in slices.iter_mut().zip(&self.chunks) {
            let skip = if used == 0 { self.written } else { 0 };
            *slot = IoSlice::new(&chunk.bytes()[skip..]);
            used += 1;
        }
        used
    }

    /// Takes `count` written bytes off the front.
    pub(crate) fn advance(&mut self, mut count: usize) {
        let mut chunks = self.chunks.len();
        while let Some(first) = self.chunks.front_mut() {
            let left = first.bytes().len() - self.written;
            if count < left {
                if let Chunk::Shared(body) = first {
                    // A body can be cut for nothing, and then needs no bookkeeping.
                    body.advance(count);
                    self.settled -= count;
                } else {
                    self.written += count;
                }
                return;
            }
            count -= left;
            if chunks > 1 || matches!(first, Chunk::Shared(_)) {
                self.settled -= first.bytes().len();
            }
            self.written = 0;
            chunks -= 1;
            self.chunks.pop_front();
        }
        self.chunks = VecDeque::new();
    }

    /// Copies at most `limit` bytes off the front to the end of `out`.
    pub(crate) fn move_to(&mut self, out: &mut Vec<u8>, limit: usize) {
        let mut moved = 0;
        for (at, chunk) in self.chunks.iter().enumerate() {
            let skip = if at == 0 { self.written } else { 0 };
            let bytes = &chunk.bytes()[skip..];
            let part = &bytes[..bytes.len().min(limit - moved)];
            out.extend_from_slice(part);
            moved += part.len();
            if moved == limit {
                break;
            }
        }
        self.advance(moved);
    }

    fn settle(&mut self) {
        if let Some(Chunk::Text(text)) = self.chunks.back() {
            self.settled += text.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone)]
    enum Op {
        Text(Vec<u8>),
        Share(Vec<u8>),
        Advance(usize),
        Move(usize),
        Interrupt(Vec<u8>),
    }

    fn op() -> impl Strategy<Value = Op> {
        let bytes = || proptest::collection::vec(any::<u8>(), 1..50);
        prop_oneof![
            bytes().prop_map(Op::Text),
            bytes().prop_map(Op::Share),
            (0_usize..120).prop_map(Op::Advance),
            (1_usize..120).prop_map(Op::Move),
            bytes().prop_map(Op::Interrupt),
        ]
    }

    fn content(queue: &Queue) -> Vec<u8> {
        let mut slices = [IoSlice::new(&[]); 256];
        let used = queue.slices(&mut slices);
        slices[..used].iter().flat_map(|slice| slice.to_vec()).collect()
    }

    proptest! {
        #[test]
        fn a_queue_is_the_bytes_put_in_less_those_taken_out(ops in proptest::collection::vec(op(), 0..60)) {
            let (mut queue, mut model) = (Queue::default(), Vec::<u8>::new());
            for op in ops {
                match op {
                    Op::Text(bytes) => { queue.text().extend_from_slice(&bytes); model.extend(bytes); }
                    Op::Share(bytes) => { queue.share(bytes.clone().into()); model.extend(bytes); }
                    Op::Advance(count) => {
                        let count = count.min(model.len());
                        queue.advance(count);
                        model.drain(..count);
                    }
                    Op::Move(limit) => {
                        let mut out = Vec::new();
                        queue.move_to(&mut out, limit);
                        prop_assert_eq!(out, model.drain(..limit.min(model.len())).collect::<Vec<_>>());
                    }
                    Op::Interrupt(bytes) => {
                        let mut newer = Queue::default();
                        newer.text().extend_from_slice(&bytes);
                        queue = queue.followed_by(newer);
                        model.extend(bytes);
                    }
                }
                prop_assert_eq!(queue.len(), model.len());
                prop_assert_eq!(queue.is_empty(), model.is_empty());
                prop_assert_eq!(content(&queue), model.clone());
            }
        }
    }
}
