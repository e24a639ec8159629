//! Whatever is told, in whatever order.

use std::time::SystemTime;

use proptest::prelude::*;

use super::*;
use crate::gov::{GovEvent, Governor, Lease};
use crate::order::Ticket;

const KEYS: &[&str] = &[
    "j",
    "k",
    "G",
    "g g",
    "enter",
    "esc",
    "tab",
    "shift-tab",
    "x",
    "X",
    "+",
    "-",
    "e",
    "n",
    "D",
    "y",
    "Y",
    "z",
    "R",
    "q",
    "a",
    "1",
    "4",
    "f1",
    "down",
    "up",
    "pagedown",
    "ctrl-d",
    "backspace",
];

#[derive(Debug, Clone)]
enum Act {
    Key(&'static str),
    Resize(u16, u16),
    Wait(u64),
    Tell(u64, Told),
}

#[derive(Debug, Clone)]
enum Told {
    Governors(Vec<(String, u64, u64)>),
    Leases(Option<String>, Vec<(String, u64)>),
    Events(Vec<(String, u64)>),
    Bad(String),
    Done(String),
}

fn evil() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\u{1b}]52;c;cm0gLXJmIC8=\u{7}".to_owned()),
        Just("x @ \u{202e}y\u{2066}".to_owned()),
        Just("日本👩\u{200d}🚀".repeat(30)),
        Just(String::new()),
        Just("PUPPET".to_owned()),
        any::<String>(),
    ]
}

fn number() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), Just(1), Just(u64::MAX), 0..2_000_000_000_u64]
}

fn told() -> impl Strategy<Value = Told> {
    prop_oneof![
        prop::collection::vec((evil(), number(), number()), 0..5).prop_map(Told::Governors),
        (
            prop::option::of(evil()),
            prop::collection::vec((evil(), number()), 0..6)
        )
            .prop_map(|(name, leases)| Told::Leases(name, leases)),
        prop::collection::vec((evil(), number()), 0..6).prop_map(Told::Events),
        evil().prop_map(Told::Bad),
        evil().prop_map(Told::Done),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => prop::sample::select(KEYS).prop_map(Act::Key),
        1 => (0..130_u16, 0..40_u16).prop_map(|(width, height)| Act::Resize(width, height)),
        1 => (0..100_000_u64).prop_map(Act::Wait),
        6 => (0..6_u64, told()).prop_map(|(back, told)| Act::Tell(back, told)),
    ]
}

fn time(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.min(1 << 40))
}

fn news(told: Told, opened: &str) -> GovNews {
    match told {
        Told::Governors(rows) => {
            let row = |(name, capacity, used): (String, u64, u64)| Governor {
                stream: name.clone(),
                subject: name.clone(),
                name,
                capacity,
                used,
                expires: (capacity > 0).then(|| Duration::from_secs(used)),
                ..Governor::default()
            };
            GovNews::Governors(Ok(rows.into_iter().map(row).collect()))
        }
        Told::Leases(name, leases) => {
            let lease = |(holder, id): (String, u64)| Lease {
                id,
                holder,
                since: time(id),
            };
            let name = name.unwrap_or_else(|| opened.to_owned());
            GovNews::Leases {
                name,
                result: Ok(leases.into_iter().map(lease).collect()),
            }
        }
        Told::Events(events) => {
            let event = |(holder, lease): (String, u64)| GovEvent {
                time: time(lease),
                governor: opened.to_owned(),
                kind: EventKind::ALL[(lease % 4) as usize],
                holder,
                lease: lease % 3,
            };
            GovNews::Events(events.into_iter().map(event).collect())
        }
        Told::Bad(text) => GovNews::Deaf(Trouble {
            text: text.clone(),
            hint: Some(text),
        }),
        Told::Done(text) => GovNews::Done(text),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_is_told_breaks_the_screen_or_reaches_the_terminal(acts in prop::collection::vec(act(), 1..50)) {
        let mut office = Office::open(100, 30);
        let (mut tickets, mut opened) = (0, String::new());
        for act in acts {
            match act {
                Act::Key(key) => office.stage.press(key),
                Act::Resize(width, height) => office.stage = office.stage.resize(width, height),
                Act::Wait(seconds) => office.stage = office.stage.wait(Duration::from_secs(seconds)),
                Act::Tell(back, told) => {
                    let ticket = Ticket(tickets - back.min(tickets));
                    office.stage.hear(&Report::Gov { ticket, news: news(told, &opened) });
                }
            }
            for order in office.stage.orders() {
                if let Order::Gov { ticket, ask } = order {
                    tickets = tickets.max(ticket.0);
                    if let Gov::Open { name } = ask {
                        opened = name;
                    }
                }
            }
            office.stage.screen();
        }
    }
}
