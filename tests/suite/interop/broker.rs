//! The reference's broker: our fleet on it, and what it and ours say to the same peers.

mod judging;
mod peer;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::time::Duration;

use client::streams::{Config, Streams};
use harness::{Engine, Process, World, eventually, on_both_engines, peers};
use mco::Exit;
use mco::site::Security;
use tokio::net::TcpStream;

use super::mixed::Mixed;

/// A system user.
pub(super) const SYSTEM: &str =
    "plugin.choria.network.system.user = boss\nplugin.choria.network.system.password = s3cret\n";

#[tokio::test(flavor = "multi_thread")]
async fn both_kinds_of_nodes_work_over_the_real_broker_with_certificates() {
    everybody_answers_over_the_real_broker(Security::V1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_kinds_of_nodes_work_over_the_real_broker_with_tokens() {
    everybody_answers_over_the_real_broker(Security::V2).await;
}

on_both_engines!(
    both_kinds_of_nodes_work_over_ours_with_certificates,
    both_kinds_of_nodes_work_over_ours_with_tokens,
);

async fn both_kinds_of_nodes_work_over_ours_with_certificates(engine: Engine) {
    everybody_answers_over_ours(&engine, Security::V1).await;
}

async fn both_kinds_of_nodes_work_over_ours_with_tokens(engine: Engine) {
    everybody_answers_over_ours(&engine, Security::V2).await;
}

async fn everybody_answers_over_ours(engine: &Engine, security: Security) {
    let world = World::on(engine, security, 0).await;
    if let Some(fleet) = Mixed::under_broker(world).await {
        fleet.everybody_answers().await;
    }
}

async fn everybody_answers_over_the_real_broker(security: Security) {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    let mut world = World::prepared_with(security);
    let address = free_address();
    world.site.use_broker(address).unwrap();
    let config = world.site.broker_kit().join("broker.conf");
    let _broker = real_broker(&choria, &config, address, &world).await;
    if let Some(fleet) = Mixed::under_broker(world).await {
        fleet.everybody_answers().await;
    }
}

/// Starts the reference's broker and waits until it listens.
async fn real_broker(choria: &Path, config: &Path, address: SocketAddr, world: &World) -> Process {
    let args = ["broker", "run", "--config", config.to_str().unwrap()];
    let process = Process::start(choria, &args, &[], world.dir().join("choria-broker.log"));
    let listens = async || TcpStream::connect(address).await.ok();
    eventually("the real broker to listen", listens).await;
    process
}

/// An address nobody listens on at this moment: the reference does not tell which port it picked.
fn free_address() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_standard_streams_are_those_of_the_real_broker() {
    let mut world = World::prepared();
    let Some(mut broker) = with_streams(&mut world, "").await else {
        return;
    };
    let theirs = standard_streams(&world).await;
    broker.kill();

    std::fs::remove_dir_all(world.site.broker_kit().join("streams")).unwrap();
    world.site.start_broker().await.unwrap();
    assert_eq!(standard_streams(&world).await, theirs);
}

/// The real broker and a `nats-server` keep streams in the same files.
#[tokio::test(flavor = "multi_thread")]
async fn our_broker_takes_over_the_store_of_the_real_one() {
    let Some(engine) = Engine::nats() else {
        return;
    };
    let mut world = World::prepared_on(&engine, Security::V1);
    let other = "plugin.choria.network.stream.event_retention = 2h\n\
                 plugin.choria.network.stream.leader_election_ttl = 5m\n";
    let Some(mut broker) = with_streams(&mut world, other).await else {
        return;
    };
    standard_streams(&world).await;
    for words in [&["kv", "add", "CFG"][..], &["kv", "put", "CFG", "color", "blue"]] {
        let done = world.mco(words).await;
        assert_eq!(done.exit, Exit::Done, "{done:?}");
    }
    broker.terminate();

    world.site.start_broker().await.unwrap();
    let kept = world.mco(&["kv", "get", "CFG", "color", "--raw"]).await;
    assert_eq!(kept.out, "blue", "{kept:?}");
    let fleet = world.fleet().await;
    let streams = Streams::new(fleet.link());
    for (name, age) in [("CHORIA_EVENTS", 24 * 3600), ("KV_CHORIA_LEADER_ELECTION", 60)] {
        let reset = async || {
            let config = streams.info(name).await.ok()?.config;
            (config.max_age == Duration::from_secs(age)).then_some(())
        };
        eventually(&format!("{name} to have its settings back"), reset).await;
    }
}

/// Starts the reference's broker with streams and further lines of configuration; none where it is not installed.
pub(super) async fn with_streams(world: &mut World, lines: &str) -> Option<Process> {
    let choria = peers::find("choria")?;
    let address = free_address();
    world.site.use_broker(address).unwrap();
    let config = world.site.broker_kit().join("broker.conf");
    // With -1 it waits up to 70 seconds, and it has streams only where it has a system account.
    let mut text = std::fs::read_to_string(&config).unwrap() + SYSTEM;
    for of in ["event", "machine", "advisory", "executor", "leader_election"] {
        text += &format!("plugin.choria.network.stream.{of}_replicas = 1\n");
    }
    std::fs::write(&config, text + lines).unwrap();
    Some(real_broker(&choria, &config, address, world).await)
}

/// The settings of the standard streams, once all are there.
async fn standard_streams(world: &World) -> Vec<Config> {
    let fleet = world.fleet().await;
    let streams = Streams::new(fleet.link());
    let last = async || streams.info("KV_CHORIA_LEADER_ELECTION").await.ok();
    eventually("the standard streams to be made", last).await;
    let mut all: Vec<Config> = streams
        .list("")
        .await
        .unwrap()
        .into_iter()
        .map(|info| info.config)
        .collect();
    for config in &mut all {
        // What each server tells of itself.
        config.more.remove("metadata");
    }
    assert_eq!(all.len(), 5);
    all.sort_by(|left, right| left.name.cmp(&right.name));
    all
}
