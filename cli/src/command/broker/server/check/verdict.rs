//! What a check found.

use std::fmt::Write as _;

use crate::exit::Health;

/// Findings and figures of one check.
#[derive(Debug)]
pub(in crate::command::broker::server) struct Verdict {
    name: String,
    fine: Vec<String>,
    warnings: Vec<String>,
    criticals: Vec<String>,
    figures: Vec<String>,
}

/// Bounds of a figure. Where the critical one is below the warning, less is worse.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bounds {
    pub(super) warn: Option<f64>,
    pub(super) critical: Option<f64>,
    /// Less is worse whatever the bounds are.
    pub(super) least: bool,
}

impl Verdict {
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            fine: Vec::new(),
            warnings: Vec::new(),
            criticals: Vec::new(),
            figures: Vec::new(),
        }
    }

    pub(super) fn ok(&mut self, what: impl Into<String>) {
        self.fine.push(what.into());
    }

    pub(super) fn critical(&mut self, what: impl Into<String>) {
        self.criticals.push(what.into());
    }

    /// A figure, `unit` as plugins write it (`s`, `B`, `%` or nothing), held against its bounds.
    pub(super) fn figure(&mut self, name: &str, value: f64, unit: &str, bounds: Bounds) {
        let mut figure = format!("{name}={value}{unit}");
        if bounds.warn.is_some() || bounds.critical.is_some() {
            let shown = |bound: Option<f64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
            let _ = write!(figure, ";{};{}", shown(bounds.warn), shown(bounds.critical));
        }
        self.figures.push(figure);
        let least = bounds.least
            || matches!((bounds.warn, bounds.critical), (Some(warn), Some(critical)) if critical < warn);
        let crossed = |bound: Option<f64>| match bound {
            Some(bound) if least => value < bound,
            Some(bound) => value >= bound,
            None => false,
        };
        if crossed(bounds.critical) {
            self.criticals.push(format!("{name} {value}{unit}"));
        } else if crossed(bounds.warn) {
            self.warnings.push(format!("{name} {value}{unit}"));
        } else {
            self.fine.push(format!("{name} {value}{unit}"));
        }
    }

    pub(super) fn health(&self) -> Health {
        match (self.criticals.is_empty(), self.warnings.is_empty()) {
            (false, _) => Health::Critical,
            (true, false) => Health::Warning,
            (true, true) => Health::Ok,
        }
    }

    /// `NAME STATE finding, finding | figure figure`.
    pub(super) fn line(&self) -> String {
        let state = self.health().word();
        let mut parts = Vec::new();
        for (label, findings) in [("Crit", &self.criticals), ("Warn", &self.warnings)] {
            if !findings.is_empty() {
                parts.push(format!("{label}:{}", findings.join(", ")));
            }
        }
        if parts.is_empty() && !self.fine.is_empty() {
            parts.push(format!("OK:{}", self.fine.join(", ")));
        }
        let mut line = format!("{} {state} {}", self.name, parts.join(" "))
            .trim_end()
            .to_owned();
        // A second line would be lost.
        line = line.replace(['\n', '\r'], " ");
        if !self.figures.is_empty() {
            let _ = write!(line, " | {}", self.figures.join(" "));
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(warn: f64, critical: f64) -> Bounds {
        Bounds {
            warn: Some(warn),
            critical: Some(critical),
            least: false,
        }
    }

    #[test]
    fn the_worst_figure_decides_and_all_are_told() {
        let mut verdict = Verdict::new("ORDERS");
        verdict.figure("messages", 12.0, "", bounds(10.0, 20.0));
        verdict.figure("sources", 2.0, "", Bounds::default());
        assert_eq!(verdict.health(), Health::Warning);
        assert_eq!(
            verdict.line(),
            "ORDERS WARNING Warn:messages 12 | messages=12;10;20 sources=2"
        );
        verdict.figure("replicas", 1.0, "", bounds(3.0, 2.0));
        assert_eq!(verdict.health(), Health::Critical);
        assert!(
            verdict
                .line()
                .starts_with("ORDERS CRITICAL Crit:replicas 1 Warn:messages 12 |")
        );
    }

    #[test]
    fn what_is_fine_says_so_in_one_line() {
        let mut verdict = Verdict::new("connection");
        verdict.ok("connected to\nnats://b:4222");
        assert_eq!(verdict.line(), "connection OK OK:connected to nats://b:4222");
    }
}
