use std::fs;

use super::*;
use crate::options::{Account, StreamsOptions};
use crate::streams::api::{Caller, Endpoint};
use crate::streams::runner::Actor;
use crate::streams::surroundings::Staged;

const NOW: Nanos = 1_700_000_000_000_000_000;

fn request(verb: &str, body: &str) -> Request {
    let tail = format!("STREAM.{verb}.S");
    Request {
        endpoint: Endpoint::parse(&tail),
        account: Account::Choria,
        caller: Caller::Inside,
        subject: tail.into(),
        reply: "reply".into(),
        headers: bytes::Bytes::new(),
        body: bytes::Bytes::copy_from_slice(body.as_bytes()),
    }
}

const CONFIG: &str = r#"{"name": "S", "subjects": ["s.>"], "storage": "file"}"#;
const OTHER: &str = r#"{"name": "S", "subjects": ["s.>", "t"], "storage": "file"}"#;

#[test]
fn a_stream_that_cannot_be_removed_keeps_its_name_and_is_back_after_a_start() {
    let folder = tempfile::tempdir().unwrap();
    let streams = Streams::new(&StreamsOptions::at(folder.path()));
    streams.create(&request("CREATE", CONFIG), NOW).unwrap();
    fs::create_dir_all(folder.path().join("removed.0.S/in the way")).unwrap();
    let mut out = Outbox::default();
    assert!(streams.delete(&request("DELETE", ""), NOW, &mut out).is_err());
    assert!(streams.table().offline.contains_key("S"));
    assert_eq!(streams.quarantined(), 1);
    let again = Streams::new(&StreamsOptions::at(folder.path()));
    again.open_all(NOW).unwrap();
    assert!(again.find("S").is_some() && again.quarantined() == 0);
}

#[test]
fn a_stream_in_which_something_broke_is_not_changed_any_more_but_can_be_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let streams = Streams::new(&StreamsOptions::at(folder.path()));
    streams.create(&request("CREATE", CONFIG), NOW).unwrap();
    let mut out = Outbox::default();
    let seat = streams.find("S").unwrap();
    let update = |out: &mut Outbox| {
        streams
            .update(&request("UPDATE", OTHER), &Staged::quiet(NOW), out)
            .map(|_| ())
    };
    assert_eq!(update(&mut out), Ok(()));
    let _ = seat.handle.broke(&mut out);
    assert_eq!(update(&mut out), Err(error::OFFLINE));
    streams.delete(&request("DELETE", ""), NOW, &mut out).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_fault_while_a_stream_is_changed_takes_it_out_of_service() {
    let folder = tempfile::tempdir().unwrap();
    let streams = Streams::new(&StreamsOptions::at(folder.path()));
    streams.create(&request("CREATE", CONFIG), NOW).unwrap();
    let seat = streams.find("S").unwrap();
    let changed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _held = seat.handle.stream();
        panic!("a fault, made for a test");
    }));
    assert!(changed.is_err() && seat.handle.is_offline());
    let update = streams.update(
        &request("UPDATE", OTHER),
        &Staged::quiet(NOW),
        &mut Outbox::default(),
    );
    assert_eq!(update.map(|_| ()), Err(error::OFFLINE));
}
