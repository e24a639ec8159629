//! Who and what is there in every test: an operator, a time, and nodes.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use client::Library;
use ddl::Agent;
use protocol::Identity;

use crate::fleet::Known;
use crate::keymap::Keymap;
use crate::look::Look;
use crate::order::Order;
use crate::report::Desk;
use crate::session::Session;
use crate::theme::Theme;

/// Seconds after 1970 at which every test plays: 2026-03-01 12:00:00 UTC.
const START: u64 = 1_772_366_400;

/// When tests play.
pub(crate) fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(START)
}

/// What all screens share, before anything is known.
pub(crate) fn session() -> Session {
    Session::new(now(), Look::new(Theme::Dark, false), Keymap::default())
}

/// An operator with the shipped DDLs.
pub(crate) fn desk() -> Desk {
    Desk {
        context: "prod".to_owned(),
        collective: "mcollective".to_owned(),
        caller: "ann".to_owned(),
        expires: Some(now() + Duration::from_secs(2 * 3600 + 60)),
        agents: agents(),
        editor: Some("vi".to_owned()),
        broken: None,
        type_over: 500,
        discovery_timeout: Duration::from_secs(2),
    }
}

/// The shipped DDLs, sorted by name.
pub(crate) fn agents() -> Vec<Arc<Agent>> {
    let library = Library::default();
    let agent = |name: String| library.agent(&name).expect("the shipped DDLs can be read");
    library.names().into_iter().map(agent).collect()
}

/// `web01.lab.test` for 1.
pub(crate) fn node(number: usize) -> Identity {
    Identity::new(&format!("web{number:02}.lab.test")).expect("the name of a test node is an identity")
}

/// An order as those it is made of, each of which has a single answer.
pub(crate) fn apart(order: Order) -> Vec<Order> {
    match order {
        Order::Compare(nodes) => nodes
            .into_iter()
            .map(|(ticket, node)| Order::Inspect { ticket, node })
            .collect(),
        order => vec![order],
    }
}

/// The first of the test nodes.
pub(crate) fn nodes(count: usize) -> Vec<Identity> {
    (1..=count).map(node).collect()
}

/// The first of the test nodes as far as the cache knows them, seen two seconds ago.
pub(crate) fn known(count: usize) -> Vec<Known> {
    let known = |node| Known {
        node,
        seen: now() - Duration::from_secs(2),
        learned: true,
        classes: 41,
        agents: 13,
    };
    nodes(count).into_iter().map(known).collect()
}
