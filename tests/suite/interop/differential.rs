//! Our engine and the real `nats-server` get the same bytes; what their clients read back must be the same.

mod client;
mod consumers;
mod histories;
mod limits;
mod permissions;
mod publishing;
mod script;
mod servers;
mod session;
mod streams;
mod subscribing;
mod syntax;
mod unsealed;

use client::Client;
use harness::peers;
use script::{Script, transcript};
use servers::{Pair, Setting};

/// Members of INFO that only one of the two has.
const ONLY_OURS: [&str; 1] = ["nonce"];
const ONLY_THEIRS: [&str; 2] = ["api_lvl", "xkey"];

async fn agree(setting: Setting, scripts: Vec<Script>) {
    let Some(program) = peers::find("nats-server") else {
        return;
    };
    let pair = Pair::start(&program, setting).await;
    let mut complaints = Vec::new();
    for script in &scripts {
        let (ours, theirs) = tokio::join!(transcript(pair.ours, script), transcript(pair.theirs, script));
        complaints.extend(script.judge(&ours, &theirs));
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[tokio::test]
async fn lines_and_verbs_are_read_alike() {
    agree(Setting::Open, syntax::scripts()).await;
}

#[tokio::test]
async fn sessions_begin_alike() {
    agree(Setting::Open, session::scripts()).await;
}

#[tokio::test]
async fn logins_are_judged_alike() {
    agree(Setting::Users, session::logins()).await;
}

#[tokio::test]
async fn subscriptions_live_and_end_alike() {
    agree(Setting::Open, subscribing::scripts()).await;
}

#[tokio::test]
async fn messages_go_the_same_ways() {
    agree(Setting::Open, publishing::scripts()).await;
}

#[tokio::test]
async fn permissions_are_kept_alike() {
    agree(Setting::Users, permissions::scripts()).await;
}

#[tokio::test]
async fn limits_are_kept_alike() {
    agree(Setting::Tight, limits::tight()).await;
}

#[tokio::test]
async fn crowds_are_turned_away_alike() {
    agree(Setting::Crowded, limits::crowded()).await;
}

#[tokio::test]
async fn silent_peers_are_dropped_alike() {
    agree(Setting::Impatient, limits::impatient()).await;
}

#[tokio::test]
async fn handshakes_fail_alike() {
    agree(Setting::Sealed, unsealed::scripts()).await;
}

#[tokio::test]
async fn the_first_line_has_the_same_members() {
    let Some(program) = peers::find("nats-server") else {
        return;
    };
    for setting in [Setting::Users, Setting::Sealed] {
        let pair = Pair::start(&program, setting).await;
        let ours = kinds(&Client::dial(pair.ours).await.info, &ONLY_OURS);
        let theirs = kinds(&Client::dial(pair.theirs).await.info, &ONLY_THEIRS);
        assert_eq!(ours, theirs, "{setting:?}");
    }
}

/// The names of an object's members and of what kind they are.
fn kinds(info: &serde_json::Value, without: &[&str]) -> Vec<String> {
    let members = info.as_object().unwrap().iter();
    let members = members.filter(|(name, _)| !without.contains(&name.as_str()));
    let kind = |value: &serde_json::Value| match value {
        serde_json::Value::Bool(_) => "switch",
        serde_json::Value::Number(_) => "number",
        serde_json::Value::String(_) => "text",
        _ => "other",
    };
    members
        .map(|(name, value)| format!("{name}: {}", kind(value)))
        .collect()
}
