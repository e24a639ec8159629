//! `CONSUMER.CREATE` and `CONSUMER.DURABLE.CREATE`.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use super::config::ConsumerConfig;
use super::info::ConsumerInfo;
use super::single::Consumer;
use super::{Consumers, Turn, check, complete, fault, room};
use crate::streams::advisory;
use crate::streams::api::{Request, Verb};
use crate::streams::error::{self, ApiError};

/// Characters of a name that the server makes up.
const NAME_LENGTH: usize = 8;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    stream_name: String,
    config: ConsumerConfig,
    action: Action,
    pedantic: bool,
}

/// What may be there before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Action {
    #[default]
    #[serde(rename = "")]
    Any,
    /// Nothing else.
    Create,
    /// A consumer of that name.
    Update,
}

impl Consumers {
    pub(super) fn create(
        &mut self,
        request: &Request,
        turn: &mut Turn<'_>,
    ) -> Result<ConsumerInfo, ApiError> {
        let mut asked: Asked = request.read()?;
        if *asked.stream_name != *request.endpoint.stream {
            return Err(error::NAME_MISMATCH);
        }
        name(request, &mut asked.config)?;
        room::rights(&request.caller, &asked.config)?;
        let known = self.by_name.get(&*asked.config.name).copied();
        if let Some(consumer) = known.and_then(|id| self.all.get(&id)) {
            // Only a request to pause does that.
            asked.config.pause_until = consumer.config.pause_until;
        }
        let mut config = complete::completed(asked.config, turn.config, asked.pedantic)?;
        check::all(&config, turn.config)?;
        let id = match known {
            Some(id) => {
                self.change(id, config, asked.action == Action::Create, turn)?;
                id
            }
            None if asked.action == Action::Update => return Err(fault::MISSING),
            None => {
                self.room(&config, turn)?;
                if config.name.is_empty() {
                    config.name = self.free_name();
                }
                self.begin(config, turn)?
            }
        };
        self.describe(id, turn)
    }

    fn begin(&mut self, config: ConsumerConfig, turn: &mut Turn<'_>) -> Result<u64, ApiError> {
        let name: Arc<str> = Arc::from(&*config.name);
        let now = turn.at.now();
        let begun = Consumer::begin(Arc::clone(&name), config, &*turn.store, &self.journal, now);
        let consumer = begun.map_err(|failure| {
            ApiError::with(
                500,
                10104,
                format!("error creating store for consumer: {failure}"),
            )
        })?;
        let id = self.enter(consumer);
        self.identify(id, turn.store);
        self.look_at(id, turn);
        self.wake(id);
        self.settle(id, now);
        if let Some(consumer) = self.all.get(&id).filter(|consumer| consumer.paused) {
            consumer.tell_of_pause(turn);
        }
        tell("CREATED", "create", &name, turn);
        Ok(id)
    }

    fn free_name(&self) -> String {
        loop {
            let mut name = advisory::id();
            name.truncate(NAME_LENGTH);
            if !self.by_name.contains_key(&*name) {
                return name;
            }
        }
    }
}

/// Publishes that a consumer came or went.
pub(super) fn tell(word: &str, action: &'static str, consumer: &str, turn: &mut Turn<'_>) {
    let stream = &turn.config.name;
    turn.out.advise(
        Some(stream),
        &format!("ADVISORY.CONSUMER.{word}.{stream}.{consumer}"),
        "advisory.v1.consumer_action",
        json!({"stream": stream, "consumer": consumer, "action": action}),
    );
}

/// Gives the configuration the name that the request means, if both agree.
fn name(request: &Request, config: &mut ConsumerConfig) -> Result<(), ApiError> {
    let endpoint = &request.endpoint;
    let (name, durable) = (&*endpoint.consumer, &config.durable_name);
    let effective = if name.is_empty() { &config.name } else { name };
    if effective.contains(['\\', '/']) {
        return Err(fault::NAME_IS_PATH);
    }
    if endpoint.verb == Verb::ConsumerDurableCreate {
        if name.is_empty() || endpoint.rest.is_some() {
            return Err(fault::DURABLE_NOT_IN_SUBJECT);
        }
        if durable.is_empty() {
            return Err(fault::DURABLE_NOT_SET);
        }
        if durable != name {
            return Err(fault::DURABLE_MISMATCH);
        }
        name.clone_into(&mut config.name);
        return Ok(());
    }
    if name.is_empty() {
        return if durable.is_empty() {
            Ok(())
        } else {
            Err(fault::EPHEMERAL_WITH_DURABLE)
        };
    }
    if !durable.is_empty() && durable != name {
        return Err(fault::DURABLE_MISMATCH);
    }
    name.clone_into(&mut config.name);
    if let Some(filter) = &endpoint.rest {
        if !config.filter_subjects.is_empty() {
            return Err(fault::FILTERS_IN_SUBJECT);
        }
        if *config.filter_subject != **filter {
            return Err(fault::FILTER_MISMATCH);
        }
    }
    Ok(())
}
