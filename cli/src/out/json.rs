//! One JSON document with everything.

use client::NodeReply;
use ddl::{Action, Summaries};

use crate::args::JsonShape;
use crate::ask::{Outcome, Question};
use crate::ctx::Printer;
use crate::out::document::{Document, Reply, RequestStats, Rollout};
use crate::out::{Sink, ordered, pretty};

/// Writes the document once all answers are in.
pub(crate) struct Json {
    out: Printer,
    agent: String,
    action: Action,
    summaries: Summaries,
    sort: bool,
    shape: JsonShape,
}

impl Json {
    /// Documents the answers to `question`.
    pub(crate) fn new(out: Printer, question: &Question, sort: bool, shape: JsonShape) -> Self {
        let action = question.action().clone();
        Self {
            out,
            agent: question.agent.metadata.name.clone(),
            summaries: Summaries::new(&action),
            action,
            sort,
            shape,
        }
    }
}

impl Sink for Json {
    fn reply(&mut self, reply: &NodeReply) -> anyhow::Result<()> {
        if let Some(data) = Reply::new(reply, &self.action).rpc.data.as_object() {
            self.summaries.add(data);
        }
        Ok(())
    }

    fn finish(&mut self, outcome: &Outcome) -> anyhow::Result<()> {
        let replies = ordered(outcome, self.sort)
            .into_iter()
            .map(|reply| Reply::new(reply, &self.action));
        if self.shape == JsonShape::Legacy {
            self.out.line(pretty(&replies.collect::<Vec<_>>())?)?;
            return Ok(());
        }
        let document = Document {
            agent: &self.agent,
            action: &self.action.name,
            replies: replies.collect(),
            request_stats: RequestStats::new(outcome),
            summaries: self.summaries.to_json(),
            rollout: outcome.rollout.as_ref().map(Rollout::new),
        };
        self.out.line(pretty(&document)?)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::json;

    #[test]
    fn the_document_has_the_members_scripts_read() {
        let (out, text) = fixture::printer();
        let question = fixture::question("status");
        let mut sink = Json::new(out, &question, true, JsonShape::Document);
        let outcome = fixture::outcome(vec![
            fixture::ok("web02.lab.test", json!({"status": "running"})),
            fixture::ok("web01.lab.test", json!({"status": "running"})),
        ]);
        for reply in &outcome.replies {
            sink.reply(reply).unwrap();
        }
        sink.finish(&outcome).unwrap();
        insta::assert_snapshot!(text.text(), @r#"
        {
           "agent": "service",
           "action": "status",
           "replies": [
              {
                 "sender": "web01.lab.test",
                 "action": "status",
                 "statuscode": 0,
                 "statusmsg": "OK",
                 "data": {
                    "status": "running"
                 },
                 "time_utc": "2026-11-20T10:41:02Z"
              },
              {
                 "sender": "web02.lab.test",
                 "action": "status",
                 "statuscode": 0,
                 "statusmsg": "OK",
                 "data": {
                    "status": "running"
                 },
                 "time_utc": "2026-11-20T10:41:02Z"
              }
           ],
           "request_stats": {
              "requestid": "7c1d02c4f0b84f6e9d1d3f1c2b9a8e77",
              "no_responses": [],
              "unexpected_responses": [],
              "discovered": 2,
              "failed": 0,
              "ok": 2,
              "responses": 2,
              "publish_time": 2000000,
              "request_time": 402000000,
              "discover_time": 510000000,
              "start_time_utc": "2026-11-20T10:41:02Z"
           },
           "summaries": {}
        }
        "#);
    }
}
