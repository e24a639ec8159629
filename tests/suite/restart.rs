//! Brokers die; fleets stay.

use std::net::SocketAddr;
use std::path::Path;

use harness::{Process, World, eventually};
use mco::Exit;

const FLEET: usize = 100;

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_nodes_answer_again_after_each_of_two_broker_kills() {
    let mut world = World::prepared();
    world.site.start_broker().await.unwrap();
    let address = world.site.address();
    world.site.stop_broker().await;

    let mut broker = start_broker(&world, address).await;
    world.site.start_nodes(FLEET).await.unwrap();
    assert_eq!(answering(&world).await, FLEET);
    for _ in 0..2 {
        broker.kill();
        broker = start_broker(&world, address).await;
        eventually("all nodes to answer again", async || {
            (answering(&world).await == FLEET).then_some(())
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_ends_with_success_when_asked_to() {
    let mut world = World::prepared();
    world.site.start_broker().await.unwrap();
    let address = world.site.address();
    world.site.stop_broker().await;
    let mut broker = start_broker(&world, address).await;
    world.site.start_nodes(2).await.unwrap();
    assert_eq!(broker.terminate(), Some(0), "{}", broker.output());
}

/// Runs the broker as a process of its own on the site's address.
async fn start_broker(world: &World, address: SocketAddr) -> Process {
    let config = world.site.broker_kit().join("broker.conf");
    let args = ["run", "--config", config.to_str().unwrap()];
    let log = world.dir().join("broker.log");
    let mut broker = Process::start(Path::new(env!("CARGO_BIN_EXE_test-broker")), &args, &[], log);
    let accepts = async || {
        assert!(!broker.ended(), "the broker ended: {}", broker.output());
        tokio::net::TcpStream::connect(address).await.ok()
    };
    eventually("the broker to accept", accepts).await;
    broker
}

async fn answering(world: &World) -> usize {
    let outcome = world.mco(&["find"]).await;
    if outcome.exit == Exit::Done {
        outcome.out.lines().count()
    } else {
        0
    }
}
