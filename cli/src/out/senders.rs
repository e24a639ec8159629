//! Only the names of the nodes that succeeded.

use client::NodeReply;
use protocol::rpc::Status;

use crate::ask::Outcome;
use crate::ctx::Printer;
use crate::out::{Sink, ordered, pretty_two};

/// Writes names, one per line or as a JSON array.
pub(crate) struct Senders {
    out: Printer,
    json: bool,
    sort: bool,
}

impl Senders {
    /// Names the nodes that succeeded.
    pub(crate) fn new(out: Printer, json: bool, sort: bool) -> Self {
        Self { out, json, sort }
    }

    fn streams(&self) -> bool {
        !self.json && !self.sort
    }
}

impl Sink for Senders {
    fn reply(&mut self, reply: &NodeReply) -> anyhow::Result<()> {
        if self.streams() && reply.reply.statuscode == Status::Ok {
            self.out.line(reply.sender.as_str())?;
        }
        Ok(())
    }

    fn finish(&mut self, outcome: &Outcome) -> anyhow::Result<()> {
        if self.streams() {
            return Ok(());
        }
        let replies = ordered(outcome, self.sort).into_iter();
        let names: Vec<&str> = replies
            .filter(|reply| reply.reply.statuscode == Status::Ok)
            .map(|reply| reply.sender.as_str())
            .collect();
        if self.json {
            self.out.line(pretty_two(&names)?)?;
        } else {
            names.iter().try_for_each(|name| self.out.line(name))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::json;

    fn printed(as_json: bool, sort: bool) -> String {
        let (out, text) = fixture::printer();
        let mut sink = Senders::new(out, as_json, sort);
        let outcome = fixture::outcome(vec![
            fixture::ok("web02", json!({})),
            fixture::reply("web03", Status::Aborted, "no", json!({})),
            fixture::ok("web01", json!({})),
        ]);
        for reply in &outcome.replies {
            sink.reply(reply).unwrap();
        }
        sink.finish(&outcome).unwrap();
        text.text()
    }

    #[test]
    fn names_of_the_successful_come_in_order_of_arrival_or_sorted() {
        assert_eq!(printed(false, false), "web02\nweb01\n");
        assert_eq!(printed(false, true), "web01\nweb02\n");
        assert_eq!(printed(true, true), "[\n  \"web01\",\n  \"web02\"\n]\n");
    }
}
