//! TLS without buffers of its own: records are opened in the reader's memory and sealed in the writer's.

mod config;

use std::fmt;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::CertificateDer;
use rustls::server::UnbufferedServerConnection;
use rustls::unbuffered::{ConnectionState, EncodeError, EncodeTlsData, EncryptError, UnbufferedStatus};

pub use config::{TlsConfigError, tls_config};

/// Room a record needs besides its plaintext, generously: header, nonce, tag, content type.
const RECORD_OVERHEAD: usize = 64;

/// How far a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// The handshake waits for the peer.
    Handshake,
    /// Both sides may send.
    Open,
    /// The peer said goodbye.
    Closed,
}

/// A session that can no longer be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SessionError {
    #[error("TLS failed")]
    Tls(#[from] rustls::Error),
    #[error("cannot encode a handshake record")]
    Encode(#[from] EncodeError),
    #[error("cannot encrypt a record")]
    Encrypt(#[from] EncryptError),
    #[error("the session is not open for data")]
    NotOpen,
}

/// The TLS state of one connection. Between records it holds keys and nothing else.
pub(crate) struct Session {
    connection: Box<UnbufferedServerConnection>,
    /// A record that has not arrived whole.
    partial: Vec<u8>,
    /// Records made but not written.
    output: Vec<u8>,
    /// An error ended it: its library must not be asked again, since the bytes it may point into are gone.
    failed: bool,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}

impl Session {
    pub(crate) fn new(config: Arc<ServerConfig>) -> Result<Self, rustls::Error> {
        let connection = Box::new(UnbufferedServerConnection::new(config)?);
        Ok(Self {
            connection,
            partial: Vec::new(),
            output: Vec::new(),
            failed: false,
        })
    }

    /// The verified certificates of the peer, leaf first; empty when it gave none.
    pub(crate) fn certificates(&self) -> &[CertificateDer<'static>] {
        self.connection.peer_certificates().unwrap_or_default()
    }

    /// Version and cipher suite, for people.
    pub(crate) fn describe(&self) -> (String, String) {
        let version = self
            .connection
            .protocol_version()
            .and_then(|version| version.as_str());
        let version = version
            .unwrap_or_default()
            .trim_start_matches("TLSv")
            .replace('_', ".");
        let suite = self.connection.negotiated_cipher_suite();
        let suite = suite.map(|suite| {
            suite
                .suite()
                .as_str()
                .unwrap_or_default()
                .replace("TLS13_", "TLS_")
        });
        (version, suite.unwrap_or_default())
    }

    /// Takes in ciphertext and appends what it says to `plain`; answers to the peer wait in the output.
    pub(crate) fn open(
        &mut self,
        received: &mut [u8],
        plain: &mut Vec<u8>,
    ) -> Result<Progress, SessionError> {
        if self.failed {
            return Err(SessionError::NotOpen);
        }
        let outcome = self.take_in(received, plain);
        self.failed = outcome.is_err();
        outcome
    }

    fn take_in(&mut self, received: &mut [u8], plain: &mut Vec<u8>) -> Result<Progress, SessionError> {
        if self.partial.is_empty() {
            let (used, progress) = process(&mut self.connection, received, plain, &mut self.output)?;
            self.partial.extend_from_slice(&received[used..]);
            return Ok(progress);
        }
        self.partial.extend_from_slice(received);
        let (used, progress) = process(&mut self.connection, &mut self.partial, plain, &mut self.output)?;
        self.partial = self.partial.split_off(used);
        Ok(progress)
    }

    /// Appends `plain`, at most one record of it, to `sealed` as ciphertext.
    pub(crate) fn seal(&mut self, plain: &[u8], sealed: &mut Vec<u8>) -> Result<(), SessionError> {
        while !self.failed {
            // The unfinished record goes along because the session may remember places in it.
            match self.connection.process_tls_records(&mut self.partial).state? {
                ConnectionState::WriteTraffic(mut traffic) => {
                    let start = sealed.len();
                    sealed.resize(start + plain.len() + RECORD_OVERHEAD, 0);
                    let length = traffic.encrypt(plain, &mut sealed[start..])?;
                    sealed.truncate(start + length);
                    return Ok(());
                }
                ConnectionState::EncodeTlsData(data) => encode(data, sealed)?,
                ConnectionState::TransmitTlsData(data) => data.done(),
                _ => break,
            }
        }
        Err(SessionError::NotOpen)
    }

    /// Says goodbye, after everything else.
    pub(crate) fn finish(&mut self) {
        while !self.failed {
            let Ok(state) = self.connection.process_tls_records(&mut self.partial).state else {
                return;
            };
            match state {
                ConnectionState::WriteTraffic(mut traffic) => {
                    let mut goodbye = [0; RECORD_OVERHEAD];
                    if let Ok(length) = traffic.queue_close_notify(&mut goodbye) {
                        self.output.extend_from_slice(&goodbye[..length]);
                    }
                    return;
                }
                ConnectionState::EncodeTlsData(data) => {
                    if encode(data, &mut self.output).is_err() {
                        return;
                    }
                }
                ConnectionState::TransmitTlsData(data) => data.done(),
                _ => return,
            }
        }
    }

    pub(crate) fn has_output(&self) -> bool {
        !self.output.is_empty()
    }

    /// Moves what waits to be written to the end of `sealed`.
    pub(crate) fn take_output(&mut self, sealed: &mut Vec<u8>) {
        if !self.output.is_empty() {
            sealed.extend_from_slice(&std::mem::take(&mut self.output));
        }
    }

    /// Gives back ciphertext that was not written; it goes before everything made since.
    pub(crate) fn put_back(&mut self, rest: &[u8]) {
        self.output.splice(..0, rest.iter().copied());
    }
}

fn process(
    connection: &mut UnbufferedServerConnection,
    received: &mut [u8],
    plain: &mut Vec<u8>,
    output: &mut Vec<u8>,
) -> Result<(usize, Progress), SessionError> {
    let (mut used, mut closed) = (0, false);
    loop {
        let UnbufferedStatus { mut discard, state } = connection.process_tls_records(&mut received[used..]);
        let mut progress = None;
        let state = match state {
            Ok(state) => state,
            Err(error) => {
                encode_alert(connection, output);
                return Err(error.into());
            }
        };
        match state {
            ConnectionState::ReadTraffic(mut traffic) => {
                while let Some(record) = traffic.next_record() {
                    let record = record?;
                    discard += record.discard;
                    plain.extend_from_slice(record.payload);
                }
            }
            ConnectionState::EncodeTlsData(data) => encode(data, output)?,
            ConnectionState::TransmitTlsData(data) => data.done(),
            ConnectionState::BlockedHandshake => progress = Some(Progress::Handshake),
            ConnectionState::PeerClosed | ConnectionState::Closed => closed = true,
            _ => progress = Some(Progress::Open),
        }
        used += discard;
        if closed {
            return Ok((used, Progress::Closed));
        }
        if let Some(progress) = progress {
            return Ok((used, progress));
        }
    }
}

/// After an error: what the peer should be told about it. No record is read again: its second error would be a defect.
fn encode_alert(connection: &mut UnbufferedServerConnection, output: &mut Vec<u8>) {
    while connection.wants_write() {
        let Ok(ConnectionState::EncodeTlsData(data)) = connection.process_tls_records(&mut []).state else {
            return;
        };
        if encode(data, output).is_err() {
            return;
        }
    }
}

fn encode<D>(mut data: EncodeTlsData<'_, D>, output: &mut Vec<u8>) -> Result<(), SessionError> {
    let start = output.len();
    let mut room = 0;
    loop {
        output.resize(start + room, 0);
        match data.encode(&mut output[start..]) {
            Ok(length) => {
                output.truncate(start + length);
                return Ok(());
            }
            Err(EncodeError::InsufficientSize(needed)) if needed.required_size > room => {
                room = needed.required_size;
            }
            Err(error) => {
                output.truncate(start);
                return Err(error.into());
            }
        }
    }
}
