//! Subjects: where on the message network something is said.

use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use md5::{Digest, Md5};

use crate::{AgentName, CallerId, Collective, Identity, RequestId, hex};

/// A subject built from valid names only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subject(String);

impl Subject {
    /// Every node of a collective that hosts `agent`.
    pub fn broadcast(collective: &Collective, agent: &AgentName) -> Self {
        Self(format!("{collective}.broadcast.agent.{agent}"))
    }

    /// One node of a collective that hosts the service agent; subscribe in a queue group named after the agent.
    pub fn service(collective: &Collective, agent: &AgentName) -> Self {
        Self(format!("{collective}.broadcast.service.{agent}"))
    }

    /// One node.
    pub fn node(collective: &Collective, node: &Identity) -> Self {
        Self(format!("{collective}.node.{node}"))
    }

    /// Replies to one request; holds the hash of the whole caller id.
    pub fn reply(collective: &Collective, caller: &CallerId, request: &RequestId) -> Self {
        Self(format!(
            "{collective}.reply.{}.{request}",
            name_hash(caller.as_str())
        ))
    }

    /// First tokens of the inboxes that a broker which goes by tokens grants to a caller or node.
    pub fn inbox_prefix(collective: &Collective, name: &str) -> String {
        format!("{collective}.reply.{}", name_hash(name))
    }

    /// The patterns that cover every reply to `name` (a caller id or an identity) in a collective; `*` is any collective of
    /// one word. Programs hash names with MD5, those that must not use it with SHA-256.
    pub fn replies(collective: &str, name: &str) -> [String; 2] {
        let sha256 = digest(&SHA256, name.as_bytes());
        [name_hash(name), hex::encode(sha256.as_ref())].map(|hash| format!("{collective}.reply.{hash}.>"))
    }

    /// The subject as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Lower-case hex MD5 of the whole name; brokers grant reply subjects by it.
fn name_hash(name: &str) -> String {
    hex::encode(&Md5::digest(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reply_subjects_hold_the_hash_of_the_whole_caller_id() {
        for (caller, hash) in [
            ("choria=rip.mcollective", "37bdf08389145a56c13096c178802d3b"),
            ("up=bob", "72dc525f8fe0064c0372c1fb3d729560"),
            ("up=ginkgo", "e33bf0376d4accbb4a8fd24b2f840b2e"),
        ] {
            let subject = Subject::reply(
                &Collective::new("mcollective").unwrap(),
                &CallerId::new(caller).unwrap(),
                &RequestId::new("0f1e2d3c4b5a49688776655443322110").unwrap(),
            );
            let expected = format!("mcollective.reply.{hash}.0f1e2d3c4b5a49688776655443322110");
            assert_eq!(subject.as_str(), expected);
        }
    }

    #[test]
    fn replies_are_covered_under_both_hashes() {
        assert_eq!(
            Subject::replies("*", "up=bob"),
            [
                "*.reply.72dc525f8fe0064c0372c1fb3d729560.>",
                "*.reply.a49a21f8923940b1a0d4044bdeda660a5e083b5159b84ba4355abbe6fdf94d78.>"
            ]
        );
    }

    #[test]
    fn identities_keep_their_dots() {
        let collective = Collective::new("de.web").unwrap();
        let node = Identity::new("n1.example.net").unwrap();
        assert_eq!(
            Subject::node(&collective, &node).as_str(),
            "de.web.node.n1.example.net"
        );
    }
}
