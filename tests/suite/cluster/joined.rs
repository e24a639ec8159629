//! Brokers that are no cluster and are joined all the same: by gateways, and as leaf of another.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;

use async_nats::jetstream::{self, kv};
use harness::cluster::{cluster_lines, free};
use harness::{Cluster, Engine, World, eventually};
use mco::site::Security;

use super::{all_answer, client_of};

const NETWORK: &str = "plugin.choria.network";
const FLEET: usize = 3;

async fn start(engine: &Engine, world: &mut World, lines: &[String]) -> Cluster {
    let program = Path::new(env!("CARGO_BIN_EXE_test-broker"));
    Cluster::start_apart(world, engine, program, lines).await
}

/// Starts nodes that know one broker, lets the user know another, and waits until they answer.
async fn part(world: &mut World, nodes: SocketAddr, user: SocketAddr) {
    world.site.use_brokers(vec![nodes.to_string()]).unwrap();
    world.site.start_nodes(FLEET).await.unwrap();
    world.site.use_brokers(vec![user.to_string()]).unwrap();
    all_answer(world, FLEET).await;
}

async fn context_of(world: &World, broker: SocketAddr) -> jetstream::Context {
    jetstream::new(client_of(world, &[broker]).await)
}

fn bucket() -> kv::Config {
    kv::Config {
        bucket: "CFG".to_owned(),
        ..kv::Config::default()
    }
}

/// A bucket made through one broker is read and written through the other.
async fn share_a_bucket(world: &World, [near, far]: [SocketAddr; 2]) {
    let [near, far] = [context_of(world, near).await, context_of(world, far).await];
    let made = async || near.create_key_value(bucket()).await.ok();
    let near = eventually("a bucket", made).await;
    let found = async || far.get_key_value("CFG").await.ok();
    let far = eventually("the bucket on the other side", found).await;
    assert_eq!(near.put("color", "blue".into()).await.unwrap(), 1);
    assert_eq!(&far.get("color").await.unwrap().unwrap()[..], b"blue");
    assert_eq!(far.put("color", "red".into()).await.unwrap(), 2);
    assert_eq!(&near.get("color").await.unwrap().unwrap()[..], b"red");
}

#[tokio::test(flavor = "multi_thread")]
async fn gateways_carry_requests_and_buckets_between_two_clusters() {
    let Some(engine) = Engine::nats() else { return };
    let mut world = World::prepared_with(Security::V1);
    let gateways = [1, 2].map(|number| free(IpAddr::from(Ipv4Addr::new(127, 0, 0, number))));
    let names = ["EAST", "WEST"];
    let routes = [1, 2].map(|number| free(IpAddr::from(Ipv4Addr::new(127, 0, 0, number))));
    let lines = [0, 1].map(|own: usize| {
        let (other, port) = (1 - own, gateways[own].port());
        format!(
            "{NETWORK}.gateway_port = {port}\n{NETWORK}.gateway_name = {}\n{NETWORK}.gateway_remotes = {}\n\
             {NETWORK}.gateway_user = g\n{NETWORK}.gateway_password = s3cret\n\
             {NETWORK}.gateway_remote.{}.urls = nats://g:s3cret@{}\n{}",
            names[own],
            names[other],
            names[other],
            gateways[other],
            cluster_lines(routes[own].port(), &routes[own..=own]),
        )
    });
    let brokers = start(&engine, &mut world, &lines).await;
    let [east, west] = brokers.addresses()[..] else {
        unreachable!()
    };
    part(&mut world, east, west).await;
    share_a_bucket(&world, [east, west]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_is_a_leaf_of_another_reaches_its_nodes_and_keeps_streams_of_its_own() {
    let Some(engine) = Engine::nats() else { return };
    let mut world = World::prepared_with(Security::V1);
    let hub = free(IpAddr::from(Ipv4Addr::LOCALHOST));
    let lines = [
        format!(
            "{NETWORK}.leafnode_port = {}\n{NETWORK}.leafnode_user = edge\n{NETWORK}.leafnode_password = s3cret\n",
            hub.port()
        ),
        format!(
            "{NETWORK}.leafnode_remotes = hub\n{NETWORK}.leafnode_remote.hub.url = nats-leaf://edge:s3cret@{hub}\n"
        ),
    ];
    let brokers = start(&engine, &mut world, &lines).await;
    let [hub, leaf] = brokers.addresses()[..] else {
        unreachable!()
    };
    part(&mut world, hub, leaf).await;
    let [here, there] = [context_of(&world, hub).await, context_of(&world, leaf).await];
    for (context, value) in [(&here, "hub"), (&there, "leaf")] {
        let bucket = context.create_key_value(bucket()).await.unwrap();
        bucket.put("place", value.into()).await.unwrap();
    }
    for (context, value) in [(&here, "hub"), (&there, "leaf")] {
        let bucket = context.get_key_value("CFG").await.unwrap();
        assert_eq!(bucket.get("place").await.unwrap().unwrap(), value);
    }
}
