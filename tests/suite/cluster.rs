//! Three brokers of one cluster: what survives the loss of one, and who may attach.

mod joined;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use async_nats::ConnectOptions;
use async_nats::jetstream::{self, kv, stream};
use futures_util::StreamExt;
use harness::cluster::free;
use harness::{Cluster, Engine, Process, World, eventually};
use mco::Exit;
use mco::site::{Security, USER};
use tokio::time::timeout;

const FLEET: usize = 5;
/// Longest a call may take to work again.
const BACK_WITHIN: Duration = Duration::from_secs(30);

async fn start(engine: &Engine, world: &mut World, lines: &str) -> Cluster {
    let program = Path::new(env!("CARGO_BIN_EXE_test-broker"));
    Cluster::start_with(world, engine, program, lines).await
}

/// A plain NATS client with the certificate of the site's user, which knows all brokers.
async fn client(world: &World, cluster: &Cluster) -> async_nats::Client {
    client_of(world, &cluster.addresses()).await
}

/// Likewise, of these brokers.
async fn client_of(world: &World, brokers: &[SocketAddr]) -> async_nats::Client {
    let kit = world.site.user_kit(USER);
    let servers: Vec<_> = brokers
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

/// Waits until so many nodes answer: brokers tell each other only after a while who listens where.
async fn all_answer(world: &World, nodes: usize) {
    let all = async || (answering(world).await == nodes).then_some(());
    eventually("all nodes to answer", all).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_of_three_keeps_its_fleet_its_streams_and_its_buckets_through_the_loss_of_one() {
    let Some(engine) = Engine::nats() else { return };
    let mut world = World::prepared_with(Security::V1);
    let mut cluster = start(&engine, &mut world, "").await;
    world.site.start_nodes(FLEET).await.unwrap();
    all_answer(&world, FLEET).await;

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
    timeout(BACK_WITHIN, all_answer(&world, FLEET)).await.unwrap();
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
    all_answer(&world, FLEET).await;
}

/// Publishes until it is acknowledged.
async fn publish(context: &jetstream::Context, subject: &'static str) {
    let published = async || context.publish(subject, "x".into()).await.ok()?.await.ok();
    eventually("an acknowledgement", published).await;
}

/// A `nats-server` of somebody else that is a leaf of the broker at `port`; a client of its own is let in without a name.
async fn leaf(engine: &Engine, world: &World, port: u16, login: &str) -> (Process, async_nats::Client) {
    let Engine::Nats(program) = engine else {
        unreachable!()
    };
    let (kit, clients) = (world.site.broker_kit(), free(IpAddr::from(Ipv4Addr::LOCALHOST)));
    let kit = kit.display();
    let text = format!(
        "server_name: edge\nlisten: \"{clients}\"\nno_auth_user: edge\n\
         accounts {{ EDGE: {{ users: [{{ user: edge, password: edge }}] }} }}\n\
         leafnodes {{ remotes: [{{ url: \"tls://{login}127.0.0.1:{port}\", account: EDGE, \
         tls: {{ cert_file: \"{kit}/cert.pem\", key_file: \"{kit}/key.pem\", ca_file: \"{kit}/ca.pem\" }} }}] }}\n"
    );
    let file = world.dir().join("edge.conf");
    std::fs::write(&file, text).unwrap();
    let args = ["-c", file.to_str().unwrap()];
    let process = Process::start(program, &args, &[], world.dir().join("edge.log"));
    let connected = async || async_nats::connect(clients.to_string()).await.ok();
    let client = eventually("the leaf to let its own client in", connected).await;
    (process, client)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nats_server_attaches_to_a_cluster_as_a_leaf_with_a_certificate() {
    let Some(engine) = Engine::nats() else { return };
    let mut world = World::prepared_with(Security::V1);
    let port = free(IpAddr::from(Ipv4Addr::LOCALHOST)).port();
    let lines = format!("plugin.choria.network.leafnode_port = {port}\n");
    let cluster = start(&engine, &mut world, &lines).await;
    let (_process, edge) = leaf(&engine, &world, port, "").await;
    let ours = client(&world, &cluster).await;
    let mut heard = ours.subscribe("edge.readings").await.unwrap();
    let passes = async || {
        edge.publish("edge.readings", "21".into()).await.ok()?;
        let next = timeout(Duration::from_millis(200), heard.next());
        next.await.ok().flatten()
    };
    assert_eq!(
        &eventually("a reading from the edge", passes).await.payload[..],
        b"21"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn brokers_of_a_cluster_believe_tokens_and_a_leaf_needs_its_password() {
    let Some(engine) = Engine::nats() else { return };
    let mut world = World::prepared_with(Security::V2);
    let port = free(IpAddr::from(Ipv4Addr::LOCALHOST)).port();
    let lines = format!(
        "plugin.choria.network.leafnode_port = {port}\nplugin.choria.network.leafnode_user = edge\n\
         plugin.choria.network.leafnode_password = s3cret\n"
    );
    let mut cluster = start(&engine, &mut world, &lines).await;
    world.site.start_nodes(FLEET).await.unwrap();
    all_answer(&world, FLEET).await;
    {
        let (process, _edge) = leaf(&engine, &world, port, "edge:wrong@").await;
        let refused = async || process.output().contains("Authorization Violation").then_some(());
        eventually("the leaf to be refused", refused).await;
    }
    let (_process, edge) = leaf(&engine, &world, port, "edge:s3cret@").await;
    let mut asked = edge.subscribe("choria.broadcast.agent.discovery").await.unwrap();
    let hears = async || {
        answering(&world).await;
        timeout(Duration::from_millis(200), asked.next())
            .await
            .ok()
            .flatten()
    };
    eventually("a question to reach the edge", hears).await;
    cluster.kill(2);
    timeout(BACK_WITHIN, all_answer(&world, FLEET)).await.unwrap();
}
