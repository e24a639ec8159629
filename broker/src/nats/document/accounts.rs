//! Accounts of a `nats-server`: who meets whom, what crosses, and who is asked about logins.

use engine::Account;
use serde_json::{Map, Value, json};

use crate::nats::Setting;
use crate::nats::keys::Keys;

/// The subjects of one election that provisioners take part in.
const ELECTION_INFO: &str = "$JS.API.STREAM.INFO.KV_CHORIA_LEADER_ELECTION";
const ELECTION_KEY: &str = "$KV.CHORIA_LEADER_ELECTION.provisioner";
/// What provisioners put before the streams' API, which is not theirs.
const PREFIX: &str = "choria.streams";
/// Everybody may know how nodes come to life.
const LIFECYCLE: &str = "choria.lifecycle.>";

pub(super) fn authorization(setting: &Setting<'_>, keys: &Keys) -> Value {
    json!({
        "timeout": setting.config.auth_timeout.as_secs_f64(),
        "auth_callout": {
            "issuer": keys.issuer.public_key(),
            "account": keys.callout_account(),
            "auth_users": [keys.callout.public_key(), keys.service.public_key()],
        },
    })
}

pub(super) fn accounts(setting: &Setting<'_>, keys: &Keys) -> Value {
    let mut fleet = json!({ "users": [{ "nkey": keys.service.public_key() }] });
    if setting.config.streams.is_some() {
        fleet["jetstream"] = "enabled".into();
    }
    if !setting.config.mappings.is_empty() {
        let mappings = setting.config.mappings.iter();
        let mappings: Map<_, _> = mappings
            .map(|mapping| (mapping.source.clone(), mapping.destination.as_str().into()))
            .collect();
        fleet["mappings"] = mappings.into();
    }
    let mut accounts = json!({
        Account::System.name(): {},
        keys.callout_account(): { "users": [{ "nkey": keys.callout.public_key() }] },
    });
    if setting.config.provisioning.is_some() {
        fleet["imports"] =
            json!([{ "stream": { "account": Account::Provisioning.name(), "subject": LIFECYCLE } }]);
        fleet["exports"] = [ELECTION_INFO, ELECTION_KEY]
            .map(|subject| json!({ "service": subject, "accounts": [Account::Provisioning.name()] }))
            .into_iter()
            .collect();
        accounts[Account::Provisioning.name()] = provisioning();
    }
    accounts[Account::Choria.name()] = fleet;
    accounts
}

fn provisioning() -> Value {
    let info = ELECTION_INFO.replacen("$JS.API", PREFIX, 1);
    let key = format!("{PREFIX}.{ELECTION_KEY}");
    let import = |subject: &str, to: &str| json!({ "service": { "account": Account::Choria.name(), "subject": subject }, "to": to });
    json!({
        "exports": [{ "stream": LIFECYCLE, "accounts": [Account::Choria.name()] }],
        "imports": [
            import(ELECTION_INFO, &info),
            import(ELECTION_KEY, ELECTION_KEY),
            import(ELECTION_KEY, &key),
        ],
    })
}
