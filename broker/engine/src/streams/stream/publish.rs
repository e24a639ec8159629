//! Messages come in.

use std::sync::Arc;

use bytes::Bytes;
use serde::Serialize;

use super::Stream;
use super::expect::{self, Rollup, Stay, TTL};
use super::schedules;
use super::sourcing::SOURCE;
use crate::options::Account;
use crate::streams::config::Retention;
use crate::streams::error::{self, ApiError};
use crate::streams::filter::Filter;
use crate::streams::headers::Headers;
use crate::streams::message::{Nanos, Publication};
use crate::streams::outbox::{Outbox, Owed, Refusal};
use crate::streams::store::Safe;
use crate::streams::surroundings::Surroundings;
use crate::subject;

/// Longest header block.
const MOST_HEADERS: usize = 64 * 1024 - 1;
/// Longest subject, also after it was changed on the way in: archives hold no longer ones.
const LONGEST_SUBJECT: usize = 4096;
const NO_SUBJECT: &str = "the subject is not one that a stream can keep";
const SECOND: Nanos = 1_000_000_000;

/// A message that passed all checks.
pub(super) struct Arrival<'a> {
    pub(super) subject: &'a str,
    pub(super) headers: Bytes,
    pub(super) payload: Bytes,
    pub(super) id: Option<Box<str>>,
    pub(super) rollup: Rollup,
    pub(super) stay: Stay,
    pub(super) time: Nanos,
}

/// Where a message is now.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) seq: u64,
    /// It was there already.
    pub(super) duplicate: bool,
    /// What its counter has come to.
    pub(super) value: Option<String>,
}

/// What its publisher hears.
#[derive(Debug, Default, Serialize)]
pub(super) struct PubAck<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<ApiError>,
    pub(super) stream: &'a str,
    pub(super) seq: u64,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) duplicate: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) val: Option<String>,
    /// The batch that ends with it, and how many messages that has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) batch: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) count: Option<usize>,
}

impl Stream {
    /// Keeps a message, or tells its publisher why not.
    pub(super) fn publish(&mut self, publication: &Publication, at: &dyn Surroundings, out: &mut Outbox) {
        let outcome = self.admit(publication, at.now(), out);
        let ack = PubAck {
            stream: &self.name,
            ..PubAck::default()
        };
        let ack = match outcome {
            Ok(kept) => PubAck {
                seq: kept.seq,
                duplicate: kept.duplicate,
                val: kept.value,
                ..ack
            },
            Err(refusal) => PubAck {
                error: Some(refusal),
                ..ack
            },
        };
        self.acknowledge(publication.account, publication.reply.as_deref(), Some(&ack), out);
    }

    /// Sees that a publisher is told if its message cannot be made safe, or something breaks on the way.
    pub(super) fn owe(&self, publication: &Publication, out: &mut Outbox) {
        if let Some(reply) = publication.reply.as_ref().filter(|_| !self.config.no_ack) {
            out.owed.push(Owed {
                account: publication.account,
                to: reply.clone(),
                refusal: Refusal::Publish {
                    stream: Arc::clone(&self.name),
                },
            });
        }
    }

    /// Refuses a message without looking at it.
    pub(crate) fn turn_away(&self, publication: &Publication, why: ApiError, out: &mut Outbox) {
        let ack = PubAck {
            error: Some(why),
            stream: &self.name,
            ..PubAck::default()
        };
        self.acknowledge(publication.account, publication.reply.as_deref(), Some(&ack), out);
    }

    /// Tells a publisher what became of its message, if it wants to know; nothing but that it came where there is no more to tell.
    pub(super) fn acknowledge(
        &self,
        account: Account,
        reply: Option<&str>,
        ack: Option<&PubAck<'_>>,
        out: &mut Outbox,
    ) {
        let Some(reply) = reply.filter(|_| !self.config.no_ack) else {
            return;
        };
        let text =
            ack.map(|ack| serde_json::to_vec(ack).expect("strings and numbers always serialize into memory"));
        out.answer(account, reply, text.unwrap_or_default());
    }

    fn admit(&mut self, publication: &Publication, now: Nanos, out: &mut Outbox) -> Result<Kept, ApiError> {
        if self.config.sealed {
            return Err(error::SEALED);
        }
        let renamed = self.renaming.stored(&publication.subject);
        let subject = renamed.as_deref().unwrap_or(&publication.subject);
        let block = schedules::as_kept(&publication.headers);
        let headers = Headers(&block);
        let id = expect::message_id(headers);
        let mut rollup = Rollup::Nothing;
        self.check_size(Headers(&publication.headers), &publication.payload)?;
        if !headers.0.is_empty() {
            self.check_increment(Headers(&publication.headers), &publication.payload)?;
            self.check_expected(subject, headers)?;
            self.check_schedule(subject, publication.reaches, headers, now)?;
            self.check_end(subject, publication.reaches, headers, |_| None)?;
            if headers.has(SOURCE) {
                return Err(error::SOURCE_HEADER);
            }
            if let Some(seq) = self.known(id.as_deref(), now) {
                return Ok(Kept {
                    seq,
                    duplicate: true,
                    value: None,
                });
            }
            rollup = self.check_rollup(publication.account, headers)?;
        }
        let (block, payload, value) = match self.count(subject, headers, None)? {
            Some(counted) => (counted.headers, counted.payload, Some(counted.value)),
            None => (block.clone(), publication.payload.clone(), None),
        };
        self.check_fits(subject, Headers(&block), &payload)?;
        let (stay, block) = self.stay(block)?;
        let size = self.store.size_of(subject, &block, &payload);
        self.check_room(subject, headers, size)?;
        let arrival = Arrival {
            subject,
            headers: block,
            payload,
            id,
            rollup,
            stay,
            time: now,
        };
        Ok(Kept {
            seq: self.keep(&arrival, out),
            duplicate: false,
            value,
        })
    }

    /// The sequence of a message with the same id.
    pub(super) fn known(&mut self, id: Option<&str>, now: Nanos) -> Option<u64> {
        let window = self.config.duplicate_window;
        id.filter(|_| window > 0)
            .and_then(|id| self.dedup.find(id, window, now))
    }

    /// Whether a message can be kept at all.
    pub(super) fn check_fits(
        &self,
        subject: &str,
        headers: Headers<'_>,
        payload: &[u8],
    ) -> Result<(), ApiError> {
        check_subject(subject)?;
        self.check_size(headers, payload)?;
        check_headers(headers)
    }

    pub(super) fn check_size(&self, headers: Headers<'_>, payload: &[u8]) -> Result<(), ApiError> {
        let size = headers.0.len() + payload.len();
        if usize::try_from(self.config.max_msg_size).is_ok_and(|most| size > most) {
            return Err(error::MESSAGE_TOO_LARGE);
        }
        Ok(())
    }

    /// How long a message with these headers stays, and the headers that say so.
    pub(super) fn stay(&self, headers: Bytes) -> Result<(Stay, Bytes), ApiError> {
        let stay = Stay::of(Headers(&headers))?;
        let Some(longer) = self.outlasts_markers(stay) else {
            return Ok((stay, headers));
        };
        let seconds = self.config.subject_delete_marker_ttl / SECOND;
        let others = Headers(&headers).without(|name| name == TTL);
        Ok((longer, Headers(&others).with(TTL, seconds)))
    }

    /// The stay of a message that would go before the marker of one before it does, and so never be missed.
    fn outlasts_markers(&self, stay: Stay) -> Option<Stay> {
        let least = self.config.subject_delete_marker_ttl / SECOND * SECOND;
        match stay {
            Stay::For(stay) if stay < least && self.config.max_msgs_per_subject != 1 => {
                Some(Stay::For(least))
            }
            _ => None,
        }
    }

    /// Keeps a message that may come in; returns its sequence.
    pub(super) fn keep(&mut self, arrival: &Arrival<'_>, out: &mut Outbox) -> u64 {
        let Arrival {
            subject,
            headers,
            payload,
            time,
            ..
        } = arrival;
        let next = self.totals().last_seq.saturating_add(1);
        let wanted = self.config.retention != Retention::Interest || self.is_wanted(next, subject);
        let again = self.goes_out_again(subject).filter(|_| wanted);
        self.roll_up(arrival, next);
        if wanted {
            self.store.append(subject, headers, payload, *time);
            let stay = if self.config.allow_msg_ttl {
                arrival.stay
            } else {
                Stay::Usual
            };
            self.expiry.stored(next, *time, stay);
            if self.config.allow_msg_schedules {
                self.schedules.stored(next, *time, subject, Headers(headers));
            }
            self.consumers.stored(next, subject);
            self.enforce(subject);
        } else {
            self.store.skip_to(next.saturating_add(1));
        }
        self.end_schedule(Headers(headers), next);
        let remember = self.config.duplicate_window > 0;
        self.dedup.stored(arrival.id.as_deref(), next, *time, remember);
        if let Some(again) = again {
            self.send_again(arrival, again, next, out);
        }
        next
    }

    /// Removes what the message takes the place of.
    fn roll_up(&mut self, arrival: &Arrival<'_>, next: u64) {
        let removed = match arrival.rollup {
            Rollup::Nothing => return,
            Rollup::Subject => self.remove_below(next, &Filter::new([arrival.subject]), Safe::Later),
            Rollup::All => self.remove_below(next, &Filter::default(), Safe::Later),
        };
        if let Err(failure) = removed {
            tracing::error!(stream = %self.name, %failure, "what a message takes the place of cannot be removed");
        }
    }
}

/// Whether a message can be kept under this subject.
pub(super) fn check_subject(subject: &str) -> Result<(), ApiError> {
    if subject.len() > LONGEST_SUBJECT || subject::is_too_deep(subject) || !subject::is_valid_literal(subject)
    {
        return Err(ApiError::not_stored(NO_SUBJECT));
    }
    Ok(())
}

pub(super) fn check_headers(headers: Headers<'_>) -> Result<(), ApiError> {
    if headers.0.len() > MOST_HEADERS {
        return Err(error::HEADERS_TOO_LARGE);
    }
    Ok(())
}
