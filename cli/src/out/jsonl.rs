//! One JSON object per line, each as soon as it is known.

use std::time::Duration;

use client::NodeReply;
use ddl::{Action, Summaries};
use serde::Serialize;
use serde_json::Value;

use crate::ask::{Outcome, Question};
use crate::ctx::Printer;
use crate::job::JobId;
use crate::out::Sink;
use crate::out::document::{Reply, RequestStats, Rollout};
use crate::out::encode::compact;
use crate::rollout::Batch;

/// One line; its kind is `k`.
#[derive(Serialize)]
#[serde(tag = "k", rename_all = "lowercase")]
enum Line<'a> {
    /// Discovery begins, or with a count is over.
    Discovery {
        dm: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        count: Option<usize>,
        /// Seconds.
        #[serde(skip_serializing_if = "Option::is_none")]
        dt: Option<f64>,
    },
    /// A rollout begins.
    Job {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<&'a str>,
        nodes: usize,
    },
    /// The next nodes of a rollout.
    Batch {
        n: usize,
        of: usize,
        canary: bool,
        nodes: Vec<&'a str>,
    },
    /// How a rollout ended.
    Rollout { rollout: Rollout },
    /// An answer.
    Result { rr: Reply },
    /// Aggregates, when there are any.
    Summaries { agg: Value },
    /// The tally.
    Stats { stat: RequestStats },
    /// What went wrong.
    Error { err: String },
}

/// Writes a line for everything that happens.
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

    fn write(&self, line: &Line<'_>) -> anyhow::Result<()> {
        self.out.line(compact(line)?)?;
        Ok(())
    }
}

impl Sink for JsonLines {
    fn discovering(&mut self, method: &str) -> anyhow::Result<()> {
        self.write(&Line::Discovery {
            dm: method,
            count: None,
            dt: None,
        })
    }

    fn discovered(&mut self, method: &str, count: usize, took: Duration) -> anyhow::Result<()> {
        self.write(&Line::Discovery {
            dm: method,
            count: Some(count),
            dt: Some(took.as_secs_f64()),
        })
    }

    fn rollout(&mut self, job: Option<&JobId>, nodes: usize) -> anyhow::Result<()> {
        self.write(&Line::Job {
            id: job.map(JobId::as_str),
            nodes,
        })
    }

    fn batch(&mut self, batch: &Batch) -> anyhow::Result<()> {
        self.write(&Line::Batch {
            n: batch.number,
            of: batch.of,
            canary: batch.canary,
            nodes: batch.nodes.iter().map(AsRef::as_ref).collect(),
        })
    }

    fn reply(&mut self, reply: &NodeReply) -> anyhow::Result<()> {
        let document = Reply::new(reply, &self.action);
        if let Some(data) = document.rpc.data.as_object() {
            self.summaries.add(data);
        }
        self.write(&Line::Result { rr: document })
    }

    fn finish(&mut self, outcome: &Outcome) -> anyhow::Result<()> {
        let summaries = self.summaries.to_json();
        if summaries
            .as_object()
            .is_some_and(|summaries| !summaries.is_empty())
        {
            self.write(&Line::Summaries { agg: summaries })?;
        }
        if let Some(ending) = &outcome.rollout {
            self.write(&Line::Rollout {
                rollout: Rollout::new(ending),
            })?;
        }
        self.write(&Line::Stats {
            stat: RequestStats::new(outcome),
        })
    }

    fn fail(&mut self, error: &anyhow::Error) -> anyhow::Result<()> {
        self.write(&Line::Error {
            err: format!("{error:#}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::json;

    #[test]
    fn every_event_is_a_line_of_its_kind() {
        let (out, text) = fixture::printer();
        let mut sink = JsonLines::new(out, &fixture::question("status"));
        let outcome = fixture::outcome(vec![fixture::ok("web01.lab.test", json!({"status": "running"}))]);
        sink.discovering("mc").unwrap();
        sink.discovered("mc", 1, Duration::from_millis(510)).unwrap();
        sink.reply(&outcome.replies[0]).unwrap();
        sink.finish(&outcome).unwrap();
        sink.fail(&anyhow::anyhow!("no broker")).unwrap();
        insta::assert_snapshot!(text.text(), @r#"
        {"k":"discovery","dm":"mc"}
        {"k":"discovery","dm":"mc","count":1,"dt":0.51}
        {"k":"result","rr":{"sender":"web01.lab.test","action":"status","statuscode":0,"statusmsg":"OK","data":{"status":"running"},"time_utc":"2026-11-20T10:41:02Z"}}
        {"k":"stats","stat":{"requestid":"7c1d02c4f0b84f6e9d1d3f1c2b9a8e77","no_responses":[],"unexpected_responses":[],"discovered":1,"failed":0,"ok":1,"responses":1,"publish_time":2000000,"request_time":402000000,"discover_time":510000000,"start_time_utc":"2026-11-20T10:41:02Z"}}
        {"k":"error","err":"no broker"}
        "#);
    }
}
