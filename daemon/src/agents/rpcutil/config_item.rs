//! `get_config_item`: one key of the node's configuration.

use serde_json::json;

use super::{object, text};
use crate::{Answer, Call, Context};

/// The effective value of a key. Secrets come as stars; the reference tells them.
pub(super) fn get(call: &Call, node: &Context) -> Answer {
    let item = text(call, "item");
    match node.config.member.settings.value(item) {
        Some(value) => Answer::ok(object(json!({"item": item, "value": value}))),
        None => Answer::aborted(format!("Unknown key {item}")),
    }
}
