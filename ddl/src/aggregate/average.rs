//! `average`: the mean of the values that are numbers.

use serde_json::{Value, json};

use super::format::{Arg, format};
use super::{Function, SummaryValue};
use crate::input::integral;

/// A running mean.
#[derive(Debug, Default)]
pub(super) struct Average {
    sum: f64,
    count: u64,
    format: Option<String>,
}

impl Average {
    pub(super) fn new(format: Option<String>) -> Self {
        Self {
            format,
            ..Self::default()
        }
    }

    pub(super) fn push(&mut self, number: f64) {
        self.sum += number;
        self.count += 1;
    }

    /// None without numbers, and where their sum is too big for a number.
    pub(super) fn mean(&self) -> Option<f64> {
        Some(self.sum / self.count as f64).filter(|mean| mean.is_finite())
    }
}

impl Function for Average {
    fn add(&mut self, text: &str) {
        if let Some(number) = super::number(text) {
            self.push(number);
        }
    }

    fn value(&self) -> SummaryValue {
        SummaryValue::Average(self.mean())
    }

    fn lines(&self) -> Vec<String> {
        let template = self.format.as_deref().unwrap_or("Average: %.3f");
        self.mean()
            .map(|mean| format(template, &[Arg::Float(mean)]))
            .into_iter()
            .collect()
    }

    fn json(&self) -> Option<Value> {
        Some(json!({ "average": integral(self.mean()?) }))
    }
}
