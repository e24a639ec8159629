//! Rego: policies that are compiled once and evaluated within bounds.
//!
//! A policy is written by whoever may also change the node, so the bounds are against accidents: a loop, a rule that calls itself,
//! a document that nests without end. None of them may cost more than the one decision. What it is asked about is a caller's, so
//! no function may make more of that than it should.

mod functions;
mod guard;
#[cfg(test)]
mod tests;
mod text;
mod trace;
mod value;

use std::num::NonZeroU32;
use std::thread;
use std::time::Duration;

use protocol::Filter;
use regorus::utils::limits::ExecutionTimerConfig;
use regorus::{Engine, PolicyLengthConfig, Value};

pub use trace::{RuleTrace, Trace};
pub(super) use value::{parse, value};

/// Longest policy. Real ones are a few kilobytes.
pub(super) const MAX_SOURCE: usize = 128 << 10;

/// Longest evaluation. One takes microseconds; the rest is for a machine that has no time for us.
const LIMIT: Duration = Duration::from_millis(500);

/// Steps between looks at the clock.
const STEPS: NonZeroU32 = NonZeroU32::new(16).unwrap();

/// Stack of the thread that compiles and evaluates: what the guard lets through fits several times over. Only what is used of
/// it takes memory.
const STACK: usize = 64 << 20;

/// How a policy is called in messages.
const NAME: &str = "policy";

/// A compiled policy.
#[derive(Debug, Clone)]
pub struct Program {
    engine: Engine,
    entry: String,
}

/// Why a policy does not decide.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegoError {
    /// The text is no Rego, or refers to what does not exist.
    #[error("{reason}{}", at(*line))]
    Invalid {
        /// Where, from 1, if that is known.
        line: Option<usize>,
        /// What is wrong.
        reason: String,
    },
    /// It could keep the node busy or end it.
    #[error("{reason}")]
    Unbounded {
        /// What there is too much of.
        reason: String,
    },
    /// It is of another package.
    #[error("it is of package {found}, not {wanted}")]
    Package {
        /// As written.
        found: String,
        /// What is asked.
        wanted: String,
    },
    /// It has no rule of the name that is asked for.
    #[error("it has no rule called allow")]
    NoRule,
    /// Its answer is something else than true or false.
    #[error("allow is neither true nor false")]
    NotBoolean,
    /// It ran out of time.
    #[error("it takes longer than {} ms", LIMIT.as_millis())]
    Slow,
    /// No thread could be started, or the interpreter has a defect.
    #[error("the interpreter failed")]
    Interpreter,
}

impl Program {
    /// Compiles a policy of this package, e.g. `io.choria.aaasvc`, whose rule `allow` will be asked. The syntax is that of Rego v1, else v0.
    ///
    /// Blocks for as long as that takes, up to about a second.
    pub fn compile(source: &str, package: &str) -> Result<Self, RegoError> {
        text::check(source)?;
        apart(|| match load(source, package, false) {
            Err(RegoError::Invalid { reason, .. }) if is_old_syntax(&reason) => load(source, package, true),
            loaded => loaded,
        })?
    }

    /// What `allow` says of this input, a JSON object: true, false, or nothing at all. The filter is what the functions about
    /// filters look at.
    ///
    /// Blocks for as long as that takes, at most about half a second.
    pub(super) fn allow(&self, input: Value, filter: Option<&Filter>) -> Result<Option<bool>, RegoError> {
        let mut engine = self.prepared(input, filter)?;
        apart(|| truth(engine.eval_rule(self.entry.clone())))?
    }

    fn prepared(&self, input: Value, filter: Option<&Filter>) -> Result<Engine, RegoError> {
        let mut engine = self.engine.clone();
        if let Some(filter) = filter {
            functions::about_filters(&mut engine, filter).map_err(|error| invalid(&error))?;
        }
        engine.set_input(input);
        Ok(engine)
    }
}

fn load(source: &str, package: &str, old_syntax: bool) -> Result<Program, RegoError> {
    let mut engine = Engine::new();
    engine.set_rego_v0(old_syntax);
    // What a policy prints would go to standard error.
    engine.set_gather_prints(true);
    // As in OPA: a function that fails has no value, and the rule that asked for it does not hold.
    engine.set_strict_builtin_errors(false);
    engine.set_execution_timer_config(ExecutionTimerConfig {
        limit: LIMIT,
        check_interval: STEPS,
    });
    engine.set_policy_length_config(PolicyLengthConfig {
        max_col: NonZeroU32::MAX,
        ..PolicyLengthConfig::default()
    });
    functions::bound(&mut engine).map_err(|error| invalid(&error))?;
    let found = engine
        .add_policy(NAME.to_owned(), source.to_owned())
        .map_err(|error| invalid(&error))?;
    let wanted = format!("data.{package}");
    if found != wanted {
        return Err(RegoError::Package {
            found: found.strip_prefix("data.").unwrap_or(&found).to_owned(),
            wanted: package.to_owned(),
        });
    }
    for module in engine.get_modules() {
        guard::check_rules(module)?;
    }
    let entry = format!("{wanted}.allow");
    engine
        .compile_with_entrypoint(&entry.as_str().into())
        .map_err(
            |error| match error.to_string().contains("not a valid rule path") {
                true => RegoError::NoRule,
                false => invalid(&error),
            },
        )?;
    Ok(Program { engine, entry })
}

/// Whether the new syntax complains of what only the old one has.
fn is_old_syntax(complaint: &str) -> bool {
    complaint.contains("keyword is required") || complaint.contains("cannot be shadowed")
}

fn truth<E: std::fmt::Display>(result: Result<Value, E>) -> Result<Option<bool>, RegoError> {
    match result {
        Ok(Value::Bool(answer)) => Ok(Some(answer)),
        Ok(Value::Undefined) => Ok(None),
        Ok(_) => Err(RegoError::NotBoolean),
        Err(error) if error.to_string().contains("exceeded time limit") => Err(RegoError::Slow),
        Err(error) => Err(invalid(&error)),
    }
}

/// The interpreter draws the place over several lines; the log wants one.
fn invalid(error: &impl std::fmt::Display) -> RegoError {
    let text = error.to_string();
    let place = text.lines().find_map(|line| line.strip_prefix("--> policy:"));
    let line = place.and_then(|place| place.split(':').next()?.parse().ok());
    let reason = text.lines().find_map(|line| line.strip_prefix("error: "));
    let reason = reason.or_else(|| text.lines().find(|line| !line.trim().is_empty()));
    RegoError::Invalid {
        line,
        reason: reason.unwrap_or("it cannot be read").to_owned(),
    }
}

/// What `allow` says, in words.
pub(super) fn says(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "allows it",
        Some(false) => "denies it",
        None => "does not say whether it is allowed",
    }
}

fn at(line: Option<usize>) -> String {
    line.map(|line| format!(" in line {line}")).unwrap_or_default()
}

/// Runs something in a thread with a stack for deep policies. A panic in there is an error out here.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, RegoError> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().name("rego".to_owned()).stack_size(STACK);
        let running = thread
            .spawn_scoped(scope, work)
            .map_err(|_| RegoError::Interpreter)?;
        running.join().map_err(|_| RegoError::Interpreter)
    })
}
