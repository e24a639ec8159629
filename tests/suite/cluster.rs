//! Three brokers of one cluster: what survives the loss of one, and who may attach.

use std::path::Path;
use std::time::Duration;

use async_nats::ConnectOptions;
use async_nats::jetstream::{self, kv, stream};
use harness::{Cluster, Engine, World, eventually};
use mco::Exit;
use mco::site::{Security, USER};
use tokio::time::timeout;

const FLEET: usize = 5;
/// Longest a call may take to work again.
const BACK_WITHIN: Duration = Duration::from_secs(30);

async fn start(engine: &Engine, world: &mut World) -> Cluster {
    let program = Path::new(env!("CARGO_BIN_EXE_test-broker"));
    Cluster::start(world, engine, program).await
}

/// A plain NATS client with the certificate of the site's user, which knows all brokers.
async fn client(world: &World, cluster: &Cluster) -> async_nats::Client {
    let kit = world.site.user_kit(USER);
    let servers: Vec<_> = cluster
        .addresses()
        .iter()
        .map(|address| format!("nats://{address}"))
        .collect();
    ConnectOptions::new()
        .add_root_certificates(kit.join("ca.pem"))
        .add_client_certificate(kit.join("cert.pem"), kit.join("key.pem"))
        .require_tls(true)
        .connect(servers)
        .await
        .unwrap()
}

async fn answering(world: &World) -> usize {
    let outcome = world.mco(&["find"]).await;
    match outcome.exit {
        Exit::Done => outcome.out.lines().count(),
        _ => 0,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_of_three_keeps_its_fleet_its_streams_and_its_buckets_through_the_loss_of_one() {
    let Some(engine) = Engine::nats() else { return };
    let mut world = World::prepared_with(Security::V1);
    let mut cluster = start(&engine, &mut world).await;
    world.site.start_nodes(FLEET).await.unwrap();
    assert_eq!(answering(&world).await, FLEET);

    let context = jetstream::new(client(&world, &cluster).await);
    let orders = stream::Config {
        name: "ORDERS".to_owned(),
        subjects: vec!["orders.>".to_owned()],
        num_replicas: 3,
        ..Default::default()
    };
    eventually("three members that agree", async || {
        context.create_stream(orders.clone()).await.ok()
    })
    .await;
    let settings = kv::Config {
        bucket: "CFG".to_owned(),
        num_replicas: 3,
        ..Default::default()
    };
    let bucket = context.create_key_value(settings).await.unwrap();
    bucket.put("color", "blue".into()).await.unwrap();
    publish(&context, "orders.1").await;

    cluster.kill(0);
    let back = async || (answering(&world).await == FLEET).then_some(());
    timeout(BACK_WITHIN, eventually("all nodes to answer again", back))
        .await
        .unwrap();
    publish(&context, "orders.2").await;
    let read = async || bucket.get("color").await.ok().flatten();
    assert_eq!(&eventually("the bucket", read).await[..], b"blue");
    let write = async || bucket.put("color", "red".into()).await.ok();
    eventually("a write to the bucket", write).await;

    cluster.restart(0).await;
    let caught_up = async || {
        let info = context.get_stream("ORDERS").await.ok()?;
        let cluster = info.cached_info().cluster.clone()?;
        let current = cluster
            .replicas
            .iter()
            .filter(|replica| replica.current && !replica.offline);
        (cluster.leader.is_some() && current.count() == 2).then_some(info.cached_info().state.messages)
    };
    assert!(eventually("the third to catch up", caught_up).await >= 2);
    assert_eq!(answering(&world).await, FLEET);
}

/// Publishes until it is acknowledged.
async fn publish(context: &jetstream::Context, subject: &'static str) {
    let published = async || context.publish(subject, "x".into()).await.ok()?.await.ok();
    eventually("an acknowledgement", published).await;
}
