use std::error::Error;

use protocol::rpc::{Object, Status};
use protocol::{AgentName, Filter, Identity};
use serde_json::json;

use super::*;
use crate::discover::Broadcast;
use crate::fixture::{Answer, Broker, Node, Site, Tokens};
use crate::{NodeReply, Stats, Targets};

/// Longer than any test takes.
const LATER: Duration = Duration::from_secs(60);

/// The timeout where nobody answers and waiting it out is the point.
const SOON: Duration = Duration::from_millis(200);

async fn fleet(broker: &Broker, more: &str) -> Fleet {
    let lines = format!("plugin.choria.middleware_hosts = {}\n{more}", broker.address());
    let mut config = Site::get().config("ann.mcollective", &lines);
    config.member.security.disable_tls = true;
    Fleet::connect(config, Clock::system()).await.unwrap()
}

/// A broker with a node for each answer, named `n0`, `n1`, ...
async fn nodes(answers: &[Answer]) -> (Broker, Fleet) {
    let broker = Broker::plain().await;
    for (index, answer) in answers.iter().enumerate() {
        Node::start(&broker, &format!("n{index}"), *answer).await;
    }
    let fleet = fleet(&broker, "").await;
    (broker, fleet)
}

fn named(names: &[&str]) -> Vec<Identity> {
    names.iter().map(|name| Identity::new(name).unwrap()).collect()
}

fn call(targets: Targets, timeout: Duration) -> Call {
    let mut data = Object::new();
    data.insert("fact".into(), json!("os.family"));
    Call {
        agent: AgentName::new("rpcutil").unwrap(),
        action: "get_fact".into(),
        data,
        targets,
        collective: Collective::new("mcollective").unwrap(),
        filter: Filter::default(),
        timeout,
        ttl: None,
    }
}

/// All answers, sorted by sender, and the final tally.
async fn gather(fleet: &Fleet, call: Call) -> (Vec<NodeReply>, Stats) {
    let mut replies = fleet.call(call).await.unwrap();
    let all = take(&mut replies, usize::MAX).await;
    assert!(replies.next().await.is_none());
    assert_eq!(replies.request_id(), &replies.stats().request_id);
    (all, replies.stats())
}

/// The first `count` answers, sorted by sender.
async fn take(replies: &mut Replies, count: usize) -> Vec<NodeReply> {
    let mut some = Vec::new();
    while some.len() < count {
        match replies.next().await {
            Some(reply) => some.push(reply),
            None => break,
        }
    }
    some.sort_by(|a, b| a.sender.cmp(&b.sender));
    some
}

fn query(timeout: Duration) -> Query {
    Query {
        collective: Collective::new("mcollective").unwrap(),
        filter: Filter::default(),
        timeout,
        adaptive: true,
        expect: None,
    }
}

#[tokio::test]
async fn named_nodes_are_asked_directly_and_the_wait_ends_with_the_last_answer() {
    let (_broker, fleet) = nodes(&[Answer::Ok, Answer::Failure, Answer::Ok]).await;
    let targets = Targets::Nodes(named(&["n1", "n0", "n1"]));
    let (replies, stats) = gather(&fleet, call(targets, LATER)).await;

    let told: Vec<_> = replies
        .iter()
        .map(|node| (node.sender.as_str(), node.reply.statuscode))
        .collect();
    assert_eq!(told, [("n0", Status::Ok), ("n1", Status::Aborted)]);
    assert_eq!(replies[0].reply.data, json!({"fact": "os.family"}));
    assert_eq!(replies[1].reply.statusmsg, "it failed");
    assert!(
        replies
            .iter()
            .all(|node| node.expected && node.rtt <= stats.request)
    );
    assert_eq!(
        (stats.discovered, stats.responses, stats.ok, stats.failed),
        (2, 2, 1, 1)
    );
    assert!(stats.no_responses.is_empty() && stats.unexpected.is_empty());
    assert!(stats.publish <= stats.request);
}

#[tokio::test]
async fn silent_nodes_are_named_when_the_time_is_over() {
    let (_broker, fleet) = nodes(&[Answer::Silence]).await;
    let targets = Targets::Nodes(named(&["n0", "away"]));
    let (replies, stats) = gather(&fleet, call(targets, SOON)).await;
    assert!(replies.is_empty());
    assert_eq!(stats.no_responses, named(&["away", "n0"]));
    assert_eq!((stats.discovered, stats.responses), (2, 0));
    assert!(stats.request >= SOON);
}

#[tokio::test]
async fn repeated_and_foreign_answers_are_told_apart() {
    let (_broker, fleet) = nodes(&[Answer::Twice, Answer::Impostor]).await;
    let targets = Targets::Nodes(named(&["n0", "n1", "away"]));
    let mut replies = fleet.call(call(targets, LATER)).await.unwrap();
    let some = take(&mut replies, 4).await;
    let stats = replies.stats();
    assert_eq!(some.iter().filter(|node| node.expected).count(), 2);
    assert_eq!(stats.unexpected, named(&["n0", "nobody.example.net"]));
    assert_eq!(stats.no_responses, named(&["away"]));
    assert_eq!((stats.responses, stats.ok, stats.failed), (2, 2, 0));
}

#[tokio::test]
async fn answers_to_other_requests_do_not_count() {
    let (_broker, fleet) = nodes(&[Answer::Stale]).await;
    let (replies, stats) = gather(&fleet, call(Targets::Nodes(named(&["n0"])), LATER)).await;
    assert_eq!(replies[0].reply.statuscode, Status::Ok);
    assert_eq!((stats.responses, stats.ok, stats.failed), (1, 1, 0));
    assert!(stats.unexpected.is_empty());
}

#[tokio::test]
async fn unreadable_answers_count_as_failed_and_say_why() {
    let (_broker, fleet) = nodes(&[Answer::Nonsense, Answer::Noise]).await;
    let targets = Targets::Nodes(named(&["n0", "n1"]));
    let (replies, stats) = gather(&fleet, call(targets, LATER)).await;
    assert_eq!(replies[0].reply.statuscode, Status::UnknownError);
    insta::assert_snapshot!(replies[0].reply.statusmsg, @"unreadable answer: rpc body is not a valid document: invalid type: sequence, expected a map at line 1 column 0");
    // One node failed, one message came from nobody.
    assert_eq!(
        (replies.len(), stats.responses, stats.ok, stats.failed),
        (2, 2, 1, 2)
    );
}

#[tokio::test]
async fn a_broadcast_reaches_everybody_the_filter_means() {
    let (_broker, fleet) = nodes(&[Answer::Ok, Answer::Ok, Answer::Ok]).await;
    let expecting = |expect| Targets::Broadcast { expect };
    let (replies, stats) = gather(&fleet, call(expecting(Some(3)), LATER)).await;
    assert_eq!((replies.len(), stats.discovered, stats.responses), (3, 3, 3));

    let mut some = call(expecting(None), LATER);
    some.filter.identity = vec!["/[02]/".into()];
    let mut replies = fleet.call(some).await.unwrap();
    let senders: Vec<_> = take(&mut replies, 2)
        .await
        .into_iter()
        .map(|node| node.sender)
        .collect();
    assert_eq!(senders, named(&["n0", "n2"]));
    assert_eq!((replies.stats().discovered, replies.stats().ok), (2, 2));
}

#[tokio::test]
async fn one_host_of_a_service_is_enough() {
    let (_broker, fleet) = nodes(&[Answer::Ok, Answer::Ok]).await;
    let mut call = call(Targets::Service, LATER);
    call.filter.identity = vec!["somebody else".into()];
    let (replies, stats) = gather(&fleet, call).await;
    assert_eq!((replies.len(), stats.discovered, stats.responses), (1, 1, 1));
}

#[tokio::test]
async fn calls_that_cannot_be_made_are_refused() {
    let broker = Broker::plain().await;
    let strict = fleet(&broker, "plugin.choria.require_client_filter = yes\n").await;
    let nobody = strict
        .call(call(Targets::Nodes(Vec::new()), LATER))
        .await
        .unwrap_err();
    insta::assert_snapshot!(nobody, @"no nodes to ask");
    let everybody = strict
        .call(call(Targets::Broadcast { expect: None }, LATER))
        .await
        .unwrap_err();
    insta::assert_snapshot!(everybody, @"a filter is required here (plugin.choria.require_client_filter)");
    let everybody = strict
        .discover(&Broadcast::new(&strict), &query(LATER), &mut |_| {})
        .await;
    assert!(matches!(
        everybody,
        Err(DiscoverError::Request(RequestError::FilterRequired))
    ));

    let mut short = call(Targets::Nodes(named(&["n0"])), LATER);
    short.ttl = Some(Duration::from_secs(1));
    assert!(matches!(strict.call(short).await, Err(RequestError::Encode(_))));
}

#[tokio::test]
async fn discovery_finds_whom_the_filter_means_and_tells_of_each_at_once() {
    let (_broker, fleet) = nodes(&[Answer::Silence; 4]).await;
    let mut told = Vec::new();
    let mut some = Query {
        expect: Some(3),
        adaptive: false,
        ..query(LATER)
    };
    some.filter.identity = vec!["/n[123]/".into()];
    let found = fleet
        .discover(&Broadcast::new(&fleet), &some, &mut |node| {
            told.push(node.clone());
        })
        .await
        .unwrap();
    assert_eq!(told, found.nodes);
    let mut nodes = found.nodes;
    nodes.sort();
    assert_eq!((nodes, found.method), (named(&["n1", "n2", "n3"]), "mc"));
}

#[tokio::test]
async fn discovery_ends_once_the_answers_stop() {
    let (_broker, fleet) = nodes(&[Answer::Silence]).await;
    let found = fleet
        .discover(&Broadcast::new(&fleet), &query(LATER), &mut |_| {})
        .await
        .unwrap();
    assert_eq!(found.nodes, named(&["n0"]));
    assert!(found.took < LATER);
}

#[tokio::test]
async fn named_nodes_need_no_discovery_but_can_be_pinged() {
    let (_broker, fleet) = nodes(&[Answer::Silence]).await;
    let mut one = Query {
        expect: Some(1),
        ..query(LATER)
    };
    one.filter.identity = vec!["n0".into(), "away".into()];
    let broadcast = Broadcast::new(&fleet);
    let found = fleet.discover(&broadcast, &one, &mut |_| {}).await.unwrap();
    assert_eq!(
        (found.nodes, found.took),
        (named(&["n0", "away"]), Duration::ZERO)
    );

    let mut pongs = Vec::new();
    broadcast
        .ping(&one, &mut |pong| pongs.push(pong.node))
        .await
        .unwrap();
    assert_eq!(pongs, named(&["n0"]));
}

#[tokio::test]
async fn nobody_answering_takes_the_whole_time() {
    let (_broker, fleet) = nodes(&[]).await;
    let found = fleet
        .discover(&Broadcast::new(&fleet), &query(SOON), &mut |_| {})
        .await
        .unwrap();
    assert!(found.nodes.is_empty() && found.took >= SOON);
}

#[tokio::test]
async fn a_fleet_that_cannot_connect_says_why() {
    let broker = Broker::plain().await;
    let lines = format!("plugin.choria.middleware_hosts = {}\n", broker.address());
    let config = Site::get().config("ann.mcollective", &lines);
    let error = Fleet::connect(config, Clock::system()).await.unwrap_err();
    let text = format!("{error}: {}", error.source().unwrap());
    let text = text.replace(&broker.address().port().to_string(), "PORT");
    insta::assert_snapshot!(text, @"no broker answered at nats://127.0.0.1:PORT: TLS: it does not speak TLS");
}

#[tokio::test]
async fn a_fleet_with_tokens_speaks_v2() {
    let site = Tokens::new();
    let broker = Broker::tokens("broker", site.trust()).await;
    let node = site.member("web1", &site.trusting());
    Node::start_as(&broker, node, "web1.example.net", Answer::Ok).await;
    let lines = format!("plugin.choria.middleware_hosts = {}\n", broker.address());
    let fleet = Fleet::connect(site.config("ann", &lines), Clock::system())
        .await
        .unwrap();
    assert_eq!(fleet.wire().version(), protocol::Version::V2);

    let found = fleet
        .discover(&Broadcast::new(&fleet), &query(LATER), &mut |_| {})
        .await
        .unwrap();
    assert_eq!(found.nodes, named(&["web1.example.net"]));
    let (replies, stats) = gather(&fleet, call(Targets::Nodes(found.nodes), LATER)).await;
    assert_eq!((stats.ok, replies[0].reply.statuscode), (1, Status::Ok));
}
