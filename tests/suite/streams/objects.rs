//! Object stores.

use std::collections::HashMap;

use async_nats::jetstream::object_store::{
    Config, GetErrorKind, ObjectInfo, ObjectMetadata, ObjectStore, UpdateMetadata,
};
use futures_util::{StreamExt, TryStreamExt};
use serde_json::json;
use tokio::io::AsyncReadExt;

use super::{Site, side_by_side, soon};

side_by_side!(
    a_large_object_comes_back_as_it_was,
    objects_are_described_linked_and_deleted,
    objects_are_listed_and_watched,
    sealed_stores_stay_as_they_are,
);

async fn store(site: &Site, name: &str) -> ObjectStore {
    let config = Config {
        bucket: name.to_owned(),
        ..Config::default()
    };
    site.js.create_object_store(config).await.unwrap()
}

/// Reads an object; the client compares its digest at the end.
async fn content(store: &ObjectStore, name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut object = store.get(name).await.unwrap();
    soon(object.read_to_end(&mut bytes)).await.unwrap();
    bytes
}

async fn a_large_object_comes_back_as_it_was(site: &Site) {
    let store = store(site, "LARGE").await;
    let bytes: Vec<u8> = (0..1_048_576_u32).map(|number| (number % 251) as u8).collect();
    let put = store.put("a large one", &mut bytes.as_slice()).await.unwrap();
    assert_eq!((put.size, put.chunks), (1_048_576, 8));
    assert!(put.digest.unwrap().starts_with("SHA-256="));
    assert!(content(&store, "a large one").await == bytes);
    store.put("a large one", &mut &b"small now"[..]).await.unwrap();
    assert_eq!(content(&store, "a large one").await, b"small now");
    let stream = site.js.get_stream("OBJ_LARGE").await.unwrap();
    assert_eq!(stream.cached_info().state.messages, 2, "the old chunks are gone");
    store.put("empty", &mut &b""[..]).await.unwrap();
    assert!(content(&store, "empty").await.is_empty());
}

async fn objects_are_described_linked_and_deleted(site: &Site) {
    let store = store(site, "DESCRIBED").await;
    let described = ObjectMetadata {
        name: "one".to_owned(),
        description: Some("the first".to_owned()),
        metadata: HashMap::from([("k".to_owned(), "v".to_owned())]),
        ..ObjectMetadata::default()
    };
    store.put(described, &mut &b"0123456789"[..]).await.unwrap();
    let info = store.info("one").await.unwrap();
    assert_eq!((info.chunks, info.description.as_deref()), (1, Some("the first")));
    assert_eq!(info.metadata["k"], "v");
    let renamed = UpdateMetadata {
        name: "renamed".to_owned(),
        ..UpdateMetadata::default()
    };
    store.update_metadata("one", renamed).await.unwrap();
    assert!(store.info("one").await.is_err());
    let target = store.get("renamed").await.unwrap();
    store.add_link("link", &target).await.unwrap();
    assert_eq!(content(&store, "link").await, b"0123456789");
    store.delete("renamed").await.unwrap();
    assert_eq!(
        store.get("renamed").await.unwrap_err().kind(),
        GetErrorKind::NotFound
    );
    assert!(store.info("renamed").await.unwrap().deleted);
}

async fn objects_are_listed_and_watched(site: &Site) {
    let store = store(site, "LISTED").await;
    assert_eq!(store.list().await.unwrap().count().await, 0);
    let mut watch = store.watch().await.unwrap();
    for name in ["a", "b", "c"] {
        store.put(name, &mut name.as_bytes()).await.unwrap();
    }
    store.delete("b").await.unwrap();
    for (name, deleted) in [("a", false), ("b", false), ("c", false), ("b", true)] {
        let seen = soon(watch.next()).await.unwrap().unwrap();
        assert_eq!((seen.name.as_str(), seen.deleted), (name, deleted));
    }
    let found: Vec<ObjectInfo> = store.list().await.unwrap().try_collect().await.unwrap();
    let names: Vec<_> = found.iter().map(|info| info.name.as_str()).collect();
    assert_eq!(names, ["a", "c"]);
}

async fn sealed_stores_stay_as_they_are(site: &Site) {
    let mut store = store(site, "SEALED").await;
    store.put("a", &mut &b"x"[..]).await.unwrap();
    store.seal().await.unwrap();
    assert!(store.put("b", &mut &b"x"[..]).await.is_err());
    assert_eq!(content(&store, "a").await, b"x");
    assert_eq!(site.refusal("STREAM.PURGE.OBJ_SEALED", json!({})).await, 10109);
    site.js.delete_object_store("SEALED").await.unwrap();
    assert!(site.js.get_object_store("SEALED").await.is_err());
}
