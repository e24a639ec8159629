//! Writing what waits for a peer: by whoever queued it, and by the peer's own task when the socket was full.

use std::cell::RefCell;
use std::io::{self, ErrorKind, IoSlice};
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::time::Instant;

use super::{Outgoing, Peer, Queue, Reason};

/// Pieces handed to one vectored write: enough for a burst of messages, small enough for the stack.
const SLICES: usize = 64;
/// Plaintext of one TLS record at most.
const RECORD: usize = 16 * 1024;
/// Ciphertext gathered before one write.
const SEALED: usize = 64 * 1024;

thread_local! {
    /// Plaintext and ciphertext of the record being made; lent to one flush at a time.
    static SCRATCH: RefCell<(Vec<u8>, Vec<u8>)> = const { RefCell::new((Vec::new(), Vec::new())) };
}

impl Peer {
    /// Writes what waits, as far as the socket takes it.
    pub(crate) fn flush(&self) {
        let mut out = self.out();
        out.listed = false;
        if out.flushing || out.blocked.is_some() {
            return;
        }
        out.flushing = true;
        while !out.queue.is_empty() || self.has_sealed_rest() {
            let mut batch = std::mem::take(&mut out.queue);
            out.in_flight = batch.len();
            drop(out);
            let written = self.write(&mut batch);
            out = self.out();
            out.in_flight = 0;
            if let Err(error) = written {
                self.interrupted(&mut out, batch, &error);
                break;
            }
        }
        out.flushing = false;
    }

    /// For the peer's own task while blocked: writes on as soon as the socket is ready.
    pub(crate) fn poll_drain(self: &Arc<Self>, cx: &mut Context<'_>) -> Poll<()> {
        match self.socket.as_ref().poll_write_ready(cx) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(_) => {
                self.out().blocked = None;
                self.flush();
                Poll::Ready(())
            }
        }
    }

    /// Whether everything was written; what is left of a broken connection counts as written.
    pub(crate) fn is_drained(&self) -> bool {
        let out = self.out();
        out.queue.is_empty() && out.in_flight == 0 && !out.flushing && out.blocked.is_none()
    }

    fn interrupted(&self, out: &mut Outgoing, rest: Queue, error: &io::Error) {
        if error.kind() == ErrorKind::WouldBlock {
            out.queue = rest.followed_by(std::mem::take(&mut out.queue));
            out.blocked = Some(Instant::now());
            if let Some(waker) = &out.waker {
                waker.wake_by_ref();
            }
        } else {
            out.queue = Queue::default();
            if out.closing.is_none() {
                self.leave(out, Reason::WriteError);
            }
        }
    }

    fn has_sealed_rest(&self) -> bool {
        self.tls().is_some_and(|tls| tls.has_output())
    }

    fn write(&self, batch: &mut Queue) -> io::Result<()> {
        if self.is_tls() {
            return SCRATCH.with_borrow_mut(|(plain, sealed)| self.write_sealed(batch, plain, sealed));
        }
        while !batch.is_empty() {
            let mut slices = [IoSlice::new(&[]); SLICES];
            let used = batch.slices(&mut slices);
            let written = self.socket.try_write_vectored(&slices[..used])?;
            batch.advance(written);
        }
        Ok(())
    }

    fn write_sealed(&self, batch: &mut Queue, plain: &mut Vec<u8>, sealed: &mut Vec<u8>) -> io::Result<()> {
        loop {
            sealed.clear();
            if let Some(mut tls) = self.tls() {
                tls.take_output(sealed);
                while !batch.is_empty() && sealed.len() < SEALED {
                    plain.clear();
                    batch.move_to(plain, RECORD);
                    tls.seal(plain, sealed).map_err(io::Error::other)?;
                }
            }
            if sealed.is_empty() {
                return Ok(());
            }
            self.write_all_of(sealed)?;
        }
    }

    /// Writes ciphertext; what the socket does not take is kept by the session, ahead of everything newer.
    fn write_all_of(&self, sealed: &[u8]) -> io::Result<()> {
        let mut at = 0;
        while at < sealed.len() {
            match self.socket.try_write(&sealed[at..]) {
                Ok(written) => at += written,
                Err(error) => {
                    if let Some(mut tls) = self.tls() {
                        tls.put_back(&sealed[at..]);
                    }
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}
