//! Whatever is told, in whatever order.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::kv::{Bucket, Revision};
use crate::order::Ticket;
use crate::report::Refusal;

const KEYS: &[&str] = &[
    "j",
    "k",
    "G",
    "g g",
    "enter",
    "esc",
    "tab",
    "shift-tab",
    "left",
    "right",
    "/",
    "a",
    ".",
    "n",
    "e",
    "D",
    "P",
    "A",
    "X",
    "r",
    "d",
    "v",
    "o",
    "O",
    "y",
    "Y",
    "z",
    "R",
    "[",
    "]",
    "q",
    "ctrl-d",
    "ctrl-r",
    "pagedown",
    "up",
    "down",
    "backspace",
    "3",
    "1",
    "f1",
];

#[derive(Debug, Clone)]
enum Act {
    Key(&'static str),
    Type(String),
    Resize(u16, u16),
    Wait(u64),
    Tell(u64, Told),
}

#[derive(Debug, Clone)]
enum Told {
    Buckets(Vec<String>),
    Keys(Vec<(String, u64)>, bool, bool),
    Changed(Vec<(String, u64)>),
    Revisions(Vec<(u64, Option<Vec<u8>>)>),
    Overtaken(Option<(u64, Vec<u8>)>),
    Edited(Vec<u8>),
    Written(u64),
    Lost(u8),
    Bad(String),
}

fn evil() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\u{1b}]52;c;cm0gLXJmIC8=\u{7}".to_owned()),
        Just("..\u{202e}.\u{2066}..".to_owned()),
        Just("a.".repeat(2_000)),
        Just("日本👩\u{200d}🚀.".repeat(20)),
        Just(String::new()),
        "[a-c.]{0,6}",
        any::<String>(),
    ]
}

fn told() -> impl Strategy<Value = Told> {
    let keys = || prop::collection::vec((evil(), any::<u64>()), 0..8);
    let bytes = || {
        prop_oneof![
            prop::collection::vec(any::<u8>(), 0..40),
            evil().prop_map(String::into_bytes)
        ]
    };
    prop_oneof![
        prop::collection::vec(evil(), 0..4).prop_map(Told::Buckets),
        (keys(), any::<bool>(), any::<bool>()).prop_map(|(keys, first, last)| Told::Keys(keys, first, last)),
        keys().prop_map(Told::Changed),
        prop::collection::vec((any::<u64>(), prop::option::of(bytes())), 0..4).prop_map(Told::Revisions),
        prop::option::of((any::<u64>(), bytes())).prop_map(Told::Overtaken),
        bytes().prop_map(Told::Edited),
        any::<u64>().prop_map(Told::Written),
        any::<u8>().prop_map(Told::Lost),
        evil().prop_map(Told::Bad),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => prop::sample::select(KEYS).prop_map(Act::Key),
        1 => evil().prop_map(Act::Type),
        1 => (0..130_u16, 0..40_u16).prop_map(|(width, height)| Act::Resize(width, height)),
        1 => (0..100_u64).prop_map(Act::Wait),
        6 => (0..6_u64, told()).prop_map(|(back, told)| Act::Tell(back, told)),
    ]
}

fn row((key, revision): (String, u64)) -> KeyRow {
    let operation = [Operation::Put, Operation::Delete, Operation::Purge][(revision % 3) as usize];
    KeyRow {
        key,
        revision,
        time: std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(revision % (1 << 40)),
        operation,
        size: usize::MAX,
    }
}

fn revision((revision, value): (u64, Option<Vec<u8>>)) -> Revision {
    let row = row((String::new(), revision));
    Revision {
        revision,
        time: row.time,
        operation: row.operation,
        size: row.size,
        value: value.map(Arc::from),
    }
}

fn report(ticket: Ticket, told: Told) -> Report {
    let news = match told {
        Told::Buckets(names) => KvNews::Buckets(Ok(names.into_iter().map(bucket).collect())),
        Told::Keys(keys, first, last) => KvNews::Keys {
            keys: keys.into_iter().map(row).collect(),
            first,
            last,
        },
        Told::Changed(keys) => KvNews::Changed(keys.into_iter().map(row).collect()),
        Told::Revisions(revisions) => KvNews::Revisions(Ok(revisions.into_iter().map(revision).collect())),
        Told::Overtaken(newest) => {
            let newest = newest.map(|(number, value)| revision((number, Some(value))));
            KvNews::Refused(Refusal::Overtaken(newest))
        }
        Told::Edited(text) => {
            return Report::Edited {
                ticket,
                result: Ok(Arc::from(text)),
            };
        }
        Told::Written(revision) => KvNews::Written(revision),
        Told::Lost(0..80) => KvNews::Watch(Watch::Lost),
        Told::Lost(80..160) => KvNews::Watch(Watch::Resumed { missed: u64::MAX }),
        Told::Lost(_) => KvNews::Watch(Watch::Gone),
        Told::Bad(text) => KvNews::Closed(Trouble {
            text: text.clone(),
            hint: Some(text),
        }),
    };
    Report::Kv { ticket, news }
}

fn bucket(name: String) -> Bucket {
    Bucket {
        locked: Some(name.clone()).filter(|name| name.len() > 40),
        servers: name.clone(),
        mirror: Some(name.clone()),
        name,
        values: u64::MAX,
        bytes: u64::MAX,
        max_bytes: Some(0),
        ttl: Some(Duration::MAX),
        replicas: usize::MAX,
        ..Bucket::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_is_told_breaks_the_screen_or_reaches_the_terminal(acts in prop::collection::vec(act(), 1..50)) {
        let mut shop = Shop::open(100, 30);
        let mut tickets = 0;
        for act in acts {
            match act {
                Act::Key(key) => shop.stage.press(key),
                Act::Type(text) => shop.stage = shop.stage.paste(&text),
                Act::Resize(width, height) => shop.stage = shop.stage.resize(width, height),
                Act::Wait(seconds) => shop.stage = shop.stage.wait(Duration::from_secs(seconds)),
                Act::Tell(back, told) => shop.stage.hear(&report(Ticket(tickets - back.min(tickets)), told)),
            }
            for order in shop.stage.orders() {
                if let Order::Kv { ticket, .. } = order {
                    tickets = tickets.max(ticket.0);
                }
            }
            shop.stage.screen();
        }
    }
}
