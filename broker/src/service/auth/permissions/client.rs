//! What a client's token allows.

use engine::Permissions;
use protocol::Subject;
use protocol::token::ClientClaims;

use super::Lists;

/// Reading and writing streams, buckets and objects, without making or removing them.
const STREAMS_USER: &str = "$JS.API.INFO $JS.API.STREAM.NAMES $JS.API.STREAM.LIST $JS.API.STREAM.INFO.* \
    $JS.API.STREAM.MSG.GET.* $JS.API.STREAM.MSG.DELETE.* $JS.API.DIRECT.GET.* $JS.API.DIRECT.GET.*.> \
    $JS.API.CONSUMER.CREATE.* $JS.API.CONSUMER.CREATE.*.> $JS.API.CONSUMER.DURABLE.CREATE.*.* \
    $JS.API.CONSUMER.DELETE.*.* $JS.API.CONSUMER.NAMES.* $JS.API.CONSUMER.LIST.* $JS.API.CONSUMER.INFO.*.* \
    $JS.API.CONSUMER.MSG.NEXT.*.* $JS.ACK.> $JS.FC.> $KV.> $O.>";

/// What the holder of these claims may do; none for everything.
pub(in super::super) fn client(claims: &ClientClaims) -> Option<Permissions> {
    let may = claims.permissions();
    if may.org_admin {
        return None;
    }
    let mut lists = Lists::default();
    lists.publish("$SYS.REQ.USER.INFO");
    lists.subscribe.extend(Subject::replies("*", &claims.caller));
    lists.publish.extend(claims.pub_subjects.iter().cloned());
    lists.subscribe.extend(claims.sub_subjects.iter().cloned());
    if may.streams_admin {
        lists.publish("$JS.>");
        lists.subscribe("$JS.EVENT.>");
    }
    if may.streams_user {
        lists.publish(STREAMS_USER);
        lists.subscribe.push(format!("{}.republish.>", claims.common.ou));
    }
    if may.events_viewer {
        lists.subscribe("choria.lifecycle.event.> choria.machine.watcher.> choria.machine.transition");
    }
    if may.election_user {
        lists.publish("$JS.API.STREAM.INFO.KV_CHORIA_LEADER_ELECTION $KV.CHORIA_LEADER_ELECTION.>");
    }
    if may.governor && (may.streams_user || may.streams_admin) {
        lists.publish("*.governor.* choria.lifecycle.event.governor.>");
    }
    if may.fleet_management || may.signed_fleet_management {
        lists.publish("*.broadcast.agent.> *.broadcast.service.> *.node.> choria.federation.*.federation");
    }
    Some(lists.into())
}
