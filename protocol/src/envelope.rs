//! Requests and replies as the rest of the program sees them, whatever version carried them.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::token::ClientClaims;
use crate::{AgentName, CallerId, Collective, DecodeError, Filter, Identity, RequestId};

/// A question to nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Names this request.
    pub id: RequestId,
    /// Identity of the sending host; informational.
    pub sender: String,
    /// Who asks; authenticated once decoded by a verifying [`crate::Wire`].
    pub caller: CallerId,
    /// Collective it is meant for.
    pub collective: Collective,
    /// Agent it is meant for.
    pub agent: AgentName,
    /// Whole seconds the request lives, at least 30 in v1.
    pub ttl: Duration,
    /// When it was made: whole seconds in v1.
    pub time: SystemTime,
    /// Which nodes are meant.
    pub filter: Filter,
    /// What the agent gets. On receipt the optional inner base64 is already removed.
    pub payload: Vec<u8>,
    /// What the caller's verified token says, on receipt in v2; none when it is made, and in v1.
    pub claims: Option<Arc<ClientClaims>>,
}

impl Request {
    /// Checks that the request is alive at `now`: `now - ttl < time < now + ttl`, strict both sides.
    pub fn check_ttl(&self, now: SystemTime) -> Result<(), DecodeError> {
        let apart = now
            .duration_since(self.time)
            .unwrap_or_else(|ahead| ahead.duration());
        if apart < self.ttl {
            return Ok(());
        }
        Err(DecodeError::Expired {
            id: self.id.clone(),
            late: apart - self.ttl,
        })
    }
}

/// One node's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Request it answers.
    pub request: RequestId,
    /// The node that answers.
    pub sender: Identity,
    /// Agent that answers.
    pub agent: AgentName,
    /// When it was made.
    pub time: SystemTime,
    /// What the agent said.
    pub payload: Vec<u8>,
}

/// `[broker it came in from, who handled it, broker it left to]`.
pub type Hop = [String; 3];

/// What the transport layer adds, outside the signed part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headers {
    /// Where replies go; requests only.
    pub reply_to: Option<String>,
    /// Identity of the sending process; the only thing discovery reads.
    pub sender: String,
    /// Way so far.
    pub seen_by: Vec<Hop>,
    /// Copied unchanged from request to reply.
    pub federation: Option<Federation>,
}

/// Federation block of the transport.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Federation {
    /// Request id.
    pub request: String,
    /// Original reply target.
    pub reply_to: Option<String>,
    /// Subjects to publish to.
    pub targets: Vec<String>,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A request that every field of which says something.
    pub(crate) fn request() -> Request {
        Request {
            id: RequestId::new("0f1e2d3c4b5a49688776655443322110").unwrap(),
            sender: "c1.example.net".to_owned(),
            caller: CallerId::new("choria=rip.mcollective").unwrap(),
            collective: Collective::new("mcollective").unwrap(),
            agent: AgentName::new("rpcutil").unwrap(),
            ttl: Duration::from_secs(60),
            time: SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600),
            filter: Filter::default(),
            payload: br#"{"agent":"rpcutil","action":"ping","data":{}}"#.to_vec(),
            claims: None,
        }
    }

    #[test]
    fn a_request_lives_strictly_within_its_ttl_on_both_sides() {
        let request = request();
        for seconds in [0, 59] {
            let apart = Duration::from_secs(seconds);
            assert!(request.check_ttl(request.time + apart).is_ok());
            assert!(request.check_ttl(request.time - apart).is_ok());
        }
        for (seconds, over) in [(60, 0), (75, 15)] {
            let apart = Duration::from_secs(seconds);
            for now in [request.time + apart, request.time - apart] {
                let Err(DecodeError::Expired { late, .. }) = request.check_ttl(now) else {
                    panic!("{seconds} s away passes");
                };
                assert_eq!(late, Duration::from_secs(over));
            }
        }
    }
}
