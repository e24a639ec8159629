//! Answers that are the same, shown once with the names of all who gave them.

use std::collections::HashMap;

use client::NodeReply;

/// Replies that say the same, in the order in which the first of each came.
pub(crate) fn alike<'a>(replies: impl IntoIterator<Item = &'a NodeReply>) -> Vec<Vec<&'a NodeReply>> {
    let mut places: HashMap<(u8, &str, String), usize> = HashMap::new();
    let mut groups: Vec<Vec<&NodeReply>> = Vec::new();
    for reply in replies {
        let rpc = &reply.reply;
        // Objects compare by their members, however they were ordered: the text of a value has them sorted.
        let said = (
            u8::from(rpc.statuscode),
            rpc.statusmsg.as_str(),
            rpc.data.to_string(),
        );
        let place = *places.entry(said).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(reply),
            None => groups.push(vec![reply]),
        }
    }
    // The odd ones out are what somebody looks for, so they come last, next to the statistics.
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use protocol::rpc::Status;
    use serde_json::json;

    #[test]
    fn the_same_answer_is_one_group_whatever_the_order_of_its_members() {
        let replies = [
            fixture::ok("odd", json!({"a": 2})),
            fixture::ok("web1", json!({"a": 1, "b": 2})),
            fixture::reply("bad", Status::Aborted, "no", json!({"a": 1, "b": 2})),
            fixture::ok("web2", json!({"b": 2, "a": 1})),
        ];
        let groups: Vec<Vec<_>> = alike(&replies)
            .iter()
            .map(|group| group.iter().map(|reply| reply.sender.as_str()).collect())
            .collect();
        assert_eq!(groups, [vec!["web1", "web2"], vec!["odd"], vec!["bad"]]);
    }
}
