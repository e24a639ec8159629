//! `CONSUMER.PAUSE`: a consumer gives nothing out for a while.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::config::{is_zero, moment};
use super::single::{Consumer, Rest};
use super::{Consumers, Turn};
use crate::streams::api::Request;
use crate::streams::error::ApiError;
use crate::streams::message::Nanos;
use crate::streams::moment::text;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    #[serde(deserialize_with = "moment::deserialize")]
    pause_until: Option<Nanos>,
}

/// What became of it.
#[derive(Debug, Serialize)]
pub(super) struct Paused {
    paused: bool,
    /// The moment that never was if it is not paused.
    pause_until: String,
    #[serde(skip_serializing_if = "is_zero")]
    pause_remaining: Nanos,
}

impl Consumers {
    /// Pauses a consumer, or lets it go on.
    pub(super) fn pause(&mut self, request: &Request, turn: &mut Turn<'_>) -> Result<Paused, ApiError> {
        let asked: Asked = request.read()?;
        let (id, consumer) = self.named(request)?;
        let now = turn.at.now();
        let until = asked.pause_until.filter(|until| *until != 0);
        let changed = consumer.config.pause_until != until;
        consumer.config.pause_until = until;
        consumer.paused = until.is_some_and(|until| until > now);
        let answer = Paused {
            paused: consumer.paused,
            pause_until: text(until.unwrap_or_default()),
            pause_remaining: match until {
                Some(until) if consumer.paused => until.saturating_sub(now),
                _ => 0,
            },
        };
        if changed {
            consumer.tell_of_pause(turn);
        }
        self.identify(id, turn.store);
        self.wake(id);
        self.settle(id, now);
        Ok(answer)
    }
}

impl Consumer {
    /// Goes on if its pause is over.
    pub(super) fn end_pause(&mut self, turn: &mut Turn<'_>) {
        if self.paused && self.config.pause_until.is_none_or(|until| until <= turn.at.now()) {
            self.paused = false;
            self.rest = Rest::No;
            self.tell_of_pause(turn);
        }
    }

    pub(super) fn tell_of_pause(&self, turn: &mut Turn<'_>) {
        let (stream, consumer) = (&turn.config.name, &*self.name);
        let mut fields = json!({"stream": stream, "consumer": consumer, "paused": self.paused});
        fields["pause_until"] = text(self.config.pause_until.unwrap_or_default()).into();
        let tail = format!("ADVISORY.CONSUMER.PAUSE.{stream}.{consumer}");
        turn.out
            .advise(Some(stream), &tail, "advisory.v1.consumer_pause", fields);
    }
}
