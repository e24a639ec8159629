use std::time::Duration;

use protocol::security::ed25519::PublicKey;
use protocol::token::{self, ClientPermissions};

use super::*;
use crate::fixture::{Broker, Site, Tokens};
use crate::link::{First, Link, Options};

const NONCE: &[u8] = b"tkQs9wXDbJuN6kw";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn login(site: &Tokens, name: &str) -> TokenLogin {
    TokenLogin {
        files: site.member(name, "").security.token.unwrap(),
        name: format!("up={name}"),
        clock: Clock::manual(Clock::system().now()),
    }
}

fn refused(site: &Tokens, login: &TokenLogin) -> String {
    let Err(error) = login.read() else {
        panic!("the token is fine")
    };
    let folder = site.path("").display().to_string();
    chain(&error).replace(&folder, "DIR/")
}

#[test]
fn the_nonce_is_signed_with_the_tokens_key() {
    let site = Tokens::new();
    let auth = login(&site, "ann").answer(NONCE, None).unwrap();
    let claims = token::read(auth.token.as_ref().unwrap()).unwrap();
    let key = PublicKey::from_hex(&claims.common().public_key).unwrap();
    assert!(key.verify(NONCE, auth.signature.as_ref().unwrap()));
    assert_eq!(auth.jwt, auth.token);
    assert!(!auth.token.unwrap().ends_with('\n'));
}

#[test]
fn a_broker_without_a_nonce_gets_no_signature_and_passwords_go_along() {
    let site = Tokens::new();
    let password = ("ann".to_owned(), Secret::new("hush"));
    let auth = login(&site, "ann").answer(b"", Some(&password)).unwrap();
    assert!(auth.signature.is_none() && auth.token.is_some());
    assert_eq!(
        (auth.username.as_deref(), auth.password.as_deref()),
        (Some("ann"), Some("hush"))
    );
}

#[test]
fn a_broker_cannot_have_a_request_or_a_token_signed_as_its_nonce() {
    let site = Tokens::new();
    let login = login(&site, "ann");
    let token = login.answer(NONCE, None).unwrap().token.unwrap();
    let (claims, _) = token.rsplit_once('.').unwrap();
    let long = "x".repeat(MAX_NONCE + 1);
    for text in [
        r#"{"protocol":"io.choria.protocol.v2.request"}"#,
        "{}",
        "1767225600:ann:hush",
        claims,
        &long,
    ] {
        let refusal = login.answer(text.as_bytes(), None).err().unwrap();
        assert_eq!(
            refusal.to_string(),
            "AuthError(the broker wants something signed that is no nonce)"
        );
    }
    assert!(login.answer(b"aA9-_+/=", None).is_ok());
}

#[test]
fn a_renewed_token_is_shown_at_the_next_connection() {
    let site = Tokens::new();
    let login = login(&site, "ann");
    let first = login.answer(NONCE, None).unwrap().token;
    login.clock.advance(2 * DAY);
    insta::assert_snapshot!(refused(&site, &login), @"token DIR/ann.jwt is not usable: expired");

    site.client_at("ann", ClientPermissions::default(), login.clock.now());
    let second = login.answer(NONCE, None).unwrap().token;
    assert_ne!(first, second);
}

#[test]
fn a_token_that_became_somebody_elses_is_not_shown() {
    let site = Tokens::new();
    let login = login(&site, "ann");
    site.client("bob", ClientPermissions::default());
    for kind in ["jwt", "seed"] {
        std::fs::copy(
            site.path(&format!("bob.{kind}")),
            site.path(&format!("ann.{kind}")),
        )
        .unwrap();
    }
    insta::assert_snapshot!(refused(&site, &login), @r#"token DIR/ann.jwt is for "up=bob" now, and this connection began as "up=ann""#);
}

async fn options(broker: &Broker, site: &Tokens, name: &str, lines: &str) -> Options {
    let lines = format!("plugin.choria.middleware_hosts = {}\n{lines}", broker.address());
    let first = First::GiveUpAfter(Duration::from_secs(30));
    Options::from_config(&site.member(name, &lines), name, first)
        .await
        .unwrap()
}

fn trusting_ca() -> String {
    format!(
        "plugin.security.choria.ca = {}\n",
        Site::get().certificate("ca").display()
    )
}

#[tokio::test]
async fn a_token_opens_the_door() {
    let site = Tokens::new();
    let broker = Broker::tokens("broker", site.trust()).await;
    for name in ["ann", "web1"] {
        let link = Link::connect(options(&broker, &site, name, &trusting_ca()).await)
            .await
            .unwrap();
        link.flush().await.unwrap();
    }
}

#[tokio::test]
async fn without_a_ca_any_broker_is_believed_and_with_one_only_its_own() {
    let site = Tokens::new();
    let misnamed = Broker::tokens("misnamed", site.trust()).await;
    let link = Link::connect(options(&misnamed, &site, "ann", "").await)
        .await
        .unwrap();
    link.flush().await.unwrap();

    let wary = options(&misnamed, &site, "ann", &trusting_ca()).await;
    let error = Link::connect(wary).await.unwrap_err();
    let cause = error.source().unwrap().to_string();
    assert!(
        cause.contains("its certificate is for broker.example.net"),
        "{cause}"
    );
}

#[tokio::test]
async fn a_stranger_and_an_expired_token_are_told_apart() {
    let site = Tokens::new();
    let broker = Broker::tokens("broker", Tokens::new().trust()).await;
    let error = Link::connect(options(&broker, &site, "ann", "").await)
        .await
        .unwrap_err();
    insta::assert_snapshot!(error.source().unwrap(), @"it refused our credentials (authorization violation)");

    let late = options(&broker, &site, "ann", "").await;
    let mut token = late.token.clone().unwrap();
    token.clock = Clock::manual(Clock::system().now() + 2 * DAY);
    let late = Options {
        token: Some(token),
        ..late
    };
    let error = Link::connect(late).await.unwrap_err();
    let folder = site.path("").display().to_string();
    insta::assert_snapshot!(error.source().unwrap().to_string().replace(&folder, "DIR/"), @"token DIR/ann.jwt is not usable: expired");
}

#[tokio::test]
async fn a_token_that_does_not_do_is_told_before_anything_is_connected() {
    let site = Tokens::new();
    site.client_at(
        "ann",
        ClientPermissions::default(),
        Clock::system().now() - 2 * DAY,
    );
    let first = First::GiveUpAfter(Duration::from_secs(30));
    let error = Options::from_config(&site.member("ann", ""), "ann", first)
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            crate::LinkError::Credentials(CredentialsError::Token { .. })
        ),
        "{error}"
    );
}
