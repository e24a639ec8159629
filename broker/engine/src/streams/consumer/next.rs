//! `CONSUMER.MSG.NEXT`: a request for messages, and whether it may wait for them.

use serde::Deserialize;

use super::config::{ConsumerConfig, PriorityPolicy};
use super::pull::Pull;
use super::single::{Consumer, Demand, Id};
use super::{Consumers, Turn};
use crate::options::Account;
use crate::streams::duration;
use crate::streams::message::Nanos;
use crate::streams::outbox::Outbox;

/// Requests that may wait at one consumer, whatever its configuration says.
const MOST_WAITING: usize = 128 * 1024;
/// Requests above which those that nobody listens for are not looked for each time.
const FEW_WAITING: usize = 1024;
/// No pin is longer.
const LONGEST_PIN: usize = 64;

/// The body of a request, if it is a document.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    batch: Option<i64>,
    expires: Option<Nanos>,
    no_wait: Option<bool>,
    max_bytes: Option<i64>,
    idle_heartbeat: Option<Nanos>,
    group: Option<String>,
    min_pending: Option<i64>,
    min_ack_pending: Option<i64>,
    id: Option<String>,
    priority: Option<i64>,
    /// Not a document: such a request says nothing of groups, and is served like one that needs none.
    #[serde(skip)]
    plain: bool,
}

impl Wanted {
    fn parse(body: &[u8]) -> Result<Self, String> {
        let body = body.trim_ascii();
        if body.first() == Some(&b'{') {
            return serde_json::from_slice(body).map_err(|error| error.to_string());
        }
        let number = std::str::from_utf8(body).ok().and_then(|text| text.parse().ok());
        Ok(Self {
            batch: number,
            plain: true,
            ..Self::default()
        })
    }

    fn group(&self) -> &str {
        self.group.as_deref().unwrap_or_default()
    }

    fn pin(&self) -> &str {
        self.id.as_deref().unwrap_or_default()
    }

    /// What is wrong with it, as a status.
    fn fault(&self, config: &ConsumerConfig) -> Option<String> {
        let policy = config.priority_policy;
        let (batch, expires) = (self.batch.unwrap_or(1), self.expires.unwrap_or(0));
        let heartbeat = self.idle_heartbeat.unwrap_or(0);
        let bytes = self.max_bytes.unwrap_or(0);
        let asks_overflow = self.min_pending.unwrap_or(0) != 0 || self.min_ack_pending.unwrap_or(0) != 0;
        let status = if heartbeat > 0 && heartbeat.saturating_mul(2) > expires {
            "400 Bad Request - heartbeat value too large".to_owned()
        } else if config.max_batch > 0 && batch > config.max_batch {
            format!("409 Exceeded MaxRequestBatch of {}", config.max_batch)
        } else if config.max_expires > 0 && expires > config.max_expires {
            let limit = duration::text(config.max_expires);
            format!("409 Exceeded MaxRequestExpires of {limit}")
        } else if config.max_bytes > 0 && bytes > config.max_bytes {
            format!("409 Exceeded MaxRequestMaxBytes of {}", config.max_bytes)
        } else if asks_overflow && policy != PriorityPolicy::Overflow {
            "400 Bad Request - Not a Overflow Priority consumer".to_owned()
        } else if !self.pin().is_empty() && policy != PriorityPolicy::PinnedClient {
            "400 Bad Request - Not a Pinned Client Priority consumer".to_owned()
        } else if !(0..=9).contains(&self.priority.unwrap_or(0)) {
            "400 Bad Request - Priority must be between 0 and 9".to_owned()
        } else if policy.is_none() || self.plain {
            return None;
        } else if self.group().is_empty() {
            "400 Bad Request - Priority Group missing".to_owned()
        } else if config.priority_groups.iter().any(|group| group == self.group()) {
            return None;
        } else {
            "400 Bad Request - Invalid Priority Group".to_owned()
        };
        Some(status)
    }

    fn pull(self, account: Account, reply: &str, config: &ConsumerConfig, now: Nanos) -> Pull {
        let heartbeat = self.idle_heartbeat.unwrap_or(0).max(0);
        let expires = self.expires.unwrap_or(0).max(0);
        let ranked = config.priority_policy == PriorityPolicy::Prioritized;
        Pull {
            account,
            reply: reply.into(),
            batch: self.batch.unwrap_or(1).max(1),
            max_bytes: self.max_bytes.unwrap_or(0).max(0),
            expires: if expires == 0 {
                0
            } else {
                now.saturating_add(expires)
            },
            no_wait: self.no_wait.unwrap_or(false),
            heartbeat,
            min_pending: self.min_pending.unwrap_or(0),
            min_ack_pending: self.min_ack_pending.unwrap_or(0),
            group: self.group().into(),
            pin: self.pin().into(),
            priority: if ranked {
                self.priority.unwrap_or(0) as u8
            } else {
                0
            },
            delivered: 0,
            beat_at: now.saturating_add(heartbeat),
            heard_at: 0,
        }
    }
}

impl Consumers {
    /// Takes a request for messages; whoever asks in vain is told by a status.
    pub(super) fn next(&mut self, id: Id, account: Account, reply: &str, body: &[u8], turn: &mut Turn<'_>) {
        let Some(consumer) = self.all.get_mut(&id) else {
            return;
        };
        let caught_up = consumer.catch_up(&self.journal, &*turn.store);
        if let Err(failure) = caught_up {
            tracing::error!(consumer = %consumer.name, %failure, "messages cannot be counted");
        }
        consumer.admit(account, reply, body, turn);
        self.wake(id);
        self.settle(id, turn.at.now());
    }
}

impl Consumer {
    fn admit(&mut self, account: Account, reply: &str, body: &[u8], turn: &mut Turn<'_>) {
        let now = turn.at.now();
        let refuse = |status: &str, out: &mut Outbox| out.status(account, reply, status, "");
        let Demand::Pull(pulls) = &mut self.demand else {
            return refuse("409 Consumer is push based", turn.out);
        };
        let wanted = match Wanted::parse(body) {
            Ok(wanted) => wanted,
            Err(error) => {
                // A status is one line, whatever the text was that could not be read.
                let error = error.replace(['\r', '\n'], " ");
                return refuse(&format!("400 Bad Request - {error}"), turn.out);
            }
        };
        if let Some(fault) = wanted.fault(&self.config) {
            return refuse(&fault, turn.out);
        }
        if wanted.pin().len() > LONGEST_PIN {
            return refuse("423 Nats-Pin-Id mismatch", turn.out);
        }
        if let Some(pin) = &mut pulls.pin {
            if *pin.id == *wanted.pin() {
                pin.until = now.saturating_add(self.config.priority_timeout);
            } else if !wanted.pin().is_empty() {
                return refuse("423 Nats-Pin-Id mismatch", turn.out);
            }
        }
        self.used = now;
        let pull = wanted.pull(account, reply, &self.config, now);
        let most = usize::try_from(self.config.max_waiting)
            .unwrap_or(0)
            .min(MOST_WAITING);
        let full = |pulls: &super::pull::Pulls| pulls.len() >= most;
        if full(pulls) {
            pulls.make_room(turn.at, turn.out);
        }
        if pull.no_wait {
            let there = self.backlog.waiting() + self.progress.again() as u64;
            if there == 0 && pull.expires == 0 {
                return refuse("404 No Messages", turn.out);
            }
            if there > 0 && !pulls.is_empty() {
                if pulls.len() <= FEW_WAITING {
                    pulls.sweep(turn.at, turn.out);
                } else {
                    pulls.make_room(turn.at, turn.out);
                }
                if there < pulls.wanted().unsigned_abs() {
                    return refuse("408 Requests Pending", turn.out);
                }
            }
        }
        if !full(pulls) {
            pulls.add(pull);
        } else if pull.heartbeat == 0 {
            // With heartbeats the client notices that there are none, and asks again more slowly than it would if it were told.
            refuse("409 Exceeded MaxWaiting", turn.out);
        }
    }
}
