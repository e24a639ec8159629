//! Subjects change on the way in, and messages go out again under others.

use super::Stream;
use super::publish::Arrival;
use crate::streams::config::{StreamConfig, SubjectTransform};
use crate::streams::fleet;
use crate::streams::headers::Headers;
use crate::streams::moment;
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::transform::Transform;
use crate::subject;

/// What becomes of subjects.
#[derive(Debug, Default)]
pub(super) struct Renaming {
    stored: Option<Transform>,
    again: Option<Transform>,
    headers_only: bool,
}

/// A message that goes out again once it is kept.
pub(super) struct Again {
    subject: String,
    /// Sequence of the message before it on its subject.
    last: u64,
}

impl Renaming {
    pub(super) fn of(config: &StreamConfig) -> Self {
        let made = |transform: &SubjectTransform| Transform::new(&transform.src, &transform.dest).ok();
        let again = config.republish.as_ref();
        Self {
            stored: config.subject_transform.as_ref().and_then(made),
            again: again.and_then(|again| Transform::new(&again.src, &again.dest).ok()),
            headers_only: again.is_some_and(|again| again.headers_only),
        }
    }

    /// The subject a message is kept under.
    pub(super) fn stored(&self, subject: &str) -> Option<String> {
        self.stored.as_ref()?.apply(subject)
    }
}

impl Stream {
    /// Whether a message on the subject goes out again, asked before it is kept.
    pub(super) fn goes_out_again(&self, subject: &str) -> Option<Again> {
        let renamed = self.renaming.again.as_ref()?.apply(subject)?;
        // Wildcards of the destination may be filled in by whoever publishes.
        if !subject::is_valid_literal(&renamed) || fleet::is_asked_or_answered(&renamed) {
            return None;
        }
        let last = self.store.subject(subject).map_or(0, |totals| totals.last_seq);
        Some(Again {
            subject: renamed,
            last,
        })
    }

    /// Sends it out again, with where it comes from in its headers.
    pub(super) fn send_again(&self, arrival: &Arrival<'_>, again: Again, seq: u64, out: &mut Outbox) {
        let mut lines = format!(
            "Nats-Stream: {}\r\nNats-Subject: {}\r\nNats-Sequence: {seq}\r\nNats-Time-Stamp: {}\r\nNats-Last-Sequence: {}\r\n",
            self.name,
            arrival.subject,
            moment::text(arrival.time),
            again.last,
        );
        let mut payload = arrival.payload.clone();
        if self.renaming.headers_only {
            lines.push_str(&format!("Nats-Msg-Size: {}\r\n", payload.len()));
            payload.clear();
        }
        out.push(Letter::Publish {
            subject: again.subject.into(),
            headers: Headers(&arrival.headers).with_lines(&lines),
            payload,
        });
    }
}
