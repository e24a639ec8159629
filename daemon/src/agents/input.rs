//! Reading the inputs of a call. The node has checked them against the DDL; what becomes an argument is checked again.

use protocol::rpc::{Object, Status};
use serde_json::Value;

use crate::command::{CommandError, Output};
use crate::{Answer, Call};

/// An optional text.
pub(super) fn text<'a>(data: &'a Object, name: &str) -> Result<Option<&'a str>, Answer> {
    match data.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(refused(name, "is not a string")),
    }
}

/// A text that has to be there.
pub(super) fn required<'a>(data: &'a Object, name: &str) -> Result<&'a str, Answer> {
    text(data, name)?.ok_or_else(|| Answer::fail(Status::MissingData, format!("input {name} is required")))
}

/// An optional boolean.
pub(super) fn flag(data: &Object, name: &str) -> Result<Option<bool>, Answer> {
    match data.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(flag)) => Ok(Some(*flag)),
        Some(_) => Err(refused(name, "is not a boolean")),
    }
}

/// An optional number that is neither negative nor endless.
pub(super) fn number(data: &Object, name: &str) -> Result<Option<f64>, Answer> {
    match data.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_f64() {
            Some(number) if number.is_finite() && number >= 0.0 => Ok(Some(number)),
            _ => Err(refused(name, "is not a number of zero or more")),
        },
    }
}

/// Refuses an input.
pub(super) fn refused(name: &str, reason: &str) -> Answer {
    Answer::fail(Status::InvalidData, format!("input {name} {reason}"))
}

/// The answer to an action the agent does not have.
pub(super) fn unknown_action(call: &Call) -> Answer {
    Answer::fail(Status::UnknownAction, format!("unknown action {}", call.action))
}

/// Success or failure as one answer.
pub(super) fn answer(result: Result<Object, Answer>) -> Answer {
    result.map_or_else(|failure| failure, Answer::ok)
}

/// Outputs from pairs.
pub(super) fn outputs<const N: usize>(pairs: [(&str, Value); N]) -> Object {
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// An error with everything that caused it, in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        line = format!("{line}: {cause}");
        source = cause.source();
    }
    line
}

/// A program that had to succeed.
pub(super) fn succeeded(what: &str, result: Result<Output, CommandError>) -> Result<Output, Answer> {
    let output = result.map_err(|error| Answer::aborted(chain(&error)))?;
    match output.success() {
        true => Ok(output),
        false => Err(Answer::aborted(format!("{what} failed: {}", output.complaint()))),
    }
}

impl From<CommandError> for Answer {
    fn from(error: CommandError) -> Self {
        Self::aborted(chain(&error))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn inputs_of_another_type_are_refused_and_null_is_absent() {
        let data = outputs([("a", json!(1)), ("b", json!(null)), ("c", json!(-1))]);
        assert_eq!(text(&data, "a").unwrap_err().message, "input a is not a string");
        assert_eq!(text(&data, "b"), Ok(None));
        assert_eq!(required(&data, "b").unwrap_err().status, Status::MissingData);
        assert_eq!(flag(&data, "a").unwrap_err().status, Status::InvalidData);
        assert_eq!(number(&data, "a"), Ok(Some(1.0)));
        assert!(number(&data, "c").is_err());
    }

    #[test]
    fn a_failed_program_is_quoted_with_its_exit_status() {
        let output = Output {
            code: Some(100),
            stdout: String::new(),
            stderr: "W: old\nE: broken\n".into(),
            truncated: false,
        };
        let failure = succeeded("apt-get update", Ok(output)).unwrap_err();
        assert_eq!(
            failure.message,
            "apt-get update failed: E: broken (exit status 100)"
        );
    }
}
