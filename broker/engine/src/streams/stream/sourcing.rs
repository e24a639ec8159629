//! What a stream takes from other streams: a mirror everything as it is, with its sequences; sources add to what it has.

mod link;

use std::sync::Arc;

use bytes::Bytes;

use super::Stream;
use super::counter::Counter;
use super::expect::{self, Rollup, Stay};
use super::publish::Arrival;
use crate::streams::api::SourceInfo;
use crate::streams::config::StreamConfig;
use crate::streams::error::{self, ApiError};
use crate::streams::filter::Filter;
use crate::streams::handle::Op;
use crate::streams::headers::Headers;
use crate::streams::message::{Message, Nanos};
use crate::streams::outbox::{Letter, Outbox};
use crate::streams::pull::{Found, Pulled};
use crate::streams::store::{Safe, Store, StoreError};
use link::Link;

/// Header that tells where a message was taken from.
pub(super) const SOURCE: &str = "Nats-Stream-Source";
/// Start of the names of the notes that hold how far sources were taken.
const NOTE: &str = "source/";

/// Everything the stream takes from.
#[derive(Debug, Default)]
pub(super) struct Sourcing {
    links: Vec<Link>,
}

impl Sourcing {
    /// Finds out how far each source was taken.
    pub(super) fn open(config: &StreamConfig, store: &mut dyn Store) -> Result<Self, StoreError> {
        let mut links: Vec<Link> = Vec::new();
        if let Some(mirror) = &config.mirror {
            let mut link = Link::new(mirror, true);
            if let last @ 1.. = store.totals().last_seq {
                link.taken_until(last);
            }
            links.push(link);
        }
        links.extend(config.sources.iter().map(|source| Link::new(source, false)));
        let mut sourcing = Self { links };
        sourcing.read_notes(store);
        sourcing.read_headers(store)?;
        sourcing.read_unnoted(store)?;
        // So that nobody has to look for it in the messages again.
        for link in sourcing.links.iter().filter(|link| !link.known && !link.mirror) {
            store.note(&format!("{NOTE}{}", link.key), b"0", Safe::Later);
        }
        Ok(sourcing)
    }

    fn read_notes(&mut self, store: &mut dyn Store) {
        for (name, value) in store.notes(NOTE) {
            let key = &name[NOTE.len()..];
            let until = std::str::from_utf8(&value)
                .ok()
                .and_then(|text| text.parse().ok());
            match self
                .links
                .iter_mut()
                .find(|link| !link.mirror && *link.key == *key)
            {
                Some(link) => link.taken_until(until.unwrap_or(0)),
                // It is no source any more: should it be one again, it begins anew.
                None => store.unnote(&name),
            }
        }
    }

    /// Looks for what was taken last in the messages themselves, where there is no note: they may come from a backup.
    fn read_headers(&mut self, store: &dyn Store) -> Result<(), StoreError> {
        let mut unknown = self
            .links
            .iter()
            .filter(|link| !link.known && !link.mirror)
            .count();
        let mut until = store.totals().last_seq;
        while unknown > 0
            && let Some(seq) = store.last(&Filter::default(), until)?
        {
            until = seq.saturating_sub(1);
            if let Some((key, taken)) = store.read(seq)?.as_ref().and_then(origin)
                && let Some(link) = self
                    .links
                    .iter_mut()
                    .find(|link| !link.known && *link.key == *key)
            {
                link.taken_until(taken);
                unknown -= 1;
            }
        }
        Ok(())
    }

    /// Takes in what was taken after notes were written last: the machine may have stopped between the messages and their note.
    fn read_unnoted(&mut self, store: &mut dyn Store) -> Result<(), StoreError> {
        if self.links.iter().all(|link| link.mirror) {
            return Ok(());
        }
        let mut from = store.noted_until().saturating_add(1);
        while let Some(message) = store.next(from, &Filter::default())? {
            from = message.seq.saturating_add(1);
            let Some((key, taken)) = origin(&message) else {
                continue;
            };
            let mut links = self.links.iter_mut();
            if let Some(link) = links.find(|link| !link.mirror && *link.key == *key && link.next <= taken) {
                link.taken_until(taken);
                link.note(store, Safe::Later);
            }
        }
        Ok(())
    }

    /// When something has to be asked again.
    pub(super) fn due(&self) -> Option<Nanos> {
        self.links.iter().filter_map(|link| link.ask_at).min()
    }

    /// Asks for nothing before a moment.
    pub(super) fn wait(&mut self, until: Nanos) {
        for link in &mut self.links {
            link.ask_at = Some(until);
        }
    }

    /// What the API tells about the mirror, and about the sources.
    pub(super) fn info(&self) -> (Option<SourceInfo>, Vec<SourceInfo>) {
        let of = |mirror: bool| self.links.iter().filter(move |link| link.mirror == mirror);
        (
            of(true).map(Link::info).next(),
            of(false).map(Link::info).collect(),
        )
    }
}

impl Stream {
    /// Asks for what has to be asked for by now.
    pub(super) fn ask_sources(&mut self, now: Nanos, out: &mut Outbox) {
        if self.config.sealed {
            return;
        }
        for link in &mut self.sourcing.links {
            if link.ask_at.is_some_and(|at| at <= now) {
                out.push(Letter::Post {
                    stream: Arc::clone(&link.name),
                    op: Op::Pull(Box::new(link.ask(&self.name, now))),
                });
            }
        }
    }

    /// Takes what another stream answers.
    pub(super) fn take(&mut self, pulled: Pulled, now: Nanos, out: &mut Outbox) {
        let links = &mut self.sourcing.links;
        let Some(index) = links
            .iter()
            .position(|link| link.key == pulled.key && link.next == pulled.from)
        else {
            return;
        };
        let Found::Messages { messages, left } = pulled.found else {
            links[index].has_no_stream(now);
            return;
        };
        links[index].heard(left, now);
        for message in messages {
            if let Err(refusal) = self.take_one(index, &message, now, out) {
                tracing::warn!(stream = %self.name, from = %self.sourcing.links[index].name, refusal = %refusal.description,
                    "a message of another stream cannot be taken now");
                self.sourcing.links[index].waits(now);
                break;
            }
            self.sourcing.links[index].taken_until(message.seq);
        }
        let link = &self.sourcing.links[index];
        if !link.mirror {
            link.note(&mut *self.store, Safe::Now);
        }
    }

    fn take_one(
        &mut self,
        index: usize,
        message: &Message,
        now: Nanos,
        out: &mut Outbox,
    ) -> Result<(), ApiError> {
        if self.config.sealed {
            return Err(error::SEALED);
        }
        let link = &self.sourcing.links[index];
        let mirror = link.mirror;
        if mirror && message.seq <= self.totals().last_seq {
            return Ok(());
        }
        let renamed = link.renamed(&message.subject);
        let subject = self.renaming.stored(&renamed).unwrap_or(renamed);
        let Some((block, payload)) = self.as_kept(link, &subject, message)? else {
            return Ok(());
        };
        let headers = Headers(&block);
        let id = expect::message_id(headers);
        if !mirror && self.known(id.as_deref(), now).is_some() {
            return Ok(());
        }
        if let Err(refusal) = self.check_fits(&subject, headers, &payload) {
            self.leaves_out(message, &refusal);
            return Ok(());
        }
        let size = self.store.size_of(&subject, &block, &payload);
        self.check_room(&subject, headers, size)?;
        if mirror {
            self.store.skip_to(message.seq);
        }
        let rolls = self.config.allow_rollup_hdrs && !self.config.deny_purge;
        let arrival = Arrival {
            subject: &subject,
            rollup: if rolls {
                Rollup::of(headers)
            } else {
                Rollup::Nothing
            },
            stay: Stay::of(headers).unwrap_or_default(),
            headers: block,
            payload,
            id,
            time: if mirror { message.time } else { now },
        };
        self.keep(&arrival, out);
        Ok(())
    }

    /// Headers and payload of a message of another stream, as they are kept here; none if it cannot be kept at all.
    fn as_kept(
        &self,
        link: &Link,
        subject: &str,
        message: &Message,
    ) -> Result<Option<(Bytes, Bytes)>, ApiError> {
        let block = link.headers(message);
        if !self.config.allow_msg_counter {
            return Ok(Some((block, message.payload.clone())));
        }
        let before = self.last_of(subject)?;
        let origin = (&*link.name, &*message.subject);
        let counted = Counter::after(before.as_ref())
            .and_then(|counter| counter.add_other(origin, Headers(&block), &message.payload));
        match counted {
            Ok(counted) => Ok(Some((counted.headers, counted.payload))),
            Err(refusal) => {
                self.leaves_out(message, &refusal);
                Ok(None)
            }
        }
    }

    /// A message will never be one of this stream; the others do not wait for it.
    fn leaves_out(&self, message: &Message, refusal: &ApiError) {
        tracing::warn!(stream = %self.name, seq = message.seq, refusal = %refusal.description,
            "a message of another stream is left out");
    }
}

/// Which source a message says it is from, and its sequence there.
fn origin(message: &Message) -> Option<(String, u64)> {
    let header = Headers(&message.headers).get(SOURCE)?;
    let mut words = header.split(' ');
    let (name, seq, filters, destinations) = (words.next()?, words.next()?, words.next()?, words.next()?);
    Some((format!("{name} {filters} {destinations}"), seq.parse().ok()?))
}
