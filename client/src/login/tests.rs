use std::time::UNIX_EPOCH;

use protocol::security::ed25519::PublicKey;
use serde_json::{Value, json};

use super::*;
use crate::fixture::{Asked, Tokens, Web, answer};

fn config(site: &Tokens, urls: &[String]) -> config::Client {
    let urls = urls.join(",");
    site.config("ann", &format!("plugin.login.aaasvc.login.url = {urls}\n"))
}

fn url(web: Web) -> String {
    format!("http://127.0.0.1:{}/choria/v1/login", web.port)
}

async fn as_bob(config: &config::Client) -> Result<Login, LoginError> {
    login(config, &Clock::system(), "bob", &Secret::new("s3cret")).await
}

#[test]
fn the_proof_is_the_references() {
    let seed = Seed::from_hex(&"03".repeat(32)).unwrap();
    let now = UNIX_EPOCH + Duration::from_secs(1_767_225_600);
    let ask: Value = serde_json::from_slice(&ask(&seed, now, "bob", &Secret::new("s3cret"))).unwrap();
    assert_eq!(
        ask["signature"],
        "175bd645e8fa0c0885770b3c2a469b4801f950d4c279179ae4617d9c76ab526393a631d0603af9aded3b8e217b249cb65d618ddc58df10f371c2de428c3fb907"
    );
    assert_eq!(
        (&ask["username"], &ask["password"]),
        (&json!("bob"), &json!("s3cret"))
    );
    assert_eq!(ask["timestamp"], "1767225600");
}

#[tokio::test]
async fn a_service_trades_a_password_for_a_token_of_the_new_key() {
    let site = Tokens::new();
    let issuer = site.issuer();
    let web = Web::plain(move |asked: Asked| {
        assert!(asked.head.starts_with("POST /choria/v1/login "), "{}", asked.head);
        let ask: Value = serde_json::from_slice(&asked.body).unwrap();
        let text = |member: &str| ask[member].as_str().unwrap();
        let key = PublicKey::from_hex(text("public_key")).unwrap();
        let proof = format!("{}:bob:s3cret", text("timestamp"));
        assert!(key.verify_hex(proof.as_bytes(), text("signature")));
        let claims = token::ClientClaims {
            caller: "up=bob".to_owned(),
            common: token::Common {
                public_key: text("public_key").to_owned(),
                ..token::Common::default()
            },
            ..token::ClientClaims::default()
        };
        let token = issuer
            .issue(
                token::Claims::Client(claims),
                Clock::system().now(),
                Duration::from_secs(60),
            )
            .unwrap();
        answer("200 OK", &json!({ "token": token }).to_string())
    })
    .await;
    // One of the services is down, whichever is tried first.
    let config = config(&site, &["http://127.0.0.1:1/".to_owned(), url(web)]);
    let login = as_bob(&config).await.unwrap();
    let claims = token::read(login.token.expose()).unwrap();
    assert_eq!(claims.common().public_key, login.seed.public().to_hex());
    assert!(!format!("{login:?}").contains(login.token.expose()));
}

#[tokio::test]
async fn what_went_wrong_is_told_plainly() {
    let site = Tokens::new();
    let stranger = std::fs::read_to_string(site.path("ann.jwt")).unwrap();
    let mut said = Vec::new();
    for answered in [
        answer("200 OK", r#"{"error": "Login failed"}"#),
        answer("500 Oops", "crash"),
        answer("200 OK", "{}"),
        answer("200 OK", &json!({ "token": stranger }).to_string()),
    ] {
        let web = Web::plain(move |_| answered.clone()).await;
        let error = as_bob(&config(&site, &[url(web)])).await.unwrap_err();
        said.push(error.to_string().replace(&web.port.to_string(), "PORT"));
    }
    said.push(as_bob(&site.config("ann", "")).await.unwrap_err().to_string());
    insta::assert_snapshot!(said.join("\n"), @r"
    http://127.0.0.1:PORT/choria/v1/login refused: Login failed
    http://127.0.0.1:PORT/choria/v1/login refused: HTTP status 500
    http://127.0.0.1:PORT/choria/v1/login answered with something else than a token for the key made here
    http://127.0.0.1:PORT/choria/v1/login answered with something else than a token for the key made here
    no login service is configured: set plugin.login.aaasvc.login.url
    ");
}
