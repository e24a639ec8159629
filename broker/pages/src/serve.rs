//! Accepts peers, as many as may be there at once, and answers one question of each.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{debug, warn};

/// Peers at once; the others wait to be accepted. A page can have megabytes, so this bounds what they take together.
const PEERS: usize = 16;
/// Longest wait for the head of a request.
const HEAD: Duration = Duration::from_secs(10);
/// Longest time of a peer, from its arrival to the end of its answer.
const WHOLE: Duration = Duration::from_secs(60);
/// Longest head of a request, and what is written ahead of a peer that does not read.
const BUFFER: usize = 16 * 1024;
/// Until a socket is free again, where there was none.
const SCARCE: Duration = Duration::from_secs(1);

/// Serves pages until `stop` fires, and cuts off who is there then.
///
/// A peer is answered once and asks again by connecting again, so a silent one keeps no other out for longer than a minute.
pub async fn serve(listener: TcpListener, pages: Router, stop: CancellationToken) {
    stop.run_until_cancelled(accept(listener, pages, PEERS, &stop))
        .await;
}

async fn accept(listener: TcpListener, pages: Router, peers: usize, stop: &CancellationToken) {
    let seats = Arc::new(Semaphore::new(peers));
    let conversations = TaskTracker::new();
    while let Ok(seat) = Arc::clone(&seats).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let conversation = converse(stream, pages.clone());
                let stop = stop.clone();
                conversations.spawn(async move {
                    stop.run_until_cancelled(conversation).await;
                    drop(seat);
                });
            }
            Err(error) => {
                warn!(%error, "a peer of the monitoring pages is not accepted");
                sleep(SCARCE).await;
            }
        }
    }
}

/// Answers one question of a peer.
fn converse<S>(stream: S, pages: Router) -> impl Future<Output = ()>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(BUFFER)
        .keep_alive(false)
        // Work for a peer that has gone goes on, so that its seat tells of it.
        .half_close(true)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(pages));
    async {
        match timeout(WHOLE, serving).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => debug!(%error, "a peer of the monitoring pages is let go"),
            Err(_) => debug!("a peer of the monitoring pages took too long"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
    use tokio::net::TcpStream;
    use tokio::time::Instant;

    use super::*;

    const ASKED: &[u8] = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    fn hello() -> Router {
        Router::new().route("/", get(async || "hello"))
    }

    /// Says something to the pages and returns all they answer until they hang up.
    async fn said(pages: Router, words: &[u8]) -> String {
        let (mut peer, stream) = duplex(64 * 1024);
        let answer = async {
            peer.write_all(words).await.unwrap();
            let mut answer = String::new();
            peer.read_to_string(&mut answer).await.unwrap();
            answer
        };
        tokio::join!(answer, converse(stream, pages)).0
    }

    #[tokio::test(start_paused = true)]
    async fn who_does_not_end_a_question_is_let_go_while_others_are_answered() {
        let start = Instant::now();
        let (silent, half, whole) = tokio::join!(
            said(hello(), b""),
            said(hello(), b"GET / HTTP/1.1\r\nHost"),
            async {
                let answer = said(hello(), ASKED).await;
                (answer, start.elapsed())
            }
        );
        assert!(!silent.contains("hello") && !half.contains("hello"));
        assert_eq!(start.elapsed().as_secs(), HEAD.as_secs());
        assert!(whole.0.ends_with("hello"), "{}", whole.0);
        assert!(whole.1 < HEAD);
    }

    #[tokio::test(start_paused = true)]
    async fn who_does_not_read_its_answer_is_let_go() {
        let pages = Router::new().route("/", get(async || "x".repeat(1 << 20)));
        let (mut peer, stream) = duplex(1024);
        let start = Instant::now();
        tokio::join!(converse(stream, pages), async {
            peer.write_all(ASKED).await.unwrap();
        });
        assert_eq!(start.elapsed().as_secs(), WHOLE.as_secs());
    }

    #[tokio::test]
    async fn a_long_head_is_refused() {
        let long = format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", "x".repeat(2 * BUFFER));
        let answer = said(hello(), long.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
    }

    #[tokio::test]
    async fn more_peers_than_may_be_there_wait_for_each_other() {
        let (inside, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (entered, leave) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
        let page = {
            let (inside, most) = (Arc::clone(&inside), Arc::clone(&most));
            let (entered, leave) = (Arc::clone(&entered), Arc::clone(&leave));
            async move || {
                most.fetch_max(inside.fetch_add(1, SeqCst) + 1, SeqCst);
                entered.add_permits(1);
                leave.acquire().await.unwrap().forget();
                inside.fetch_sub(1, SeqCst);
                "hello"
            }
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let serving = accept(listener, Router::new().route("/", get(page)), 2, &stop);
        let asking = async {
            let mut peers = Vec::new();
            for _ in 0..5 {
                let mut peer = TcpStream::connect(address).await.unwrap();
                peer.write_all(ASKED).await.unwrap();
                peers.push(peer);
            }
            for _ in 0..5 {
                entered.acquire().await.unwrap().forget();
                leave.add_permits(1);
            }
            for mut peer in peers {
                let mut answer = String::new();
                peer.read_to_string(&mut answer).await.unwrap();
                assert!(answer.ends_with("hello"), "{answer}");
            }
        };
        tokio::select! {
            () = serving => unreachable!("it goes on"),
            () = asking => {}
        }
        assert!(most.load(SeqCst) <= 2);
    }
}
