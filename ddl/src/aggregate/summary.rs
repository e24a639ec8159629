//! `summary` and `boolean_summary`: how often each value came.

use std::collections::HashMap;

use serde_json::Value;

use super::format::{Arg, format, plain};
use super::{Declared, Function, SummaryValue};

/// Distinct values counted one by one; more cannot be read anyway, and their memory must have an end.
const MAX_LABELS: usize = 10_000;

/// Bytes of a value that tell it from others, so that all labels together stay below 20 MiB.
const MAX_LABEL: usize = 2048;

/// The label that counts the values beyond [`MAX_LABELS`].
const OTHER: &str = "other";

/// Counts per label.
#[derive(Debug)]
pub(super) struct Counts {
    counts: HashMap<String, u64>,
    labels: HashMap<String, String>,
    format: Option<String>,
}

impl Counts {
    /// Every option but `format` renames a value.
    pub(super) fn new(declared: &Declared) -> Self {
        let renames = declared.options.iter().filter(|(value, _)| *value != "format");
        Self {
            counts: HashMap::new(),
            labels: renames
                .map(|(value, label)| (value.clone(), super::label::of(label).into_owned()))
                .collect(),
            format: declared.format(),
        }
    }

    /// Most frequent first, equal counts by label.
    fn sorted(&self) -> Vec<(&str, u64)> {
        let mut counts: Vec<(&str, u64)> = self
            .counts
            .iter()
            .map(|(label, count)| (label.as_str(), *count))
            .collect();
        counts.sort_unstable_by(|(a, many), (b, more)| more.cmp(many).then(a.cmp(b)));
        counts
    }
}

impl Function for Counts {
    fn add(&mut self, text: &str) {
        let label = label(&self.labels, text);
        if let Some(count) = self.counts.get_mut(label) {
            *count += 1;
            return;
        }
        let label = if self.counts.len() < MAX_LABELS {
            label
        } else {
            OTHER
        };
        *self.counts.entry(label.into()).or_default() += 1;
    }

    fn label<'a>(&'a self, text: &'a str) -> Option<&'a str> {
        let label = label(&self.labels, text);
        Some(match self.counts.contains_key(label) {
            true => label,
            false => OTHER,
        })
    }

    fn value(&self) -> SummaryValue {
        SummaryValue::Counts(
            self.sorted()
                .into_iter()
                .map(|(label, count)| (label.into(), count))
                .collect(),
        )
    }

    fn lines(&self) -> Vec<String> {
        let counts: Vec<(String, u64)> = self
            .sorted()
            .into_iter()
            .map(|(label, count)| (plain(label), count))
            .collect();
        let width = counts
            .iter()
            .map(|(label, _)| label.chars().count())
            .max()
            .unwrap_or(0);
        let line = |(label, count): &(String, u64)| match &self.format {
            Some(template) => format(template, &[Arg::Text(label), Arg::Int(*count)]),
            None => format!("{label:>width$}: {count}"),
        };
        counts.iter().map(line).collect()
    }

    fn json(&self) -> Option<Value> {
        let entries = self
            .counts
            .iter()
            .map(|(label, count)| (label.clone(), (*count).into()));
        Some(Value::Object(entries.collect()))
    }
}

/// The label of a value: renamed, and cut to what tells it from others.
fn label<'a>(labels: &'a HashMap<String, String>, text: &'a str) -> &'a str {
    let label = labels.get(text).map_or(text, String::as_str);
    let end = (0..=label.len().min(MAX_LABEL))
        .rev()
        .find(|end| label.is_char_boundary(*end));
    &label[..end.unwrap_or(0)]
}
