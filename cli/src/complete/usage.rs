//! What somebody typed before: it comes first when it fits again.

use std::collections::HashMap;

use serde_json::Value;

use super::offer::Offer;
use crate::ctx::Ctx;
use crate::history::{History, Record};

/// The end of the history that is looked at: some hundred commands.
const MAX_HISTORY: u64 = 128 << 10;

/// Most values of one input that are offered again.
const MAX_VALUES: usize = 50;

/// The latest commands.
#[derive(Debug, Default)]
pub(super) struct Usage {
    records: Vec<Record>,
}

impl Usage {
    /// The user's own; nothing where there is no history.
    pub(super) fn of(ctx: &Ctx) -> Self {
        let history = History::of(&ctx.environment);
        let records = history.and_then(|history| history.latest(MAX_HISTORY).ok());
        Self {
            records: records.unwrap_or_default(),
        }
    }

    /// Values that an input of an agent had, the latest first; never secret ones.
    pub(super) fn values(&self, agent: &str, input: &str) -> Vec<Offer> {
        let mut offers: Vec<Offer> = Vec::new();
        let asked = self.records.iter().filter(|record| {
            let secret = record.secret.iter().any(|name| name == input);
            !secret && record.asked.agent.as_deref() == Some(agent)
        });
        for value in asked.filter_map(|record| record.asked.inputs.get(input)) {
            let text = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            if offers.len() < MAX_VALUES && !offers.iter().any(|offer| offer.text == text) {
                offers.push(Offer::new(text, "used before"));
            }
        }
        offers
    }

    /// Puts what was typed most often first, and what must be typed before that.
    pub(super) fn sort(&self, offers: &mut [Offer]) {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for word in self
            .records
            .iter()
            .flat_map(|record| crate::cli::split(&record.line))
        {
            let Ok(word) = word.into_string() else {
                continue;
            };
            if let Some(end) = word.find('=') {
                *counts.entry(word[..=end].to_owned()).or_default() += 1;
            }
            *counts.entry(word).or_default() += 1;
        }
        let used = |offer: &Offer| counts.get(&offer.text).copied().unwrap_or(0);
        offers.sort_by_cached_key(|offer| (!offer.required, std::cmp::Reverse(used(offer))));
    }
}
