//! Summaries over many replies.

use serde_json::Value;

use crate::{Action, Object};

/// One declared aggregate: function, output name, options object.
#[derive(Debug, Clone, PartialEq)]
pub struct Declared {
    /// Function name, e.g. `summary`.
    pub function: String,
    /// Output it reads.
    pub output: String,
    /// Options, e.g. `format`; empty when absent.
    pub options: Object,
}

/// Running summaries of one action's replies.
#[derive(Debug)]
pub struct Summaries {}

/// One finished summary.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Output name.
    pub output: String,
    /// Label of the output for people (`display_as`, else the name).
    pub title: String,
    /// The numbers.
    pub value: SummaryValue,
    /// Lines for people, unindented, without colour, formats applied.
    pub lines: Vec<String>,
}

/// The numbers of a summary, in display order.
#[derive(Debug, Clone, PartialEq)]
pub enum SummaryValue {
    /// Count per label, most frequent first.
    Counts(Vec<(String, u64)>),
    /// Mean, or none without numbers.
    Average(Option<f64>),
    /// Values in arrival order.
    Chart(Vec<f64>),
    /// Total (`sum`).
    Sum(f64),
    /// `min_max_avg`; none without numbers.
    MinMaxAvg(Option<(f64, f64, f64)>),
}

impl Summaries {
    /// Prepares the aggregates an action declares; unknown functions are skipped.
    pub fn new(_action: &Action) -> Self {
        todo!()
    }

    /// Feeds one reply's data.
    pub fn add(&mut self, _data: &Object) {
        todo!()
    }

    /// The summaries so far, sorted by output name.
    pub fn finish(&self) -> Vec<Summary> {
        todo!()
    }

    /// The `summaries` object of the JSON document (cli.md 4.6).
    pub fn to_json(&self) -> Value {
        todo!()
    }
}
