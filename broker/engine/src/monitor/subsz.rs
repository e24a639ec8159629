//! `/subsz`: the subscriptions.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use serde::{Deserialize, Serialize};

use super::LONGEST_PAGE;
use super::connz::DEFAULT_LIMIT;
use super::lenient::Flag;
use super::varz::timestamp;
use crate::hub::Hub;
use crate::options::Account;
use crate::peer::Peer;
use crate::subject;

/// What a caller asks for; unknown members are ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    offset: usize,
    limit: usize,
    subs: Flag,
    subscriptions: Flag,
    /// Only subscriptions this subject would reach.
    test: String,
    acc: String,
    account: String,
}

impl Asked {
    /// The subscriptions of that account.
    pub(crate) fn about(self, account: &str) -> Self {
        Self {
            acc: account.to_owned(),
            subs: Flag(true),
            ..self
        }
    }
}

#[derive(Serialize)]
pub(crate) struct Subsz {
    server_id: String,
    now: String,
    num_subscriptions: usize,
    total: usize,
    offset: usize,
    limit: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    subscriptions_list: Option<Vec<Subscription>>,
}

#[derive(Serialize)]
struct Subscription {
    account: &'static str,
    subject: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    qgroup: Option<String>,
    sid: String,
    msgs: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<u64>,
    cid: u64,
}

pub(crate) fn page(hub: &Arc<Hub>, asked: &Asked) -> Subsz {
    let limit = if asked.limit == 0 {
        DEFAULT_LIMIT
    } else {
        asked.limit
    };
    let count = Account::ALL
        .iter()
        .map(|&account| hub.interest(account).len())
        .sum();
    let mut answer = Subsz {
        server_id: hub.server_id.clone(),
        now: timestamp(hub.clock.wall(hub.clock.tick())),
        num_subscriptions: count,
        total: count,
        offset: asked.offset,
        limit,
        subscriptions_list: None,
    };
    if asked.subs.0 || asked.subscriptions.0 || !asked.test.is_empty() {
        let mut peers = hub.peers();
        peers.sort_by_key(|peer| peer.id);
        let end = asked.offset.saturating_add(limit.min(LONGEST_PAGE));
        let (mut total, mut listed) = (0, Vec::new());
        // Peer by peer: all of a fleet's at once would be hundreds of megabytes for one page.
        for peer in peers {
            let own = of_peer(&peer, asked);
            let from = asked.offset.max(total);
            let skipped = from - total;
            total += own.len();
            listed.extend(own.into_iter().skip(skipped).take(end.saturating_sub(from)));
        }
        answer.total = total;
        answer.subscriptions_list = Some(listed);
    }
    answer
}

fn of_peer(peer: &Peer, asked: &Asked) -> Vec<Subscription> {
    let account = peer.session.account.name();
    let wanted = if asked.acc.is_empty() {
        &asked.account
    } else {
        &asked.acc
    };
    if !wanted.is_empty() && wanted != account {
        return Vec::new();
    }
    let own = peer.subscriptions();
    let wanted = |text: &str| asked.test.is_empty() || subject::is_subset(&asked.test, text);
    let mut listed: Vec<Subscription> = own
        .values()
        .filter(|own| wanted(&own.subject))
        .map(|own| Subscription {
            account,
            subject: own.subject.to_string(),
            qgroup: own.queue.as_ref().map(ToString::to_string),
            sid: own.sid.to_string(),
            msgs: own.delivered.load(Relaxed),
            max: Some(own.limit.load(Relaxed)).filter(|&max| max > 0),
            cid: peer.id,
        })
        .collect();
    listed.sort_by(|a, b| a.sid.cmp(&b.sid));
    listed
}
