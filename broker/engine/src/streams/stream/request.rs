//! Requests of the API that one stream answers.

mod get;
mod info;
mod purge;

use super::Stream;
use crate::streams::api::{Request, Verb, direct, level};
use crate::streams::error::{self, ApiError};
use crate::streams::outbox::Outbox;
use crate::streams::snapshot::Source;
use crate::streams::surroundings::Surroundings;

impl Stream {
    pub(super) fn request(&mut self, request: &Request, at: &dyn Surroundings, out: &mut Outbox) {
        let verb = request.endpoint.verb;
        if verb == Verb::DirectGet {
            direct::answer(&self.config.name, &*self.store, request, out);
            return;
        }
        if verb.is_of_consumers() {
            let (consumers, mut turn) = self.turn(at, out);
            consumers.request(request, &mut turn);
            return;
        }
        if verb == Verb::Snapshot && !level::is_too_high(&request.headers) {
            let source = Source {
                store: &*self.store,
                info: self.info(at.now()),
                consumers: self.consumers.documents(),
            };
            self.backups.begin(request, source, at.now(), out);
            return;
        }
        let outcome = match verb {
            _ if level::is_too_high(&request.headers) => Err(error::API_LEVEL),
            Verb::Info => self.detail(request, at.now()).map(|it| request.answer(&it, out)),
            Verb::Purge => self.purge(request).map(|it| request.answer(&it, out)),
            Verb::MessageGet => self.get(request).map(|it| request.answer(&it, out)),
            Verb::MessageDelete => self.delete(request, out),
            _ => Err(error::BAD_REQUEST),
        };
        if let Err(error) = outcome {
            request.refuse(error, out);
        }
    }

    fn unsealed(&self) -> Result<(), ApiError> {
        if self.config.sealed {
            return Err(error::SEALED);
        }
        Ok(())
    }
}
