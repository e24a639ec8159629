//! Binding and accepting.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::sleep;
use tracing::{info, warn};

use crate::conn;
use crate::hub::Hub;
use crate::peer::Arrival;

/// Connections the kernel may hold before they are accepted: a fleet reconnects all at once.
const BACKLOG: u32 = 4096;
/// Pauses after a failed accept, first and longest.
const PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// Listens on `address`.
pub(crate) fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Raises the soft limit of open files to the hard one; each peer is one file.
pub(crate) fn raise_file_limit() {
    let limit = getrlimit(Resource::Nofile);
    if limit.current == limit.maximum {
        return;
    }
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    match setrlimit(Resource::Nofile, raised) {
        Ok(()) => info!(files = ?limit.maximum, "raised the limit of open files"),
        Err(error) => warn!(%error, files = ?limit.current, "cannot raise the limit of open files"),
    }
}

/// Accepts until the engine stops taking peers; `inside` is for services of this program.
pub(crate) async fn accept(hub: Arc<Hub>, listener: TcpListener, inside: bool) {
    let (mut pause, mut last) = (PAUSE, None);
    while let Some(accepted) = hub.closed.run_until_cancelled(listener.accept()).await {
        match accepted {
            Ok((socket, address)) => {
                (pause, last) = (PAUSE, None);
                hand_over(&hub, socket, address, inside);
            }
            Err(error) => {
                // One line per cause: when files run out, accept fails until a peer leaves.
                if last != error.raw_os_error() {
                    warn!(%error, "accept failed");
                    last = error.raw_os_error();
                }
                sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }
}

fn hand_over(hub: &Arc<Hub>, socket: TcpStream, address: SocketAddr, inside: bool) {
    let Ok(socket) = socket.into_std() else { return };
    let Some((place, worker)) = hub.place(inside) else {
        if let Some(unsaid) = hub.refusals.take(hub.clock.tick()) {
            info!(peer = %address, unsaid, "turned away: maximum connections exceeded");
        }
        // A socket just accepted has room for one line, and whoever does not get it learns from the close.
        let _ = (&socket).write(b"-ERR 'maximum connections exceeded'\r\n");
        return;
    };
    let id = hub.counts.last_id.fetch_add(1, Relaxed) + 1;
    let arrival = Arrival {
        id,
        address,
        since: hub.clock.tick(),
        worker: Arc::clone(&worker),
        inside,
    };
    let serve = conn::run(Arc::clone(hub), socket, arrival, place);
    worker.tasks.spawn_on(serve, &worker.handle);
}
