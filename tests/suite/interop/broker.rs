//! The reference's broker: our fleet on it, and what it and ours say to the same peers.

mod judging;
mod peer;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;

use client::streams::{Config, Streams};
use harness::{Engine, Process, World, eventually, on_both_engines, peers};
use mco::site::Security;
use tokio::net::TcpStream;

use super::mixed::Mixed;

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
    let Some(choria) = peers::find("choria") else {
        return;
    };
    let mut world = World::prepared();
    let address = free_address();
    world.site.use_broker(address).unwrap();
    let config = world.site.broker_kit().join("broker.conf");
    // With -1 it waits up to 70 seconds, and it has streams only where it has a system account.
    let mut text = std::fs::read_to_string(&config).unwrap();
    for of in ["event", "machine", "advisory", "executor", "leader_election"] {
        text += &format!("plugin.choria.network.stream.{of}_replicas = 1\n");
    }
    text += "plugin.choria.network.system.user = system\nplugin.choria.network.system.password = s3cret\n";
    std::fs::write(&config, text).unwrap();
    let mut broker = real_broker(&choria, &config, address, &world).await;
    let theirs = standard_streams(&world).await;
    broker.kill();

    std::fs::remove_dir_all(world.site.broker_kit().join("streams")).unwrap();
    world.site.start_broker().await.unwrap();
    let ours = standard_streams(&world).await;
    for (theirs, ours) in theirs.into_iter().zip(ours) {
        assert_eq!(ours, theirs);
    }
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
