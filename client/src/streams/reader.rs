//! Reading a stream from a point on, in order and without gaps, over any number of reconnects.

use std::time::{Duration, SystemTime};

use futures_util::StreamExt;
use serde_json::json;
use tokio::sync::watch;
use tokio::time::{sleep, sleep_until};

use super::consumer::{Consumer, Heard};
use super::moment;
use super::{Info, Stored, StreamError, Streams, code};
use crate::LinkError;

/// Waits between attempts to read on; the last one repeats.
const RETRIES: [Duration; 4] = [
    Duration::from_millis(100),
    Duration::from_millis(250),
    Duration::from_millis(500),
    Duration::from_secs(1),
];

/// Where reading begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// With the oldest message.
    All,
    /// With the last message of every subject.
    LastOfEach,
    /// With the first message that was stored at this time or later.
    Since(SystemTime),
    /// With what comes after now.
    New,
}

/// What a reader has.
#[derive(Debug)]
pub(crate) enum Read {
    /// The next message.
    Message(Stored),
    /// Everything that was there when reading began has been told; comes once.
    Current,
}

/// Reads the messages of a stream, in order. Survives reconnects and restarts of the broker: it reads on after the last message.
#[derive(Debug)]
pub(crate) struct Reader {
    streams: Streams,
    stream: String,
    filter: String,
    start: Start,
    headers_only: bool,
    link: watch::Receiver<bool>,
    consumer: Option<Consumer>,
    /// When the stream was made, to notice another one of its name.
    created: Option<SystemTime>,
    /// Number of the last message that was told.
    last: u64,
    /// Whether everything that was there at first has been delivered, and whether that was told.
    caught_up: bool,
    told: bool,
    failures: usize,
}

impl Reader {
    /// Begins to read what a stream has on subjects of a pattern; without the payloads if only headers are wanted.
    ///
    /// Fails at once where the stream is gone or not ours to read.
    pub(crate) async fn open(
        streams: &Streams,
        info: &Info,
        filter: String,
        start: Start,
        headers_only: bool,
    ) -> Result<Self, StreamError> {
        let mut link = streams.link.changes();
        link.mark_unchanged();
        let mut reader = Self {
            streams: streams.clone(),
            stream: info.config.name.clone(),
            filter,
            start,
            headers_only,
            link,
            consumer: None,
            created: info.created,
            last: match start {
                Start::All | Start::LastOfEach | Start::Since(_) => 0,
                Start::New => info.state.last_seq,
            },
            caught_up: false,
            told: false,
            failures: 0,
        };
        reader.consume().await?;
        Ok(reader)
    }

    /// The next message. Cancel-safe.
    ///
    /// - **Errors:** [`StreamError::Refused`] once the stream is gone, [`StreamError::Denied`], [`LinkError::Closed`]
    pub(crate) async fn next(&mut self) -> Result<Read, StreamError> {
        loop {
            if self.consumer.is_none() {
                self.resume().await?;
            }
            if self.caught_up && !self.told {
                self.told = true;
                return Ok(Read::Current);
            }
            match self.hear().await? {
                Heard::Message(stored, place) => {
                    self.last = stored.sequence;
                    self.caught_up |= place.pending == 0;
                    self.failures = 0;
                    return Ok(Read::Message(stored));
                }
                // What was counted at first and never came has been removed meanwhile.
                Heard::Idle => {
                    self.caught_up = true;
                    self.failures = 0;
                }
                Heard::Alive => {}
                Heard::Gap => {
                    self.consumer = None;
                    self.failures += 1;
                }
            }
        }
    }

    /// Waits for what the consumer says next; a gap when it will say nothing more.
    async fn hear(&mut self) -> Result<Heard, StreamError> {
        let Some(consumer) = &mut self.consumer else {
            return Ok(Heard::Gap);
        };
        tokio::select! {
            // What was delivered before a connection broke is in order all the same.
            biased;
            message = consumer.messages.next() => {
                let message = message.ok_or(LinkError::Closed)?;
                Ok(consumer.judge(&self.streams, message).await)
            }
            () = self.streams.link.closed() => Err(LinkError::Closed.into()),
            _ = self.link.changed() => {
                self.failures = 0;
                self.consumer = None;
                Ok(Heard::Alive)
            }
            () = sleep_until(consumer.deadline) => Ok(Heard::Gap),
        }
    }

    /// Reads on with a new consumer, as soon as a broker lets us.
    async fn resume(&mut self) -> Result<(), StreamError> {
        loop {
            if let Some(at) = self.failures.checked_sub(1) {
                sleep(RETRIES[at.min(RETRIES.len() - 1)]).await;
            }
            tokio::select! {
                () = self.streams.link.until(true) => {}
                () = self.streams.link.closed() => return Err(LinkError::Closed.into()),
            }
            self.link.mark_unchanged();
            match self.read_on().await {
                Ok(()) => return Ok(()),
                Err(error) if is_lasting(&error) => return Err(error),
                Err(error) => {
                    tracing::debug!(stream = %self.stream, %error, "the stream cannot be read at the moment");
                    self.failures += 1;
                }
            }
        }
    }

    async fn read_on(&mut self) -> Result<(), StreamError> {
        let info = self.streams.info(&self.stream).await?;
        if info.created != self.created {
            self.created = info.created;
            self.last = 0;
        }
        self.consume().await
    }

    /// Has the broker make a consumer that begins after the last message.
    async fn consume(&mut self) -> Result<(), StreamError> {
        let mut config = match (self.last, self.start) {
            (0, Start::LastOfEach) => json!({"deliver_policy": "last_per_subject"}),
            (0, Start::Since(time)) => {
                json!({"deliver_policy": "by_start_time", "opt_start_time": moment::text(time)})
            }
            (0, Start::All | Start::New) => json!({"deliver_policy": "all"}),
            (last, _) => json!({"deliver_policy": "by_start_sequence", "opt_start_seq": last + 1}),
        };
        config["filter_subject"] = json!(self.filter);
        config["headers_only"] = json!(self.headers_only);
        let (consumer, pending) = Consumer::open(&self.streams, &self.stream, config).await?;
        self.caught_up |= pending == 0;
        self.consumer = Some(consumer);
        Ok(())
    }
}

/// Whether trying again will not help.
fn is_lasting(error: &StreamError) -> bool {
    match error {
        StreamError::Denied { .. } | StreamError::Malformed { .. } => true,
        StreamError::Link(error) => !matches!(error, LinkError::Disconnected),
        StreamError::Refused { err_code, .. } => *err_code == code::NO_STREAM,
        _ => false,
    }
}
