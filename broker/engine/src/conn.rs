//! One connection from handshake to goodbye.

mod dispatch;
mod goodbye;
mod greet;
mod read;

use std::future::poll_fn;
use std::net::TcpStream;
use std::sync::Arc;

use tracing::debug;

use crate::hub::{Hub, Place};
use crate::peer::{Arrival, Peer};
use crate::{system, worker};
use read::Reader;

/// A peer's place in the tables of the engine, emptied when it is dropped.
#[derive(Debug)]
pub(crate) struct Seat {
    pub(crate) hub: Arc<Hub>,
    pub(crate) peer: Arc<Peer>,
}

impl Seat {
    fn take(hub: Arc<Hub>, peer: Arc<Peer>) -> Self {
        peer.worker.peers().insert(peer.id, Arc::clone(&peer));
        Self { hub, peer }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let subscriptions = self.peer.take_subscriptions();
        for subscription in subscriptions.values() {
            self.hub
                .interest_mut(self.peer.session.account)
                .remove(subscription);
        }
        let mut peers = self.peer.worker.peers();
        peers.remove(&self.peer.id);
        // At a quarter, so that giving memory back is paid for by the departures.
        if peers.capacity() > 1024 && peers.len() < peers.capacity() / 4 {
            let live = peers.len();
            peers.shrink_to(2 * live);
        }
    }
}

/// Serves one connection until it ends. The rare parts are boxed, so that an idle connection's task is small.
pub(crate) async fn run(hub: Arc<Hub>, socket: TcpStream, arrival: Arrival, place: Place) {
    let stop = hub.stop.clone();
    let opening = Box::pin(greet::open(Arc::clone(&hub), socket, arrival));
    let Some(Some(opened)) = stop.run_until_cancelled_owned(opening).await else {
        return;
    };
    let peer = Arc::clone(&opened.peer);
    let seat = Seat::take(Arc::clone(&hub), opened.peer);
    system::connected(&hub, &peer);
    let mut reader = Reader::new(seat, opened.reader, opened.leftover);
    let reason = poll_fn(|cx| reader.poll(cx)).await;
    hub.count_end(reason);
    system::disconnected(&hub, &peer, reason);
    let rest = reader.into_socket();
    worker::flush_all();
    Box::pin(goodbye::say(&peer, rest, reason)).await;
    drop(place);
    debug!(peer = %peer.address, id = peer.id, %reason, "connection ended");
}
