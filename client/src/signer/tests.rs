use std::error::Error;

use protocol::token::ClientPermissions;
use protocol::{Collective, Identity};
use serde_json::{Value, json};

use super::*;
use crate::fixture::{self, Asked, Broker, Node, Signature, SigningService, Site, Tokens, Web};
use crate::{Call, Clock, RequestError, Targets};

/// A client whose requests need a signer.
fn signed() -> ClientPermissions {
    ClientPermissions {
        fleet_management: true,
        signed_fleet_management: true,
        ..ClientPermissions::default()
    }
}

/// A site where `ann` has to ask a signer, a broker without TLS, and its one node.
async fn world() -> (Tokens, Broker) {
    let site = Tokens::new();
    site.client("ann", signed());
    let broker = Broker::plain().await;
    let mut node = site.member("web1", &site.trusting());
    node.security.disable_tls = true;
    Node::start_as(&broker, node, "web1.example.net", fixture::Answer::Ok).await;
    (site, broker)
}

async fn fleet(broker: &Broker, site: &Tokens, signer: &str) -> Fleet {
    let lines = format!(
        "plugin.choria.middleware_hosts = {}\nplugin.choria.security.request_signer.{signer}\n",
        broker.address()
    );
    let mut config = site.config("ann", &lines);
    config.member.security.disable_tls = true;
    Fleet::connect(config, Clock::system()).await.unwrap()
}

async fn call(fleet: &Fleet) -> Result<Status, RequestError> {
    let call = Call {
        agent: AgentName::new("rpcutil").unwrap(),
        action: "ping".into(),
        data: Object::new(),
        targets: Targets::Nodes(vec![Identity::new("web1.example.net").unwrap()]),
        collective: Collective::new("mcollective").unwrap(),
        filter: Filter::default(),
        timeout: Duration::from_secs(60),
        ttl: None,
    };
    let mut replies = fleet.call(call).await?;
    Ok(replies.next().await.unwrap().reply.statuscode)
}

/// What an HTTP signer answers that signs in this way.
fn signing(signature: Signature) -> impl Fn(Asked) -> String + Send + Sync + 'static {
    move |asked: Asked| {
        assert!(asked.head.starts_with("POST /choria/v1/sign "), "{}", asked.head);
        let ask: Value = serde_json::from_slice(&asked.body).unwrap();
        let text = |member: &str| ask[member].as_str().unwrap().to_owned();
        let request = String::from_utf8(unbase64(&text("request")).unwrap()).unwrap();
        let secure = signature.of(&request, &text("token"), &text("signature"));
        let body = json!({ "secure_request": BASE64_STANDARD.encode(secure) });
        fixture::answer("200 OK", &body.to_string())
    }
}

fn url(web: Web) -> String {
    format!("url = http://127.0.0.1:{}/choria/v1/sign", web.port)
}

#[tokio::test]
async fn an_http_signer_signs_for_a_token() {
    let (site, broker) = world().await;
    let web = Web::plain(signing(Signature::v2(&site))).await;
    let fleet = fleet(&broker, &site, &url(web)).await;
    assert_eq!(call(&fleet).await.unwrap(), Status::Ok);
}

#[tokio::test]
async fn an_http_signer_signs_for_a_certificate_too() {
    let site = Tokens::new();
    let broker = Broker::plain().await;
    Node::start(&broker, "web1.example.net", fixture::Answer::Ok).await;
    let web = Web::plain(signing(Signature::V1)).await;
    let lines = format!(
        "plugin.choria.middleware_hosts = {}\nplugin.choria.security.request_signer.{}\n\
         plugin.choria.security.request_signer.token_file = {}\n\
         plugin.choria.security.request_signer.seed_file = {}\n",
        broker.address(),
        url(web),
        site.path("ann.jwt").display(),
        site.path("ann.seed").display()
    );
    let mut config = Site::get().config("ann.mcollective", &lines);
    config.member.security.disable_tls = true;
    let fleet = Fleet::connect(config, Clock::system()).await.unwrap();
    assert_eq!(fleet.wire().caller().as_str(), "up=ann");
    assert_eq!(call(&fleet).await.unwrap(), Status::Ok);
}

#[tokio::test]
async fn the_signing_service_of_the_network_signs() {
    let (site, broker) = world().await;
    SigningService::start(&broker, &site, false).await;
    let fleet = fleet(&broker, &site, "service = yes").await;
    assert_eq!(call(&fleet).await.unwrap(), Status::Ok);
}

/// What is told of a request that was not signed.
fn told(error: &RequestError, web: Option<Web>) -> String {
    let cause = error.source().unwrap();
    let text = match cause.source() {
        Some(source) => format!("{error}: {cause}: {source}"),
        None => format!("{error}: {cause}"),
    };
    match web {
        Some(web) => text.replace(&web.port.to_string(), "PORT"),
        None => text,
    }
}

#[tokio::test]
async fn a_refusal_names_the_signer_and_its_reason() {
    let (site, broker) = world().await;
    SigningService::start(&broker, &site, true).await;
    let error = call(&fleet(&broker, &site, "service = yes").await)
        .await
        .unwrap_err();
    insta::assert_snapshot!(told(&error, None), @"request was not signed: request signer aaa_signer refused: Request Denied");

    let (mut said, fleets) = (Vec::new(), (&broker, &site));
    for answer in [
        fixture::answer("200 OK", r#"{"error": "Request denied"}"#),
        fixture::answer("401 Unauthorized", "go away"),
        fixture::answer("200 OK", "{}"),
        fixture::answer("200 OK", "<html>"),
        fixture::answer("200 OK", r#"{"secure_request": "?"}"#),
        fixture::answer("200 OK", r#"{"secure_request": "e30="}"#),
        String::new(),
    ] {
        let web = Web::plain(move |_| answer.clone()).await;
        let fleet = fleet(fleets.0, fleets.1, &url(web)).await;
        said.push(told(&call(&fleet).await.unwrap_err(), Some(web)));
    }
    insta::assert_snapshot!(said.join("\n"), @r"
    request was not signed: request signer http://127.0.0.1:PORT/choria/v1/sign refused: Request denied
    request was not signed: request signer http://127.0.0.1:PORT/choria/v1/sign refused: HTTP status 401
    request was not signed: request signer http://127.0.0.1:PORT/choria/v1/sign answered with something else than a signature: it has no secure_request
    request was not signed: request signer http://127.0.0.1:PORT/choria/v1/sign answered with something else than a signature: expected value at line 1 column 1
    request was not signed: request signer http://127.0.0.1:PORT/choria/v1/sign answered with something else than a signature: its secure_request is not base64
    request could not be made: signing service answered with something else than a signed request: secure request is not a valid document
    request was not signed: http://127.0.0.1:PORT/choria/v1/sign does not answer: connection closed before message completed
    ");
}

#[tokio::test]
async fn an_expired_token_is_not_shown_to_a_signer() {
    let (site, broker) = world().await;
    let fleet = fleet(&broker, &site, "url = http://127.0.0.1:1/").await;
    site.client_at(
        "ann",
        signed(),
        Clock::system().now() - Duration::from_secs(48 * 3600),
    );
    let error = call(&fleet).await.unwrap_err();
    let told = told(&error, None).replace(&site.path("").display().to_string(), "DIR/");
    insta::assert_snapshot!(told, @"request was not signed: token DIR/ann.jwt is not usable: expired");
}
