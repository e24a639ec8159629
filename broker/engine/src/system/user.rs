//! A peer as it is told about itself.

use serde::Serialize;

use crate::hub::Hub;
use crate::options::SubjectRules;
use crate::peer::Peer;

/// Who the caller is and what it may do.
#[derive(Debug, Serialize)]
pub(super) struct UserInfo<'a> {
    user: &'a str,
    account: &'static str,
    account_name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    permissions: Option<Permissions<'a>>,
    /// Nanoseconds it may stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<u64>,
}

#[derive(Debug, Serialize)]
struct Permissions<'a> {
    publish: Rules<'a>,
    subscribe: Rules<'a>,
}

#[derive(Debug, Serialize)]
struct Rules<'a> {
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    allow: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    deny: &'a [String],
}

impl<'a> Rules<'a> {
    fn of(rules: &'a SubjectRules) -> Self {
        Self {
            allow: &rules.allow,
            deny: &rules.deny,
        }
    }
}

pub(super) fn page<'a>(hub: &Hub, peer: &'a Peer) -> UserInfo<'a> {
    let session = &peer.session;
    let left = |expires: u64| expires.saturating_sub(hub.clock.tick()).saturating_mul(1_000_000);
    UserInfo {
        user: &session.user,
        account: session.account.name(),
        account_name: session.account.name(),
        permissions: session.permissions.as_deref().map(|permissions| Permissions {
            publish: Rules::of(&permissions.publish),
            subscribe: Rules::of(&permissions.subscribe),
        }),
        expires: Some(session.expires)
            .filter(|&expires| expires != u64::MAX)
            .map(left),
    }
}
