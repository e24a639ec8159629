//! `/jsz`: the streams.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::lenient::Flag;
use super::varz::timestamp;
use crate::hub::Hub;
use crate::options::Account;
use crate::streams::{Details, Exit, Stats};

/// Page length when none is asked for, as in the reference.
const DEFAULT_LIMIT: usize = 1024;

/// What a caller asks for; unknown members are ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    acc: String,
    account: String,
    accounts: Flag,
    streams: Flag,
    consumers: Flag,
    consumer: Flag,
    config: Flag,
    offset: usize,
    limit: usize,
}

/// How streams are served.
#[derive(Debug, Serialize)]
pub(crate) struct Config {
    /// Bytes; -1 for no limit.
    max_memory: i64,
    /// Bytes; -1 for no limit.
    max_storage: i64,
    store_dir: String,
    sync_always: bool,
}

/// All of them together.
#[derive(Debug, Serialize)]
pub(crate) struct Jsz {
    server_id: String,
    now: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    disabled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    config: Option<Config>,
    #[serde(flatten)]
    stats: Stats,
    streams: usize,
    consumers: usize,
    messages: u64,
    bytes: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    account_details: Vec<AccountDetail>,
    total: usize,
}

/// The one account that has streams.
#[derive(Debug, Serialize)]
pub(crate) struct AccountDetail {
    name: &'static str,
    id: &'static str,
    #[serde(flatten)]
    stats: Stats,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stream_detail: Vec<Details>,
}

/// The part of other pages that is about streams.
#[derive(Debug, Serialize)]
pub(crate) struct Part {
    config: Config,
    stats: Stats,
}

impl Asked {
    /// Everything about the account of that name.
    pub(crate) fn about(self, account: &str) -> Self {
        Self {
            account: account.to_owned(),
            accounts: Flag(true),
            ..self
        }
    }

    fn account(&self) -> &str {
        if self.account.is_empty() {
            &self.acc
        } else {
            &self.account
        }
    }
}

/// What other pages tell about streams; none where there are none.
pub(crate) fn part(hub: &Hub) -> Option<Part> {
    let streams = hub.streams.as_ref()?;
    Some(Part {
        config: config(hub)?,
        stats: streams.stats(),
    })
}

fn config(hub: &Hub) -> Option<Config> {
    let options = hub.options.streams.as_ref()?;
    let limit = |most: Option<u64>| most.map_or(-1, |most| i64::try_from(most).unwrap_or(i64::MAX));
    Some(Config {
        max_memory: limit(options.max_memory),
        max_storage: limit(options.max_disk),
        store_dir: options.folder.display().to_string(),
        sync_always: true,
    })
}

pub(crate) fn page(hub: &Arc<Hub>, asked: &Asked) -> Jsz {
    let streams = hub.streams.as_ref();
    let stats = streams.map(|streams| streams.stats()).unwrap_or_default();
    let totals = streams.map(|streams| streams.totals()).unwrap_or_default();
    let wanted = asked.account().is_empty() || asked.account() == Account::Choria.name();
    let detailed =
        asked.accounts.0 || asked.streams.0 || asked.consumer.0 || asked.consumers.0 || asked.config.0;
    let details = streams.filter(|_| wanted && (detailed || !asked.account().is_empty()));
    let account_details: Vec<_> = details
        .map(|streams| {
            let stream_detail = if asked.streams.0 || asked.consumer.0 || asked.consumers.0 || asked.config.0
            {
                let limit = if asked.limit == 0 {
                    DEFAULT_LIMIT
                } else {
                    asked.limit
                };
                let with_consumers = asked.consumer.0 || asked.consumers.0;
                streams.details(
                    asked.offset,
                    limit,
                    asked.config.0,
                    with_consumers,
                    &Exit::new(hub),
                )
            } else {
                Vec::new()
            };
            AccountDetail {
                name: Account::Choria.name(),
                id: Account::Choria.name(),
                stats: stats.clone(),
                stream_detail,
            }
        })
        .into_iter()
        .collect();
    Jsz {
        server_id: hub.server_id.clone(),
        now: timestamp(hub.clock.wall(hub.clock.tick())),
        disabled: streams.is_none(),
        config: config(hub),
        stats,
        streams: totals.streams,
        consumers: totals.consumers,
        messages: totals.messages,
        bytes: totals.bytes,
        total: account_details.len(),
        account_details,
    }
}
