//! Archives on their way in. Each fills a store that nobody sees; only a whole one becomes a stream.

mod one;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(crate) use one::Part;
use one::{Restore, Work};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tracing::info;

use crate::options::Account;
use crate::streams::api::{Endpoint, Request, Verb};
use crate::streams::config::StreamConfig;
use crate::streams::error::{self, ApiError};
use crate::streams::message::Nanos;
use crate::streams::outbox::Outbox;
use crate::streams::registry::Streams;

/// Archives that come in at once.
const MOST: usize = 16;
/// What a sender asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Order {
    config: StreamConfig,
}

/// Where it shall send the archive.
#[derive(Debug, Serialize)]
struct Begun {
    deliver_subject: String,
}

/// By id, each with its name at the runner.
type Running = BTreeMap<Box<str>, (Arc<Restore>, u64)>;

/// The archives that come in.
#[derive(Debug, Default)]
pub(crate) struct Restores {
    running: Mutex<Running>,
}

impl Streams {
    /// Begins to take an archive in.
    pub(crate) fn restore(
        self: &Arc<Self>,
        request: &Request,
        now: Nanos,
        out: &mut Outbox,
    ) -> Result<(), ApiError> {
        if !request.has_body() {
            return Err(error::BAD_REQUEST);
        }
        let Order { mut config } = request.read()?;
        if config.name.is_empty() {
            config.name = String::from(&*request.endpoint.stream);
        }
        if *config.name != *request.endpoint.stream {
            return Err(error::NAME_MISMATCH);
        }
        let config = config.checked(&**self)?;
        request.caller.may_republish(&config)?;
        self.room_for(&config)?;
        self.afford(&config, None)?;
        let mut running = self.restores.running();
        let same = |(other, _): &(Arc<Restore>, u64)| *other.request.endpoint.stream == *config.name;
        if running.values().any(same) {
            return Err(error::EXISTS_FOR_RESTORE);
        }
        if running.len() >= MOST {
            return Err(error::OVERLOADED);
        }
        let id = super::id();
        let deliver_subject = format!("{}{}.{id}", super::RESTORE, config.name);
        let answered = Request {
            endpoint: Endpoint {
                verb: Verb::Create,
                ..request.endpoint.clone()
            },
            ..request.clone()
        };
        let store = self.staged(&config);
        let restore = Restore::new(
            Arc::downgrade(self),
            id.clone(),
            answered,
            Work::new(config, store, now),
        );
        let restore = Arc::new(restore);
        info!(stream = %request.endpoint.stream, "a stream is being restored");
        let ticket = self.runner.add(Arc::clone(&restore) as _);
        restore.advise("RESTORE_CREATE", "advisory.v1.restore_create", json!({}), out);
        running.insert(id, (restore, ticket));
        request.answer(&Begun { deliver_subject }, out);
        Ok(())
    }

    /// Takes a part of an archive; false when nobody waits for it. `place` is the stream's name and the id.
    pub(crate) fn take_part(&self, account: Account, place: &str, part: Part) -> bool {
        let Some((_, id)) = place.rsplit_once('.') else {
            return false;
        };
        let running = self.restores.running();
        let Some((restore, ticket)) = running
            .get(id)
            .filter(|(restore, _)| restore.request.account == account)
        else {
            return false;
        };
        restore.put(part);
        self.runner.wake(*ticket);
        true
    }
}

impl Restores {
    fn running(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
