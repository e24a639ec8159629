//! `sum`: the total of the values that are numbers.

use serde_json::{Value, json};

use super::format::{Arg, format};
use super::{Function, SummaryValue};
use crate::input::integral;

/// A running total; it stops growing where numbers end.
#[derive(Debug, Default)]
pub(super) struct Sum {
    total: f64,
    any: bool,
    format: Option<String>,
}

impl Sum {
    pub(super) fn new(format: Option<String>) -> Self {
        Self {
            format,
            ..Self::default()
        }
    }
}

impl Function for Sum {
    fn add(&mut self, text: &str) {
        if let Some(number) = super::number(text) {
            self.total = (self.total + number).clamp(f64::MIN, f64::MAX);
            self.any = true;
        }
    }

    fn value(&self) -> SummaryValue {
        SummaryValue::Sum(self.total)
    }

    fn lines(&self) -> Vec<String> {
        let template = self.format.as_deref().unwrap_or("Total: %v");
        let line = self.any.then(|| format(template, &[Arg::Float(self.total)]));
        line.into_iter().collect()
    }

    fn json(&self) -> Option<Value> {
        Some(json!({ "sum": integral(self.total) }))
    }
}
