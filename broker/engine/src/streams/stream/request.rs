//! Requests of the API that one stream answers.

use super::Stream;
use crate::streams::api::{Request, Verb, direct};
use crate::streams::error;
use crate::streams::outbox::Outbox;
use crate::streams::surroundings::Surroundings;

impl Stream {
    pub(super) fn request(&mut self, request: &Request, at: &dyn Surroundings, out: &mut Outbox) {
        match request.endpoint.verb {
            Verb::Info => request.answer(&self.info(at.now()), out),
            Verb::DirectGet => direct::answer(&self.config.name, &*self.store, request, out),
            verb if verb.is_of_consumers() => {
                let (consumers, mut turn) = self.turn(at, out);
                consumers.request(request, &mut turn);
            }
            _ => request.refuse(error::BAD_REQUEST, out),
        }
    }
}
