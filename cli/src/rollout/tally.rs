//! One tally over the requests of all batches.

use std::collections::BTreeSet;

use client::{NodeReply, Stats};
use protocol::Identity;
use protocol::rpc::Status;
use tokio::time::Instant;

/// What came back so far.
#[derive(Debug)]
pub(crate) struct Tally {
    began: Instant,
    /// Final answers in the order they became final.
    replies: Vec<NodeReply>,
    silent: Vec<Identity>,
    unexpected: BTreeSet<Identity>,
    /// The first request's tally; times add up in it.
    first: Option<Stats>,
}

impl Tally {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self {
            began: Instant::now(),
            replies: Vec::new(),
            silent: Vec::new(),
            unexpected: BTreeSet::new(),
            first: None,
        }
    }

    /// A request is over.
    pub(crate) fn request(&mut self, stats: Stats) {
        self.unexpected.extend(stats.unexpected.iter().cloned());
        match &mut self.first {
            Some(first) => first.publish += stats.publish,
            None => self.first = Some(stats),
        }
    }

    /// A node's last word.
    pub(crate) fn reply(&mut self, reply: NodeReply) {
        self.replies.push(reply);
    }

    /// These nodes gave no answer.
    pub(crate) fn silent(&mut self, nodes: &[Identity]) {
        self.silent.extend_from_slice(nodes);
    }

    /// The answers and the tally over `total` nodes; none when nothing was sent. The id is that of the first request.
    pub(crate) fn finish(mut self, total: usize) -> Option<(Vec<NodeReply>, Stats)> {
        let first = self.first?;
        let good = |reply: &&NodeReply| reply.reply.statuscode == Status::Ok;
        let ok = self.replies.iter().filter(good).count();
        self.silent.sort();
        // Whoever was asked twice may have answered twice.
        for reply in &self.replies {
            self.unexpected.remove(&reply.sender);
        }
        let stats = Stats {
            discovered: total,
            responses: self.replies.len(),
            ok,
            failed: self.replies.len() - ok,
            no_responses: self.silent,
            unexpected: self.unexpected.into_iter().collect(),
            request: self.began.elapsed(),
            ..first
        };
        Some((self.replies, stats))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::json;
    use std::time::Duration;

    #[tokio::test]
    async fn requests_add_up_to_one_tally() {
        let mut tally = Tally::new();
        tally.request(fixture::stats(2, 1, 0));
        tally.reply(fixture::ok("web01", json!({})));
        tally.silent(&[fixture::node("web02")]);
        let mut second = fixture::stats(1, 0, 1);
        second.unexpected = vec![fixture::node("web01"), fixture::node("stray")];
        tally.request(second);
        tally.reply(fixture::reply("web03", Status::Aborted, "no", json!({})));
        let (replies, stats) = tally.finish(10).unwrap();
        assert_eq!(replies.len(), 2);
        assert_eq!(
            (stats.discovered, stats.responses, stats.ok, stats.failed),
            (10, 2, 1, 1)
        );
        assert_eq!(stats.no_responses, [fixture::node("web02")]);
        assert_eq!(stats.unexpected, [fixture::node("stray")]);
        assert_eq!(stats.publish, Duration::from_millis(4));
    }

    #[tokio::test]
    async fn without_a_request_there_is_no_tally() {
        assert!(Tally::new().finish(3).is_none());
    }
}
