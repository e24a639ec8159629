//! From an accepted socket to a peer: INFO, TLS, CONNECT, each under its deadline.

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::time::timeout;
use tracing::{debug, info};

use super::{dispatch, goodbye};
use crate::connect::Connect;
use crate::frame::{self, Frame, Step};
use crate::hub::{self, Hub};
use crate::login::{self, Refusal, Session, UNAUTHORIZED};
use crate::options::Login;
use crate::peer::{Arrival, Link, Peer, Reason};
use crate::sweep;
use crate::tls::{self, Progress};

/// Handshakes and CONNECT fit into a few of these.
const READ_SIZE: usize = 4096;
/// First byte of a TLS handshake.
const HANDSHAKE: u8 = 0x16;

const TLS_REQUIRED: Refusal = Refusal::new(Reason::TlsHandshakeFailure, "Secure Connection - TLS Required");
const TOO_LATE: Refusal = Refusal::new(Reason::AuthenticationTimeout, "Authentication Timeout");

/// A peer that was let in.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) peer: Arc<Peer>,
    pub(super) reader: OwnedReadHalf,
    /// What came in the same breath as CONNECT.
    pub(super) leftover: Vec<u8>,
}

/// A connection before it is a peer.
struct Candidate {
    reader: OwnedReadHalf,
    writer: OwnedWriteHalf,
    /// There as soon as its handshake has begun.
    tls: Option<tls::Session>,
    /// Received, in the clear, and not used yet.
    plain: Vec<u8>,
}

/// Greets a connection; none if it was turned away.
pub(super) async fn open(hub: Arc<Hub>, socket: std::net::TcpStream, arrival: Arrival) -> Option<Opened> {
    let address = arrival.address;
    let socket = TcpStream::from_std(socket)
        .inspect_err(|error| info!(%error, "cannot watch a socket"))
        .ok()?;
    if let Err(error) = socket.set_nodelay(true) {
        debug!(peer = %address, %error, "connection ended before it began");
        return None;
    }
    let (reader, writer) = socket.into_split();
    let mut candidate = Candidate {
        reader,
        writer,
        tls: None,
        plain: Vec::new(),
    };
    match candidate.greet(&hub, &arrival).await {
        Ok((session, used)) => Some(candidate.let_in(&hub, session, used, arrival)),
        Err(refusal) => {
            log(&hub, &arrival, refusal.reason);
            candidate.turn_away(refusal).await;
            None
        }
    }
}

/// What was wrong with a login has been told in its own words.
fn log(hub: &Hub, arrival: &Arrival, reason: Reason) {
    let (peer, id) = (arrival.address, arrival.id);
    if reason == Reason::AuthenticationFailure {
        debug!(%peer, id, %reason, "turned away");
    } else if let Some(unsaid) = hub.refusals.take(hub.clock.tick()) {
        info!(%peer, id, %reason, unsaid, "turned away");
    }
}

impl Candidate {
    async fn greet(&mut self, hub: &Hub, arrival: &Arrival) -> Result<(Session, usize), Refusal> {
        let nonce = hub::nonce();
        let inside = hub.inside.as_ref().filter(|_| arrival.inside);
        let info = hub.info(arrival.id, arrival.address, &nonce);
        let info = match inside {
            Some(inside) => info.at_inside(inside),
            None => info,
        };
        let info = info.line();
        let sent = timeout(hub.options.auth_timeout, self.writer.write_all(&info)).await;
        sent.map_err(|_| TOO_LATE)?
            .map_err(|_| Refusal::silent(Reason::WriteError))?;
        if let Some(config) = hub.tls().filter(|_| inside.is_none()) {
            let handshake = self.handshake(config);
            timeout(hub.options.tls_timeout, handshake)
                .await
                .map_err(|_| TLS_REQUIRED)??;
        }
        timeout(hub.options.auth_timeout, self.login(hub, arrival, &nonce))
            .await
            .map_err(|_| TOO_LATE)?
    }

    async fn handshake(&mut self, config: Arc<rustls::ServerConfig>) -> Result<(), Refusal> {
        const FAILED: Refusal = Refusal::silent(Reason::TlsHandshakeFailure);
        let mut received = vec![0; READ_SIZE];
        loop {
            let count = self.reader.read(&mut received).await.map_err(|_| FAILED)?;
            if count == 0 {
                return Err(FAILED);
            }
            let tls = match &mut self.tls {
                Some(tls) => tls,
                // Whoever does not speak TLS gets an answer it can read.
                None if received[0] != HANDSHAKE => return Err(TLS_REQUIRED),
                none => none.insert(tls::Session::new(Arc::clone(&config)).map_err(|_| FAILED)?),
            };
            let progress = tls.open(&mut received[..count], &mut self.plain);
            if let Err(error) = &progress {
                debug!(%error, source = ?std::error::Error::source(error), "TLS handshake failed");
            }
            self.writer.write_all(&output(tls)).await.map_err(|_| FAILED)?;
            match progress.map_err(|_| FAILED)? {
                Progress::Handshake => {}
                Progress::Open => return Ok(()),
                Progress::Closed => return Err(FAILED),
            }
        }
    }

    /// Reads until CONNECT is there and judges it; also returns the bytes it took.
    async fn login(
        &mut self,
        hub: &Hub,
        arrival: &Arrival,
        nonce: &str,
    ) -> Result<(Session, usize), Refusal> {
        loop {
            if self
                .plain
                .first()
                .is_some_and(|first| !first.eq_ignore_ascii_case(&b'C'))
            {
                return Err(UNAUTHORIZED);
            }
            match frame::next(&self.plain, hub.limits(false)).map_err(dispatch::refusal)? {
                Step::Incomplete(0) => {}
                Step::Frame(Frame::Connect(text), used) => {
                    let connect: Connect<'_> = serde_json::from_str(text)
                        .map_err(|_| dispatch::refusal(frame::Violation::Malformed))?;
                    let certificates = self
                        .tls
                        .as_ref()
                        .map(tls::Session::certificates)
                        .unwrap_or_default();
                    let present = Login {
                        address: arrival.address,
                        tls: self.tls.is_some(),
                        certificates,
                        nonce,
                        user: None,
                        pass: None,
                        auth_token: None,
                        jwt: None,
                        nkey: None,
                        sig: None,
                        name: None,
                    };
                    return Ok((login::admit(hub, &connect, present, arrival.inside)?, used));
                }
                // Nothing but CONNECT comes first.
                Step::Incomplete(_) | Step::Frame(..) => return Err(UNAUTHORIZED),
            }
            self.read().await?;
        }
    }

    async fn read(&mut self) -> Result<(), Refusal> {
        const GONE: Refusal = Refusal::silent(Reason::ClientClosed);
        let mut received = [0; READ_SIZE];
        let count = self.reader.read(&mut received).await.map_err(|_| GONE)?;
        if count == 0 {
            return Err(GONE);
        }
        let Some(tls) = &mut self.tls else {
            self.plain.extend_from_slice(&received[..count]);
            return Ok(());
        };
        let progress = tls
            .open(&mut received[..count], &mut self.plain)
            .map_err(|_| GONE)?;
        self.writer.write_all(&output(tls)).await.map_err(|_| GONE)?;
        if progress == Progress::Closed {
            Err(GONE)
        } else {
            Ok(())
        }
    }

    fn let_in(mut self, hub: &Hub, session: Session, used: usize, arrival: Arrival) -> Opened {
        let verbose = session.verbose;
        let (since, first_ping) = (arrival.since, sweep::first_ping(hub, arrival.id));
        let link = Link {
            socket: self.writer,
            tls: self.tls,
        };
        let peer = Arc::new(Peer::new(arrival, session, link, hub.options.max_pending));
        peer.pulse.heard.store(since, Relaxed);
        peer.pulse.ping_due.store(since + first_ping, Relaxed);
        if verbose {
            peer.say(b"+OK\r\n");
        }
        self.plain.drain(..used);
        Opened {
            peer,
            reader: self.reader,
            leftover: self.plain,
        }
    }

    async fn turn_away(mut self, refusal: Refusal) {
        if let Some(text) = refusal.text {
            let _ = timeout(goodbye::PATIENCE, self.tell(text)).await;
            goodbye::linger(&self.writer, &mut self.reader).await;
        }
    }

    async fn tell(&mut self, text: &str) -> io::Result<()> {
        let line = format!("-ERR '{text}'\r\n").into_bytes();
        let Some(tls) = &mut self.tls else {
            return self.writer.write_all(&line).await;
        };
        let mut sealed = output(tls);
        tls.seal(&line, &mut sealed).map_err(io::Error::other)?;
        tls.finish();
        tls.take_output(&mut sealed);
        self.writer.write_all(&sealed).await
    }
}

fn output(tls: &mut tls::Session) -> Vec<u8> {
    let mut sealed = Vec::new();
    tls.take_output(&mut sealed);
    sealed
}
