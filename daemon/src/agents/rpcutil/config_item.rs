//! `get_config_item`: one key of the node's configuration.

use serde_json::json;

use super::{object, text};
use crate::{Answer, Call, Context};

/// The effective value of a key.
pub(super) fn get(call: &Call, node: &Context) -> Answer {
    let item = text(call, "item");
    if is_secret(item) {
        return Answer::aborted(format!("{item} is a secret"));
    }
    match node.config.common.settings.value(item) {
        Some(value) => Answer::ok(object(json!({"item": item, "value": value}))),
        None => Answer::aborted(format!("Unknown key {item}")),
    }
}

/// Whether a key holds something nobody should be told. The reference tells them.
fn is_secret(item: &str) -> bool {
    let last = item.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["pass", "password", "secret", "token"]
        .iter()
        .any(|word| last.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_by_the_last_part_of_their_key() {
        for (item, secret) in [
            ("plugin.nats.pass", true),
            ("plugin.choria.network.system.password", true),
            ("plugin.choria.network.peer_password", true),
            ("plugin.security.choria.token_file", false),
            ("collectives", false),
            ("plugin.choria.middleware_hosts", false),
        ] {
            assert_eq!(is_secret(item), secret, "{item}");
        }
    }
}
