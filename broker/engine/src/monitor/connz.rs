//! `/connz`: the connections.

use std::cmp::Reverse;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use serde::{Deserialize, Serialize};

use super::lenient::Flag;
use super::varz::{timestamp, uptime};
use crate::hub::Hub;
use crate::info::plain_ip;
use crate::peer::Peer;

/// Page length when none is asked for, as in the reference.
pub(crate) const DEFAULT_LIMIT: usize = 1024;

/// What a caller asks for; unknown members are ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    offset: usize,
    limit: usize,
    sort: Sort,
    subs: Flag,
    subscriptions: Flag,
    subscriptions_detail: Flag,
    /// 0 for any.
    cid: u64,
    user: String,
    acc: String,
    filter_subject: String,
    state: State,
}

impl Asked {
    /// Only connections of that account.
    pub(crate) fn about(self, account: &str) -> Self {
        Self {
            acc: account.to_owned(),
            ..self
        }
    }

    fn wants(&self, peer: &Peer) -> bool {
        let reaches = |subject: &str| crate::subject::is_subset(&self.filter_subject, subject);
        self.state != State::Closed
            && (self.cid == 0 || peer.id == self.cid)
            && (self.user.is_empty() || *peer.session.user == *self.user)
            && (self.acc.is_empty() || peer.session.account.name() == self.acc)
            && (self.filter_subject.is_empty()
                || peer.subscriptions().values().any(|own| reaches(&own.subject)))
    }
}

/// Which connections, by name as addresses of pages have it, or by number as documents do. Those that are gone are not remembered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "serde_json::Value")]
enum State {
    #[default]
    Any,
    Closed,
}

impl From<serde_json::Value> for State {
    fn from(value: serde_json::Value) -> Self {
        match value.as_str().is_some_and(|name| name == "closed") || value.as_u64() == Some(1) {
            true => Self::Closed,
            false => Self::Any,
        }
    }
}

/// Orders, by the reference's names; amounts come largest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Sort {
    #[default]
    #[serde(alias = "")]
    Cid,
    Start,
    Subs,
    Pending,
    MsgsTo,
    MsgsFrom,
    BytesTo,
    BytesFrom,
    Last,
    Idle,
    Uptime,
}

#[derive(Serialize)]
pub(crate) struct Connz {
    server_id: String,
    now: String,
    num_connections: usize,
    total: usize,
    offset: usize,
    limit: usize,
    connections: Vec<Connection>,
}

#[derive(Serialize)]
struct Connection {
    cid: u64,
    kind: &'static str,
    r#type: &'static str,
    ip: String,
    port: u16,
    start: String,
    last_activity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    rtt: Option<String>,
    uptime: String,
    idle: String,
    pending_bytes: usize,
    in_msgs: u64,
    out_msgs: u64,
    in_bytes: u64,
    out_bytes: u64,
    subscriptions: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: Box<str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    lang: Box<str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    version: Box<str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    tls_version: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    tls_cipher_suite: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    authorized_user: Box<str>,
    account: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subscriptions_list: Option<Vec<String>>,
}

pub(crate) fn page(hub: &Arc<Hub>, asked: &Asked) -> Connz {
    let mut peers = hub.peers();
    peers.retain(|peer| asked.wants(peer));
    sort(&mut peers, asked.sort);
    let (total, now) = (peers.len(), hub.clock.tick());
    let limit = if asked.limit == 0 {
        DEFAULT_LIMIT
    } else {
        asked.limit
    };
    let with_subscriptions = asked.subs.0 || asked.subscriptions.0 || asked.subscriptions_detail.0;
    let connections: Vec<Connection> = super::page(peers, asked.offset, limit)
        .iter()
        .map(|peer| describe(hub, peer, now, with_subscriptions))
        .collect();
    Connz {
        server_id: hub.server_id.clone(),
        now: timestamp(hub.clock.wall(now)),
        num_connections: connections.len(),
        total,
        offset: asked.offset,
        limit,
        connections,
    }
}

fn sort(peers: &mut [Arc<Peer>], by: Sort) {
    let traffic = |peer: &Peer| match by {
        Sort::Subs => peer.subscriptions().len() as u64,
        Sort::Pending => peer.pending() as u64,
        Sort::MsgsTo => peer.traffic.out_msgs.load(Relaxed),
        Sort::MsgsFrom => peer.traffic.in_msgs.load(Relaxed),
        Sort::BytesTo => peer.traffic.out_bytes.load(Relaxed),
        Sort::BytesFrom => peer.traffic.in_bytes.load(Relaxed),
        Sort::Last => peer.pulse.heard.load(Relaxed),
        _ => 0,
    };
    match by {
        Sort::Cid => peers.sort_by_key(|peer| peer.id),
        Sort::Start | Sort::Uptime => peers.sort_by_key(|peer| (peer.since, peer.id)),
        Sort::Idle => peers.sort_by_cached_key(|peer| (peer.pulse.heard.load(Relaxed), peer.id)),
        _ => peers.sort_by_cached_key(|peer| (Reverse(traffic(peer)), peer.id)),
    }
}

fn describe(hub: &Hub, peer: &Peer, now: u64, with_subscriptions: bool) -> Connection {
    let (session, heard) = (&peer.session, peer.pulse.heard.load(Relaxed));
    let (tls_version, tls_cipher_suite) = peer.tls().map(|tls| tls.describe()).unwrap_or_default();
    let own = peer.subscriptions();
    let subscriptions_list = with_subscriptions.then(|| {
        let mut subjects: Vec<String> = own.values().map(|own| own.subject.to_string()).collect();
        subjects.sort();
        subjects
    });
    Connection {
        cid: peer.id,
        kind: "Client",
        r#type: "nats",
        ip: plain_ip(peer.address),
        port: peer.address.port(),
        start: timestamp(hub.clock.wall(peer.since)),
        last_activity: timestamp(hub.clock.wall(heard)),
        rtt: peer
            .pulse
            .round_trip
            .load(Relaxed)
            .checked_sub(1)
            .map(|millis| format!("{millis}ms")),
        uptime: uptime(now.saturating_sub(peer.since)),
        idle: uptime(now.saturating_sub(heard)),
        pending_bytes: peer.pending(),
        in_msgs: peer.traffic.in_msgs.load(Relaxed),
        out_msgs: peer.traffic.out_msgs.load(Relaxed),
        in_bytes: peer.traffic.in_bytes.load(Relaxed),
        out_bytes: peer.traffic.out_bytes.load(Relaxed),
        subscriptions: own.len(),
        name: session.name.clone(),
        lang: session.lang.clone(),
        version: session.version.clone(),
        tls_version,
        tls_cipher_suite,
        authorized_user: session.user.clone(),
        account: session.account.name(),
        subscriptions_list,
    }
}
