//! One stream that another takes messages from.

use std::sync::Arc;

use bytes::Bytes;

use super::{NOTE, SOURCE};
use crate::streams::api::SourceInfo;
use crate::streams::config::StreamSource;
use crate::streams::filter::Filter;
use crate::streams::headers::Headers;
use crate::streams::message::{Message, Nanos};
use crate::streams::moment;
use crate::streams::pull::Pull;
use crate::streams::store::{Safe, Store};
use crate::streams::transform::Transform;
use crate::subject;

/// Headers that were for the first stream.
const NOT_TAKEN: [&str; 2] = ["Nats-Expected-", "Nats-Batch-"];
const SECOND: Nanos = 1_000_000_000;
/// Time after which a question is asked again: it or its answer may have met a full inbox.
const ASK_AGAIN: Nanos = 10 * SECOND;
/// Time after which a stream that is not there, or that is full, is tried again.
const TRY_AGAIN: Nanos = SECOND;

/// A source or the mirrored stream.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) key: Arc<str>,
    pub(super) name: Arc<str>,
    pub(super) mirror: bool,
    /// The first sequence that was not taken yet.
    pub(super) next: u64,
    /// Whether anything tells how far it was taken.
    pub(super) known: bool,
    /// When to ask; none while the answer is worked on.
    pub(super) ask_at: Option<Nanos>,
    source: StreamSource,
    filter: Filter,
    renames: Vec<(Box<str>, Option<Transform>)>,
    since: Option<Nanos>,
    left: u64,
    heard: Option<Nanos>,
    missing: bool,
}

impl Link {
    pub(super) fn new(source: &StreamSource, mirror: bool) -> Self {
        let renames = source.subject_transforms.iter().map(|rename| {
            let pattern = if rename.src.is_empty() { ">" } else { &rename.src };
            let transform = (!rename.dest.is_empty()).then(|| Transform::new(&rename.src, &rename.dest).ok());
            (Box::from(pattern), transform.flatten())
        });
        let renames: Vec<(Box<str>, _)> = renames.collect();
        let filter = match (&*renames, &*source.filter_subject) {
            ([], "") => Filter::default(),
            ([], filter) => Filter::new([filter]),
            (renames, _) => Filter::new(renames.iter().map(|(pattern, _)| &**pattern)),
        };
        Self {
            key: source.index().into(),
            name: Arc::from(&*source.name),
            mirror,
            next: source.opt_start_seq.max(1),
            known: false,
            ask_at: Some(0),
            filter,
            renames,
            since: source.opt_start_time.as_deref().and_then(moment::parse),
            left: 0,
            heard: None,
            missing: false,
            source: source.clone(),
        }
    }

    /// Everything up to this sequence was taken; 0 if nothing was.
    pub(super) fn taken_until(&mut self, seq: u64) {
        self.next = self.next.max(seq.saturating_add(1));
        self.known = true;
        if seq > 0 {
            self.since = None;
        }
    }

    /// Notes how far it was taken.
    pub(super) fn note(&self, store: &mut dyn Store, safe: Safe) {
        let until = self.next.saturating_sub(1).to_string();
        store.note(&format!("{NOTE}{}", self.key), until.as_bytes(), safe);
    }

    /// The question for what comes next.
    pub(super) fn ask(&mut self, by: &Arc<str>, now: Nanos) -> Pull {
        self.ask_at = Some(now.saturating_add(ASK_AGAIN));
        Pull {
            by: Arc::clone(by),
            key: Arc::clone(&self.key),
            from: self.next,
            since: self.since,
            filter: self.filter.clone(),
        }
    }

    /// There was an answer.
    pub(super) fn heard(&mut self, left: u64, now: Nanos) {
        self.left = left;
        self.heard = Some(now);
        self.missing = false;
        self.ask_at = Some(now);
    }

    /// There is no such stream now.
    pub(super) fn has_no_stream(&mut self, now: Nanos) {
        self.missing = true;
        self.waits(now);
    }

    /// Nothing can be taken for a while.
    pub(super) fn waits(&mut self, now: Nanos) {
        self.ask_at = Some(now.saturating_add(TRY_AGAIN));
    }

    /// What a subject turns into on the way.
    pub(super) fn renamed(&self, literal: &str) -> String {
        let of = |(pattern, _): &&(Box<str>, Option<Transform>)| subject::is_subset(literal, pattern);
        let transform = self
            .renames
            .iter()
            .find(of)
            .and_then(|(_, transform)| transform.as_ref());
        let renamed = transform.and_then(|transform| transform.apply(literal));
        renamed.unwrap_or_else(|| literal.to_owned())
    }

    /// The headers a message has here: without those that were for the first stream, and from a source with where it is from.
    pub(super) fn headers(&self, message: &Message) -> Bytes {
        let of_first = |name: &str| NOT_TAKEN.iter().any(|start| name.starts_with(start));
        let headers = Headers(&message.headers);
        if self.mirror {
            return headers.without(of_first);
        }
        let kept = headers.without(|name| name == SOURCE || of_first(name));
        Headers(&kept).with(SOURCE, self.origin(message.seq, &message.subject))
    }

    fn origin(&self, seq: u64, literal: &str) -> String {
        let mut words = self.key.split(' ');
        let name = words.next().unwrap_or_default();
        let rest: Vec<&str> = words.collect();
        format!("{name} {seq} {} {literal}", rest.join(" "))
    }

    /// What the API tells about it.
    pub(super) fn info(&self) -> SourceInfo {
        SourceInfo {
            name: Arc::clone(&self.name),
            lag: self.left,
            active: -1,
            filter_subject: self.source.filter_subject.clone(),
            subject_transforms: self.source.subject_transforms.clone(),
            error: self.missing.then_some(crate::streams::error::STREAM_NOT_FOUND),
            heard: self.heard,
        }
    }
}
