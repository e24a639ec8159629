//! Archives on their way out: a few at a time for one stream, each as fast as its receiver says that it has the parts.

mod one;

use std::sync::Arc;

use one::Backup;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::streams::api::{Request, StreamInfo, StreamState};
use crate::streams::config::StreamConfig;
use crate::streams::error::{self, ApiError};
use crate::streams::message::Nanos;
use crate::streams::outbox::Outbox;
use crate::streams::store::Store;
use crate::streams::surroundings::Surroundings;

/// Archives of one stream at once.
const MOST: usize = 8;
/// What a receiver asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Order {
    deliver_subject: String,
    no_consumers: bool,
    chunk_size: i64,
    window_size: i64,
}

/// What it is told at first.
#[derive(Debug, Serialize)]
struct Begun<'a> {
    config: &'a StreamConfig,
    state: &'a StreamState,
}

/// The stream, as an archive needs it.
pub(crate) struct Source<'a> {
    pub(crate) store: &'a dyn Store,
    pub(crate) info: StreamInfo,
    /// Name and document of each consumer.
    pub(crate) consumers: Vec<(Arc<str>, Vec<u8>)>,
}

/// The archives of a stream that are on their way.
#[derive(Debug, Default)]
pub(crate) struct Backups {
    running: Vec<Backup>,
}

impl Backups {
    /// Begins an archive of the stream and answers the request.
    pub(crate) fn begin(&mut self, request: &Request, source: Source<'_>, now: Nanos, out: &mut Outbox) {
        if let Err(error) = self.try_begin(request, &source, now, out) {
            request.refuse(error, out);
        }
    }

    fn try_begin(
        &mut self,
        request: &Request,
        source: &Source<'_>,
        now: Nanos,
        out: &mut Outbox,
    ) -> Result<(), ApiError> {
        if !request.has_body() {
            return Err(error::BAD_REQUEST);
        }
        let order: Order = request.read()?;
        let to = &*order.deliver_subject;
        if !crate::subject::is_valid_literal(to) || !request.caller.may_reach(to) {
            return Err(error::SNAPSHOT_SUBJECT);
        }
        if self.running.len() >= MOST {
            return Err(error::OVERLOADED);
        }
        let backup = Backup::new(request, &order, source, now)
            .map_err(|failure| ApiError::snapshot_failed(&failure.to_string()))?;
        let begun = Begun {
            config: &source.info.config,
            state: &source.info.state,
        };
        request.answer(&begun, out);
        let fields = json!({"stream": backup.stream, "state": begun.state});
        out.advise_of_archive(
            &backup.caller,
            &backup.stream,
            "SNAPSHOT_CREATE",
            "advisory.v1.snapshot_create",
            fields,
        );
        self.running.push(backup);
        Ok(())
    }

    /// A receiver has a part.
    pub(crate) fn acknowledge(&mut self, id: &str, now: Nanos) {
        if let Some(backup) = self.running.iter_mut().find(|backup| *backup.id == *id) {
            backup.arrived(now);
        }
    }

    /// Sends what may be sent; tells whether there is more to do at once.
    pub(crate) fn proceed(&mut self, store: &dyn Store, at: &dyn Surroundings, out: &mut Outbox) -> bool {
        let mut more = false;
        for backup in &mut self.running {
            more |= backup.proceed(store, at, out);
        }
        self.running.retain(|backup| !backup.is_over());
        more
    }

    /// When one of them has to be looked at again.
    pub(crate) fn due(&self) -> Option<Nanos> {
        self.running.iter().map(Backup::due).min()
    }

    /// The stream is going away: receivers are told.
    pub(crate) fn dismiss(&mut self, why: &str, now: Nanos, out: &mut Outbox) {
        for mut backup in self.running.drain(..) {
            backup.end(Some(&format!("500 {why}")), now, out);
        }
    }
}
