//! What tokens and addresses allow of buckets and governors, and what is said to those who may not.

use std::net::Ipv4Addr;
use std::path::Path;

use async_nats::{ConnectOptions, Event};
use futures_util::StreamExt as _;
use harness::{Engine, Outcome, World, eventually, on_both_engines};
use mco::Exit;
use mco::site::{Security, USER};

use crate::governor::run;

on_both_engines!(
    a_user_of_streams_works_with_the_values_of_a_bucket_and_with_nothing_above,
    without_a_permission_for_streams_a_bucket_is_closed_and_the_permission_is_named,
    an_administrator_of_streams_makes_and_removes_buckets,
    a_governor_takes_two_permissions_of_users,
    a_node_holds_slots_with_its_token,
    who_takes_part_in_elections_may_write_there_and_nowhere_else,
    nodes_of_certificates_that_no_client_may_come_from_hold_slots,
);

/// Where the only client is whose certificate allows everything.
const CLIENT: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);

/// A site of tokens with a bucket and a governor.
async fn world(engine: &Engine) -> World {
    let world = World::on(engine, Security::V2, 0).await;
    for words in [
        &["kv", "add", "CFG", "--history", "5"][..],
        &["kv", "put", "CFG", "color", "red"],
        &["kv", "add", "CHORIA_LEADER_ELECTION"],
        &["kv", "put", "CHORIA_LEADER_ELECTION", "leader", "n1"],
        &["governor", "add", "PUPPET", "5", "20m"],
    ] {
        done(&world, USER, words).await;
    }
    world
}

/// Gives somebody a token with these permissions only.
async fn permit(world: &World, user: &str, permissions: &[&str]) {
    world.site.enroll_user(user).unwrap();
    let kit = world.site.user_kit(user);
    let at = |path: &Path| path.display().to_string();
    let (seed, public, token) = (
        kit.join("token.seed"),
        kit.join("token.public"),
        kit.join("token.jwt"),
    );
    let words = ["jwt", "keys", &at(&seed), &at(&public), "--show-public"];
    done(world, user, &words).await;
    let issuer = world.dir().join("site/issuer.seed");
    let (token, issuer, public, caller) = (at(&token), at(&issuer), at(&public), format!("up={user}"));
    let words = [
        "jwt",
        "client",
        &token,
        &caller,
        &issuer,
        "--public-key",
        &public,
        "--force",
    ];
    done(world, user, &[&words, permissions].concat()).await;
}

/// What a command that succeeds prints.
async fn done(world: &World, user: &str, words: &[&str]) -> String {
    let outcome = world.mco_as(user, words).await;
    assert_eq!(outcome.exit.code(), 0, "{words:?}: {outcome:?}");
    outcome.out
}

/// What is said to somebody who may not; the broker said so, silence is none of its answers.
async fn denied(world: &World, user: &str, words: &[&str]) -> Outcome {
    let outcome = world.mco_as(user, words).await;
    assert_eq!(
        (outcome.exit, outcome.out.as_str()),
        (Exit::Error, ""),
        "{words:?}: {outcome:?}"
    );
    assert!(outcome.err.contains("does not permit"), "{words:?}: {outcome:?}");
    outcome
}

async fn a_user_of_streams_works_with_the_values_of_a_bucket_and_with_nothing_above(engine: Engine) {
    let world = world(&engine).await;
    permit(&world, "bob", &["--stream-user"]).await;
    assert_eq!(
        done(&world, "bob", &["kv", "get", "CFG", "color", "--raw"]).await,
        "red"
    );
    done(&world, "bob", &["kv", "put", "CFG", "color", "blue"]).await;
    assert_eq!(done(&world, "bob", &["kv", "keys", "CFG"]).await, "color\n");
    let history = ["kv", "history", "CFG", "color", "--json"];
    let history = world.mco_as("bob", &history).await.json();
    assert_eq!(history.as_array().map(Vec::len), Some(2), "{history}");
    let watched = done(&world, "bob", &["kv", "watch", "CFG", "color", "--once"]).await;
    assert!(watched.contains("blue"), "{watched}");
    done(&world, "bob", &["kv", "del", "CFG", "color", "--force"]).await;
    assert!(done(&world, "bob", &["kv", "list"]).await.contains("CFG"));
    for words in [
        &["kv", "add", "MINE"][..],
        &["kv", "del", "CFG", "--force"],
        &["governor", "add", "MINE", "1", "1m"],
        &["governor", "delete", "PUPPET", "--force"],
    ] {
        let said = denied(&world, "bob", words).await;
        assert!(said.err.contains("streams_admin"), "{said:?}");
    }
    assert_shown!(denied(&world, "bob", &["kv", "add", "MINE"]).await.err, @"
    mco: bucket MINE cannot be used
      because: the broker does not permit us to use $JS.API.STREAM.CREATE.KV_MINE
      hint: making, changing, removing and saving streams takes a token with the permission streams_admin (`mco pki user NAME --permission streams_admin`, `mco jwt client --stream-admin`)
    ");
}

async fn without_a_permission_for_streams_a_bucket_is_closed_and_the_permission_is_named(engine: Engine) {
    let world = world(&engine).await;
    permit(&world, "eve", &[]).await;
    for words in [
        &["kv", "list"][..],
        &["kv", "get", "CFG", "color"],
        &["kv", "put", "CFG", "color", "blue"],
        &["kv", "keys", "CFG"],
        &["kv", "watch", "CFG"],
        &["governor", "list"],
        &["governor", "view", "PUPPET"],
        &["governor", "run", "PUPPET", "--", "true"],
    ] {
        let said = denied(&world, "eve", words).await;
        assert!(said.err.contains("streams_user"), "{said:?}");
    }
    let said = denied(&world, "eve", &["kv", "add", "MINE"]).await;
    assert!(said.err.contains("streams_admin"), "{said:?}");
}

async fn an_administrator_of_streams_makes_and_removes_buckets(engine: Engine) {
    let world = world(&engine).await;
    permit(&world, "root", &["--stream-admin"]).await;
    done(&world, "root", &["kv", "add", "MINE"]).await;
    done(&world, "root", &["kv", "del", "MINE", "--force"]).await;
    done(&world, "root", &["governor", "add", "MINE", "1", "1m"]).await;
    done(&world, "root", &["governor", "delete", "MINE", "--force"]).await;
}

async fn a_governor_takes_two_permissions_of_users(engine: Engine) {
    let world = world(&engine).await;
    permit(&world, "bob", &["--stream-user"]).await;
    permit(&world, "ann", &["--stream-user", "--governor"]).await;
    permit(&world, "eve", &["--governor"]).await;
    let run = ["governor", "run", "PUPPET", "--", "true"];
    done(&world, "ann", &run).await;
    for user in ["bob", "eve"] {
        let said = denied(&world, user, &run).await;
        assert!(
            said.err.contains("permissions governor and streams_user"),
            "{said:?}"
        );
    }
}

async fn a_node_holds_slots_with_its_token(engine: Engine) {
    let mut world = world(&engine).await;
    world.site.start_nodes(1).await.unwrap();
    let ended = slot(&world).await;
    assert_eq!(ended, (Some(7), String::new()));
}

async fn who_takes_part_in_elections_may_write_there_and_nowhere_else(engine: Engine) {
    let world = world(&engine).await;
    permit(&world, "bob", &["--elections-user"]).await;
    let words = ["kv", "put", "CHORIA_LEADER_ELECTION", "leader", "n2"];
    done(&world, "bob", &words).await;
    // The reference grants no reading of values either.
    for words in [
        &["kv", "get", "CHORIA_LEADER_ELECTION", "leader"][..],
        &["kv", "get", "CFG", "color"],
        &["kv", "put", "CFG", "color", "blue"],
    ] {
        denied(&world, "bob", words).await;
    }
}

async fn nodes_of_certificates_that_no_client_may_come_from_hold_slots(engine: Engine) {
    let hosts = format!("plugin.choria.network.client_hosts = {CLIENT}\n");
    let mut world = World::configured(&engine, Security::V1, &hosts);
    world.site.start_broker().await.unwrap();
    world.site.start_nodes(1).await.unwrap();
    let governor = r#"{"name":"GOVERNOR_PUPPET","subjects":["mcollective.governor.PUPPET"],"storage":"file",
        "retention":"limits","discard":"new","max_msgs":5,"max_age":1200000000000,"allow_direct":true}"#;
    let made = make_stream(&world, CLIENT, governor).await.unwrap();
    assert!(!made.contains("\"error\""), "{made}");
    // Whoever makes a stream of answers hears them.
    let answers = r#"{"name":"GOVERNOR_PUPPET","subjects":["mcollective.reply.>"]}"#;
    assert_eq!(make_stream(&world, [127, 0, 0, 1].into(), answers).await, None);
    let ended = slot(&world).await;
    assert_eq!(ended, (Some(7), String::new()));
}

/// Asks, from an address, for a governor's stream, and returns the answer; none for somebody who may not ask.
async fn make_stream(world: &World, from: Ipv4Addr, config: &str) -> Option<String> {
    let kit = world.site.user_kit(USER);
    let (refuse, mut refused) = tokio::sync::mpsc::channel(8);
    let nats = ConnectOptions::new()
        .event_callback(move |event| {
            let refuse = refuse.clone();
            async move {
                if let Event::ServerError(_) = event {
                    let _ = refuse.try_send(());
                }
            }
        })
        .add_root_certificates(kit.join("ca.pem"))
        .add_client_certificate(kit.join("cert.pem"), kit.join("key.pem"))
        .require_tls(true)
        .local_address((from, 0).into())
        .retry_on_initial_connect()
        .connect(format!("tls://127.0.0.1:{}", world.site.address().port()))
        .await
        .unwrap();
    let (subject, inbox) = ("$JS.API.STREAM.CREATE.GOVERNOR_PUPPET", nats.new_inbox());
    let mut answers = nats.subscribe(inbox.clone()).await.unwrap();
    nats.publish_with_reply(subject, inbox, config.to_owned().into())
        .await
        .unwrap();
    tokio::select! {
        answer = answers.next() => Some(String::from_utf8_lossy(&answer.unwrap().payload).into_owned()),
        _ = refused.recv() => None,
    }
}

/// Runs a command with a slot, as processes of this machine do; its status and what was said.
async fn slot(world: &World) -> (Option<i32>, String) {
    let mut process = run(world, &["PUPPET", "--", "sh", "-c", "exit 7"], "slot.log");
    eventually("the command to have had its slot", async || {
        process.ended().then_some(())
    })
    .await;
    (process.wait(), process.output())
}
