use std::fs;

use serde_json::{Value, json};

use super::*;
use crate::options::{Account, StreamsOptions};
use crate::streams::api::{Endpoint, Request};
use crate::streams::error;
use crate::streams::outbox::Outbox;

const NOW: Nanos = 1_700_000_000_000_000_000;

fn config(more: Value) -> StreamConfig {
    let mut config = json!({"name": "S", "subjects": ["s.>"]});
    let members = config.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    serde_json::from_value(config).unwrap()
}

fn request(verb: &str, config: &StreamConfig) -> Request {
    let tail = format!("STREAM.{verb}.{}", config.name);
    Request {
        endpoint: Endpoint::parse(&tail),
        account: Account::Choria,
        caller: Caller::Inside,
        subject: tail.into(),
        reply: "reply".into(),
        headers: Bytes::new(),
        body: serde_json::to_vec(config).unwrap().into(),
    }
}

fn restored(streams: &Streams, config: &StreamConfig, store: Box<dyn Store>) -> Result<Created, ApiError> {
    streams.adopt(&Caller::Inside, config, "id", store, std::iter::empty(), NOW)
}

#[test]
fn nobody_takes_what_a_stream_will_have_that_is_being_restored() {
    let folder = tempfile::tempdir().unwrap();
    let streams = Streams::new(&StreamsOptions::at(folder.path()));
    let memory = json!({"storage": "memory"});
    let create = |config: &StreamConfig| streams.create(&request("CREATE", config), NOW).map(|_| ());
    create(&config(
        json!({"name": "OTHER", "subjects": ["o"], "storage": "memory"}),
    ))
    .unwrap();
    let reserved = streams
        .reserve(&config(memory.clone()), Purpose::Restore)
        .unwrap();
    // Others see the streams that are there, and make more.
    assert!(streams.find("OTHER").is_some() && streams.find("S").is_none());
    create(&config(
        json!({"name": "T", "subjects": ["t"], "storage": "memory"}),
    ))
    .unwrap();
    assert_eq!(create(&config(memory.clone())), Err(error::STREAM_EXISTS));
    let near = config(json!({"name": "N", "subjects": ["s.*"], "storage": "memory"}));
    assert_eq!(create(&near), Err(error::SUBJECTS_OVERLAP));
    let moved = config(json!({"name": "T", "subjects": ["s.a"], "storage": "memory"}));
    let change = streams.reserve(&moved, Purpose::Change).map(|_| ());
    assert_eq!(change, Err(error::SUBJECTS_OVERLAP));
    assert_eq!(
        streams.room_for(&config(memory.clone())),
        Err(error::EXISTS_FOR_RESTORE)
    );
    drop(reserved);
    create(&near).unwrap();
    let refused = restored(&streams, &config(memory.clone()), streams.staged(&config(memory)));
    assert_eq!(refused.map(|_| ()), Err(error::SUBJECTS_OVERLAP));
}

#[test]
fn nothing_stays_of_an_archive_that_does_not_become_a_stream() {
    let folder = tempfile::tempdir().unwrap();
    let streams = Streams::new(&StreamsOptions::at(folder.path()));
    let entries = || {
        fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
    };
    let config = config(json!({}));
    let mut store = streams.staged(&config);
    store.append("s.a", b"", &[b'x'; 5000], NOW);
    store.commit().unwrap();
    let log = entries().flat_map(|folder| fs::read_dir(folder).unwrap());
    let log = log
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some());
    let log = log.unwrap();
    let mut bytes = fs::read(&log).unwrap();
    let middle = bytes.windows(8).position(|eight| eight == b"xxxxxxxx").unwrap() + 2000;
    bytes[middle] = b'y';
    fs::write(&log, bytes).unwrap();
    let refused = restored(&streams, &config, store).unwrap_err();
    assert_eq!(refused.err_code, 10062, "{refused:?}");
    assert_eq!(entries().count(), 0);
    // The name is free.
    streams.create(&request("CREATE", &config), NOW).unwrap();
    let store = streams.staged(&config);
    let refused = restored(&streams, &config, store).map(|_| ());
    assert_eq!(refused, Err(error::EXISTS_FOR_RESTORE));
    assert_eq!(entries().count(), 1);
}

#[test]
fn thousands_of_streams_are_made_and_listed_page_by_page() {
    const MANY: usize = 5_000;
    let folder = tempfile::tempdir().unwrap();
    let streams = Streams::new(&StreamsOptions::at(folder.path()));
    let name = |number: usize| format!("S{number:05}");
    for number in 0..MANY {
        let config =
            config(json!({"name": name(number), "subjects": [format!("s.{number}.>")], "storage": "memory"}));
        streams.create(&request("CREATE", &config), NOW).unwrap();
    }
    let beside = config(json!({"name": "N", "subjects": ["s.*.a"], "storage": "memory"}));
    let refused = streams.create(&request("CREATE", &beside), NOW).map(|_| ());
    assert_eq!(refused, Err(error::SUBJECTS_OVERLAP));
    let page = |verb: &str, offset: usize| {
        let mut asked = request(verb, &config(json!({})));
        asked.body = json!({"offset": offset}).to_string().into();
        let page = match verb {
            "NAMES" => serde_json::to_value(streams.names(&asked).unwrap()),
            _ => serde_json::to_value(streams.list(&asked, NOW).unwrap()),
        };
        page.unwrap()
    };
    for (verb, most) in [("NAMES", 1024), ("LIST", 256)] {
        let mut found = Vec::new();
        while found.len() < MANY {
            let page = page(verb, found.len());
            assert_eq!((&page["total"], &page["limit"]), (&json!(MANY), &json!(most)));
            let names = page["streams"].as_array().unwrap().iter();
            found.extend(names.map(|name| {
                name["config"]["name"]
                    .as_str()
                    .or(name.as_str())
                    .unwrap()
                    .to_owned()
            }));
        }
        assert!(found.into_iter().eq((0..MANY).map(name)));
    }
    for number in 0..MANY {
        let tail = format!("STREAM.DELETE.{}", name(number));
        let mut gone = request("DELETE", &config(json!({})));
        (gone.endpoint, gone.body) = (Endpoint::parse(&tail), Bytes::new());
        streams.delete(&gone, NOW, &mut Outbox::default()).unwrap();
    }
    streams.create(&request("CREATE", &beside), NOW).unwrap();
}
