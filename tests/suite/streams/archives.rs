//! Archives of either engine become streams of the other, whichever program carries them.

mod content;
mod courier;

use async_nats::jetstream::{kv, object_store};
use harness::{Engine, peers};
use serde_json::json;
use tokio::io::AsyncReadExt;

use super::{Site, soon};
use content::{Content, EMPTIED, GAPS, LAST, ORDERS, fill_orders, next, owed};
use courier::{Courier, Tool};

/// What would be there already when the archives of an account come.
const NO_STANDARD_STREAMS: &str = "plugin.choria.network.stream.manage_streams = no\n";
const OBJECT: usize = 700_000;

#[tokio::test(flavor = "multi_thread")]
async fn archives_of_a_nats_server_become_streams_of_ours() {
    if let Some(theirs) = Engine::nats() {
        Box::pin(carry(theirs, Engine::Embedded)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn archives_of_ours_become_streams_of_a_nats_server() {
    if let Some(theirs) = Engine::nats() {
        Box::pin(carry(Engine::Embedded, theirs)).await;
    }
}

async fn carry(from: Engine, to: Engine) {
    let Some(nats) = peers::find("nats") else {
        return;
    };
    let from = Site::configured(from, NO_STANDARD_STREAMS).await;
    let to = Site::configured(to, NO_STANDARD_STREAMS).await;
    fill_orders(&from).await;
    let before = Content::of(&from, ORDERS).await;
    assert_eq!(before.deleted, GAPS);
    let mut courier = Courier::new(nats);
    for packer in Tool::BOTH {
        for unpacker in Tool::BOTH {
            let folder = courier.pack(packer, &from, ORDERS).await;
            courier.unpack(unpacker, &to, &folder).await;
            assert_eq!(
                Content::of(&to, ORDERS).await,
                before,
                "{packer:?} to {unpacker:?}"
            );
            goes_on(&to).await;
            to.js.delete_stream(ORDERS).await.unwrap();
        }
    }
    fill_buckets(&from).await;
    for (packer, unpacker) in [(Tool::Ours, Tool::Nats), (Tool::Nats, Tool::Ours)] {
        let folder = courier.pack_all(packer, &from).await;
        courier.unpack_all(unpacker, &to, &folder).await;
        for name in [ORDERS, EMPTIED, "KV_CFG", "OBJ_FILES"] {
            let [before, after] = [Content::of(&from, name).await, Content::of(&to, name).await];
            assert_eq!(after, before, "{packer:?} to {unpacker:?}");
        }
        buckets_are_as_they_were(&to).await;
        for name in [ORDERS, EMPTIED, "KV_CFG", "OBJ_FILES"] {
            to.js.delete_stream(name).await.unwrap();
        }
    }
}

/// A restored stream knows what was acknowledged, what is kept already and where it ended.
async fn goes_on(site: &Site) {
    // A nats-server forgets it, also with archives of its own.
    if matches!(site.engine, Engine::Embedded) {
        let again = site.store("orders.0", &[("Nats-Msg-Id", "once")], "x").await;
        assert_eq!(again, Ok(7), "the window for duplicates is still open");
    }
    let mut given = Vec::new();
    for _ in owed() {
        let (sequence, reply) = next(site).await;
        site.client.request(reply, "+ACK".into()).await.unwrap();
        given.push(sequence);
    }
    given.sort_unstable();
    assert_eq!(given, owed());
    let info = site
        .ask(&format!("CONSUMER.INFO.{ORDERS}.WORK"), json!(null))
        .await;
    assert_eq!(
        (&info["num_pending"], &info["num_ack_pending"]),
        (&json!(0), &json!(0)),
        "{info}"
    );
    assert_eq!(site.keep("orders.0", "next").await, LAST + 1);
}

/// What is in the object; no pattern of it repeats.
fn object() -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(7);
    std::iter::repeat_with(|| random.u8(..)).take(OBJECT).collect()
}

async fn fill_buckets(site: &Site) {
    let bucket = kv::Config {
        bucket: "CFG".to_owned(),
        history: 5,
        ..kv::Config::default()
    };
    let bucket = site.js.create_key_value(bucket).await.unwrap();
    for value in ["alice", "bob"] {
        bucket.put("auth.username", value.into()).await.unwrap();
    }
    bucket.put("gone", "x".into()).await.unwrap();
    bucket.delete("gone").await.unwrap();
    let store = object_store::Config {
        bucket: "FILES".to_owned(),
        ..object_store::Config::default()
    };
    let store = site.js.create_object_store(store).await.unwrap();
    store.put("one", &mut object().as_slice()).await.unwrap();
    store.put("gone", &mut &b"x"[..]).await.unwrap();
    store.delete("gone").await.unwrap();
    let emptied = json!({"name": EMPTIED, "subjects": ["emptied"], "first_seq": 1000});
    site.ask(&format!("STREAM.CREATE.{EMPTIED}"), emptied).await;
    assert_eq!(site.keep("emptied", "x").await, 1000);
    site.ask(&format!("STREAM.PURGE.{EMPTIED}"), json!(null)).await;
}

async fn buckets_are_as_they_were(site: &Site) {
    let bucket = site.js.get_key_value("CFG").await.unwrap();
    let entry = bucket.entry("auth.username").await.unwrap().unwrap();
    assert_eq!((&entry.value[..], entry.revision), (&b"bob"[..], 2));
    assert!(bucket.get("gone").await.unwrap().is_none());
    assert_eq!(bucket.create("gone", "again".into()).await.unwrap(), 5);
    let store = site.js.get_object_store("FILES").await.unwrap();
    let mut bytes = Vec::new();
    let mut found = store.get("one").await.unwrap();
    soon(found.read_to_end(&mut bytes)).await.unwrap();
    assert!(bytes == object());
    assert!(store.get("gone").await.is_err());
    assert_eq!(site.keep("emptied", "x").await, 1001);
}
