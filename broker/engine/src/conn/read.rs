//! Reading: bytes land in the worker's buffer, and only the start of an unfinished frame is kept.

use std::cell::RefCell;
use std::pin::Pin;
use std::sync::atomic::Ordering::Relaxed;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, ReadBuf};
use tokio::net::tcp::OwnedReadHalf;
use tokio::time::{Instant, Sleep, sleep};

use super::{Seat, dispatch};
use crate::frame::{self, Step};
use crate::peer::{Duty, Reason};
use crate::route::Flow;
use crate::tls::Progress;
use crate::worker;

/// Most bytes of one read.
const READ_SIZE: usize = 64 * 1024;
/// Reads of one peer before the next has its turn.
const READS_PER_TURN: usize = 4;
/// Pause of a publisher whose subscriber or stream cannot keep up, per read.
const CONGESTION_PAUSE: Duration = Duration::from_millis(10);
/// Time after which the frames of one read wait for another turn: what a frame costs is up to the patterns of its receivers.
const LONGEST_TURN: Duration = Duration::from_millis(50);
/// Frames between two looks at the clock.
const FRAMES_PER_LOOK: u32 = 16;
/// Pause of one that gives a stream far more than it can take, per read.
const OVERLOAD_PAUSE: Duration = Duration::from_millis(500);

thread_local! {
    /// What the socket gave; lent to one connection at a time.
    static RECEIVED: RefCell<Vec<u8>> = RefCell::new(vec![0; READ_SIZE]);
    /// What TLS made of it.
    static OPENED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The reading end of one peer.
#[derive(Debug)]
pub(super) struct Reader {
    seat: Seat,
    socket: OwnedReadHalf,
    /// The start of an unfinished frame; no memory when there is none.
    held: Vec<u8>,
    /// Length of that frame, as far as it is known.
    needed: usize,
    /// What is held has whole frames in it that wait for their turn.
    behind: bool,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Reader {
    /// `leftover` was read together with the CONNECT.
    pub(super) fn new(seat: Seat, socket: OwnedReadHalf, leftover: Vec<u8>) -> Self {
        let mut reader = Self {
            seat,
            socket,
            held: Vec::new(),
            needed: 0,
            behind: false,
            pause: None,
        };
        // An error is noted with the peer, and the first poll finds it there.
        let _ = reader.absorb(&leftover);
        worker::read_done();
        reader
    }

    /// Gives up the place in the tables and returns the socket for the goodbye.
    pub(super) fn into_socket(self) -> OwnedReadHalf {
        self.socket
    }

    /// Serves the peer until there is a reason to leave.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Reason> {
        for _ in 0..READS_PER_TURN {
            match self.seat.peer.duty(cx.waker()) {
                Duty::Leave(reason) => return Poll::Ready(reason),
                Duty::ReadAndDrain if self.seat.peer.poll_drain(cx).is_ready() => continue,
                Duty::Read | Duty::ReadAndDrain => {}
            }
            if let Some(pause) = &mut self.pause {
                ready!(pause.as_mut().poll(cx));
                self.pause = None;
            }
            let served = if self.behind {
                let held = std::mem::take(&mut self.held);
                self.absorb(&held)
            } else {
                ready!(self.poll_read(cx))
            };
            if let Err(reason) = served {
                return Poll::Ready(reason);
            }
            worker::read_done();
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Reason>> {
        let missing = self.needed.saturating_sub(self.held.len());
        if missing > 0 && !self.seat.peer.is_tls() {
            return self.poll_read_into_held(cx, missing);
        }
        RECEIVED.with_borrow_mut(|buffer| {
            let mut buffer = ReadBuf::new(buffer);
            if ready!(Pin::new(&mut self.socket).poll_read(cx, &mut buffer)).is_err() {
                return Poll::Ready(Err(Reason::ReadError));
            }
            let received = buffer.filled_mut();
            if received.is_empty() {
                return Poll::Ready(Err(Reason::ClientClosed));
            }
            self.note_sign_of_life();
            if self.seat.peer.is_tls() {
                Poll::Ready(self.open(received))
            } else {
                Poll::Ready(self.absorb(received))
            }
        })
    }

    /// A frame of known length is read to where it will be used, and not beyond its end.
    fn poll_read_into_held(&mut self, cx: &mut Context<'_>, missing: usize) -> Poll<Result<(), Reason>> {
        let start = self.held.len();
        // Memory follows what has arrived, not what was announced.
        self.held.resize(start + missing.min(READ_SIZE), 0);
        let mut buffer = ReadBuf::new(&mut self.held[start..]);
        let outcome = Pin::new(&mut self.socket).poll_read(cx, &mut buffer);
        let received = buffer.filled().len();
        self.held.truncate(start + received);
        if ready!(outcome).is_err() {
            return Poll::Ready(Err(Reason::ReadError));
        }
        if received == 0 {
            return Poll::Ready(Err(Reason::ClientClosed));
        }
        self.note_sign_of_life();
        Poll::Ready(self.absorb(&[]))
    }

    fn open(&mut self, received: &mut [u8]) -> Result<(), Reason> {
        OPENED.with_borrow_mut(|plain| {
            plain.clear();
            let Some(mut tls) = self.seat.peer.tls() else {
                return Ok(());
            };
            let progress = tls.open(received, plain);
            let answers = tls.has_output();
            drop(tls);
            if answers {
                self.seat.peer.flush();
            }
            self.absorb(plain)?;
            plain.shrink_to(2 * READ_SIZE);
            match progress {
                // What it said before has its turn first; then the socket ends too.
                Ok(Progress::Closed) if !self.behind => Err(Reason::ClientClosed),
                Ok(_) => Ok(()),
                Err(_) => Err(Reason::ReadError),
            }
        })
    }

    fn absorb(&mut self, bytes: &[u8]) -> Result<(), Reason> {
        if self.held.is_empty() {
            let used = self.consume(bytes)?;
            self.held = bytes[used..].to_vec();
            return Ok(());
        }
        self.held.extend_from_slice(bytes);
        if self.held.len() < self.needed {
            return Ok(());
        }
        let held = std::mem::take(&mut self.held);
        let used = self.consume(&held)?;
        self.held = if used == 0 { held } else { held[used..].to_vec() };
        Ok(())
    }

    /// Does what the whole frames at the start of `bytes` ask for, as many as fit into a turn, and returns their length.
    fn consume(&mut self, bytes: &[u8]) -> Result<usize, Reason> {
        let (limits, mut used) = (self.seat.hub.limits(self.seat.peer.session.headers), 0);
        (self.needed, self.behind) = (0, false);
        let (mut flow, mut frames, since) = (Flow::Free, 0, Instant::now());
        while used < bytes.len() {
            if frames == FRAMES_PER_LOOK {
                frames = 0;
                if since.elapsed() >= LONGEST_TURN {
                    self.behind = true;
                    // The pause lets the worker see who else has come.
                    flow = flow.max(Flow::Congested);
                    break;
                }
            }
            frames += 1;
            match frame::next(&bytes[used..], limits) {
                Ok(Step::Incomplete(needed)) => {
                    self.needed = needed;
                    break;
                }
                Ok(Step::Frame(frame, length)) => {
                    used += length;
                    flow = flow.max(dispatch::serve(&self.seat, frame)?);
                }
                Err(violation) => return Err(dispatch::refuse(&self.seat.peer, violation)),
            }
        }
        let pause = match flow {
            Flow::Free => return Ok(used),
            Flow::Congested => CONGESTION_PAUSE,
            Flow::Overloaded => OVERLOAD_PAUSE,
        };
        self.pause = Some(Box::pin(sleep(pause)));
        Ok(used)
    }

    fn note_sign_of_life(&self) {
        self.seat
            .peer
            .pulse
            .heard
            .store(self.seat.hub.clock.coarse(), Relaxed);
    }
}
