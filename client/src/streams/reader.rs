//! Reading a stream from a point on, in order and without gaps, over any number of reconnects.

use std::time::{Duration, SystemTime};

use async_nats::{StatusCode, Subscriber};
use bytes::Bytes;
use futures_util::StreamExt;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until};

use super::moment;
use super::stored::Place;
use super::{Info, Stored, StreamError, Streams, code};
use crate::LinkError;

/// Between signs of life of a consumer that has nothing to deliver.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// A consumer that was silent for this long is gone: a broker forgets consumers when it restarts.
const SILENCE: Duration = HEARTBEAT.saturating_mul(2);

/// After this long without us the broker forgets a consumer; after a reconnect there is a new one anyway.
const FORGOTTEN: Duration = Duration::from_secs(5);

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

/// One consumer of the broker, as long as it delivers what is expected.
#[derive(Debug)]
struct Consumer {
    messages: Subscriber,
    /// Messages it has delivered.
    delivered: u64,
    /// When it counts as gone unless something is heard of it.
    deadline: Instant,
}

/// What the broker says of a consumer it made.
#[derive(Deserialize)]
struct Made {
    #[serde(default)]
    num_pending: u64,
}

/// What one message of a consumer means.
enum Heard {
    Message(Stored, Place),
    Alive,
    Idle,
    Gap,
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
                consumer.deadline = Instant::now() + SILENCE;
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
        let nats = self.streams.link.nats();
        let inbox = nats.new_inbox();
        // The broker delivers at once, so somebody must listen before.
        let messages = nats
            .subscribe(inbox.clone())
            .await
            .map_err(|_| LinkError::Closed)?;
        let name = inbox.rsplit('.').next().unwrap_or(&inbox);
        let mut config = json!({
            "name": name,
            "deliver_subject": inbox,
            "deliver_policy": "all",
            "filter_subject": self.filter,
            "ack_policy": "none",
            "max_deliver": 1,
            "replay_policy": "instant",
            "headers_only": self.headers_only,
            "flow_control": true,
            "idle_heartbeat": nanos(HEARTBEAT),
            "inactive_threshold": nanos(FORGOTTEN),
            "num_replicas": 1,
            "mem_storage": true,
        });
        match (self.last, self.start) {
            (0, Start::LastOfEach) => config["deliver_policy"] = json!("last_per_subject"),
            (0, Start::Since(time)) => {
                config["deliver_policy"] = json!("by_start_time");
                config["opt_start_time"] = json!(moment::text(time));
            }
            (0, Start::All | Start::New) => {}
            (last, _) => {
                config["deliver_policy"] = json!("by_start_sequence");
                config["opt_start_seq"] = json!(last + 1);
            }
        }
        let body = json!({"stream_name": self.stream, "config": config});
        let verb = format!("CONSUMER.CREATE.{}.{name}", self.stream);
        let made: Made = self.streams.request(&verb, Some(&body)).await?;
        self.caught_up |= made.num_pending == 0;
        self.consumer = Some(Consumer {
            messages,
            delivered: 0,
            deadline: Instant::now() + SILENCE,
        });
        Ok(())
    }
}

impl Consumer {
    /// What a message means; answers the broker where it waits for us.
    async fn judge(&mut self, streams: &Streams, message: async_nats::Message) -> Heard {
        let header = |name: &str| {
            let headers = message.headers.as_ref()?;
            headers.get_last(name).map(|value| value.as_str().to_owned())
        };
        match message.status {
            None => {}
            Some(StatusCode::IDLE_HEARTBEAT) => {
                // The broker stops delivering until it hears that we keep up.
                let stalled = message.reply.as_ref().map(ToString::to_string);
                if let Some(subject) = stalled.or_else(|| header("Nats-Consumer-Stalled")) {
                    // A lost answer is asked for again with the next sign of life.
                    let _ = streams.link.publish(&subject, Bytes::new()).await;
                    return Heard::Alive;
                }
                let last = header("Nats-Last-Consumer").and_then(|number| number.parse().ok());
                return match last == Some(self.delivered) {
                    true => Heard::Idle,
                    false => Heard::Gap,
                };
            }
            Some(_) => return Heard::Gap,
        }
        match Stored::from_consumer(message) {
            Some((stored, place)) if place.delivery == self.delivered + 1 => {
                self.delivered = place.delivery;
                Heard::Message(stored, place)
            }
            Some(_) => Heard::Gap,
            // Somebody else's, said into our inbox.
            None => Heard::Alive,
        }
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

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
