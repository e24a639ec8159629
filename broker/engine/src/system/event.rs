//! Events, for administrators who listen: peers that come and go, the server's figures, and its end.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use serde::Serialize;
use serde_json::json;
use tokio::time::{MissedTickBehavior, interval};

use super::server::ServerInfo;
use super::{ClientInfo, statsz, tell};
use crate::hub::Hub;
use crate::monitor::accounts::Amount;
use crate::monitor::varz::timestamp;
use crate::options::Account;
use crate::peer::{Peer, Reason};

/// Time between two messages with figures.
const BEAT: Duration = Duration::from_secs(10);

#[derive(Serialize)]
struct Event<'a> {
    r#type: &'static str,
    id: String,
    timestamp: String,
    server: ServerInfo<'a>,
    client: ClientInfo<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sent: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    received: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl<'a> Event<'a> {
    fn about(hub: &'a Hub, peer: &'a Peer, kind: &'static str) -> Self {
        Self {
            r#type: kind,
            id: crate::streams::event_id(),
            timestamp: timestamp(hub.clock.wall(hub.clock.tick())),
            server: ServerInfo::of(hub),
            client: ClientInfo::of(hub, peer),
            sent: None,
            received: None,
            reason: None,
        }
    }
}

/// A peer was let in.
pub(crate) fn connected(hub: &Hub, peer: &Peer) {
    let subject = subject(peer, "CONNECT");
    if is_heard(hub, &subject) {
        let event = Event::about(hub, peer, "io.nats.server.advisory.v1.client_connect");
        say(hub, &subject, &event);
    }
}

/// A peer that was let in has left.
pub(crate) fn disconnected(hub: &Hub, peer: &Peer, reason: Reason) {
    let subject = subject(peer, "DISCONNECT");
    if is_heard(hub, &subject) {
        let traffic = &peer.traffic;
        let event = Event::about(hub, peer, "io.nats.server.advisory.v1.client_disconnect");
        let event = Event {
            client: ClientInfo::of(hub, peer).stopped(hub),
            sent: Some(Amount {
                msgs: traffic.out_msgs.load(Relaxed),
                bytes: traffic.out_bytes.load(Relaxed),
            }),
            received: Some(Amount {
                msgs: traffic.in_msgs.load(Relaxed),
                bytes: traffic.in_bytes.load(Relaxed),
            }),
            reason: Some(reason.to_string()),
            ..event
        };
        say(hub, &subject, &event);
    }
}

/// The server is going: `LAMEDUCK` or `SHUTDOWN`.
pub(crate) fn leaving(hub: &Hub, how: &str) {
    let subject = format!("$SYS.SERVER.{}.{how}", hub.server_id);
    if is_heard(hub, &subject) {
        say(hub, &subject, &ServerInfo::of(hub));
    }
}

/// Tells the figures from time to time until the engine stops.
pub(crate) async fn beat(hub: Arc<Hub>) {
    let subject = format!("$SYS.SERVER.{}.STATSZ", hub.server_id);
    let mut ticks = interval(BEAT);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while hub.stop.run_until_cancelled(ticks.tick()).await.is_some() {
        if is_heard(&hub, &subject) {
            let message = json!({"server": ServerInfo::of(&hub), "statsz": statsz::page(&hub)});
            say(&hub, &subject, &message);
        }
    }
}

fn subject(peer: &Peer, what: &str) -> String {
    format!("$SYS.ACCOUNT.{}.{what}", peer.session.account.name())
}

fn is_heard(hub: &Hub, subject: &str) -> bool {
    let interest = hub.interest(Account::System);
    let mut heard = false;
    if interest.len() > 0 {
        interest.visit(subject, |_| heard = true);
    }
    heard
}

fn say<T: Serialize>(hub: &Hub, subject: &str, event: &T) {
    let text = serde_json::to_vec(event).expect("strings and numbers always serialize into memory");
    tell(hub, Account::System, subject, &text);
}
