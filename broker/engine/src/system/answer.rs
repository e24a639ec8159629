//! Which requests are answered, and how.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tracing::info;

use super::server::{Filter, ServerInfo};
use super::{Asked, statsz, user};
use crate::hub::Hub;
use crate::monitor::{accounts, connz, health, jsz, neighbours, subsz, varz};
use crate::options::Account;
use crate::peer::Reason;

/// What the server tells of itself.
const SERVER_PAGES: [&str; 15] = [
    "IDZ",
    "STATSZ",
    "VARZ",
    "SUBSZ",
    "CONNZ",
    "ACCOUNTZ",
    "JSZ",
    "HEALTHZ",
    "ROUTEZ",
    "GATEWAYZ",
    "LEAFZ",
    "KICK",
    "LDM",
    "RAFTZ",
    "IPQUEUESZ",
];
/// What other servers tell, and this one has nothing of.
const FOREIGN_PAGES: [&str; 3] = ["PROFILEZ", "EXPVARZ", "RELOAD"];
/// What it tells of one account.
const ACCOUNT_PAGES: [&str; 6] = ["INFO", "CONNZ", "STATZ", "JSZ", "SUBSZ", "CONNS"];

/// Why there is no page.
#[derive(Debug)]
struct Refused {
    code: u16,
    text: String,
}

/// Whether the server answers a request of somebody in the account; `tail` is what follows `$SYS.REQ.`.
pub(super) fn is_served(server_id: &str, account: Account, tail: &str) -> bool {
    let system = account == Account::System;
    let mut tokens = tail.split('.');
    let four = [(); 4].map(|()| tokens.next());
    match four {
        [Some("USER"), Some("INFO"), None, _] => true,
        [Some("ACCOUNT"), Some("PING"), Some("STATZ" | "CONNZ"), None]
        | [Some("SERVER"), Some("PING"), Some("CONNZ"), None] => true,
        [Some("SERVER"), Some("PING"), None, _] => system,
        [Some("SERVER"), Some(server), Some(page), None] => {
            let known = SERVER_PAGES.contains(&page) || FOREIGN_PAGES.contains(&page);
            system && known && (server == "PING" || server == server_id)
        }
        [Some("ACCOUNT"), Some(_), Some(page), None] => system && ACCOUNT_PAGES.contains(&page),
        _ => false,
    }
}

/// The answer; none where the caller means other servers.
pub(super) fn to(hub: &Arc<Hub>, asked: &Asked) -> Option<Vec<u8>> {
    let account = asked.peer.session.account;
    let filter: Filter = read(asked).unwrap_or_default();
    if !filter.means(hub) {
        return None;
    }
    let tokens: Vec<&str> = asked.tail.split('.').collect();
    let (key, outcome) = match (&tokens[..], account) {
        (["USER", "INFO"], _) => ("data", page(user::page(hub, &asked.peer))),
        (["SERVER", "PING"], _) | (["SERVER", _, "STATSZ"], _) => ("statsz", page(statsz::page(hub))),
        (["SERVER", _, "CONNZ"], account) if account != Account::System => {
            ("data", of_account(hub, asked, account.name(), "CONNZ"))
        }
        (["SERVER", _, name], _) => ("data", of_server(hub, asked, name)),
        (["ACCOUNT", "PING", name], account) => ("data", of_account(hub, asked, account.name(), name)),
        (["ACCOUNT", account, name], _) => ("data", of_account(hub, asked, account, name)),
        _ => return None,
    };
    let server = ServerInfo::of(hub);
    let document = match outcome {
        Ok(Value::Null) => json!({"server": server}),
        Ok(page) => json!({"server": server, key: page}),
        Err(Refused { code, text }) => {
            json!({"server": server, "error": {"code": code, "description": text}})
        }
    };
    Some(document.to_string().into_bytes())
}

fn of_server(hub: &Arc<Hub>, asked: &Asked, name: &str) -> Result<Value, Refused> {
    match name {
        "IDZ" => page(json!({
            "name": hub.options.server_name, "host": hub.host, "id": hub.server_id,
        })),
        "VARZ" => page(varz::varz(hub)),
        "SUBSZ" => page(subsz::page(hub, &read(asked)?)),
        "CONNZ" => page(connz::page(hub, &read(asked)?)),
        "ACCOUNTZ" => page(accounts::accountz(hub, &read(asked)?)),
        "JSZ" => page(jsz::page(hub, &read(asked)?)),
        "HEALTHZ" => page(health::page(hub, &read(asked)?)),
        "ROUTEZ" => page(neighbours::routez(hub)),
        "GATEWAYZ" => page(neighbours::gatewayz(hub)),
        "LEAFZ" => page(neighbours::leafz(hub)),
        // There are groups and queues of another kind only.
        "RAFTZ" | "IPQUEUESZ" => page(json!({})),
        "KICK" => {
            let cid = cid(asked)?;
            info!(cid, by = %asked.peer.session.user, "an administrator ends a connection");
            with_peer(hub, cid, |peer| peer.close(Reason::Kicked, None))
        }
        "LDM" => with_peer(hub, cid(asked)?, |peer| {
            let mut info = hub.info_of(peer);
            info.ldm = true;
            peer.say(&info.line());
        }),
        other => Err(Refused {
            code: 501,
            text: format!("this server has no {other}"),
        }),
    }
}

fn of_account(hub: &Arc<Hub>, asked: &Asked, name: &str, about: &str) -> Result<Value, Refused> {
    let account = accounts::named(name).ok_or_else(|| Refused {
        code: 404,
        text: format!("there is no account {name}"),
    })?;
    match about {
        "INFO" => page(accounts::info(hub, account)),
        "STATZ" | "CONNS" => page(accounts::accstatz_of(hub, account)),
        "CONNZ" => page(connz::page(hub, &read::<connz::Asked>(asked)?.about(name))),
        "SUBSZ" => page(subsz::page(hub, &read::<subsz::Asked>(asked)?.about(name))),
        _ => page(jsz::page(hub, &read::<jsz::Asked>(asked)?.about(name))),
    }
}

fn with_peer(hub: &Hub, cid: u64, act: impl FnOnce(&Arc<crate::peer::Peer>)) -> Result<Value, Refused> {
    let peers = hub.peers();
    let found = peers.iter().find(|peer| peer.id == cid).ok_or_else(|| Refused {
        code: 404,
        text: format!("there is no connection {cid}"),
    })?;
    act(found);
    Ok(Value::Null)
}

fn cid(asked: &Asked) -> Result<u64, Refused> {
    let body: Value = read(asked)?;
    body["cid"].as_u64().ok_or_else(|| Refused {
        code: 400,
        text: "the number of a connection is missing: cid".to_owned(),
    })
}

/// The body as a document; an empty one is that document's default.
fn read<T: DeserializeOwned + Default>(asked: &Asked) -> Result<T, Refused> {
    if matches!(asked.body.trim_ascii(), b"" | b"null") {
        return Ok(T::default());
    }
    serde_json::from_slice(&asked.body).map_err(|error| Refused {
        code: 400,
        text: format!("invalid JSON: {error}"),
    })
}

fn page<T: Serialize>(page: T) -> Result<Value, Refused> {
    serde_json::to_value(page).map_err(|error| Refused {
        code: 500,
        text: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_concerns_everybody_is_for_administrators_only() {
        let served = |account, tail| is_served("NID", account, tail);
        for account in Account::ALL {
            assert!(served(account, "USER.INFO") && served(account, "ACCOUNT.PING.STATZ"));
            assert!(served(account, "SERVER.PING.CONNZ") && !served(account, "USER.INFO.MORE"));
        }
        for tail in [
            "SERVER.PING",
            "SERVER.PING.VARZ",
            "SERVER.NID.KICK",
            "SERVER.NID.ROUTEZ",
            "ACCOUNT.choria.CONNZ",
        ] {
            assert!(served(Account::System, tail), "{tail}");
            assert!(
                !served(Account::Choria, tail) && !served(Account::Provisioning, tail),
                "{tail}"
            );
        }
        for tail in [
            "",
            "SERVER",
            "SERVER.OTHER.VARZ",
            "SERVER.NID.DANCE",
            "ACCOUNT.a.b.c",
        ] {
            assert!(!served(Account::System, tail), "{tail}");
        }
    }
}
