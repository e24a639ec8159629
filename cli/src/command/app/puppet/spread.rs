//! `mco puppet summary`: how the figures of the last runs spread over the fleet.

use std::fmt::Write;

use client::NodeReply;
use protocol::rpc::Status;
use serde_json::Value;

use super::super::lines::failures;
use crate::out::{Layout, words};
use crate::theme::{Meaning, Theme};

/// Columns of a graph.
const BUCKETS: usize = 20;

/// Bars from lowest to highest.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The same where only ASCII is shown.
const ASCII_BARS: [char; 8] = ['_', '.', ':', '-', '=', '+', '*', '#'];

/// Output and what it is called.
const ROWS: [(&str, &str); 8] = [
    ("total_resources", "Resources"),
    ("out_of_sync_resources", "Out of sync"),
    ("changed_resources", "Changed"),
    ("corrected_resources", "Corrected"),
    ("failed_resources", "Failed"),
    ("total_time", "Total time (s)"),
    ("config_retrieval_time", "Catalog time (s)"),
    ("since_lastrun", "Since last run (s)"),
];

/// One graph per figure, each with its least, mean and greatest value.
pub(super) struct Spreads;

impl Layout for Spreads {
    fn replies(&self, replies: &[&NodeReply], theme: Theme) -> String {
        let answers = replies
            .iter()
            .filter(|reply| reply.reply.statuscode == Status::Ok);
        let answers: Vec<&Value> = answers.map(|reply| &reply.reply.data).collect();
        let title = format!("Last runs of {}:", words::count(answers.len(), "node"));
        let mut text = format!("{}\n\n", theme.paint(Meaning::Title, title));
        for (key, label) in ROWS {
            let values = answers
                .iter()
                .filter_map(|answer| answer.get(key).and_then(Value::as_f64));
            // Negative figures are how an agent says that it does not know.
            let values: Vec<f64> = values
                .filter(|value| value.is_finite() && *value >= 0.0)
                .collect();
            let _ = writeln!(text, "{label:>20}: {}", spread(&values, theme));
        }
        text.push('\n');
        text.push_str(&failures(replies, theme));
        text
    }

    /// They would say the same once more.
    fn summaries(&self) -> bool {
        false
    }
}

fn spread(values: &[f64], theme: Theme) -> String {
    let (Some(min), Some(max)) = (
        values.iter().copied().reduce(f64::min),
        values.iter().copied().reduce(f64::max),
    ) else {
        return "no figures".to_owned();
    };
    #[expect(clippy::cast_precision_loss, reason = "no fleet has 2^52 nodes")]
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    format!(
        "{}  min: {min:<8.1} avg: {mean:<8.1} max: {max:.1}",
        graph(values, min, max, theme)
    )
}

/// How many values fall into each twentieth of the range.
fn graph(values: &[f64], min: f64, max: f64, theme: Theme) -> String {
    let mut counts = [0_usize; BUCKETS];
    let width = (max - min) / 20.0;
    for value in values {
        let place = if width > 0.0 { (value - min) / width } else { 0.0 };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 20 by the range, and capped"
        )]
        let bucket = (place as usize).min(BUCKETS - 1);
        counts[bucket] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let bars = if theme.ascii { ASCII_BARS } else { BARS };
    let bar = |count: usize| {
        if count == 0 {
            ' '
        } else {
            bars[(count * bars.len()).div_ceil(most) - 1]
        }
    };
    counts.into_iter().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::json;

    fn shown(theme: Theme) -> String {
        let answer = |node: &str, resources: u64, time: f64| {
            fixture::ok(
                node,
                json!({"total_resources": resources, "total_time": time, "failed_resources": -1}),
            )
        };
        let replies = [
            answer("a", 100, 2.5),
            answer("b", 100, 3.0),
            answer("c", 150, 30.25),
            answer("d", 300, 2.75),
        ];
        let replies: Vec<&NodeReply> = replies.iter().collect();
        Spreads.replies(&replies, theme)
    }

    #[test]
    fn every_figure_has_a_graph() {
        insta::assert_snapshot!(shown(Theme::PLAIN), @"
        Last runs of 4 nodes:

                   Resources: █    ▄             ▄  min: 100.0    avg: 162.5    max: 300.0
                 Out of sync: no figures
                     Changed: no figures
                   Corrected: no figures
                      Failed: no figures
              Total time (s): █                  ▃  min: 2.5      avg: 9.6      max: 30.2
            Catalog time (s): no figures
          Since last run (s): no figures
        ");
    }

    #[test]
    fn graphs_can_be_ascii() {
        assert!(shown(Theme::ASCII).is_ascii());
    }
}
