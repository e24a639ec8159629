//! `/subsz`: the subscriptions.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use super::Json;
use super::connz::DEFAULT_LIMIT;
use super::varz::timestamp;
use crate::hub::Hub;
use crate::options::Account;
use crate::peer::Peer;
use crate::subject;

/// What a caller asks for; unknown members are ignored.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    offset: usize,
    #[serde(default)]
    limit: usize,
    #[serde(default)]
    subs: Option<String>,
    /// Only subscriptions this subject would reach.
    #[serde(default)]
    test: Option<String>,
    #[serde(default)]
    acc: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Subsz {
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

pub(super) async fn page(
    State(hub): State<Arc<Hub>>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<Subsz>, (StatusCode, String)> {
    let Query(asked) = asked.map_err(|odd| (StatusCode::BAD_REQUEST, odd.body_text()))?;
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
    if asked
        .subs
        .as_deref()
        .is_some_and(|asked| matches!(asked, "1" | "true"))
        || asked.test.is_some()
    {
        let mut peers = hub.peers();
        peers.sort_by_key(|peer| peer.id);
        let all: Vec<Subscription> = peers.iter().flat_map(|peer| of_peer(peer, &asked)).collect();
        answer.total = all.len();
        answer.subscriptions_list = Some(super::page(all, asked.offset, limit));
    }
    Ok(Json(answer))
}

fn of_peer(peer: &Peer, asked: &Asked) -> Vec<Subscription> {
    let account = peer.session.account.name();
    if asked.acc.as_deref().is_some_and(|wanted| wanted != account) {
        return Vec::new();
    }
    let own = peer.subscriptions();
    let wanted = |text: &str| {
        asked
            .test
            .as_deref()
            .is_none_or(|test| subject::is_subset(test, text))
    };
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
