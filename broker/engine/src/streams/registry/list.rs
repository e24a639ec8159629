//! Lists of streams.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::Streams;
use crate::streams::api::{Request, StreamInfo};
use crate::streams::error::ApiError;
use crate::streams::handle::Known;
use crate::streams::message::Nanos;

/// Most entries of one answer.
const NAMES_LIMIT: usize = 1024;
const LIST_LIMIT: usize = 256;

/// `offset` and `subject` of a list.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Listing {
    offset: usize,
    subject: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Page<T> {
    total: usize,
    offset: usize,
    limit: usize,
    /// None rather than empty where there are no names: clients of the reference get `null` there.
    streams: Option<Vec<T>>,
    /// Streams that cannot be served, and why.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    offline: BTreeMap<Arc<str>, String>,
}

impl Streams {
    pub(super) fn names(&self, request: &Request) -> Result<Page<Arc<str>>, ApiError> {
        let (listing, all) = self.listed(request)?;
        Ok(page(&listing, NAMES_LIMIT, &all, |known| {
            Arc::from(&*known.config.name)
        }))
    }

    pub(super) fn list(&self, request: &Request, now: Nanos) -> Result<Page<StreamInfo>, ApiError> {
        let (listing, all) = self.listed(request)?;
        let mut page = page(&listing, LIST_LIMIT, &all, |known| info(known, now));
        page.streams.get_or_insert_default();
        page.offline.clone_from(&self.table().offline);
        Ok(page)
    }

    fn listed(&self, request: &Request) -> Result<(Listing, Vec<Arc<Known>>), ApiError> {
        let listing: Listing = request.read()?;
        let table = self.table();
        let all = table.by_name.values().map(|entry| entry.seat.handle.known());
        let all = all.filter(|known| {
            let overlaps = |subject: &String| crate::subject::overlap(subject, &listing.subject);
            listing.subject.is_empty() || known.config.subjects.iter().any(overlaps)
        });
        let all = all.collect();
        Ok((listing, all))
    }
}

fn page<T>(listing: &Listing, limit: usize, all: &[Arc<Known>], entry: impl Fn(&Known) -> T) -> Page<T> {
    let offset = listing.offset.min(all.len());
    let entries = all.iter().skip(offset).take(limit);
    Page {
        total: all.len(),
        offset,
        limit,
        streams: Some(entries.map(|known| entry(known)).collect()).filter(|found: &Vec<T>| !found.is_empty()),
        offline: BTreeMap::new(),
    }
}

pub(super) fn info(known: &Known, now: Nanos) -> StreamInfo {
    StreamInfo::new(
        &known.config,
        known.created,
        &known.totals,
        known.consumers.len(),
        now,
    )
    .taking(known.mirror.clone(), known.sources.iter().cloned(), now)
}
