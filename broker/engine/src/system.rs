//! What the server tells about itself and its peers: requests below `$SYS.REQ.` and events below `$SYS.`.
//!
//! Requests are answered by a task of their own: a page about all peers takes time, and the threads that route have none.

mod answer;
mod client;
mod event;
mod server;
mod statsz;
mod user;

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::task::spawn_blocking;

use crate::frame::Publish;
use crate::hub::Hub;
use crate::options::Account;
use crate::peer::Peer;
use crate::streams::may_reach;
use crate::subject::quoted;
use crate::{route, worker};

pub(crate) use client::ClientInfo;
pub(crate) use event::{beat, connected, disconnected, leaving};

/// Start of the subjects of requests.
const REQUESTS: &str = "$SYS.REQ.";
/// Requests that may wait; people and their tools ask, and whoever asks faster is not heard.
const WAITING: usize = 256;

/// A request.
#[derive(Debug)]
pub(crate) struct Asked {
    peer: Arc<Peer>,
    /// What follows [`REQUESTS`].
    tail: Box<str>,
    reply: Box<str>,
    body: Bytes,
}

/// Where requests are put.
#[derive(Debug)]
pub(crate) struct Desk {
    sender: Sender<Asked>,
    /// Until [`serve`] takes it.
    receiver: Mutex<Option<Receiver<Asked>>>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        Self {
            sender,
            receiver: Mutex::new(Some(receiver)),
        }
    }

    fn take_receiver(&self) -> Option<Receiver<Asked>> {
        self.receiver
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Takes a request that a peer published; tells whether anything comes of it, be it that he is told that he may not ask so.
    pub(crate) fn offer(&self, hub: &Hub, peer: &Arc<Peer>, publish: &Publish<'_>) -> bool {
        let (Some(tail), Some(reply)) = (publish.subject.strip_prefix(REQUESTS), publish.reply) else {
            return false;
        };
        if !answer::is_served(&hub.server_id, peer.session.account, tail) {
            return false;
        }
        if !may_reach(peer, reply) {
            let reply = quoted(reply);
            peer.complain(&format!(
                "Permissions Violation for Publish with Reply of {reply}"
            ));
            return true;
        }
        let body = &publish.body[publish.headers.unwrap_or_default()..publish.size()];
        let asked = Asked {
            peer: Arc::clone(peer),
            tail: tail.into(),
            reply: reply.into(),
            body: Bytes::copy_from_slice(body),
        };
        self.sender.try_send(asked).is_ok()
    }
}

/// Answers requests until the engine stops.
pub(crate) async fn serve(hub: Arc<Hub>) {
    let Some(mut requests) = hub.system.take_receiver() else {
        return;
    };
    let stop = hub.stop.clone();
    while let Some(Some(asked)) = stop.run_until_cancelled(requests.recv()).await {
        let hub = Arc::clone(&hub);
        // Some answers wait for a stream to end its turn.
        let _ = spawn_blocking(move || {
            if let Some(text) = answer::to(&hub, &asked) {
                tell(&hub, asked.peer.session.account, &asked.reply, &text);
            }
        })
        .await;
    }
}

/// Publishes to an account, as the server itself.
fn tell(hub: &Hub, account: Account, subject: &str, text: &[u8]) {
    route::send(hub, account, subject, subject, None, b"", text);
    worker::flush_all();
}
