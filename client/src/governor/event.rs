//! What happens at governors, told to who watches the fleet.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::GovernorError;
use crate::streams::{Read, Reader, Start, Streams};
use crate::{Link, LinkError};

/// The stream in which brokers keep events.
const KEPT: &str = "CHORIA_EVENTS";

/// Most events that are read at once.
const MOST: usize = 10_000;

/// What an event of a governor is called on the wire.
const PROTOCOL: &str = "io.choria.lifecycle.v1.governor";

/// Something that happened at a governor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// To whom.
    pub identity: String,
    /// What kind of program it happened to: `CLI`, or the name of an autonomous agent.
    pub component: String,
    /// At which governor.
    pub governor: String,
    /// Number of the lease; 0 if there is none.
    pub lease: u64,
    /// What.
    pub kind: EventKind,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// A slot was taken.
    Enter,
    /// A slot was given back.
    Exit,
    /// There was no slot in time.
    Timeouts,
    /// A slot was taken away.
    Eviction,
}

#[derive(Serialize)]
struct Document<'a> {
    protocol: &'a str,
    id: String,
    identity: &'a str,
    component: &'a str,
    timestamp: u64,
    governor: &'a str,
    sequence: u64,
    event_type: EventKind,
}

#[derive(Deserialize)]
struct Told {
    protocol: String,
    identity: String,
    component: String,
    #[serde(default)]
    timestamp: u64,
    governor: String,
    #[serde(default)]
    sequence: u64,
    event_type: EventKind,
}

impl Event {
    /// Subjects of the events of every governor.
    pub const SUBJECTS: &'static str = "choria.lifecycle.event.governor.>";

    /// Tells it to who listens, at most once.
    pub async fn publish(&self, link: &Link, now: SystemTime) -> Result<(), LinkError> {
        let subject = format!("choria.lifecycle.event.governor.{}", self.component);
        link.publish(&subject, Bytes::from(self.to_json(now))).await
    }

    /// What the broker kept of the events since a time, with when each happened, oldest first.
    ///
    /// - **Errors:** [`GovernorError::Streams`], also where the broker keeps no events
    pub async fn since(link: &Link, since: SystemTime) -> Result<Vec<(Self, SystemTime)>, GovernorError> {
        let streams = Streams::new(link);
        let info = streams.info(KEPT).await.map_err(GovernorError::Streams)?;
        let start = Start::Since(since);
        let reader = Reader::open(&streams, &info, Self::SUBJECTS.to_owned(), start, false).await;
        let mut reader = reader.map_err(GovernorError::Streams)?;
        let mut events = Vec::new();
        while let Read::Message(stored) = reader.next().await.map_err(GovernorError::Streams)? {
            events.extend(Self::read(&stored.payload));
            if events.len() >= MOST {
                break;
            }
        }
        Ok(events)
    }

    /// The classic document; the reference writes governor events in no other form.
    fn to_json(&self, now: SystemTime) -> Vec<u8> {
        let document = Document {
            protocol: PROTOCOL,
            id: uuid(fastrand::u128(..)),
            identity: &self.identity,
            component: &self.component,
            timestamp: now
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap_or_default()
                .as_secs(),
            governor: &self.governor,
            sequence: self.lease,
            event_type: self.kind,
        };
        serde_json::to_vec(&document).unwrap_or_default()
    }

    /// Reads an event and when it happened; none for an event of another kind and for nonsense.
    pub fn read(payload: &[u8]) -> Option<(Self, SystemTime)> {
        let told: Told = serde_json::from_slice(payload).ok()?;
        let event = Self {
            identity: told.identity,
            component: told.component,
            governor: told.governor,
            lease: told.sequence,
            kind: told.event_type,
        };
        let time = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(told.timestamp))?;
        (told.protocol == PROTOCOL).then_some((event, time))
    }
}

/// Random bits as a UUID of version 4.
fn uuid(random: u128) -> String {
    let bits = random & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{bits:032x}");
    let (a, b, c, d, e) = (&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]);
    format!("{a}-{b}-{c}-{d}-{e}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_written_as_every_listener_reads_them() {
        let event = Event {
            identity: "web1.example.net".into(),
            component: "CLI".into(),
            governor: "PUPPET".into(),
            lease: 7,
            kind: EventKind::Enter,
        };
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_738_577_472);
        let text = event.to_json(now);
        assert_eq!(Event::read(&text), Some((event, now)));
        let json: serde_json::Value = serde_json::from_slice(&text).unwrap();
        let id = json["id"].as_str().unwrap();
        assert!(
            id.len() == 36 && id.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && &id[14..15] == "4",
            "{id}"
        );
        let text = json.to_string().replace(id, "ID");
        insta::assert_snapshot!(text, @r#"{"component":"CLI","event_type":"enter","governor":"PUPPET","id":"ID","identity":"web1.example.net","protocol":"io.choria.lifecycle.v1.governor","sequence":7,"timestamp":1738577472}"#);
    }

    #[test]
    fn other_events_and_nonsense_are_none() {
        for text in [
            "",
            "[]",
            r#"{"protocol":"io.choria.lifecycle.v1.alive","identity":"a","component":"server"}"#,
            r#"{"protocol":"io.choria.lifecycle.v1.alive","identity":"a","component":"b","governor":"G","event_type":"enter"}"#,
            r#"{"protocol":"io.choria.lifecycle.v1.governor","identity":"a","component":"b","governor":"G","event_type":"party"}"#,
        ] {
            assert_eq!(Event::read(text.as_bytes()), None, "{text}");
        }
    }
}
