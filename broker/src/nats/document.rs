//! The configuration of a `nats-server`. Its language takes JSON, so nothing needs quoting of its own.

mod accounts;
mod peers;

use std::time::Duration;

use config::{Bound, CertificatesAt, SecurityProvider};
use serde_json::{Value, json};

use super::folder::Folder;
use super::keys::Keys;
use super::listening::Listening;
use super::{NatsError, Setting};
use crate::room::Room;

/// As many as the reference lets in.
const MAX_CONNECTIONS: u32 = 50_000;
/// Folder in the store where the server keeps streams.
const STREAMS: &str = "jetstream";
/// A port the server is to choose.
const ANY_PORT: i32 = -1;

/// Everything the configuration is made from.
pub(super) struct Document<'a> {
    setting: Setting<'a>,
    folder: &'a Folder,
    keys: &'a Keys,
    /// Addresses of this cluster.
    peers: Vec<String>,
    /// Of streams, measured once: a server that runs is never told of less.
    room: Option<Room>,
}

impl<'a> Document<'a> {
    pub(super) fn new(setting: &Setting<'a>, folder: &'a Folder, keys: &'a Keys, peers: Vec<String>) -> Self {
        let streams = setting.config.streams.as_ref();
        Self {
            setting: *setting,
            folder,
            keys,
            peers,
            room: streams.map(|streams| Room::measure(streams, &streams.store.join(STREAMS))),
        }
    }

    /// The whole text; `known` has the ports the server chose the first time.
    ///
    /// - **Errors:** a text with a control character, or a member's name that would need quoting: the server reads them differently
    ///   from JSON.
    pub(super) fn text(&self, known: Option<&Listening>) -> Result<String, NatsError> {
        let document = self.document(known);
        if is_misread(&document) {
            return Err(NatsError::Unwritable);
        }
        Ok(format!("{document:#}\n"))
    }

    fn document(&self, known: Option<&Listening>) -> Value {
        let Setting { config, nats, .. } = self.setting;
        let mut document = json!({
            "server_name": config.member.identity,
            "host": self.host(),
            "port": known.map_or_else(|| port(config.listen.port()), |known| known.clients.port().into()),
            "client_advertise": config.public_url,
            "max_connections": MAX_CONNECTIONS,
            "write_deadline": go(config.write_deadline),
            "logtime": false,
            "pid_file": self.folder.process_file(),
            "ports_file_dir": self.folder.ports(),
            "http": known.map_or_else(any_local_port, |known| known.monitor.to_string()),
            "authorization": accounts::authorization(&self.setting, self.keys),
            "accounts": accounts::accounts(&self.setting, self.keys),
            "system_account": "system",
        });
        if let Some(tls) = self.tls(self.demands(CertificatesAt::Listener)) {
            document["tls"] = tls;
        }
        if let Some(streams) = &config.streams {
            let sync = nats.sync.map_or_else(|| "always".to_owned(), go);
            let mut section = json!({ "store_dir": streams.store, "sync_interval": sync });
            if let Some(room) = &self.room {
                // The usual is what the server does by itself.
                if streams.max_memory != Bound::USUAL {
                    section["max_memory_store"] = most(room.memory);
                }
                if streams.max_disk != Bound::USUAL {
                    section["max_file_store"] = most(room.disk);
                }
            }
            document["jetstream"] = section;
        }
        if let Some(websocket) = &nats.websocket {
            document["websocket"] = self.websocket(websocket);
        }
        self.add_peers(&mut document);
        document
    }

    fn websocket(&self, websocket: &config::Websocket) -> Value {
        let mut section = json!({
            "host": self.host(),
            "port": websocket.port,
            "compression": true,
        });
        if let Some(advertise) = &websocket.advertise {
            section["advertise"] = advertise.as_str().into();
        }
        match self.tls(self.demands(CertificatesAt::Websocket)) {
            Some(tls) => section["tls"] = tls,
            None => section["no_tls"] = true.into(),
        }
        section
    }

    /// Whether a listener demands client certificates. Without authorities there is nothing to check them with.
    fn demands(&self, at: CertificatesAt) -> bool {
        let Setting { config, nats, tls } = self.setting;
        let by_tokens = matches!(config.member.security.provider, SecurityProvider::Choria(_));
        let usual = if by_tokens {
            CertificatesAt::Nowhere
        } else {
            CertificatesAt::Listener
        };
        let authorities = tls.is_some_and(|files| files.ca.is_some());
        authorities && nats.certificates.unwrap_or(usual) == at
    }

    fn tls(&self, verify: bool) -> Option<Value> {
        let files = self.setting.tls?;
        let mut section = json!({
            "cert_file": files.certificate,
            "key_file": files.key,
            "verify": verify,
            "timeout": self.setting.config.tls_timeout.as_secs_f64(),
        });
        if let Some(ca) = &files.ca {
            section["ca_file"] = json!(ca);
        }
        Some(section)
    }
}

fn port(configured: u16) -> Value {
    match configured {
        0 => ANY_PORT.into(),
        port => port.into(),
    }
}

fn any_local_port() -> String {
    format!("127.0.0.1:{ANY_PORT}")
}

/// The server has no word for no limit.
fn most(bytes: Option<u64>) -> Value {
    bytes.map_or_else(|| i64::MAX.into(), Value::from)
}

/// A duration as Go reads it.
fn go(duration: Duration) -> String {
    format!("{}ms", duration.as_millis())
}

/// Whether the server would take some text for another one. In names it knows no quoting.
fn is_misread(value: &Value) -> bool {
    let odd = |name: &str| {
        name.chars()
            .any(|char| char.is_control() || matches!(char, '"' | '\\'))
    };
    match value {
        Value::String(text) => text.chars().any(char::is_control),
        Value::Array(values) => values.iter().any(is_misread),
        Value::Object(members) => members.iter().any(|(name, value)| odd(name) || is_misread(value)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_would_read_as_something_else_is_not_written() {
        for odd in ['"', '\\', '\n', '\u{7f}'] {
            let mapped = json!({ "mappings": { format!("a{odd}: 1, b.>"): "c.>" } });
            assert!(is_misread(&mapped), "{odd:?} in a name");
        }
        assert!(is_misread(&json!(["a\nb"])));
        assert!(!is_misread(
            &json!({ "a.*.>": [r#"\"quoted\" \\ $VAR #"#, 1, true] })
        ));
    }
}
