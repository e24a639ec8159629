use serde_json::json;

use bytes::Bytes;
use serde_json::Value;

use super::one::SILENCE;
use super::*;
use crate::options::StreamsOptions;
use crate::streams::api::Caller;
use crate::streams::outbox::Letter;
use crate::streams::runner::{Actor as _, Next};
use crate::streams::surroundings::Staged;
use crate::streams::surroundings::Surroundings;

const START: Nanos = 1_700_000_000_000_000_000;

fn request() -> Request {
    Request {
        endpoint: Endpoint::parse("STREAM.RESTORE.S"),
        account: Account::Choria,
        caller: Caller::Inside,
        subject: "$JS.API.STREAM.RESTORE.S".into(),
        reply: "reply".into(),
        headers: Bytes::new(),
        body: json!({"config": {"name": "S", "subjects": ["s"]}})
            .to_string()
            .into(),
    }
}

/// Subjects of advisories and answers.
fn told(out: &mut Outbox) -> Vec<String> {
    let letters = std::mem::take(&mut out.letters);
    let told = letters.into_iter().map(|letter| match letter {
        Letter::Deliver { to, payload, .. } => {
            let answer: Value = serde_json::from_slice(&payload).unwrap_or_default();
            format!("{to} {}", answer["error"]["err_code"])
        }
        Letter::Advise(advisory) => advisory.subject,
        other => format!("{other:?}"),
    });
    told.collect()
}

#[test]
fn a_sender_that_falls_silent_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let streams = Streams::new(&StreamsOptions::at(folder.path()));
    let (world, mut out) = (Staged::loud(START), Outbox::default());
    streams.restore(&request(), START, &mut out).unwrap();
    let [begun, answer] = &told(&mut out)[..] else {
        panic!("one advisory, one answer");
    };
    assert_eq!(
        (begun.as_str(), answer.as_str()),
        ("$JS.EVENT.ADVISORY.STREAM.RESTORE_CREATE.S", "reply null")
    );
    let (id, restore) = {
        let running = streams.restores.running();
        let (id, (restore, _)) = running.first_key_value().unwrap();
        (id.clone(), Arc::clone(restore))
    };
    let part = Part {
        reply: Some("part".into()),
        payload: Bytes::from_static(b"\xff\x06\0\0S2sTwO"),
    };
    assert!(streams.take_part(Account::Choria, &format!("S.{id}"), part));
    assert_eq!(restore.turn(&world, &mut out), Next::At(START + SILENCE));
    world.set(START + SILENCE - 1);
    assert_eq!(restore.turn(&world, &mut out), Next::At(START + SILENCE));
    out.letters.clear();
    let same = streams.restore(&request(), world.now(), &mut out);
    assert_eq!(same, Err(error::EXISTS_FOR_RESTORE));

    world.set(START + SILENCE);
    assert_eq!(restore.turn(&world, &mut out), Next::Never);
    assert_eq!(told(&mut out), ["$JS.EVENT.ADVISORY.STREAM.RESTORE_COMPLETE.S"]);
    assert!(streams.restores.running().is_empty());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let late = Part {
        reply: Some("part".into()),
        payload: Bytes::new(),
    };
    assert!(!streams.take_part(Account::Choria, &format!("S.{id}"), late));
    streams.restore(&request(), world.now(), &mut out).unwrap();
}
