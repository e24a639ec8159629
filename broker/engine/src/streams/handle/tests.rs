use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use serde_json::json;

use super::*;
use crate::options::Account;
use crate::streams::api::{Caller, Endpoint, Request};
use crate::streams::config::StreamConfig;
use crate::streams::disk::SimDisk;
use crate::streams::message::Publication;
use crate::streams::outbox::Letter;
use crate::streams::store::{FileStore, MemoryStore, Shared};

/// A world whose clock may break when it is looked at once more, and goes on with each look.
struct World {
    broken: bool,
    looks: Cell<Nanos>,
    step: Nanos,
}

impl World {
    fn new(broken: bool) -> Self {
        Self {
            broken,
            looks: Cell::new(0),
            step: 0,
        }
    }
}

impl Surroundings for World {
    fn now(&self) -> Nanos {
        let look = self.looks.replace(self.looks.get() + 1);
        assert!(!self.broken || look == 0, "a fault, made for a test");
        1 + look * self.step
    }

    fn listens(&self, _: Account, _: &str, _: Option<&str>) -> bool {
        false
    }

    fn server_name(&self) -> &str {
        "here"
    }

    fn server_id(&self) -> &str {
        "N"
    }
}

fn handle() -> Handle {
    let config = StreamConfig {
        name: "S".to_owned(),
        subjects: vec!["s".to_owned()],
        ..StreamConfig::default()
    };
    let stream = Stream::create(config, Box::new(MemoryStore::default()), 1).unwrap();
    Handle::new(stream)
}

fn message(reply: &str) -> Op {
    Op::Publish(Publication {
        account: Account::Choria,
        reaches: true,
        subject: "s".into(),
        reply: Some(reply.into()),
        headers: Bytes::new(),
        payload: Bytes::new(),
    })
}

fn answers(out: &Outbox) -> Vec<(&str, bool)> {
    let answers = out.letters.iter().filter_map(|letter| match letter {
        Letter::Deliver { to, payload, .. } => Some((
            &**to,
            String::from_utf8_lossy(payload).contains("\"err_code\":10118"),
        )),
        _ => None,
    });
    answers.collect()
}

#[test]
fn a_stream_in_which_something_broke_refuses_all_that_comes() {
    let handle = handle();
    for reply in ["a", "b"] {
        let _ = handle.put(message(reply), 0);
    }
    let (mut out, broken) = (Outbox::default(), World::new(true));
    let turn = catch_unwind(AssertUnwindSafe(|| handle.turn(&broken, &mut out)));
    assert!(turn.is_err());
    assert_eq!(handle.broke(&mut out), Next::Never);
    assert_eq!(answers(&out), [("a", true), ("b", true)]);
    let (mut out, whole) = (Outbox::default(), World::new(false));
    let _ = handle.put(message("c"), 0);
    assert_eq!(handle.turn(&whole, &mut out), Next::Never);
    assert_eq!(answers(&out), [("c", true)]);
    assert!(handle.is_offline());
}

fn request(tail: &str, body: &str) -> Op {
    Op::Request(Box::new(Request {
        endpoint: Endpoint::parse(tail),
        account: Account::Choria,
        caller: Caller::Inside,
        subject: tail.into(),
        reply: "info".into(),
        headers: Bytes::new(),
        body: Bytes::copy_from_slice(body.as_bytes()),
    }))
}

/// What was answered in a turn, as text.
fn texts(handle: &Handle, at: &World) -> Vec<String> {
    let mut out = Outbox::default();
    handle.turn(at, &mut out);
    let texts = out.letters.iter().filter_map(|letter| match letter {
        Letter::Deliver { headers, payload, .. } => {
            Some(String::from_utf8([headers.as_ref(), payload].concat()).unwrap())
        }
        _ => None,
    });
    texts.collect()
}

/// A stream with a message, on a disk that is full now.
fn on_a_full_disk() -> (SimDisk, Handle) {
    let disk = SimDisk::new(1);
    let shared = Shared::new(Arc::new(disk.clone()), "/streams".into());
    shared.make_folder().unwrap();
    let config = StreamConfig {
        name: "S".to_owned(),
        subjects: vec!["s".to_owned()],
        allow_direct: true,
        max_msg_size: -1,
        ..StreamConfig::default()
    };
    let stream = Stream::create(config, Box::new(FileStore::create(&shared, "S")), 1).unwrap();
    let handle = Handle::new(stream);
    let _ = handle.put(message("a"), 0);
    assert_eq!(texts(&handle, &World::new(false)), [r#"{"stream":"S","seq":1}"#]);
    disk.set_room(Some(0));
    (disk, handle)
}

fn large(reply: &str) -> Op {
    let Op::Publish(publication) = message(reply) else {
        unreachable!("a message is published")
    };
    Op::Publish(Publication {
        payload: vec![b'x'; 256 * 1024].into(),
        ..publication
    })
}

#[test]
fn whoever_asked_in_a_turn_that_is_undone_is_told() {
    let (_, handle) = on_a_full_disk();
    for op in [
        large("a"),
        request("STREAM.INFO.S", ""),
        request("STREAM.MSG.GET.S", r#"{"seq": 1}"#),
        request("DIRECT.GET.S", r#"{"seq": 1}"#),
        request(
            "CONSUMER.CREATE.S.C",
            r#"{"stream_name": "S", "config": {"name": "C"}}"#,
        ),
    ] {
        let _ = handle.put(op, 0);
    }
    let texts = texts(&handle, &World::new(false));
    let told = |text: &&String| text.contains("the disk is full") || text.starts_with("NATS/1.0 503");
    assert_eq!(texts.iter().filter(told).count(), 5, "{texts:?}");
}

#[test]
fn a_full_stream_that_everybody_publishes_into_can_be_purged() {
    let (disk, handle) = on_a_full_disk();
    let _ = handle.put(large("a"), 0);
    let world = World::new(false);
    assert!(
        texts(&handle, &world)
            .iter()
            .any(|text| text.contains("the disk is full"))
    );
    let (changes, ..) = disk.counts();
    for op in [large("b"), request("STREAM.INFO.S", ""), large("c")] {
        let _ = handle.put(op, 0);
    }
    let refused =
        r#"{"error":{"code":503,"err_code":10077,"description":"the disk is full"},"stream":"S","seq":0}"#;
    let told = texts(&handle, &world);
    assert_eq!((&*told[0], &*told[2], told.len()), (refused, refused, 3));
    assert!(told[1].contains("\"messages\":1"), "{told:?}");
    assert_eq!(disk.counts().0, changes, "nothing was tried");
    for op in [large("d"), request("STREAM.PURGE.S", ""), large("e")] {
        let _ = handle.put(op, 0);
    }
    let told = texts(&handle, &world);
    assert!(told[1].contains("\"purged\":1"), "{told:?}");
    disk.set_room(None);
    let _ = handle.put(large("f"), 0);
    assert_eq!(texts(&handle, &world), [r#"{"stream":"S","seq":2}"#]);
}

#[test]
fn after_a_while_a_disk_that_was_full_is_tried_again() {
    let (disk, handle) = on_a_full_disk();
    let _ = handle.put(large("a"), 0);
    let world = World {
        step: AFTER_TROUBLE,
        ..World::new(false)
    };
    texts(&handle, &world);
    disk.set_room(None);
    let _ = handle.put(large("b"), 0);
    assert_eq!(texts(&handle, &world), [r#"{"stream":"S","seq":2}"#]);
}

#[test]
fn what_waits_for_a_deleted_stream_is_refused() {
    let handle = handle();
    let _ = handle.put(message("a"), 0);
    let _gone = handle.stream().take();
    let mut out = Outbox::default();
    handle.give_up(&mut out);
    assert_eq!(answers(&out), [("a", false)]);
    assert_eq!(handle.put(message("b"), 0), Err(NoRoom::Closed));
}

#[test]
fn a_turn_that_takes_long_ends_and_the_next_one_goes_on() {
    let handle = handle();
    const MANY: usize = 20;
    for _ in 0..MANY {
        let _ = handle.put(request("STREAM.INFO.S", ""), 0);
    }
    let world = World {
        step: LONGEST / 10,
        ..World::new(false)
    };
    let (mut turns, mut answered, mut next) = (0, 0, Next::Now);
    while next == Next::Now {
        let mut out = Outbox::default();
        next = handle.turn(&world, &mut out);
        turns += 1;
        let count = answers(&out).len();
        assert!((1..MANY).contains(&count), "{count} in a turn");
        answered += count;
    }
    assert_eq!(answered, MANY);
    assert!(turns > 1, "{turns}");
    // Consumers that have much to find end a turn too.
    for name in ["A", "B"] {
        let config = json!({"stream_name": "S", "config": {"name": name, "ack_policy": "none"}});
        let _ = handle.put(
            request(&format!("CONSUMER.CREATE.S.{name}"), &config.to_string()),
            0,
        );
        let _ = handle.put(message("kept"), 0);
    }
    while handle.turn(&world, &mut Outbox::default()) == Next::Now {}
    let slow = World {
        step: LONGEST,
        ..World::new(false)
    };
    for name in ["A", "B"] {
        let _ = handle.put(request(&format!("CONSUMER.MSG.NEXT.S.{name}"), "1"), 0);
    }
    assert_eq!(handle.turn(&slow, &mut Outbox::default()), Next::Now);
}
