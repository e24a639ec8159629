//! `CONSUMER.NAMES`, `CONSUMER.LIST` and `CONSUMER.DELETE`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::info::ConsumerInfo;
use super::{Consumers, Turn};
use crate::streams::api::Request;
use crate::streams::error::{self, ApiError};

/// Most entries of one answer.
const NAMES_LIMIT: usize = 1024;
const LIST_LIMIT: usize = 256;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Listing {
    offset: i64,
}

/// One page of a list.
#[derive(Debug, Serialize)]
pub(super) struct Page<T> {
    total: usize,
    offset: usize,
    limit: usize,
    consumers: Vec<T>,
}

#[derive(Debug, Serialize)]
pub(super) struct Done {
    success: bool,
}

impl Consumers {
    pub(super) fn names_page(&self, request: &Request) -> Result<Page<Arc<str>>, ApiError> {
        let offset = self.offset(request)?;
        let names = self.by_name.keys().skip(offset).take(NAMES_LIMIT);
        Ok(Page {
            total: self.by_name.len(),
            offset,
            limit: NAMES_LIMIT,
            consumers: names.cloned().collect(),
        })
    }

    pub(super) fn list_page(
        &mut self,
        request: &Request,
        turn: &mut Turn<'_>,
    ) -> Result<Page<ConsumerInfo>, ApiError> {
        let offset = self.offset(request)?;
        let ids: Vec<u64> = self
            .by_name
            .values()
            .skip(offset)
            .take(LIST_LIMIT)
            .copied()
            .collect();
        let infos: Result<Vec<_>, _> = ids.into_iter().map(|id| self.describe(id, turn)).collect();
        Ok(Page {
            total: self.by_name.len(),
            offset,
            limit: LIST_LIMIT,
            consumers: infos?,
        })
    }

    /// What the API tells about each of them; without those whose messages cannot be counted.
    pub(crate) fn infos(&mut self, turn: &mut Turn<'_>) -> Vec<serde_json::Value> {
        let ids: Vec<u64> = self.by_name.values().copied().collect();
        ids.into_iter()
            .filter_map(|id| self.describe(id, turn).ok())
            .filter_map(|info| serde_json::to_value(info).ok())
            .collect()
    }

    fn offset(&self, request: &Request) -> Result<usize, ApiError> {
        let listing: Listing = request.read()?;
        let offset = usize::try_from(listing.offset).unwrap_or(0);
        Ok(offset.min(self.by_name.len()))
    }

    pub(super) fn delete(&mut self, request: &Request, turn: &mut Turn<'_>) -> Result<Done, ApiError> {
        if request.has_body() {
            return Err(error::UNWANTED_BODY);
        }
        let (id, _) = self.named(request)?;
        self.remove(id, turn);
        Ok(Done { success: true })
    }
}
