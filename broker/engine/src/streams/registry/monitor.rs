//! Streams as the monitoring pages show them.

use std::sync::Arc;

use serde::Serialize;

use super::Streams;
use super::account::Api;
use crate::streams::config::StreamConfig;
use crate::streams::moment;
use crate::streams::surroundings::Surroundings;

/// What streams take and how they are used.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Stats {
    pub(crate) memory: u64,
    pub(crate) storage: u64,
    reserved_memory: u64,
    reserved_storage: u64,
    accounts: usize,
    ha_assets: usize,
    api: Api,
}

/// How many there are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    pub(crate) streams: usize,
    pub(crate) consumers: usize,
    pub(crate) messages: u64,
    pub(crate) bytes: u64,
}

/// One stream.
#[derive(Debug, Serialize)]
pub(crate) struct Details {
    pub(crate) name: String,
    created: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    config: Option<Arc<StreamConfig>>,
    state: serde_json::Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    consumer_detail: Vec<serde_json::Value>,
}

impl Streams {
    /// What streams take and how they are used.
    pub(crate) fn stats(&self) -> Stats {
        let taken = self.taken();
        Stats {
            memory: taken.memory,
            storage: taken.storage,
            reserved_memory: taken.reserved_memory,
            reserved_storage: taken.reserved_storage,
            accounts: 1,
            ha_assets: 0,
            api: self.api(),
        }
    }

    /// How many streams, consumers and messages there are.
    pub(crate) fn totals(&self) -> Counts {
        let mut counts = Counts::default();
        self.each(|seat| {
            let known = seat.handle.known();
            counts.streams += 1;
            counts.consumers += known.consumers.len();
            counts.messages += known.totals.messages;
            counts.bytes += known.totals.bytes;
        });
        counts
    }

    /// So many streams from the one at `offset` on, by name.
    pub(crate) fn details(
        &self,
        offset: usize,
        limit: usize,
        config: bool,
        consumers: bool,
        at: &dyn Surroundings,
    ) -> Vec<Details> {
        let mut seats = Vec::new();
        self.each(|seat| seats.push(seat.clone()));
        let page = seats.iter().skip(offset).take(limit);
        page.map(|seat| {
            let known = seat.handle.known();
            let info = super::list::info(&known, at.now());
            Details {
                name: seat.handle.name.to_string(),
                created: moment::text(known.created),
                config: config.then(|| Arc::clone(&known.config)),
                state: serde_json::to_value(&info.state).unwrap_or_default(),
                consumer_detail: match consumers {
                    true => seat.handle.consumer_infos(at),
                    false => Vec::new(),
                },
            }
        })
        .collect()
    }

    /// Whether the stream is there, and whether its consumer is; an empty name is no question.
    pub(crate) fn has(&self, stream: &str, consumer: &str) -> (bool, bool) {
        let Some(seat) = self.find(stream) else {
            return (false, false);
        };
        let found = consumer.is_empty() || seat.handle.consumers.kind(consumer).is_some();
        (true, found)
    }

    /// Streams that cannot be served as they are.
    pub(crate) fn quarantined(&self) -> usize {
        let mut count = self.table().offline.len();
        self.each(|seat| count += usize::from(seat.handle.is_offline()));
        count
    }

    /// What is wrong with some stream, if anything.
    pub(crate) fn unfit(&self) -> Option<String> {
        let mut found = self
            .table()
            .offline
            .iter()
            .next()
            .map(|(name, why)| format!("JetStream stream \"{name}\" is out of service: {why}"));
        self.each(|seat| {
            if found.is_none() && seat.handle.is_offline() {
                found = Some(format!(
                    "JetStream stream \"{}\" is out of service",
                    seat.handle.name
                ));
            }
        });
        found
    }
}
