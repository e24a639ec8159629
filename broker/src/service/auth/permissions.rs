//! What each kind of peer may say and hear. docs/security.md has the same as a table.

mod client;
mod node;

use engine::{Permissions, SubjectRules};

pub(super) use client::client;
pub(super) use node::node;

/// Making, changing and removing streams, and running the servers that keep them. Whoever may do that hears everything: a stream
/// that keeps a subject is a way to read it.
const STREAMS_ADMIN: &str = "$JS.API.STREAM.CREATE.> $JS.API.STREAM.UPDATE.> $JS.API.STREAM.DELETE.> $JS.API.STREAM.PURGE.> \
    $JS.API.STREAM.SNAPSHOT.> $JS.API.STREAM.RESTORE.> $JS.API.STREAM.PEER.> $JS.API.STREAM.LEADER.> \
    $JS.API.CONSUMER.LEADER.> $JS.API.ACCOUNT.> $JS.API.META.> $JS.API.SERVER.>";

/// What a node without a token may do: everything but asking, reading what others are answered, and running streams. Registering
/// is asking by its subject only.
pub(super) fn node_without_token() -> Permissions {
    const ASKING: &str = "*.broadcast.agent.> *.broadcast.service.> *.node.> choria.federation.*.federation";
    Permissions {
        publish: SubjectRules {
            except: vec!["*.broadcast.agent.registration".to_owned()],
            ..denied(&format!("{ASKING} {STREAMS_ADMIN}"))
        },
        subscribe: denied("*.reply.> choria.federation.> choria.lifecycle.>"),
    }
}

/// What a certificate alone is good for where tokens are the rule: subjects of other programs. The streams, buckets and governors
/// of the broker are the fleet's too.
pub(super) fn other_programs() -> Permissions {
    const OURS: &str = "*.broadcast.> *.node.> *.reply.> choria.federation.> choria.lifecycle.> choria.machine.> \
        *.governor.> *.submission.> $JS.> $KV.> $O.>";
    Permissions {
        publish: denied(OURS),
        subscribe: denied(OURS),
    }
}

/// A node that waits to be provisioned: it answers whoever provisions it, and nobody else.
pub(super) fn unprovisioned() -> Permissions {
    let mut lists = Lists::default();
    lists.publish("choria.lifecycle.> provisioning.reply.> provisioning.registration.>");
    lists.subscribe(
        "provisioning.node.> provisioning.broadcast.agent.discovery provisioning.broadcast.agent.rpcutil \
         provisioning.broadcast.agent.choria_util provisioning.broadcast.agent.choria_provision",
    );
    lists.into()
}

/// Nothing at all.
pub(super) fn nothing() -> Permissions {
    Lists::default().into()
}

/// Subjects that are allowed; nothing else is, also when there are none.
#[derive(Debug, Default)]
struct Lists {
    publish: Vec<String>,
    subscribe: Vec<String>,
}

impl Lists {
    /// Adds subjects, separated by white space.
    fn publish(&mut self, subjects: &str) {
        self.publish.extend(words(subjects));
    }

    /// Adds subjects, separated by white space.
    fn subscribe(&mut self, subjects: &str) {
        self.subscribe.extend(words(subjects));
    }
}

impl From<Lists> for Permissions {
    fn from(lists: Lists) -> Self {
        let only = |allow: Vec<String>| {
            if allow.is_empty() {
                // To the engine an empty list allows everything.
                return denied(">");
            }
            SubjectRules {
                allow,
                ..SubjectRules::default()
            }
        };
        Self {
            publish: only(lists.publish),
            subscribe: only(lists.subscribe),
        }
    }
}

fn denied(subjects: &str) -> SubjectRules {
    SubjectRules {
        deny: words(subjects).collect(),
        ..SubjectRules::default()
    }
}

fn words(subjects: &str) -> impl Iterator<Item = String> {
    subjects.split_whitespace().map(str::to_owned)
}

#[cfg(test)]
mod tests;
