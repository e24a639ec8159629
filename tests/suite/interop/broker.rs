//! The reference's broker: our fleet on it, and what it and ours say to the same peers.

mod judging;
mod peer;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;

use harness::{Process, World, eventually, peers};
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
