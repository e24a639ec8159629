//! The screens of key-value buckets and governors.

use super::{Part, fenced};
use crate::kv::Operation;
use crate::report::{Desk, Report};
use crate::screens::gov::tests::Office;
use crate::screens::kv::tests::Shop;
use crate::stage::{self, Stage};

pub(super) const PICTURES: &[Part] = &[
    ("kv", || fenced(&kv().screen())),
    ("kv difference", || fenced(&history().screen())),
    ("kv edited", || fenced(&edited().screen())),
    ("kv overtaken", || fenced(&overtaken().screen())),
    ("governors", || fenced(&leases().screen())),
    ("governors evict", || fenced(&evicting().screen())),
];

fn shop() -> Shop {
    Shop::open(100, 30).keys("enter G")
}

/// The cursor is among the buckets.
pub(super) fn buckets() -> Stage {
    Shop::open(100, 30).stage
}

/// The cursor is on a key.
pub(super) fn kv() -> Stage {
    let mut shop = shop();
    shop.somebody_writes("web.listen", b"8443\n");
    shop.stage
}

/// An old revision of a key is looked at, and what it changed.
pub(super) fn history() -> Stage {
    shop().keys("d tab tab j").stage
}

/// Only some keys are listed.
pub(super) fn filtered() -> Stage {
    shop().keys("/").typed("web").keys("enter g g").stage
}

/// A value was changed and is not written yet.
pub(super) fn edited() -> Stage {
    shop()
        .keys("e")
        .edited("{\"pool\":\"blue\",\"servers\":[\"10.0.4.12:8443\"]}")
        .stage
}

/// Somebody else wrote it first.
pub(super) fn overtaken() -> Stage {
    let mut shop = shop().keys("e");
    let theirs = b"{\"pool\":\"green\",\"servers\":[\"10.0.4.11:8443\",\"10.0.4.12:8443\"]}";
    shop.somebody_writes_silently("web.upstreams", Operation::Put, theirs);
    let shop = shop.edited("{\"pool\":\"blue\",\"servers\":[\"10.0.4.12:8443\"]}");
    shop.keys("y").stage
}

/// A value is typed on the screen, where no editor is named.
pub(super) fn typed() -> Stage {
    let mut shop = shop();
    let desk = Desk {
        editor: None,
        ..stage::desk()
    };
    shop.stage.hear(&Report::Desk(Box::new(desk)));
    shop.keys("e").stage
}

/// The cursor is among the governors.
pub(super) fn governors() -> Stage {
    Office::open(100, 30).stage
}

/// The cursor is on a lease.
pub(super) fn leases() -> Stage {
    Office::open(100, 30).keys("enter").stage
}

fn evicting() -> Stage {
    Office::open(100, 30).keys("enter j x").stage
}
