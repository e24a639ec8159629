//! The real `nats-server` as the broker under our nodes and client, with TLS and client certificates.

use std::net::SocketAddr;
use std::path::Path;

use harness::{Process, World, eventually, nats_port, peers};
use mco::Exit;

use super::mixed::Mixed;

#[tokio::test(flavor = "multi_thread")]
async fn our_fleet_works_over_a_real_nats_server() {
    let Some(program) = peers::find("nats-server") else {
        return;
    };
    let mut world = World::prepared();
    let (_server, address) = nats_server(&program, &world).await;
    world.site.use_broker(address).unwrap();
    world.site.start_nodes(5).await.unwrap();

    let ping = world.mco(&["ping"]).await;
    assert!(ping.out.contains("5 replies"), "{ping:?}");
    let found = world.mco(&["find", "-W", "country=mt"]).await;
    assert_eq!(found.sorted_lines(), ["web1.mt.example.net"]);
    let inventory = world.mco(&["rpc", "rpcutil", "inventory", "--json"]).await;
    assert_eq!(inventory.exit, Exit::Done, "{inventory:?}");
    assert_eq!(inventory.json()["request_stats"]["ok"], 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn both_kinds_of_nodes_work_over_a_real_nats_server() {
    let Some(program) = peers::find("nats-server") else {
        return;
    };
    let mut world = World::prepared();
    let (_server, address) = nats_server(&program, &world).await;
    world.site.use_broker(address).unwrap();
    if let Some(fleet) = Mixed::under_broker(world).await {
        fleet.everybody_answers().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_nodes_survive_a_kill_of_a_real_nats_server() {
    let Some(program) = peers::find("nats-server") else {
        return;
    };
    let mut world = World::prepared();
    let (mut server, address) = nats_server(&program, &world).await;
    world.site.use_broker(address).unwrap();
    world.site.start_nodes(3).await.unwrap();
    server.kill();
    let _again = start(&program, &world, address.port());
    let all = async || {
        let found = world.mco(&["find"]).await;
        (found.out.lines().count() == 3).then_some(())
    };
    eventually("all nodes to come back", all).await;
}

/// Starts a server on a free port with the site's broker credentials, demanding client certificates.
async fn nats_server(program: &Path, world: &World) -> (Process, SocketAddr) {
    let server = start(program, world, -1_i32);
    let port = nats_port(&server, world.dir()).await;
    (server, SocketAddr::from(([127, 0, 0, 1], port)))
}

fn start(program: &Path, world: &World, port: impl std::fmt::Display) -> Process {
    let kit = world.site.broker_kit();
    let config = world.dir().join("nats.conf");
    let (dir, kit) = (world.dir().display(), kit.display());
    let text = format!(
        "host: 127.0.0.1\nport: {port}\nports_file_dir: \"{dir}\"\n\
         tls {{ cert_file: \"{kit}/cert.pem\", key_file: \"{kit}/key.pem\", ca_file: \"{kit}/ca.pem\", verify: true }}\n"
    );
    std::fs::write(&config, text).unwrap();
    Process::start(
        program,
        &["-c", config.to_str().unwrap()],
        &[],
        world.dir().join("nats-server.log"),
    )
}
