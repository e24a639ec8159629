//! Which messages are requests for this node at all. Everything else gets no answer.

use std::fmt::Display;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{SystemTime, UNIX_EPOCH};

use protocol::{Collective, DecodeError, Federation, NodeView, ReplayCache, Request};

use super::refusals::Refusals;
use crate::agents::{chain, discovery};
use crate::credentials::Credentials;
use crate::stats::bump;
use crate::{Context, Described};

/// Requests remembered against replay. A node gets a few a minute; whoever sends more only makes it forget their own.
const REPLAY_CAPACITY: usize = 10_000;

/// Longest reply subject that is published to.
const MAX_SUBJECT: usize = 512;

/// Judges messages, in order of arrival.
#[derive(Debug)]
pub(super) struct Gate {
    node: Arc<Context>,
    credentials: Arc<Credentials>,
    replay: ReplayCache,
    refusals: Arc<Refusals>,
}

/// A request for this node: signed by somebody we trust, alive, new, and meant for us.
#[derive(Debug)]
pub(super) struct Accepted {
    pub(super) request: Arc<Request>,
    pub(super) reply_to: String,
    pub(super) federation: Option<Federation>,
    /// The node as its compound filter is to see it; none without such a filter, when the request is meant for us.
    pub(super) undecided: Option<Described>,
}

impl Accepted {
    /// Whether it only asks who is there.
    pub(super) fn is_discovery(&self) -> bool {
        self.request.agent.as_str() == discovery::NAME
    }
}

impl Gate {
    pub(super) fn new(node: Arc<Context>, credentials: Arc<Credentials>, refusals: Arc<Refusals>) -> Self {
        Self {
            node,
            credentials,
            replay: ReplayCache::new(REPLAY_CAPACITY),
            refusals,
        }
    }

    /// Decodes, verifies and judges one message by all but its compound filter, counting what becomes of it.
    pub(super) async fn admit(&mut self, transport: &[u8]) -> Option<Accepted> {
        let now = self.node.clock.now();
        let stats = self.node.stats.clone();
        bump(&stats.total);
        let mut accepted = match self.verify(transport, now) {
            Ok(accepted) => accepted,
            Err(error) => {
                bump(&stats.unvalidated);
                return self.refuse(error.cause(), &chain(&error));
            }
        };
        if let Err(error) = accepted.request.check_ttl(now) {
            bump(&stats.ttl_expired);
            return self.refuse(error.cause(), &chain(&error));
        }
        if !self.replay.admit(&accepted.request, now) {
            bump(&stats.replayed);
            let (id, caller) = (&accepted.request.id, &accepted.request.caller);
            return self.refuse("replay", &format_args!("{id} of {caller} was already served"));
        }
        bump(&stats.validated);
        let seconds = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        stats.last_message.store(seconds, Ordering::Relaxed);
        let Some(described) = self.described_if_meant(&accepted.request).await else {
            bump(&stats.filtered);
            return None;
        };
        let agent = accepted.request.agent.as_str();
        if !self.node.agents.hosted().contains(agent) {
            bump(&stats.passed);
            return self.refuse("unknown_agent", &format_args!("there is no agent {agent:?} here"));
        }
        if accepted.request.filter.compound.is_empty() {
            bump(&stats.passed);
        } else {
            accepted.undecided = Some(described);
        }
        Some(accepted)
    }

    fn verify(&self, transport: &[u8], now: SystemTime) -> Result<Accepted, DecodeError> {
        let (headers, request) = self.credentials.wire().decode_request(transport, now)?;
        let refused = |member| DecodeError::Schema {
            layer: protocol::Layer::Transport,
            member,
        };
        let fits = |subject: &String| is_subject(subject) && !hears_requests(subject, &self.node.collectives);
        let reply_to = headers.reply_to.filter(fits).ok_or(refused("reply-to"))?;
        // A federation broker publishes the reply there.
        let federated = headers.federation.as_ref().and_then(|it| it.reply_to.as_ref());
        if !federated.is_none_or(fits) {
            return Err(refused("federation"));
        }
        Ok(Accepted {
            request: Arc::new(request),
            reply_to,
            federation: headers.federation,
            undecided: None,
        })
    }

    /// The node as the filter sees it, if it matches as far as can be said here. Files are only looked at when the filter asks for
    /// what is in them: most requests do not.
    async fn described_if_meant(&self, request: &Request) -> Option<Described> {
        let (node, filter) = (&self.node, &request.filter);
        if !node.collectives.contains(&request.collective) {
            return None;
        }
        let in_no_file = filter.fact.is_empty() && filter.cf_class.is_empty() && filter.compound.is_empty();
        let described = if in_no_file {
            Described::default()
        } else if let Some(described) = node.described().await {
            described
        } else {
            self.refusals.note(
                "files",
                &"facts and classes cannot be read, so no filter on them matches",
            );
            return None;
        };
        let agents = node.agents.hosted();
        let matches = filter.matches_but_compound(NodeView {
            identity: node.identity.as_str(),
            agents: agents.names(),
            classes: &described.classes,
            facts: &described.facts,
            data: None,
        });
        matches.then_some(described)
    }

    fn refuse(&self, cause: &'static str, detail: &dyn Display) -> Option<Accepted> {
        self.refusals.note(cause, detail);
        None
    }
}

/// Whether a reply can be published there. The signature does not cover the reply subject, so it is no more than a stranger's
/// word: whatever could be more than one subject, a command to the broker, or one of the broker's own subjects is refused.
fn is_subject(subject: &str) -> bool {
    subject.len() <= MAX_SUBJECT
        && !subject.starts_with('$')
        && subject.split('.').all(|token| {
            !token.is_empty()
                && token
                    .chars()
                    .all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '*' | '>'))
        })
}

/// Whether nodes listen there. A request to everybody that is answered to everybody would be as many messages as a fleet has
/// nodes, times as many again.
fn hears_requests(subject: &str, collectives: &[Collective]) -> bool {
    let own = |collective: &Collective| {
        let rest = subject.strip_prefix(collective.as_str());
        rest.is_some_and(|rest| rest.starts_with(".node."))
    };
    subject.contains(".broadcast.agent.")
        || subject.contains(".broadcast.service.")
        || collectives.iter().any(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_single_plain_subjects_are_replied_to() {
        for subject in [
            "mcollective.reply.abc.1",
            "dev.null",
            "choria.federation.x.collective",
        ] {
            assert!(is_subject(subject), "{subject}");
        }
        let long = "a".repeat(MAX_SUBJECT + 1);
        for subject in ["", "a..b", "a.*", "a.>", "a b", "a\r\nPUB b 0", ".a", "a.", &long] {
            assert!(!is_subject(subject), "{subject:?}");
        }
        assert!(!is_subject("$SYS.REQ.SERVER.PING"));
    }

    #[test]
    fn nodes_are_not_made_to_talk_to_nodes() {
        let collectives = [Collective::new("mcollective").unwrap()];
        for subject in [
            "mcollective.broadcast.agent.discovery",
            "another.one.broadcast.agent.discovery",
            "mcollective.broadcast.service.registry",
            "mcollective.node.n1.example.net",
        ] {
            assert!(hears_requests(subject, &collectives), "{subject}");
        }
        for subject in [
            "mcollective.reply.abc.1",
            "site.node.results",
            "mcollective.nodes.x",
        ] {
            assert!(!hears_requests(subject, &collectives), "{subject}");
        }
    }
}
