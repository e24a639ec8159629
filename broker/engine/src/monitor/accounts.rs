//! `/accountz` and `/accstatz`: the accounts.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use serde::{Deserialize, Serialize};

use super::varz::timestamp;
use crate::hub::Hub;
use crate::options::Account;
use crate::peer::Peer;

/// What a caller asks for; unknown members are ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    acc: String,
    account: String,
    accounts: Vec<String>,
}

/// Which accounts there are, or one of them.
#[derive(Debug, Serialize)]
pub(crate) struct Accountz {
    server_id: String,
    now: String,
    system_account: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accounts: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_detail: Option<AccountInfo>,
}

/// One account.
#[derive(Debug, Serialize)]
pub(crate) struct AccountInfo {
    account_name: &'static str,
    update_time: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_system: bool,
    expired: bool,
    complete: bool,
    jetstream_enabled: bool,
    leafnode_connections: usize,
    client_connections: usize,
    subscriptions: usize,
}

/// What goes through accounts.
#[derive(Debug, Serialize)]
pub(crate) struct AccountStatz {
    server_id: String,
    now: String,
    account_statz: Vec<AccountStat>,
}

/// What goes through one account, by the connections that are there.
#[derive(Debug, Serialize)]
pub(crate) struct AccountStat {
    acc: &'static str,
    name: &'static str,
    pub(crate) conns: usize,
    leafnodes: usize,
    total_conns: usize,
    num_subscriptions: usize,
    sent: Amount,
    received: Amount,
    slow_consumers: u64,
}

/// Messages and bytes.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct Amount {
    pub(crate) msgs: u64,
    pub(crate) bytes: u64,
}

impl Asked {
    fn account(&self) -> &str {
        if self.account.is_empty() {
            &self.acc
        } else {
            &self.account
        }
    }
}

/// The account of that name.
pub(crate) fn named(name: &str) -> Option<Account> {
    Account::ALL.into_iter().find(|account| account.name() == name)
}

pub(crate) fn accountz(hub: &Arc<Hub>, asked: &Asked) -> Accountz {
    let (server_id, now) = head(hub);
    let one = named(asked.account());
    Accountz {
        server_id,
        now,
        system_account: Account::System.name(),
        accounts: match asked.account() {
            "" => Account::ALL.map(Account::name).into(),
            _ => Vec::new(),
        },
        account_detail: one.map(|account| info(hub, account)),
    }
}

pub(crate) fn info(hub: &Hub, account: Account) -> AccountInfo {
    AccountInfo {
        account_name: account.name(),
        update_time: timestamp(hub.clock.wall(0)),
        is_system: account == Account::System,
        expired: false,
        complete: true,
        jetstream_enabled: account == Account::Choria && hub.streams.is_some(),
        leafnode_connections: 0,
        client_connections: peers(hub, account).len(),
        subscriptions: hub.interest(account).len(),
    }
}

pub(crate) fn accstatz(hub: &Arc<Hub>, asked: &Asked) -> AccountStatz {
    let (server_id, now) = head(hub);
    let wanted = |account: &Account| {
        asked.accounts.is_empty() || asked.accounts.iter().any(|name| name == account.name())
    };
    AccountStatz {
        server_id,
        now,
        account_statz: Account::ALL
            .into_iter()
            .filter(wanted)
            .map(|account| stat(hub, account))
            .collect(),
    }
}

/// Only the account of one caller.
pub(crate) fn accstatz_of(hub: &Arc<Hub>, account: Account) -> AccountStatz {
    let asked = Asked {
        accounts: vec![account.name().to_owned()],
        ..Asked::default()
    };
    accstatz(hub, &asked)
}

fn stat(hub: &Hub, account: Account) -> AccountStat {
    let peers = peers(hub, account);
    let (mut sent, mut received) = (Amount::default(), Amount::default());
    for peer in &peers {
        let traffic = &peer.traffic;
        sent.msgs += traffic.out_msgs.load(Relaxed);
        sent.bytes += traffic.out_bytes.load(Relaxed);
        received.msgs += traffic.in_msgs.load(Relaxed);
        received.bytes += traffic.in_bytes.load(Relaxed);
    }
    AccountStat {
        acc: account.name(),
        name: account.name(),
        conns: peers.len(),
        leafnodes: 0,
        total_conns: peers.len(),
        num_subscriptions: hub.interest(account).len(),
        sent,
        received,
        slow_consumers: 0,
    }
}

fn peers(hub: &Hub, account: Account) -> Vec<Arc<Peer>> {
    let mut peers = hub.peers();
    peers.retain(|peer| peer.session.account == account);
    peers
}

fn head(hub: &Hub) -> (String, String) {
    (hub.server_id.clone(), timestamp(hub.clock.wall(hub.clock.tick())))
}
