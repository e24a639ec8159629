//! One JSON object per line, each as soon as it is known.

use std::time::Duration;

use client::NodeReply;
use ddl::{Action, Summaries};
use serde_json::{Value, json};

use crate::ask::{Outcome, Question};
use crate::ctx::Printer;
use crate::out::Sink;
use crate::out::document::{Reply, RequestStats};
use crate::out::encode::compact;

/// Writes a line for everything that happens. The kind of a line is its `k`.
pub(crate) struct JsonLines {
    out: Printer,
    action: Action,
    summaries: Summaries,
}

impl JsonLines {
    /// Reports the answers to `question`.
    pub(crate) fn new(out: Printer, question: &Question) -> Self {
        let action = question.action().clone();
        Self {
            out,
            summaries: Summaries::new(&action),
            action,
        }
    }

    fn write(&self, line: &Value) -> anyhow::Result<()> {
        self.out.line(compact(line)?)?;
        Ok(())
    }
}

impl Sink for JsonLines {
    fn discovering(&mut self, method: &str) -> anyhow::Result<()> {
        self.write(&json!({"k": "discovery", "dm": method}))
    }

    fn discovered(&mut self, method: &str, count: usize, took: Duration) -> anyhow::Result<()> {
        self.write(&json!({"k": "discovery", "dm": method, "count": count, "dt": took.as_secs_f64()}))
    }

    fn reply(&mut self, reply: &NodeReply) -> anyhow::Result<()> {
        let document = Reply::new(reply, &self.action);
        if let Some(data) = document.rpc.data.as_object() {
            self.summaries.add(data);
        }
        self.write(&json!({"k": "result", "rr": document}))
    }

    fn finish(&mut self, outcome: &Outcome) -> anyhow::Result<()> {
        let summaries = self.summaries.to_json();
        if summaries
            .as_object()
            .is_some_and(|summaries| !summaries.is_empty())
        {
            self.write(&json!({"k": "summaries", "agg": summaries}))?;
        }
        self.write(&json!({"k": "stats", "stat": RequestStats::new(outcome)}))
    }

    fn fail(&mut self, error: &anyhow::Error) -> anyhow::Result<()> {
        self.write(&json!({"k": "error", "err": format!("{error:#}")}))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn every_event_is_a_line_of_its_kind() {
        let (out, text) = fixture::printer();
        let mut sink = JsonLines::new(out, &fixture::question());
        let outcome = fixture::outcome(vec![fixture::ok("web01.lab.test", json!({"status": "running"}))]);
        sink.discovering("mc").unwrap();
        sink.discovered("mc", 1, Duration::from_millis(510)).unwrap();
        sink.reply(&outcome.replies[0]).unwrap();
        sink.finish(&outcome).unwrap();
        sink.fail(&anyhow::anyhow!("no broker")).unwrap();
        insta::assert_snapshot!(text.text(), @r#"
        {"dm":"mc","k":"discovery"}
        {"count":1,"dm":"mc","dt":0.51,"k":"discovery"}
        {"k":"result","rr":{"action":"status","data":{"status":"running"},"sender":"web01.lab.test","statuscode":0,"statusmsg":"OK","time_utc":"2026-11-20T10:41:02Z"}}
        {"k":"stats","stat":{"discover_time":510000000,"discovered":1,"failed":0,"no_responses":[],"ok":1,"publish_time":2000000,"request_time":402000000,"requestid":"7c1d02c4f0b84f6e9d1d3f1c2b9a8e77","responses":1,"start_time_utc":"2026-11-20T10:41:02Z","unexpected_responses":[]}}
        {"err":"no broker","k":"error"}
        "#);
    }
}
