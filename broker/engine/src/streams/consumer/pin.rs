//! One client gets everything that a group of clients asks for, until it is quiet for too long (`CONSUMER.UNPIN` takes it away).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::single::{Consumer, Demand};
use super::{Consumers, Turn, fault};
use crate::streams::advisory;
use crate::streams::api::Request;
use crate::streams::error::ApiError;
use crate::streams::message::Nanos;

/// Who is the one.
#[derive(Debug)]
pub(super) struct Pin {
    /// Given to the client with its messages; it shows it with its requests.
    pub(super) id: Box<str>,
    pub(super) group: Box<str>,
    pub(super) since: Nanos,
    pub(super) until: Nanos,
    /// Whether those who watch were told.
    told: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    group: String,
}

/// Nothing is told but that it is done.
#[derive(Debug, Serialize)]
pub(super) struct Unpinned {}

impl Pin {
    pub(super) fn new(group: &str, now: Nanos) -> Self {
        Self {
            id: advisory::id().into(),
            group: group.into(),
            since: now,
            until: now,
            told: false,
        }
    }
}

impl Consumers {
    /// Takes the pin away from who has it.
    pub(super) fn unpin(&mut self, request: &Request, turn: &mut Turn<'_>) -> Result<Unpinned, ApiError> {
        let asked: Asked = request.read()?;
        if asked.group.is_empty() {
            return Err(ApiError::new(
                400,
                10025,
                "invalid JSON: consumer group not specified",
            ));
        }
        let (id, consumer) = self.named(request)?;
        if !consumer.config.priority_groups.contains(&asked.group) {
            return Err(fault::NO_SUCH_GROUP);
        }
        if let Demand::Pull(pulls) = &mut consumer.demand {
            pulls.pin = None;
        }
        consumer.tell_unpinned(&asked.group, "admin", turn);
        self.wake(id);
        self.settle(id, turn.at.now());
        Ok(Unpinned {})
    }
}

impl Consumer {
    /// Takes the pin away from who was quiet for too long.
    pub(super) fn expire_pin(&mut self, turn: &mut Turn<'_>) {
        let now = turn.at.now();
        if let Demand::Pull(pulls) = &mut self.demand
            && let Some(pin) = pulls.pin.take_if(|pin| pin.until <= now)
        {
            self.tell_unpinned(&pin.group, "timeout", turn);
        }
    }

    /// Tells who has the pin, once.
    pub(super) fn tell_pinned(&mut self, turn: &mut Turn<'_>) {
        let Demand::Pull(pulls) = &mut self.demand else {
            return;
        };
        let Some(pin) = pulls.pin.as_mut().filter(|pin| !pin.told) else {
            return;
        };
        pin.told = true;
        let (stream, consumer) = (&turn.config.name, &*self.name);
        let fields = json!({
            "account": crate::options::Account::Choria.name(),
            "stream": stream,
            "consumer": consumer,
            "group": &*pin.group,
            "pinned_id": &*pin.id,
        });
        let tail = format!("ADVISORY.CONSUMER.PINNED.{stream}.{consumer}");
        turn.out
            .advise(Some(stream), &tail, "advisory.v1.consumer_group_pinned", fields);
    }

    fn tell_unpinned(&self, group: &str, reason: &str, turn: &mut Turn<'_>) {
        let (stream, consumer) = (&turn.config.name, &*self.name);
        let fields = json!({
            "account": crate::options::Account::Choria.name(),
            "stream": stream,
            "consumer": consumer,
            "group": group,
            "reason": reason,
        });
        let tail = format!("ADVISORY.CONSUMER.UNPINNED.{stream}.{consumer}");
        turn.out
            .advise(Some(stream), &tail, "advisory.v1.consumer_group_unpinned", fields);
    }
}
