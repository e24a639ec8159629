//! Subjects of the fleet: what streams send must never be taken for a request or an answer that somebody else may send.

use crate::subject;

/// Where nodes, services, federations, nodes to be provisioned, brokers and streams are asked.
const ASKED: [&str; 9] = [
    "*.broadcast.>",
    "*.node.>",
    "choria.federation.>",
    "provisioning.>",
    "$SYS.>",
    "$JS.API.>",
    "$JS.ACK.>",
    "$JS.FC.>",
    "$JS.SNAPSHOT.>",
];
/// Where answers go. A consumer may send to its owner's, nothing else does.
const ANSWERED: &str = "*.reply.>";
/// Where the fleet says what happens: everybody may hear it, few may say it.
const TOLD: [&str; 2] = ["choria.lifecycle.>", "choria.machine.>"];
/// Where republished messages are expected: people and nodes of each organization hear its own.
const REPUBLISHED: &str = "*.republish.>";

/// Whether all that `pattern` names is where somebody is asked.
pub(crate) fn is_asked(pattern: &str) -> bool {
    names(&ASKED, pattern)
}

/// Whether all that `pattern` names is where somebody is asked or answered.
pub(crate) fn is_asked_or_answered(pattern: &str) -> bool {
    is_asked(pattern) || subject::is_subset(pattern, ANSWERED)
}

/// Whether the right to listen on `subject` is none to have something sent there.
pub(crate) fn is_only_heard(subject: &str) -> bool {
    is_asked(subject) || names(&TOLD, subject)
}

/// Whether `pattern` is where republished messages are expected.
pub(crate) fn is_for_republished(pattern: &str) -> bool {
    subject::is_subset(pattern, REPUBLISHED)
}

fn names(patterns: &[&str], subject: &str) -> bool {
    patterns
        .iter()
        .any(|pattern| subject::is_subset(subject, pattern))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_of_the_fleet_are_known_in_every_collective() {
        for asked in [
            "mcollective.node.web1",
            "shop.broadcast.agent.rpcutil",
            "shop.broadcast.service.x",
            "choria.federation.x.federation",
            "provisioning.registration.web1.0a.1",
            "$SYS.REQ.USER.AUTH",
            "$JS.API.STREAM.DELETE.S",
            "*.node.>",
        ] {
            assert!(
                is_asked(asked) && is_asked_or_answered(asked) && is_only_heard(asked),
                "{asked}"
            );
        }
        assert!(is_asked_or_answered("mcollective.reply.abc.1") && !is_asked("mcollective.reply.abc.1"));
        assert!(is_only_heard("choria.lifecycle.event.startup.x") && !is_asked("choria.lifecycle.event.x"));
        for free in [
            "$KV.CFG.a",
            "_INBOX.a.b",
            "$JS.EVENT.ADVISORY.x",
            "node.web1",
            "a.nodes.b",
            ">",
            "shop.>",
        ] {
            assert!(!is_asked_or_answered(free) && !is_only_heard(free), "{free}");
        }
        assert!(is_for_republished("shop.republish.a.>") && !is_for_republished("shop.>"));
    }
}
