//! The end of a batch: each message is checked as if those before it were kept already, and then all are kept.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use bytes::Bytes;

use super::Kept;
use super::place::{COMMIT, End};
use crate::streams::config::Discard;
use crate::streams::error::{self, ApiError};
use crate::streams::headers::Headers;
use crate::streams::message::{Nanos, Publication};
use crate::streams::outbox::Outbox;
use crate::streams::stream::Stream;
use crate::streams::stream::expect::{self, ROLLUP, Rollup, Stay};
use crate::streams::stream::limits::{TOO_MANY, TOO_MANY_OF_SUBJECT, TOO_MUCH, exceeds};
use crate::streams::stream::publish::{Arrival, check_headers, check_subject};
use crate::streams::stream::schedules;
use crate::streams::stream::sourcing::SOURCE;

/// What the messages of a batch that were checked already will have done.
#[derive(Debug, Default)]
struct Before<'a> {
    ids: HashSet<Box<str>>,
    subjects: HashMap<&'a str, Share>,
    messages: u64,
    bytes: u64,
}

/// What they will have done on one subject.
#[derive(Debug, Default)]
struct Share {
    messages: u64,
    /// Headers and payload of the last one.
    last: (Bytes, Bytes),
}

impl Stream {
    /// Keeps all of them, or none.
    pub(super) fn close(
        &mut self,
        messages: &[Publication],
        end: End,
        now: Nanos,
        out: &mut Outbox,
    ) -> Result<Kept, ApiError> {
        let renamed = |message: &Publication| self.renaming.stored(&message.subject);
        let renamed: Vec<_> = messages.iter().map(renamed).collect();
        let (mut before, mut arrivals) = (Before::default(), Vec::with_capacity(messages.len()));
        for (message, renamed) in messages.iter().zip(&renamed) {
            let subject = renamed.as_deref().unwrap_or(&message.subject);
            arrivals.push(self.check_member(&mut before, subject, message, now)?);
        }
        if let Some(last) = arrivals.last_mut().filter(|_| end == End::Before) {
            last.headers = Headers(&last.headers).with(COMMIT, 1);
        }
        let mut seq = 0;
        for arrival in &arrivals {
            seq = self.keep(arrival, out);
        }
        Ok(Kept {
            seq,
            count: arrivals.len(),
        })
    }

    fn check_member<'a>(
        &mut self,
        before: &mut Before<'a>,
        subject: &'a str,
        message: &Publication,
        now: Nanos,
    ) -> Result<Arrival<'a>, ApiError> {
        let block = schedules::as_kept(&message.headers);
        let headers = Headers(&block);
        check_subject(subject)?;
        if headers.has(expect::EXPECTED_LAST_ID) {
            return Err(error::not_in_batches(expect::EXPECTED_LAST_ID));
        }
        check_headers(headers)?;
        self.check_increment(Headers(&message.headers), &message.payload)?;
        self.check_features(headers)?;
        let id = self.check_id(before, headers, now)?;
        if headers.has(SOURCE) {
            return Err(error::SOURCE_HEADER);
        }
        let last = before.subjects.get(subject).map(|share| &share.last);
        let (block, payload) = match self.count(subject, headers, last)? {
            Some(counted) => (counted.headers, counted.payload),
            None => (block.clone(), message.payload.clone()),
        };
        self.check_size(Headers(&block), &payload)?;
        self.check_sequences(before, subject, headers)?;
        self.check_schedule(subject, message.reaches, headers, now)?;
        self.check_end(subject, message.reaches, headers, |other| before.last(other))?;
        let rollup = self.check_rollup(message.account, headers)?;
        before.check_rollup(subject, rollup)?;
        let (stay, block) = self.stay(block)?;
        let size = self.store.size_of(subject, &block, &payload);
        before.add(subject, (&block, &payload), size);
        self.check_room_with(before, subject, headers)?;
        Ok(Arrival {
            subject,
            headers: block,
            payload,
            id,
            rollup,
            stay,
            time: now,
        })
    }

    fn check_features(&self, headers: Headers<'_>) -> Result<(), ApiError> {
        self.check_stream(headers)?;
        let stay = Stay::of(headers);
        if !self.config.allow_msg_ttl && stay != Ok(Stay::Usual) {
            return Err(error::TTL_DISABLED);
        }
        stay.map(|_| ())
    }

    fn check_id(
        &mut self,
        before: &mut Before<'_>,
        headers: Headers<'_>,
        now: Nanos,
    ) -> Result<Option<Box<str>>, ApiError> {
        let id = expect::message_id(headers);
        if let Some(id) = &id
            && (!before.ids.insert(id.clone()) || self.known(Some(id), now).is_some())
        {
            return Err(error::BATCH_WITH_DUPLICATE);
        }
        Ok(id)
    }

    /// Only the first message of a batch may expect a last sequence, and only the first on a subject one of that subject: for the
    /// others nobody but the batch itself decides that.
    fn check_sequences(
        &self,
        before: &Before<'_>,
        subject: &str,
        headers: Headers<'_>,
    ) -> Result<(), ApiError> {
        if let Some(expected) = headers.get(expect::EXPECTED_LAST) {
            let last = self.totals().last_seq.saturating_add(before.messages);
            expect::expect_last(&expected, last)?;
            if before.messages > 0 {
                return Err(error::OTHER_SEQUENCE_EXPECTED);
            }
        }
        let other = headers.get(expect::EXPECTED_SUBJECT);
        let subject_of_it = other.unwrap_or(Cow::Borrowed(subject));
        if headers.has(expect::EXPECTED_LAST_OF_SUBJECT) && before.subjects.contains_key(&*subject_of_it) {
            return Err(error::OTHER_SEQUENCE_EXPECTED);
        }
        self.check_last_of_subject(subject, headers)
    }

    /// Whether a full stream that discards what is new takes a message with those before it.
    fn check_room_with(
        &self,
        before: &Before<'_>,
        subject: &str,
        headers: Headers<'_>,
    ) -> Result<(), ApiError> {
        if self.config.discard != Discard::New {
            return Ok(());
        }
        let totals = self.totals();
        if exceeds(totals.messages + before.messages, self.config.max_msgs) {
            return Err(ApiError::not_stored(TOO_MANY));
        }
        if exceeds(totals.bytes + before.bytes, self.config.max_bytes) {
            return Err(ApiError::not_stored(TOO_MUCH));
        }
        if !self.config.discard_new_per_subject || headers.has(ROLLUP) {
            return Ok(());
        }
        let there = self.store.subject(subject).map_or(0, |subject| subject.messages);
        let new = before.subjects.get(subject).map_or(0, |share| share.messages);
        if exceeds(there + new, self.config.max_msgs_per_subject) {
            return Err(ApiError::not_stored(TOO_MANY_OF_SUBJECT));
        }
        Ok(())
    }
}

impl<'a> Before<'a> {
    fn add(&mut self, subject: &'a str, (headers, payload): (&Bytes, &Bytes), size: u64) {
        self.messages += 1;
        self.bytes += size;
        let share = self.subjects.entry(subject).or_default();
        share.messages += 1;
        share.last = (headers.clone(), payload.clone());
    }

    /// Headers of the last message on a subject.
    fn last(&self, subject: &str) -> Option<Headers<'_>> {
        self.subjects.get(subject).map(|share| Headers(&share.last.0))
    }

    /// A message cannot take the place of others of its own batch.
    fn check_rollup(&self, subject: &str, rollup: Rollup) -> Result<(), ApiError> {
        let refused = match rollup {
            Rollup::Subject if self.subjects.contains_key(subject) => "batch rollup sub invalid",
            Rollup::All if self.messages > 0 => "batch rollup all invalid",
            _ => return Ok(()),
        };
        Err(ApiError::with(500, 10111, refused))
    }
}
