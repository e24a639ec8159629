//! Sites where nodes and users have tokens.

use std::ffi::OsString;
use std::path::Path;

use broker::Broker;
use config::{Environment, Settings};
use daemon::Node;
use harness::{Engine, Outcome, World, eventually, on_both_engines};
use mco::Exit;
use mco::site::Security;
use tokio_util::sync::CancellationToken;

on_both_engines!(
    a_token_of_another_issuer_opens_nothing_and_says_why,
    one_token_may_look_where_another_may_act,
    nodes_show_their_tokens_again_to_a_broker_that_comes_back,
);

async fn mco(words: &[&str]) -> Outcome {
    let words = words.iter().map(OsString::from).collect();
    Outcome::of(words, &[("USER", "ann")]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_works_with_tokens_too() {
    let outcome = mco(&[
        "demo",
        "--security",
        "v2",
        "--nodes",
        "5",
        "--",
        "find",
        "-W",
        "country=mt",
    ])
    .await;
    assert_eq!(outcome.exit, Exit::Done, "{}", outcome.err);
    assert_eq!(outcome.sorted_lines(), ["web1.mt.example.net"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_of_tokens_is_made_with_the_commands_of_one_of_certificates() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let pki = async |words: &[&str]| {
        let dir = at("");
        let outcome = mco(&[&["pki"], words, &["--dir", &dir]].concat()).await;
        assert_eq!(outcome.exit, Exit::Done, "{words:?}: {outcome:?}");
        outcome.out
    };
    pki(&["init", "--security", "v2"]).await;
    let (broker, node, user) = (
        at("brokers/localhost"),
        at("nodes/n1.example.net"),
        at("users/ann"),
    );
    pki(&["broker", "localhost", "--home", &broker, "--port", "0"]).await;
    let environment = Environment::default();
    let settings = |file: &Path| Settings::load_daemon(&environment, file).unwrap();
    let config = settings(&Path::new(&broker).join("broker.conf")).broker(&environment);
    let running = Broker::start(&config.unwrap().config).await.unwrap();
    let address = format!("localhost:{}", running.address().port());
    pki(&[
        "node",
        "n1.example.net",
        "--home",
        &node,
        "--broker",
        &address,
        "--admin",
        "ann",
    ])
    .await;
    let said = pki(&["user", "ann", "--home", &user, "--broker", &address]).await;
    assert!(!said.contains("MCOLLECTIVE_CERTNAME"), "{said}");
    let listed = pki(&["show"]).await;
    assert_eq!(listed.matches("token").count(), 3, "{listed}");

    let stop = CancellationToken::new();
    let config = settings(&Path::new(&node).join("server.conf")).server(&environment);
    let serving = Node::builder(config.unwrap().config)
        .start(stop.clone())
        .await
        .unwrap();
    let config = Path::new(&user).join("client.conf").display().to_string();
    let outcome = mco(&["--config", &config, "rpc", "rpcutil", "ping", "--json"]).await;
    assert_eq!(outcome.json()["request_stats"]["ok"], 1, "{outcome:?}");
    stop.cancel();
    serving.stopped().await;
    running.shutdown().await;
}

async fn a_token_of_another_issuer_opens_nothing_and_says_why(engine: Engine) {
    let world = World::on(&engine, Security::V2, 1).await;
    let mut stranger = World::prepared_with(Security::V2);
    stranger.site.use_broker(world.site.address()).unwrap();
    let (ours, theirs) = (world.site.client_config(), stranger.site.client_config());
    // The broker's own certificate is not what is tested here.
    std::fs::copy(ours.with_file_name("ca.pem"), theirs.with_file_name("ca.pem")).unwrap();
    let outcome = stranger.mco(&["ping"]).await;
    assert_eq!(outcome.exit, Exit::Error, "{outcome:?}");
    assert!(outcome.err.contains("refused"), "{}", outcome.err);
}

async fn one_token_may_look_where_another_may_act(engine: Engine) {
    let world = World::on(&engine, Security::V2, 1).await;
    world.site.enroll_user("eve").unwrap();
    let words = ["rpc", "rpcutil", "collective_info", "--json"];
    let looked = world.mco_as("eve", &words).await;
    assert_eq!(looked.json()["replies"][0]["statuscode"], 0, "{looked:?}");
    let words = [
        "rpc",
        "choria_util",
        "machine_transition",
        "transition=stop",
        "--json",
    ];
    let acted = world.mco_as("eve", &words).await;
    assert_eq!(acted.json()["replies"][0]["statuscode"], 1, "{acted:?}");
}

async fn nodes_show_their_tokens_again_to_a_broker_that_comes_back(engine: Engine) {
    let mut world = World::on(&engine, Security::V2, 20).await;
    for _ in 0..2 {
        world.site.stop_broker().await;
        world.site.start_broker().await.unwrap();
        eventually("all nodes to answer again", async || {
            let found = world.mco(&["find"]).await;
            (found.out.lines().count() == 20).then_some(())
        })
        .await;
    }
}
