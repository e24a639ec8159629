//! `get_fact` and `get_facts`.

use protocol::filter::lookup;
use protocol::rpc::Object;
use serde_json::{Value, json};

use super::{object, text};
use crate::{Answer, Call, Context};

/// Names looked up in one call; the schema's limit on the text allows no more.
const MAX_NAMES: usize = 200;

/// One fact by its path; null when the node does not have it.
pub(super) fn one(call: &Call, node: &Context) -> Answer {
    let fact = text(call, "fact");
    let value = lookup(&node.facts.json(), fact);
    Answer::ok(object(json!({"fact": fact, "value": value})))
}

/// Several facts, separated by commas.
pub(super) fn several(call: &Call, node: &Context) -> Answer {
    let facts = node.facts.json();
    let names = text(call, "facts").split(',').map(str::trim).take(MAX_NAMES);
    let values: Object = names
        .map(|name| (name.to_owned(), lookup(&facts, name).unwrap_or(Value::Null)))
        .collect();
    Answer::ok(object(json!({"values": values})))
}
