//! Buckets and governors of either client, read and written by the other: they say the same of the same thing.

mod elections;
mod operations;

use client::governor::Governors;
use harness::{Engine, World, on_both_engines};
use mco::site::Security;

use super::mixed::{Answer, Mixed, Side};

on_both_engines!(
    values_of_either_client_read_the_same_in_both,
    governors_of_either_client_are_the_same_in_both,
);

async fn fleet(engine: &Engine) -> Option<Mixed> {
    Mixed::without_servers(World::on(engine, Security::V1, 0).await)
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

async fn values_of_either_client_read_the_same_in_both(engine: Engine) {
    let Some(fleet) = fleet(&engine).await else {
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

async fn governors_of_either_client_are_the_same_in_both(engine: Engine) {
    let Some(fleet) = fleet(&engine).await else {
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
