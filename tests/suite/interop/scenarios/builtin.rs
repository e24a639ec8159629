//! The agents every server has: twins answer with the same members of the same kinds.

use serde_json::{Map, Value, json};

use super::{Complaints, in_every_direction};
use crate::interop::mixed::{Mixed, WEB};

/// Agent, action and inputs.
const CALLS: &[&[&str]] = &[
    &["rpcutil", "ping"],
    &["rpcutil", "inventory"],
    &["rpcutil", "agent_inventory"],
    &["rpcutil", "daemon_stats"],
    &["rpcutil", "collective_info"],
    &["rpcutil", "get_fact", "fact=country"],
    &["rpcutil", "get_fact", "fact=place.rows"],
    &["rpcutil", "get_fact", "fact=missing"],
    &["rpcutil", "get_facts", "facts=country, cores,missing"],
    &["rpcutil", "get_config_item", "item=identity"],
    &["rpcutil", "get_config_item", "item=missing"],
    &["rpcutil", "get_data", "source=choria"],
    &["rpcutil", "get_data", "source=config_item", "query=collectives"],
    &["rpcutil", "get_data", "source=missing"],
    &["choria_util", "info"],
    &["choria_util", "machine_states"],
    &["choria_util", "machine_state", "name=missing"],
];

pub(super) async fn check(fleet: &Mixed, complaints: &mut Complaints) {
    let asked = in_every_direction(CALLS, |client, words| {
        fleet.ask(client, [&["req"], *words, &WEB, &["--json"]].concat())
    });
    for (client, words, answer) in asked.await {
        let [ours, theirs] = answer.twins("web");
        complaints.same(
            (client, words, &answer),
            &ours["statuscode"],
            &theirs["statuscode"],
        );
        let [said, wanted] = [&ours, &theirs].map(|reply| reply["statusmsg"].as_str().unwrap_or("silence"));
        if !said.starts_with(wanted) {
            // More words are welcome.
            complaints.same((client, words), said, wanted);
        }
        if theirs["statuscode"] == 0 {
            let known = known_to(&theirs["data"], &ours["data"]);
            complaints.same((client, words), shape(&known), shape(&theirs["data"]));
        }
    }
}

/// A document of ours without what theirs does not have: ours tells more counters and facts.
fn known_to(theirs: &Value, ours: &Value) -> Value {
    match (theirs, ours) {
        (Value::Object(theirs), Value::Object(ours)) => ours
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), known_to(theirs.get(name)?, value))))
            .collect::<Map<_, _>>()
            .into(),
        _ => ours.clone(),
    }
}

/// A document with the kinds of its values in the place of them; of a list, the kinds there are.
pub(super) fn shape(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), shape(value)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(items) => {
            let mut kinds: Vec<_> = items.iter().map(shape).collect();
            kinds.sort_by_key(Value::to_string);
            kinds.dedup();
            kinds.into()
        }
        Value::String(_) => json!("text"),
        Value::Number(_) => json!("number"),
        Value::Bool(_) => json!("boolean"),
        Value::Null => json!("null"),
    }
}
