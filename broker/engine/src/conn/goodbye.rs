//! The end of a connection: what is queued is written, and the peer gets the time to read it.

use std::time::Duration;

use rustix::net::{Shutdown, shutdown};
use tokio::io::AsyncReadExt;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::time::timeout;

use crate::peer::{Peer, Reason};

/// Longest wait for a peer to take its last words, and again to close its side.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);
/// Bytes read and thrown away after the last words.
const MOST_DISCARDED: usize = 4 * 1024 * 1024;

/// Says goodbye to a peer.
pub(super) async fn say(peer: &Peer, mut reader: OwnedReadHalf, reason: Reason) {
    peer.detach();
    if !reason.leaves_a_listener() {
        return;
    }
    if timeout(PATIENCE, last_words(peer)).await.is_ok() && reason != Reason::ClientClosed {
        linger(peer.socket(), &mut reader).await;
    }
}

/// Ends our side and reads until the peer ends its own: closing with bytes unread would make the kernel throw away what
/// the peer has not read yet, the error among it.
pub(super) async fn linger(writer: &OwnedWriteHalf, reader: &mut OwnedReadHalf) {
    if shutdown(writer.as_ref(), Shutdown::Write).is_err() {
        return;
    }
    let discard = async {
        let (mut waste, mut total) = ([0; 1024], 0);
        while let Ok(count @ 1..) = reader.read(&mut waste).await {
            total += count;
            if total > MOST_DISCARDED {
                break;
            }
        }
    };
    let _ = timeout(PATIENCE, discard).await;
}

async fn last_words(peer: &Peer) {
    drain(peer).await;
    if let Some(mut tls) = peer.tls() {
        tls.finish();
    }
    drain(peer).await;
}

async fn drain(peer: &Peer) {
    loop {
        peer.flush();
        if peer.is_drained() || peer.socket().writable().await.is_err() {
            return;
        }
        peer.detach();
    }
}
