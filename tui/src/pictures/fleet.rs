//! The fleet screen, and what all screens have in common.

use super::sitting::Sitting;
use super::{Part, fenced};
use crate::order::Order;
use crate::report::{Link, Report, Trouble};

pub(super) const PICTURES: &[Part] = &[
    ("fleet", || shown(&fleet(100, 30))),
    ("fleet scope", || shown(&scope())),
    ("fleet why", || shown(&why())),
    ("fleet facets", || shown(&facets())),
    ("fleet diff", || shown(&diff())),
    ("fleet nobody", || shown(&nobody())),
    ("fleet no broker", || shown(&no_broker())),
    ("small", || shown(&fleet(60, 16))),
    ("ascii", || {
        let mut sitting = fleet(60, 16);
        sitting.stage = sitting.stage.ascii();
        shown(&sitting)
    }),
    ("command", || shown(&command())),
];

pub(super) fn shown(sitting: &Sitting) -> String {
    fenced(&sitting.stage.screen())
}

/// All nodes, two of them marked.
pub(super) fn fleet(width: u16, height: u16) -> Sitting {
    Sitting::new(width, height).keys("space j space").wait(1)
}

/// The words of a scope are typed.
pub(super) fn scope() -> Sitting {
    Sitting::new(100, 20).keys("/").typed("country=uk role::web")
}

/// Why a node is meant.
pub(super) fn why() -> Sitting {
    scope().wait(1).keys("enter e")
}

pub(super) fn facets() -> Sitting {
    Sitting::new(100, 28).keys("f").wait(1).wait(1)
}

/// The two web servers of a country are compared.
pub(super) fn diff() -> Sitting {
    scope().wait(1).keys("enter space space d")
}

pub(super) fn nobody() -> Sitting {
    Sitting::new(100, 20)
        .keys("/")
        .typed("country=uk os.name=Debian")
        .wait(1)
        .keys("enter")
        .wait(1)
}

/// The broker cannot be reached; what earlier sessions learned is there.
pub(super) fn no_broker() -> Sitting {
    let trouble = Trouble {
        text: "no broker can be reached: b1.example.net:4222 refuses connections".to_owned(),
        hint: Some("`mco tool status` looks at each of them".to_owned()),
    };
    let mut sitting = Sitting::apart(100, 20);
    let known = sitting.site.known();
    sitting.stage.hear(&known);
    for order in sitting.stage.orders() {
        let report = match order {
            Order::Discover { ticket, .. } => Report::Discovered {
                ticket,
                result: Err(trouble.clone()),
            },
            order => match sitting.site.answer(&order) {
                Some(report) => report,
                None => continue,
            },
        };
        sitting.stage.hear(&report);
    }
    sitting.hear(Report::Link(Link::Failed(trouble))).wait(1)
}

/// A command line with what could be typed.
pub(super) fn command() -> Sitting {
    Sitting::new(100, 20).keys(":").typed("f").keys("tab")
}

/// A discovery is under way.
pub(super) fn asking() -> Sitting {
    let mut sitting = Sitting::new(100, 20);
    sitting.stage.press("R");
    sitting
}

/// Something was looked for in a long text.
pub(super) fn searched() -> Sitting {
    Sitting::new(100, 20).keys("o /").typed("country").keys("enter")
}
