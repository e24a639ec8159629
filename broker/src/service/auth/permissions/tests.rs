//! The tables of who may say and hear what, each row asked of a real engine over a real connection.

mod attempt;
mod embedded;
mod on_nats;
#[path = "../../../../../tests/src/peers.rs"]
#[expect(dead_code, unreachable_pub, reason = "it is the harness's own")]
mod peers;
mod tables;

use std::sync::Arc;

use engine::{Account, Authenticator, Identified, Login, Refused};
use protocol::token::{ClientPermissions, Common, ServerPermissions};

use super::*;
use tables::{CLIENT_PUBLISH, CLIENT_SUBSCRIBE, NODE_PUBLISH, NODE_SUBSCRIBE, Table};

/// Lets everybody in with these permissions.
#[derive(Debug)]
struct Everybody(Option<Arc<Permissions>>);

impl Authenticator for Everybody {
    fn authenticate(&self, _: &Login<'_>) -> Result<Identified, Refused> {
        Ok(Identified {
            account: Account::Choria,
            user: String::new(),
            permissions: self.0.clone(),
            valid_for: None,
        })
    }
}

/// What of these subjects a peer with such permissions may publish and subscribe to, where both engines must agree.
async fn allowed<'s>(
    permissions: Option<Permissions>,
    publish: &[&'s str],
    subscribe: &[&'s str],
) -> (Vec<&'s str>, Vec<&'s str>) {
    let found = embedded::allowed(permissions.clone(), publish, subscribe).await;
    if let Some(on_nats) = on_nats::allowed(permissions.clone(), publish, subscribe).await {
        // NATS knows no exceptions from what is denied.
        let strict = permissions.map(|mut permissions| {
            permissions.publish.except.clear();
            permissions.subscribe.except.clear();
            permissions
        });
        let strict = embedded::allowed(strict, publish, subscribe).await;
        assert_eq!(on_nats, strict, "on the nats engine");
    }
    found
}

/// Checks that a peer with such permissions may do exactly what the tables grant to `row`, which may join several with `+`.
async fn check(
    row: &str,
    permissions: Option<Permissions>,
    publish: &'static Table,
    subscribe: &'static Table,
) {
    let subjects = |table: &'static Table| table.iter().map(|(subject, _)| *subject).collect::<Vec<_>>();
    let granted = |table: &'static Table| {
        let has = |granted: &str| {
            granted == "always" || granted == row || row.split('+').any(|part| part == granted)
        };
        let to_row = |rows: &str| rows.split(' ').any(has);
        let granted = table.iter().filter(|(_, rows)| to_row(rows));
        granted.map(|(subject, _)| *subject).collect::<Vec<_>>()
    };
    let (may_say, may_hear) = allowed(permissions, &subjects(publish), &subjects(subscribe)).await;
    assert_eq!(may_say, granted(publish), "publishing as {row}");
    assert_eq!(may_hear, granted(subscribe), "subscribing as {row}");
}

fn client_claims(permissions: ClientPermissions) -> protocol::token::ClientClaims {
    protocol::token::ClientClaims {
        caller: "up=bob".to_owned(),
        permissions: Some(permissions),
        common: Common {
            ou: "shop".to_owned(),
            ..Common::default()
        },
        ..Default::default()
    }
}

fn node_claims(permissions: ServerPermissions) -> protocol::token::ServerClaims {
    protocol::token::ServerClaims {
        identity: "n1.example.net".to_owned(),
        collectives: vec!["c1".to_owned(), "c2".to_owned()],
        permissions: Some(permissions),
        common: Common {
            ou: "shop".to_owned(),
            ..Common::default()
        },
        ..Default::default()
    }
}

#[tokio::test]
async fn each_permission_of_a_client_grants_its_row_and_nothing_else() {
    let none = ClientPermissions::default();
    let rows = [
        ("nothing more", none),
        (
            "streams_admin",
            ClientPermissions {
                streams_admin: true,
                ..none
            },
        ),
        (
            "streams_user",
            ClientPermissions {
                streams_user: true,
                ..none
            },
        ),
        (
            "events_viewer",
            ClientPermissions {
                events_viewer: true,
                ..none
            },
        ),
        (
            "election_user",
            ClientPermissions {
                election_user: true,
                ..none
            },
        ),
        (
            "system_user",
            ClientPermissions {
                system_user: true,
                ..none
            },
        ),
        (
            "governor",
            ClientPermissions {
                governor: true,
                ..none
            },
        ),
        (
            "governor+streams_user",
            ClientPermissions {
                governor: true,
                streams_user: true,
                ..none
            },
        ),
        (
            "governor+streams_admin",
            ClientPermissions {
                governor: true,
                streams_admin: true,
                ..none
            },
        ),
        (
            "fleet_management",
            ClientPermissions {
                fleet_management: true,
                ..none
            },
        ),
        (
            "signed_fleet_management",
            ClientPermissions {
                signed_fleet_management: true,
                ..none
            },
        ),
        (
            "service",
            ClientPermissions {
                service: true,
                ..none
            },
        ),
        (
            "authentication_delegator",
            ClientPermissions {
                authentication_delegator: true,
                ..none
            },
        ),
        (
            "provisioner",
            ClientPermissions {
                provisioner: true,
                ..none
            },
        ),
    ];
    for (row, permissions) in rows {
        let claims = client_claims(permissions);
        check(row, client(&claims), CLIENT_PUBLISH, CLIENT_SUBSCRIBE).await;
    }
}

#[tokio::test]
async fn a_clients_token_may_name_more_subjects() {
    let mut claims = client_claims(ClientPermissions::default());
    claims.pub_subjects = vec!["site.extra".to_owned()];
    claims.sub_subjects = vec!["site.heard".to_owned()];
    check("subjects", client(&claims), CLIENT_PUBLISH, CLIENT_SUBSCRIBE).await;
}

#[tokio::test]
async fn the_organizations_administrator_may_do_everything() {
    let claims = client_claims(ClientPermissions {
        org_admin: true,
        ..Default::default()
    });
    let everything = ["$SYS.REQ.SERVER.PING", "c.reply.x.y", "choria.machine.other"];
    let (said, heard) = allowed(client(&claims), &everything, &[">"]).await;
    assert_eq!((said, heard), (everything.to_vec(), vec![">"]));
}

#[tokio::test]
async fn each_permission_of_a_node_grants_its_row_and_nothing_else() {
    let none = ServerPermissions::default();
    let rows = [
        ("nothing more", none),
        (
            "submission",
            ServerPermissions {
                submission: true,
                ..none
            },
        ),
        (
            "streams",
            ServerPermissions {
                streams: true,
                ..none
            },
        ),
        (
            "governor",
            ServerPermissions {
                governor: true,
                ..none
            },
        ),
        (
            "service_host",
            ServerPermissions {
                service_host: true,
                ..none
            },
        ),
        (
            "governor+streams",
            ServerPermissions {
                governor: true,
                streams: true,
                ..none
            },
        ),
    ];
    for (row, permissions) in rows {
        let claims = node_claims(permissions);
        check(row, Some(node(&claims).unwrap()), NODE_PUBLISH, NODE_SUBSCRIBE).await;
    }
}

#[tokio::test]
async fn nodes_of_the_brokers_own_organization_use_its_streams_directly() {
    let mut claims = node_claims(ServerPermissions {
        streams: true,
        ..Default::default()
    });
    claims.common.ou = "choria".to_owned();
    let elsewhere: Vec<&str> = NODE_PUBLISH
        .iter()
        .filter(|(subject, rows)| *rows == "streams" && subject.starts_with("choria.streams."))
        .map(|(subject, _)| *subject)
        .collect();
    let here: Vec<String> = elsewhere
        .iter()
        .map(|subject| subject.replace("choria.streams", "$JS.API"))
        .collect();
    let here: Vec<&str> = here.iter().map(String::as_str).collect();
    assert!(!here.is_empty());
    let republished = ["choria.republish.>"];
    let (said, heard) = allowed(
        Some(node(&claims).unwrap()),
        &[elsewhere, here.clone()].concat(),
        &["shop.republish.>", republished[0]],
    )
    .await;
    assert_eq!((said, heard), (here, republished.to_vec()));
}

#[tokio::test]
async fn a_nodes_token_may_name_more_subjects() {
    let mut claims = node_claims(ServerPermissions::default());
    claims.pub_subjects = vec!["site.extra".to_owned()];
    check(
        "subjects",
        Some(node(&claims).unwrap()),
        NODE_PUBLISH,
        NODE_SUBSCRIBE,
    )
    .await;
}

#[tokio::test]
async fn a_node_without_a_collective_may_do_nothing() {
    let mut claims = node_claims(ServerPermissions {
        streams: true,
        ..Default::default()
    });
    claims.collectives.clear();
    claims.pub_subjects = vec!["site.extra".to_owned()];
    let subjects = [
        "site.extra",
        "choria.lifecycle.event.startup.server",
        "$JS.ACK.S.C.1",
    ];
    let done = allowed(
        Some(node(&claims).unwrap()),
        &subjects,
        &["c1.node.n1.example.net", ">"],
    )
    .await;
    assert_eq!(done, (vec![], vec![]));
}

#[test]
fn names_that_reach_beyond_the_nodes_own_subjects_are_refused() {
    for name in ["*", ">", "n1.>", "", "a..b", "a b"] {
        let mut claims = node_claims(ServerPermissions::default());
        claims.identity = name.to_owned();
        assert!(node(&claims).is_err(), "{name:?}");
        let mut claims = node_claims(ServerPermissions::default());
        claims.collectives.push(name.to_owned());
        assert!(node(&claims).is_err(), "{name:?}");
    }
}

#[tokio::test]
async fn a_node_without_token_may_register_and_report_but_not_ask() {
    let asked = [
        "mcollective.broadcast.agent.discovery",
        "mcollective.broadcast.service.shop",
        "mcollective.node.web1",
        "choria.federation.eu.federation",
    ];
    let told = [
        "mcollective.broadcast.agent.registration",
        "mcollective.reply.abc.1",
        "choria.federation.mcollective.collective",
        "choria.lifecycle.event.startup.server",
        "$JS.API.STREAM.INFO.S",
        "$JS.API.CONSUMER.CREATE.S.C",
        "$JS.API.DIRECT.GET.S",
        "$KV.B.key",
        "mcollective.governor.g",
    ];
    let run = [
        "$JS.API.STREAM.CREATE.S",
        "$JS.API.STREAM.UPDATE.S",
        "$JS.API.STREAM.DELETE.S",
        "$JS.API.STREAM.PURGE.S",
        "$JS.API.STREAM.SNAPSHOT.S",
        "$JS.API.STREAM.RESTORE.S",
        "$JS.API.STREAM.PEER.REMOVE.S",
        "$JS.API.STREAM.LEADER.STEPDOWN.S",
        "$JS.API.CONSUMER.LEADER.STEPDOWN.S.C",
        "$JS.API.META.LEADER.STEPDOWN",
        "$JS.API.SERVER.REMOVE",
        "$JS.API.ACCOUNT.PURGE.choria",
    ];
    let all = [&asked[..], &told, &run].concat();
    let heard = ["mcollective.node.web1", "mcollective.broadcast.agent.>"];
    let unheard = [
        "*.reply.x",
        "choria.federation.eu.federation",
        "choria.lifecycle.>",
    ];
    let both = [&heard[..], &unheard[..]].concat();
    let node = allowed(Some(node_without_token()), &all, &both).await;
    assert_eq!(node, (told.to_vec(), heard.to_vec()));
    assert_eq!(allowed(Some(nothing()), &all, &both).await, (vec![], vec![]));
}

#[tokio::test]
async fn a_certificate_alone_among_tokens_is_for_subjects_of_other_programs() {
    let ours = [
        "c.broadcast.agent.rpcutil",
        "c.node.n1",
        "c.reply.x.y",
        "choria.federation.eu.federation",
        "choria.lifecycle.event.x",
        "choria.machine.transition",
        "c.governor.g",
        "c.submission.in.x",
        "$JS.API.STREAM.CREATE.S",
        "$JS.API.STREAM.MSG.GET.S",
        "$JS.ACK.S.C.1",
        "$KV.CHORIA_LEADER_ELECTION.app",
        "$O.B.chunk",
    ];
    let theirs = ["shop.orders", "choria.other"];
    let all = [&ours[..], &theirs[..]].concat();
    let (said, heard) = allowed(Some(other_programs()), &all, &all).await;
    assert_eq!((said, heard), (theirs.to_vec(), theirs.to_vec()));
}

#[tokio::test]
async fn an_unprovisioned_node_answers_and_nothing_more() {
    let say = [
        "choria.lifecycle.event.startup.provision_mode_server",
        "provisioning.reply.x.y",
        "provisioning.registration.data",
    ];
    let hear = [
        "provisioning.node.new1.example.net",
        "provisioning.broadcast.agent.discovery",
        "provisioning.broadcast.agent.rpcutil",
        "provisioning.broadcast.agent.choria_util",
        "provisioning.broadcast.agent.choria_provision",
    ];
    let never = [
        "provisioning.broadcast.agent.shell",
        "provisioning.broadcast.agent.>",
        "c.broadcast.agent.discovery",
        "provisioning.reply.>",
        ">",
    ];
    let not_said = [
        "provisioning.node.new2.example.net",
        "provisioning.broadcast.agent.shell",
    ];
    let (said, heard) = allowed(
        Some(unprovisioned()),
        &[&say[..], &not_said[..]].concat(),
        &[&hear[..], &never[..]].concat(),
    )
    .await;
    assert_eq!((said, heard), (say.to_vec(), hear.to_vec()));
}
