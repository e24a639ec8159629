//! One stream: its messages, its rules and its consumers, as plain state.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::streams::api::{Endpoint, Request, Verb, direct};
use crate::streams::config::StreamConfig;
use crate::streams::consumer::{Consumers, Turn};
use crate::streams::error;
use crate::streams::handle::Op;
use crate::streams::message::{Nanos, Publication};
use crate::streams::outbox::{Outbox, Owed};
use crate::streams::store::{Safe, Store, StoreError, Totals};
use crate::streams::surroundings::Surroundings;

/// Name of the note that holds what the stream is.
const IDENTITY: &str = "stream";

/// A stream's state; its owner is the turn.
#[derive(Debug)]
pub(crate) struct Stream {
    config: Arc<StreamConfig>,
    created: Nanos,
    store: Box<dyn Store>,
    consumers: Consumers,
}

/// What the store keeps about the stream itself.
#[derive(Debug, Serialize, Deserialize)]
struct Identity {
    config: StreamConfig,
    created: Nanos,
}

impl Stream {
    /// A new stream in an empty store. The configuration is checked already.
    pub(crate) fn create(
        config: StreamConfig,
        mut store: Box<dyn Store>,
        now: Nanos,
    ) -> Result<Self, StoreError> {
        note_identity(&mut *store, &config, now);
        store.commit()?;
        Ok(Self {
            config: Arc::new(config),
            created: now,
            store,
            consumers: Consumers::default(),
        })
    }

    /// The stream that a store holds.
    pub(crate) fn open(store: Box<dyn Store>, now: Nanos) -> Result<Self, StoreError> {
        let damaged = || StoreError::Damaged {
            what: "the stream's configuration".to_owned(),
        };
        let notes = store.notes(IDENTITY);
        let (_, identity) = notes.first().ok_or_else(damaged)?;
        let identity: Identity = serde_json::from_slice(identity).map_err(|_| damaged())?;
        Ok(Self {
            config: Arc::new(identity.config),
            created: identity.created,
            consumers: Consumers::open(&*store, now),
            store,
        })
    }

    pub(crate) fn config(&self) -> &Arc<StreamConfig> {
        &self.config
    }

    pub(crate) fn created(&self) -> Nanos {
        self.created
    }

    pub(crate) fn totals(&self) -> Totals {
        self.store.totals()
    }

    pub(crate) fn store(&self) -> &dyn Store {
        &*self.store
    }

    pub(crate) fn consumers(&self) -> &Consumers {
        &self.consumers
    }

    /// Takes another configuration, checked against this one already.
    pub(crate) fn reconfigure(&mut self, config: StreamConfig) -> Result<(), StoreError> {
        note_identity(&mut *self.store, &config, self.created);
        self.store.commit()?;
        self.config = Arc::new(config);
        Ok(())
    }

    /// Removes everything it has.
    pub(crate) fn destroy(&mut self, out: &mut Outbox) -> Result<(), StoreError> {
        self.consumers.dismiss("409 Consumer Deleted", out);
        self.store.destroy()
    }

    /// Applies one thing from the inbox.
    pub(crate) fn handle(&mut self, op: Op, at: &dyn Surroundings, out: &mut Outbox) {
        match op {
            Op::Publish(publication) => self.publish(&publication, at, out),
            Op::Request(request) => self.request(&request, at, out),
            Op::Ack(ack) => {
                let (consumers, mut turn) = self.turn(at, out);
                let _done_with = consumers.acknowledge(ack, &mut turn);
            }
            Op::Flow { consumer, token } => {
                let (consumers, mut turn) = self.turn(at, out);
                consumers.flow(&consumer, &token, &mut turn);
            }
            Op::Look => {}
        }
    }

    /// Delivers and expires; tells whether there is more to do at once.
    pub(crate) fn proceed(&mut self, at: &dyn Surroundings, out: &mut Outbox) -> bool {
        let (consumers, mut turn) = self.turn(at, out);
        consumers.proceed(&mut turn)
    }

    /// When the next turn is due if nothing comes into the inbox.
    pub(crate) fn due(&self) -> Option<Nanos> {
        self.consumers.due()
    }

    /// Makes the turn safe.
    pub(crate) fn commit(&mut self) -> Result<(), StoreError> {
        self.consumers.note(&mut *self.store);
        self.store.commit()
    }

    /// Goes back to what is safe, after a commit failed.
    pub(crate) fn recover(&mut self, at: &dyn Surroundings, out: &mut Outbox) -> Result<(), StoreError> {
        self.consumers.dismiss("409 Leadership Change", out);
        self.store.reopen()?;
        self.consumers = Consumers::open(&*self.store, at.now());
        Ok(())
    }

    fn turn<'a>(
        &'a mut self,
        at: &'a dyn Surroundings,
        out: &'a mut Outbox,
    ) -> (&'a mut Consumers, Turn<'a>) {
        let turn = Turn {
            config: &self.config,
            store: &mut *self.store,
            at,
            out,
        };
        (&mut self.consumers, turn)
    }

    fn publish(&mut self, publication: &Publication, at: &dyn Surroundings, out: &mut Outbox) {
        let (subject, headers) = (&publication.subject, &publication.headers);
        let seq = self
            .store
            .append(subject, headers, &publication.payload, at.now());
        self.consumers.stored(seq, subject);
        if let Some(reply) = &publication.reply {
            out.owed.push(Owed {
                account: publication.account,
                to: reply.clone(),
                refusal: |error| {
                    serde_json::json!({"error": error, "stream": "", "seq": 0})
                        .to_string()
                        .into_bytes()
                },
            });
            let name = &self.config.name;
            out.answer(
                publication.account,
                reply,
                serde_json::json!({"stream": name, "seq": seq}).to_string(),
            );
        }
    }

    fn request(&mut self, request: &Request, at: &dyn Surroundings, out: &mut Outbox) {
        match &request.endpoint {
            Endpoint { verb: Verb::Info, .. } => {
                request.answer(&self.info(at.now()), out);
            }
            Endpoint {
                verb: Verb::DirectGet,
                ..
            } => direct::answer(&self.config.name, &*self.store, request, out),
            endpoint if endpoint.verb.is_of_consumers() => {
                let (consumers, mut turn) = self.turn(at, out);
                consumers.request(request, &mut turn);
            }
            _ => request.refuse(error::BAD_REQUEST, out),
        }
    }

    /// What the API tells about it.
    pub(crate) fn info(&self, now: Nanos) -> crate::streams::api::StreamInfo {
        crate::streams::api::StreamInfo::new(
            &self.config,
            self.created,
            &self.totals(),
            self.consumers.len(),
            now,
        )
    }
}

fn note_identity(store: &mut dyn Store, config: &StreamConfig, created: Nanos) {
    let identity = Identity {
        config: config.clone(),
        created,
    };
    let text = serde_json::to_vec(&identity).expect("strings and numbers always serialize into memory");
    store.note(IDENTITY, &text, Safe::Now);
}
