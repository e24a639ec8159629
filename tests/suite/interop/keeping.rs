//! Buckets and governors of either client, read and written by the other: they say the same of the same thing.

/// Makes a test of each of these functions for every broker: `async fn name(broker: Keeper)`.
macro_rules! on_all_brokers {
    ($($test:ident),+ $(,)?) => {
        mod embedded {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                super::$test(harness::Engine::Embedded.into()).await;
            })+
        }

        mod nats {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                if let Some(engine) = harness::Engine::nats() {
                    super::$test(engine.into()).await;
                }
            })+
        }

        mod reference {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                super::$test($crate::interop::keeping::Keeper::Reference).await;
            })+
        }
    };
}

mod contention;
mod elections;
mod operations;
mod ours;
mod shapes;
mod watching;

use client::governor::Governors;
use harness::{Engine, World};
use mco::site::{Security, USER};

use super::broker::{SYSTEM, with_streams};
use super::mixed::{Answer, Mixed, Side, append};

on_all_brokers!(
    values_of_either_client_read_the_same_in_both,
    governors_of_either_client_are_the_same_in_both,
);

/// Whose broker keeps the streams.
enum Keeper {
    Ours(Engine),
    Reference,
}

impl From<Engine> for Keeper {
    fn from(engine: Engine) -> Self {
        Self::Ours(engine)
    }
}

/// Both clients under a broker with a system user, whom the site's user may be.
async fn fleet(keeper: Keeper) -> Option<Mixed> {
    let fleet = match keeper {
        Keeper::Ours(engine) => {
            let mut world = World::configured(&engine, Security::V1, SYSTEM);
            world.site.start_broker().await.unwrap();
            Mixed::without_servers(world)?
        }
        Keeper::Reference => {
            let mut world = World::prepared();
            let broker = with_streams(&mut world, "").await?;
            Mixed::under_reference(world, broker)?
        }
    };
    append(&fleet.config(USER), SYSTEM);
    Some(fleet)
}

async fn succeeds(fleet: &Mixed, side: Side, words: &[&str]) -> String {
    let Answer { status, out, err } = fleet.ask(side, words).await;
    assert_eq!(status, 0, "{side:?} {words:?}: {out}{err}");
    out
}

/// What both print, which must be the same.
async fn both(fleet: &Mixed, words: &[&str]) -> String {
    let ours = succeeds(fleet, Side::Ours, words).await;
    assert_eq!(ours, succeeds(fleet, Side::Theirs, words).await, "{words:?}");
    ours
}

async fn values_of_either_client_read_the_same_in_both(keeper: Keeper) {
    let Some(fleet) = fleet(keeper).await else {
        return;
    };
    for (writer, name) in [(Side::Ours, "OURS"), (Side::Theirs, "THEIRS")] {
        let add = ["kv", "add", name, "--history", "3", "--ttl", "90m"];
        let made = succeeds(&fleet, writer, &add).await;
        assert_eq!(both(&fleet, &add).await, made);
        succeeds(&fleet, writer, &["kv", "put", name, "auth.username", "bob"]).await;
        succeeds(&fleet, writer, &["kv", "create", name, "motd", "hello"]).await;
        let updated = succeeds(&fleet, writer, &["kv", "update", name, "motd", "world", "2"]).await;
        assert_eq!(updated, "Updated motd, new revision 3\n");
        succeeds(&fleet, writer, &["kv", "put", name, "gone", "x"]).await;
        succeeds(&fleet, writer, &["kv", "del", name, "gone", "-f"]).await;
        for words in [
            &["kv", "status", name][..],
            &["kv", "keys", name],
            &["kv", "get", name, "motd"],
            &["kv", "get", name, "auth.username", "--raw"],
            &["kv", "watch", name, "motd", "--once"],
        ] {
            both(&fleet, words).await;
        }
        assert_eq!(both(&fleet, &["kv", "put", name, "both", "1"]).await, "1\n");
        for side in Side::BOTH {
            let taken = fleet.ask(side, ["kv", "create", name, "motd", "x"]).await;
            let missing = fleet.ask(side, ["kv", "get", name, "gone"]).await;
            let old = fleet.ask(side, ["kv", "update", name, "motd", "x", "2"]).await;
            assert_eq!([taken.status, missing.status, old.status], [1; 3], "{side:?}");
            succeeds(&fleet, side, &["kv", "create", name, "gone", "again"]).await;
            succeeds(&fleet, side, &["kv", "purge", name, "gone", "-f"]).await;
        }
        both(&fleet, &["kv", "keys", name]).await;
    }
    succeeds(&fleet, Side::Theirs, &["kv", "del", "OURS", "-f"]).await;
    succeeds(&fleet, Side::Ours, &["kv", "del", "THEIRS", "-f"]).await;
}

async fn governors_of_either_client_are_the_same_in_both(keeper: Keeper) {
    let Some(fleet) = fleet(keeper).await else {
        return;
    };
    for (writer, name) in [(Side::Ours, "OURS"), (Side::Theirs, "THEIRS")] {
        let add = ["governor", "add", name, "2", "20m"];
        let made = succeeds(&fleet, writer, &add).await;
        assert_eq!(both(&fleet, &add).await, made);
        both(&fleet, &["governor", "view", name]).await;
        both(&fleet, &["governor", "list"]).await;
        both(&fleet, &["governor", "list", "-j"]).await;
        both(&fleet, &["governor", "reset", name]).await;
        let link = fleet.world.fleet().await;
        let governor = Governors::new(link.link(), "mcollective").governor(name).unwrap();
        for side in Side::BOTH {
            let slot = governor.attempt("web1.example.net").await.unwrap().unwrap();
            let view = succeeds(&fleet, side, &["governor", "view", name]).await;
            assert!(
                view.contains("Active Leases: 1\n") && view.contains("web1.example.net"),
                "{view}"
            );
            let evicted = succeeds(
                &fleet,
                side,
                &["governor", "evict", name, &slot.id().to_string(), "-f"],
            )
            .await;
            assert_eq!(
                evicted,
                format!("Evicted \"web1.example.net\" from slot {}\n", slot.id())
            );
            assert!(!slot.release().await.unwrap());
        }
        let changed = ["governor", "add", name, "5", "1h", "-f"];
        let reader = if writer == Side::Ours {
            Side::Theirs
        } else {
            Side::Ours
        };
        let said = succeeds(&fleet, reader, &changed).await;
        assert!(
            said.contains("Capacity: 2 desired: 5") && said.contains("  Capacity: 5\n"),
            "{said}"
        );
        both(&fleet, &["governor", "view", name]).await;
        succeeds(&fleet, reader, &["governor", "rm", name, "-f"]).await;
    }
}
