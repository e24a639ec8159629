//! Who may say and hear what.

use std::sync::Arc;
use std::time::Duration;

use engine::{
    Account, Authenticator, Engine, Identified, Login, Options, Permissions, Refused, SubjectRules,
};

use crate::wire::Wire;

/// Accounts by user name, and one set of rules for `limited`.
#[derive(Debug)]
struct Rules(Arc<Permissions>);

impl Authenticator for Rules {
    fn authenticate(&self, login: &Login<'_>) -> Result<Identified, Refused> {
        let (account, permissions) = match login.user {
            Some("limited") => (Account::Choria, Some(Arc::clone(&self.0))),
            Some("free") => (Account::Choria, None),
            Some("system") => (Account::System, None),
            Some("soon gone") => (Account::Choria, None),
            Some("new") if login.pass == Some("secret") => (Account::Provisioning, None),
            _ => {
                return Err(Refused {
                    reason: "who is that?".into(),
                });
            }
        };
        Ok(Identified {
            account,
            user: login.user.unwrap_or_default().into(),
            permissions,
            valid_for: (login.user == Some("soon gone")).then_some(Duration::from_millis(20)),
        })
    }
}

async fn engine(publish: (&[&str], &[&str]), subscribe: (&[&str], &[&str])) -> Engine {
    let list = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
    let rules = |(allow, deny): (&[&str], &[&str])| SubjectRules {
        allow: list(allow),
        deny: list(deny),
        ..SubjectRules::default()
    };
    let permissions = Arc::new(Permissions {
        publish: rules(publish),
        subscribe: rules(subscribe),
    });
    Engine::start(Options {
        authenticator: Arc::new(Rules(permissions)),
        ..Options::local()
    })
    .await
    .unwrap()
}

async fn login(engine: &Engine, user: &str) -> Wire {
    Wire::login(engine.address(), &format!(r#""user":"{user}","pass":"secret""#)).await
}

#[tokio::test]
async fn a_stranger_is_told_nothing_but_no() {
    let engine = engine((&[], &[]), (&[], &[])).await;
    let mut wire = Wire::dial(engine.address()).await;
    wire.say("CONNECT {\"user\":\"mallory\"}\r\n").await;
    assert_eq!(wire.rest().await, "-ERR 'Authorization Violation'\r\n");
}

#[tokio::test]
async fn forbidden_messages_go_nowhere_and_the_peer_stays() {
    let engine = engine((&["ok.>"], &["ok.not.*"]), (&[], &[])).await;
    let (mut limited, mut free) = (login(&engine, "limited").await, login(&engine, "free").await);
    free.say("SUB > 1\r\n").await;
    free.settle().await;
    limited
        .say("PUB bad 0\r\n\r\nPUB ok.not.this 0\r\n\r\nPUB ok.this 0\r\n\r\n")
        .await;
    limited
        .expect_all(&[
            r#"-ERR 'Permissions Violation for Publish to "bad"'"#,
            r#"-ERR 'Permissions Violation for Publish to "ok.not.this"'"#,
        ])
        .await;
    limited.settle().await;
    free.expect_all(&["MSG ok.this 1 0", ""]).await;
    free.settle().await;
}

#[tokio::test]
async fn replies_to_reserved_subjects_are_refused() {
    let engine = engine((&[], &[]), (&[], &[])).await;
    let mut wire = login(&engine, "free").await;
    for reply in ["$JS.ACK.s.c.1", "_R_.x.y", "_GR_.x"] {
        wire.say(&format!("SUB a 1\r\nPUB a {reply} 0\r\n\r\n")).await;
        wire.expect(&format!(
            r#"-ERR 'Permissions Violation for Publish with Reply of "{reply}"'"#
        ))
        .await;
    }
    wire.settle().await;
}

#[tokio::test]
async fn forbidden_subscriptions_are_refused_by_name() {
    let engine = engine((&[], &[]), (&["in.*"], &["in.secret"])).await;
    let mut wire = login(&engine, "limited").await;
    wire.say("SUB out 1\r\nSUB in.> 2\r\nSUB in.secret 3\r\nSUB > q 4\r\nSUB in.x 5\r\n")
        .await;
    wire.expect_all(&[
        r#"-ERR 'Permissions Violation for Subscription to "out"'"#,
        r#"-ERR 'Permissions Violation for Subscription to "in.>"'"#,
        r#"-ERR 'Permissions Violation for Subscription to "in.secret"'"#,
        r#"-ERR 'Permissions Violation for Subscription to ">" using queue "q"'"#,
    ])
    .await;
    wire.settle().await;
    assert_eq!(engine.snapshot().subscriptions, 1);
}

#[tokio::test]
async fn a_wildcard_does_not_let_denied_subjects_through() {
    let engine = engine((&[], &[]), (&[], &["*.secret"])).await;
    let (mut limited, mut free) = (login(&engine, "limited").await, login(&engine, "free").await);
    limited.say("SUB a.* 1\r\nSUB a.* q 2\r\n").await;
    limited.settle().await;
    free.say("PUB a.secret 0\r\n\r\nPUB a.open 0\r\n\r\n").await;
    free.settle().await;
    limited
        .expect_all(&["MSG a.open 1 0", "", "MSG a.open 2 0", ""])
        .await;
    limited.settle().await;
}

#[tokio::test]
async fn accounts_do_not_hear_each_other() {
    let engine = engine((&[], &[]), (&[], &[])).await;
    let mut everybody = Vec::new();
    for user in ["free", "system", "new"] {
        let mut wire = login(&engine, user).await;
        // Administrators also hear of who comes and goes.
        wire.say("SUB from.> 1\r\n").await;
        wire.settle().await;
        everybody.push(wire);
    }
    for (n, wire) in everybody.iter_mut().enumerate() {
        wire.say(&format!("PUB from.{n} 0\r\n\r\n")).await;
        wire.expect_all(&[&format!("MSG from.{n} 1 0"), ""]).await;
    }
    for wire in &mut everybody {
        wire.settle().await;
    }
}

#[tokio::test]
async fn life_signs_of_unprovisioned_nodes_are_heard_by_everybody_and_nothing_else_is() {
    let engine = engine((&[], &[]), (&[], &[])).await;
    let (mut free, mut new) = (login(&engine, "free").await, login(&engine, "new").await);
    free.say("SUB > 1\r\n").await;
    new.say("SUB choria.> 1\r\n").await;
    free.settle().await;
    new.settle().await;
    new.say("PUB choria.lifecycle.event.startup.server back 2\r\nhi\r\nPUB choria.machine.x 0\r\n\r\n")
        .await;
    new.expect_all(&[
        "MSG choria.lifecycle.event.startup.server 1 back 2",
        "hi",
        "MSG choria.machine.x 1 0",
        "",
    ])
    .await;
    free.expect_all(&["MSG choria.lifecycle.event.startup.server 1 2", "hi"])
        .await;
    free.say("PUB choria.lifecycle.event.startup.server 0\r\n\r\n")
        .await;
    free.expect_all(&["MSG choria.lifecycle.event.startup.server 1 0", ""])
        .await;
    new.settle().await;
}

#[tokio::test]
async fn a_peer_whose_time_is_up_has_to_leave() {
    let engine = engine((&[], &[]), (&[], &[])).await;
    let mut stays = login(&engine, "free").await;
    let mut goes = Wire::dial(engine.address()).await;
    goes.introduce(r#""user":"soon gone""#).await;
    assert_eq!(goes.rest().await, "-ERR 'User Authentication Expired'\r\n");
    stays.settle().await;
}
