//! Credentials that change under a running node.

use std::time::Duration;

use protocol::security::issue::{Authority, KeyKind};
use tokio::time::timeout;

use crate::world::{PATIENCE, Setup, World, nothing};

/// Sends requests until one of them made the counter grow.
async fn until_more(world: &World, counter: &str) {
    let before = world.count(counter);
    let grown = async {
        while world.count(counter) == before {
            let request = world.call("rpcutil", "ping", nothing());
            world.publish("rpcutil", world.encode(&request)).await;
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, grown)
        .await
        .unwrap_or_else(|_| panic!("{counter} stays {before}"));
}

#[tokio::test]
async fn a_node_trusts_whom_its_files_name_now() {
    let setup = Setup {
        lines: "rpcauthorization = false".into(),
        ..Setup::default()
    };
    let world = World::start(setup, |node| node).await;
    let file = world.dir.path().join("ca.pem");
    let ours = std::fs::read_to_string(&file).unwrap();
    let now = world.node.context().clock.now();
    let other = Authority::create("other", KeyKind::P256, now, Duration::from_secs(3600)).unwrap();
    let other = other.to_pem().certificate;
    until_more(&world, "validated").await;

    std::fs::write(&file, &other).unwrap();
    world.node.reload();
    until_more(&world, "unvalidated").await;

    // Both at once, as while an authority is replaced.
    std::fs::write(&file, format!("{other}{ours}")).unwrap();
    world.node.reload();
    until_more(&world, "validated").await;

    std::fs::write(&file, "no certificate").unwrap();
    world.node.reload();
    until_more(&world, "validated").await;
    world.end().await;
}
