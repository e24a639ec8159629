//! One consumer of a reader, which the broker pushes to: made, and its messages understood.

use std::time::Duration;

use async_nats::{StatusCode, Subscriber};
use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::stored::Place;
use super::{Stored, StreamError, Streams};
use crate::LinkError;

/// Between signs of life of a consumer that has nothing to deliver.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// A consumer that was silent for this long is gone: a broker forgets consumers when it restarts.
const SILENCE: Duration = HEARTBEAT.saturating_mul(2);

/// After this long without us the broker forgets a consumer; after a reconnect there is a new one anyway.
const FORGOTTEN: Duration = Duration::from_secs(5);

/// One consumer of the broker, as long as it delivers what is expected.
#[derive(Debug)]
pub(super) struct Consumer {
    pub(super) messages: Subscriber,
    /// Messages it has delivered.
    delivered: u64,
    /// When it counts as gone unless something is heard of it.
    pub(super) deadline: Instant,
}

/// What the broker says of a consumer it made.
#[derive(Deserialize)]
struct Made {
    #[serde(default)]
    num_pending: u64,
}

/// What one message of a consumer means.
pub(super) enum Heard {
    Message(Stored, Place),
    Alive,
    Idle,
    Gap,
}

impl Consumer {
    /// Has the broker make one that delivers what `config` says in order and once; also how much that is at the moment.
    pub(super) async fn open(
        streams: &Streams,
        stream: &str,
        mut config: Value,
    ) -> Result<(Self, u64), StreamError> {
        let nats = streams.link.nats();
        let inbox = nats.new_inbox();
        // The broker delivers at once, so somebody must listen before.
        let messages = nats
            .subscribe(inbox.clone())
            .await
            .map_err(|_| LinkError::Closed)?;
        let name = inbox.rsplit('.').next().unwrap_or(&inbox);
        for (key, value) in [
            ("name", json!(name)),
            ("deliver_subject", json!(inbox)),
            ("ack_policy", json!("none")),
            ("max_deliver", json!(1)),
            ("replay_policy", json!("instant")),
            ("flow_control", json!(true)),
            ("idle_heartbeat", json!(nanos(HEARTBEAT))),
            ("inactive_threshold", json!(nanos(FORGOTTEN))),
            ("num_replicas", json!(1)),
            ("mem_storage", json!(true)),
        ] {
            config[key] = value;
        }
        let body = json!({"stream_name": stream, "config": config});
        let verb = format!("CONSUMER.CREATE.{stream}.{name}");
        let made: Made = streams.request(&verb, Some(&body)).await?;
        let consumer = Self {
            messages,
            delivered: 0,
            deadline: Instant::now() + SILENCE,
        };
        Ok((consumer, made.num_pending))
    }

    /// What a message means; answers the broker where it waits for us.
    pub(super) async fn judge(&mut self, streams: &Streams, message: async_nats::Message) -> Heard {
        self.deadline = Instant::now() + SILENCE;
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

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
