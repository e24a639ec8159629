//! Summaries over many replies: one function per output, fed as replies arrive, in bounded memory.

mod average;
mod chart;
mod format;
mod label;
mod min_max_avg;
mod sum;
mod summary;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::document::Node;
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
pub struct Summaries {
    by_output: BTreeMap<String, Running>,
}

/// One finished summary.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Output name.
    pub output: String,
    /// Label of the output for people (`display_as`, else the name).
    pub title: String,
    /// The numbers.
    pub value: SummaryValue,
    /// Lines for people, unindented, without colour, formats applied; none when nothing was summed up.
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

/// A function and the output it sums up.
#[derive(Debug)]
struct Running {
    title: String,
    function: Box<dyn Function>,
}

/// What an aggregate function does; values arrive as text, as in the reference.
trait Function: std::fmt::Debug + Send + Sync {
    /// Takes one reply's value.
    fn add(&mut self, text: &str);
    /// The label that counts a value, for functions that count labels.
    fn label<'a>(&'a self, _text: &'a str) -> Option<&'a str> {
        None
    }
    /// The numbers so far.
    fn value(&self) -> SummaryValue;
    /// The numbers so far as lines for people; none without values.
    fn lines(&self) -> Vec<String>;
    /// The numbers so far for a JSON document, if JSON can hold them.
    fn json(&self) -> Option<Value>;
}

impl Summaries {
    /// Prepares the aggregates an action declares; unknown functions are skipped.
    ///
    /// Of several for one output the last counts.
    pub fn new(action: &Action) -> Self {
        let mut by_output = BTreeMap::new();
        for declared in &action.aggregate {
            let Some(function) = function(declared) else {
                continue;
            };
            let label = action
                .output
                .get(&declared.output)
                .map(|output| output.display_as.clone());
            let title = label
                .filter(|label| !label.is_empty())
                .unwrap_or_else(|| declared.output.clone());
            by_output.insert(declared.output.clone(), Running { title, function });
        }
        Self { by_output }
    }

    /// Feeds one reply's data.
    pub fn add(&mut self, data: &Object) {
        for (output, running) in &mut self.by_output {
            if let Some(value) = data.get(output) {
                running.function.add(&label::of(value));
            }
        }
    }

    /// The label under which the summary of an output counts a reply; none when it does not count labels, or not this reply.
    pub fn label(&self, output: &str, data: &Object) -> Option<String> {
        let running = self.by_output.get(output)?;
        let text = label::of(data.get(output)?);
        running.function.label(&text).map(str::to_owned)
    }

    /// The summaries so far, sorted by output name.
    pub fn finish(&self) -> Vec<Summary> {
        let summary = |(output, running): (&String, &Running)| Summary {
            output: output.clone(),
            title: running.title.clone(),
            value: running.function.value(),
            lines: running.function.lines(),
        };
        self.by_output.iter().map(summary).collect()
    }

    /// The `summaries` object of the JSON document: by output, `{label: count}` or one member per number.
    ///
    /// Averages, charts and the like of no values are absent, as JSON has nothing to say about them.
    pub fn to_json(&self) -> Value {
        let entry = |(output, running): (&String, &Running)| Some((output.clone(), running.function.json()?));
        Value::Object(self.by_output.iter().filter_map(entry).collect())
    }
}

impl Declared {
    /// Reads `{"function": .., "args": [output, options]}`; none when it is not of that shape, as it is then skipped.
    pub(crate) fn read(node: &Node<'_>) -> Option<Self> {
        let args = node.list("args").ok()?;
        let options = args.get(1).and_then(|options| options.value().as_object());
        Some(Self {
            function: node.text("function").ok()?,
            output: args.first()?.value().as_str()?.into(),
            options: options.cloned().unwrap_or_default(),
        })
    }

    pub(crate) fn write(&self) -> Value {
        let mut args = vec![Value::from(self.output.as_str())];
        if !self.options.is_empty() {
            args.push(self.options.clone().into());
        }
        serde_json::json!({ "function": self.function, "args": args })
    }

    /// The printf format among the options.
    fn format(&self) -> Option<String> {
        self.options.get("format")?.as_str().map(str::to_owned)
    }
}

/// Whether the function is known here.
pub(crate) fn is_known(declared: &Declared) -> bool {
    function(declared).is_some()
}

/// The function a declaration names; `nettest_mma` is the name of `min_max_avg` in the classic nettest plugin.
fn function(declared: &Declared) -> Option<Box<dyn Function>> {
    match declared.function.as_str() {
        "summary" | "boolean_summary" => Some(Box::new(summary::Counts::new(declared))),
        "average" => Some(Box::new(average::Average::new(declared.format()))),
        "chart" => Some(Box::new(chart::Chart::default())),
        "sum" => Some(Box::new(sum::Sum::new(declared.format()))),
        "min_max_avg" | "nettest_mma" => Some(Box::new(min_max_avg::MinMaxAvg::new(declared.format()))),
        _ => None,
    }
}

/// The number a value's text holds; text and what is not finite count as no number.
fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests;
