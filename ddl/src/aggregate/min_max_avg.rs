//! `min_max_avg`: the smallest, the biggest and the mean of the values that are numbers.

use serde_json::{Value, json};

use super::average::Average;
use super::format::{Arg, format};
use super::{Function, SummaryValue};
use crate::input::integral;

/// Running extremes and mean.
#[derive(Debug)]
pub(super) struct MinMaxAvg {
    min: f64,
    max: f64,
    average: Average,
    format: Option<String>,
}

impl MinMaxAvg {
    pub(super) fn new(format: Option<String>) -> Self {
        Self {
            min: f64::INFINITY,
            max: f64::NEG_INFINITY,
            average: Average::default(),
            format,
        }
    }

    fn numbers(&self) -> Option<(f64, f64, f64)> {
        Some((self.min, self.max, self.average.mean()?))
    }
}

impl Function for MinMaxAvg {
    fn add(&mut self, text: &str) {
        if let Some(number) = super::number(text) {
            self.min = self.min.min(number);
            self.max = self.max.max(number);
            self.average.push(number);
        }
    }

    fn value(&self) -> SummaryValue {
        SummaryValue::MinMaxAvg(self.numbers())
    }

    fn lines(&self) -> Vec<String> {
        let template = self
            .format
            .as_deref()
            .unwrap_or("Min: %.3f  Max: %.3f  Average: %.3f");
        let line =
            |(min, max, average)| format(template, &[Arg::Float(min), Arg::Float(max), Arg::Float(average)]);
        self.numbers().map(line).into_iter().collect()
    }

    fn json(&self) -> Option<Value> {
        let (min, max, average) = self.numbers()?;
        Some(json!({ "min": integral(min), "max": integral(max), "average": integral(average) }))
    }
}
