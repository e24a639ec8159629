//! The reference's broker: our fleet on it, and what it and ours say to the same peers.

mod judging;
mod peer;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;

use harness::{Process, World, eventually, peers};
use mco::Exit;
use mco::site::Security;
use tokio::net::TcpStream;

#[tokio::test(flavor = "multi_thread")]
async fn our_fleet_works_over_the_real_broker() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    for security in [Security::V1, Security::V2] {
        let mut world = World::prepared_with(security);
        let address = free_address();
        world.site.use_broker(address).unwrap();
        let config = world.site.broker_kit().join("broker.conf");
        let _broker = real_broker(&choria, &config, address, &world).await;
        world.site.start_nodes(5).await.unwrap();
        let ping = world.mco(&["ping"]).await;
        assert!(ping.out.contains("5 replies"), "{security:?}: {ping:?}");
        let found = world.mco(&["find", "-W", "country=mt"]).await;
        assert_eq!(found.sorted_lines(), ["web1.mt.example.net"], "{security:?}");
        let fact = world
            .mco(&["rpc", "rpcutil", "get_fact", "fact=country", "--json"])
            .await;
        assert_eq!(fact.exit, Exit::Done, "{security:?}: {fact:?}");
        assert_eq!(fact.json()["request_stats"]["ok"], 5, "{security:?}");
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
