//! What a node's token allows.

use engine::Permissions;
use protocol::token::ServerClaims;
use protocol::{Collective, Identity, InvalidName, Subject};

use super::Lists;

/// Of the organization whose streams are this broker's own.
const OWN_ORGANIZATION: &str = "choria";

/// What follows the prefix of the streams' API: reading streams, and consumers of one's own.
const STREAMS: &str = "STREAM.INFO.* STREAM.MSG.GET.* STREAM.MSG.DELETE.* DIRECT.GET.* DIRECT.GET.*.> CONSUMER.CREATE.* \
    CONSUMER.CREATE.*.> CONSUMER.DURABLE.CREATE.*.* CONSUMER.INFO.*.* CONSUMER.MSG.NEXT.*.*";

/// What the node with these claims may do; nothing without a collective.
///
/// - **Errors:** a name that cannot be part of a subject: it would reach beyond the node's own.
pub(in super::super) fn node(claims: &ServerClaims) -> Result<Permissions, InvalidName> {
    let identity = Identity::new(&claims.identity)?;
    let mut lists = Lists::default();
    if claims.collectives.is_empty() {
        return Ok(lists.into());
    }
    let may = claims.permissions();
    lists.publish("choria.lifecycle.> choria.machine.transition choria.machine.watcher.>");
    lists.publish.extend(claims.pub_subjects.iter().cloned());
    for name in &claims.collectives {
        let collective = Collective::new(name)?;
        lists.publish(&format!(
            "{collective}.reply.> {collective}.broadcast.agent.registration choria.federation.{collective}.collective"
        ));
        lists.subscribe(&format!(
            "{collective}.broadcast.agent.> {collective}.node.{identity}"
        ));
        lists
            .subscribe
            .extend(Subject::replies(collective.as_str(), identity.as_str()));
        if may.service_host {
            lists.subscribe(&format!("{collective}.broadcast.service.>"));
        }
        if may.submission {
            lists.publish(&format!("{collective}.submission.in.>"));
        }
        if may.governor && may.streams {
            lists.publish(&format!("{collective}.governor.*"));
        }
    }
    if may.streams {
        let organization = &claims.common.ou;
        let prefix = if organization == OWN_ORGANIZATION {
            "$JS.API"
        } else {
            "choria.streams"
        };
        let calls = STREAMS.split_whitespace();
        lists.publish.extend(calls.map(|call| format!("{prefix}.{call}")));
        lists.publish("$JS.ACK.> $JS.FC.>");
        lists.subscribe.push(format!("{organization}.republish.>"));
    }
    Ok(lists.into())
}
