//! What happened inside an evaluation, for people.

use protocol::Filter;
use regorus::Value;
use regorus::unstable::{Expr, Rule, RuleHead};

use super::{Program, RegoError, apart, truth};

/// How an answer came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// What `allow` says, as a whole.
    pub allow: Result<Option<bool>, RegoError>,
    /// Its rules, in order.
    pub rules: Vec<RuleTrace>,
    /// What the policy printed.
    pub prints: Vec<String>,
}

/// One rule called `allow`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleTrace {
    /// Its first line, from 1.
    pub line: usize,
    /// Its last line.
    pub last_line: usize,
    /// What it says on its own; none when it does not hold.
    pub says: Result<Option<bool>, RegoError>,
    /// The last line of it that was looked at; where it failed, if it does not hold.
    pub reached: Option<usize>,
}

impl Program {
    /// Evaluates as for a decision, then each of the rules on its own, and remembers what it saw.
    pub(in crate::policy) fn trace(&self, input: &Value, filter: Option<&Filter>) -> Trace {
        let traced = self.prepared(input.clone(), filter).and_then(|mut engine| {
            apart(|| {
                let allow = truth(engine.eval_rule(self.entry.clone()));
                let prints = engine.take_prints().unwrap_or_default();
                Trace {
                    allow,
                    rules: self.rules(&mut engine),
                    prints,
                }
            })
        });
        traced.unwrap_or_else(|error| Trace {
            allow: Err(error),
            rules: Vec::new(),
            prints: Vec::new(),
        })
    }

    fn rules(&self, engine: &mut regorus::Engine) -> Vec<RuleTrace> {
        let path: Vec<_> = self.entry.split('.').skip(1).collect();
        let mut traces = Vec::new();
        for module in engine.get_modules().clone() {
            for rule in &module.policy {
                let Some((line, last_line)) = place(rule) else {
                    continue;
                };
                engine.set_enable_coverage(true);
                engine.clear_coverage_data();
                let says = engine.eval_rule_in_module(&module, rule, false);
                let says = truth(says.map(|data| path.iter().fold(data, |value, part| value[*part].clone())));
                let report = engine.get_coverage_report().ok();
                let covered = report.into_iter().flat_map(|report| report.files);
                let reached = covered
                    .flat_map(|file| file.covered)
                    .filter_map(|covered| usize::try_from(covered).ok())
                    .filter(|covered| (line..=last_line).contains(covered))
                    .max();
                traces.push(RuleTrace {
                    line,
                    last_line,
                    says,
                    reached,
                });
            }
        }
        traces
    }
}

/// First and last line of a rule called `allow`; none for any other, and for its default.
fn place(rule: &Rule) -> Option<(usize, usize)> {
    let Rule::Spec { span, head, .. } = rule else {
        return None;
    };
    let RuleHead::Compr { refr, .. } = head else {
        return None;
    };
    match &**refr {
        Expr::Var { span: name, .. } if name.text() == "allow" => {
            let first = usize::try_from(span.line).ok()?;
            Some((first, first + span.text().trim_end().matches('\n').count()))
        }
        _ => None,
    }
}
