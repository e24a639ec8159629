//! What is in a stream, to be compared with what is in its copy.

use std::hash::{DefaultHasher, Hash, Hasher};

use async_nats::Subject;
use serde_json::{Value, json};

use super::super::Site;

pub(super) const ORDERS: &str = "ORDERS";
pub(super) const EMPTIED: &str = "EMPTIED";
/// Messages that `ORDERS` was given.
pub(super) const LAST: u64 = 40;
/// Those that are gone, at the start, in the middle and at the end.
const REMOVED: [u64; 6] = [1, 2, 20, 21, 22, LAST];
/// Gaps that this leaves.
pub(super) const GAPS: [u64; 4] = [20, 21, 22, LAST];
/// What its consumer was told to be done, of the five that it gave out.
const ACKNOWLEDGED: [u64; 3] = [3, 5, 7];

/// What must be the same in every copy of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Content {
    config: Value,
    /// Messages, first and last sequence, subjects.
    state: [Value; 4],
    pub(super) deleted: Vec<u64>,
    messages: Vec<Kept>,
    consumers: Vec<Value>,
}

#[derive(Debug, PartialEq, Eq)]
struct Kept {
    sequence: u64,
    /// Subject, time and the bytes of the headers.
    about: [Value; 3],
    size: usize,
    digest: u64,
}

impl Content {
    pub(super) async fn of(site: &Site, name: &str) -> Self {
        let asked = json!({"deleted_details": true});
        let info = site.ask(&format!("STREAM.INFO.{name}"), asked).await;
        let state = &info["state"];
        let deleted = state["deleted"].as_array().cloned().unwrap_or_default();
        let mut messages = Vec::new();
        let span = ["first_seq", "last_seq"].map(|end| state[end].as_u64().unwrap());
        for sequence in span[0]..=span[1] {
            let found = site
                .ask(&format!("STREAM.MSG.GET.{name}"), json!({"seq": sequence}))
                .await;
            if found["error"].is_null() {
                messages.push(Kept::of(&found["message"]));
            }
        }
        Self {
            config: without_versions(&info["config"]),
            state: ["messages", "first_seq", "last_seq", "num_subjects"].map(|member| state[member].clone()),
            deleted: deleted.iter().filter_map(Value::as_u64).collect(),
            messages,
            consumers: consumers(site, name).await,
        }
    }
}

impl Kept {
    fn of(message: &Value) -> Self {
        let data = message["data"].as_str().unwrap_or_default();
        let mut digest = DefaultHasher::new();
        data.hash(&mut digest);
        Self {
            sequence: message["seq"].as_u64().unwrap(),
            about: ["subject", "time", "hdrs"].map(|member| message[member].clone()),
            size: data.len(),
            digest: digest.finish(),
        }
    }
}

/// Each with its settings and its place.
async fn consumers(site: &Site, stream: &str) -> Vec<Value> {
    let list = site.ask(&format!("CONSUMER.LIST.{stream}"), json!(null)).await;
    let mut all = Vec::new();
    for info in list["consumers"].as_array().unwrap() {
        let sequences = |pair: &str| json!([info[pair]["consumer_seq"], info[pair]["stream_seq"]]);
        all.push(json!({
            "name": info["name"], "config": without_versions(&info["config"]),
            "delivered": sequences("delivered"), "ack_floor": sequences("ack_floor"),
            "left": [info["num_pending"], info["num_ack_pending"]],
        }));
    }
    all.sort_by_key(|consumer| consumer["name"].to_string());
    all
}

/// Servers say in the metadata which they are; and what has no value may be left out.
fn without_versions(config: &Value) -> Value {
    let mut config = config.clone();
    let members = config.as_object_mut().unwrap();
    if let Some(Value::Object(metadata)) = members.get_mut("metadata") {
        metadata.retain(|name, _| !name.starts_with("_nats."));
    }
    let unset = |value: &Value| {
        value.is_null() || *value == json!({}) || *value == json!(false) || *value == json!(0)
    };
    members.retain(|_, value| !unset(value));
    config
}

/// A stream with messages of every kind, and consumers in the middle of their work.
pub(super) async fn fill_orders(site: &Site) {
    let stream = json!({
        "name": ORDERS, "subjects": ["orders.>"], "compression": "s2", "allow_direct": true, "allow_msg_ttl": true,
        "metadata": {"team": "a"}, "duplicate_window": 3_600_000_000_000_u64,
    });
    site.ask(&format!("STREAM.CREATE.{ORDERS}"), stream).await;
    let mut random = fastrand::Rng::with_seed(11);
    for number in 1..=LAST {
        let subject = format!("orders.{}", number % 3);
        let text = number.to_string();
        let (headers, size): (&[(&str, &str)], usize) = match number {
            5 => (&[], 0),
            6 => (&[("Colour", "blue"), ("Colour", "red"), ("Empty", "")], 10),
            7 => (&[("Nats-Msg-Id", "once")], 10),
            8 => (&[("Nats-TTL", "1h")], 10),
            23 | 24 => (&[("Number", &text)], 900_000),
            _ => (&[], 100),
        };
        // One large message can be packed and the other cannot.
        let payload: String = match number {
            23 => std::iter::repeat_with(|| random.alphanumeric())
                .take(size)
                .collect(),
            _ => text.repeat(size),
        };
        let kept = site.store(&subject, headers, &payload[..size]).await;
        assert_eq!(kept, Ok(number));
    }
    for sequence in REMOVED {
        let asked = json!({"seq": sequence, "no_erase": sequence == 21});
        site.ask(&format!("STREAM.MSG.DELETE.{ORDERS}"), asked).await;
    }
    let work = json!({
        "stream_name": ORDERS,
        "config": {"durable_name": "WORK", "ack_policy": "explicit", "ack_wait": 1_000_000_000, "metadata": {"team": "b"}},
    });
    site.ask(&format!("CONSUMER.DURABLE.CREATE.{ORDERS}.WORK"), work)
        .await;
    let push = json!({
        "stream_name": ORDERS,
        "config": {
            "durable_name": "PUSH", "ack_policy": "none", "deliver_subject": "nobody", "filter_subject": "orders.1",
            "deliver_policy": "by_start_sequence", "opt_start_seq": 10,
        },
    });
    site.ask(&format!("CONSUMER.DURABLE.CREATE.{ORDERS}.PUSH"), push)
        .await;
    for _ in 0..5 {
        let (sequence, reply) = next(site).await;
        if ACKNOWLEDGED.contains(&sequence) {
            site.client.request(reply, "+ACK".into()).await.unwrap();
        }
    }
}

/// What the consumer of `ORDERS` gives out next: its sequence, and where to acknowledge it.
pub(super) async fn next(site: &Site) -> (u64, Subject) {
    let message = site
        .one(&format!("$JS.API.CONSUMER.MSG.NEXT.{ORDERS}.WORK"), "")
        .await;
    let reply = message.reply.unwrap();
    let sequence = reply.split('.').nth(5).unwrap().parse().unwrap();
    (sequence, reply)
}

/// What it still owes, whether it gave it out before or not.
pub(super) fn owed() -> Vec<u64> {
    let done = |sequence: &u64| REMOVED.contains(sequence) || ACKNOWLEDGED.contains(sequence);
    (1..=LAST).filter(|sequence| !done(sequence)).collect()
}
