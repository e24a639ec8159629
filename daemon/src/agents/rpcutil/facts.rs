//! `get_fact` and `get_facts`.

use protocol::filter::lookup;
use protocol::rpc::Object;
use serde_json::{Value, json};

use super::{object, text};
use crate::{Answer, Call, Described};

/// Names looked up in one call; the schema's limit on the text allows no more.
const MAX_NAMES: usize = 200;

/// One fact by its path; null when the node does not have it.
pub(super) fn one(call: &Call, described: &Described) -> Answer {
    let fact = text(call, "fact");
    let value = lookup(&described.facts, fact);
    Answer::ok(object(json!({"fact": fact, "value": value})))
}

/// Several facts, separated by commas.
pub(super) fn several(call: &Call, described: &Described) -> Answer {
    let names = text(call, "facts").split(',').map(str::trim).take(MAX_NAMES);
    let values: Object = names
        .map(|name| {
            (
                name.to_owned(),
                lookup(&described.facts, name).unwrap_or(Value::Null),
            )
        })
        .collect();
    Answer::ok(object(json!({"values": values})))
}
