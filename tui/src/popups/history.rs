//! Earlier commands, to be run again or changed.

use super::command::Command;
use super::pick::{Item, Pick};
use crate::effect::Effect;
use crate::report::Report;

/// A choice from earlier commands; the one chosen goes into the command bar.
pub(crate) fn pick() -> Pick {
    let again = |line: String| -> Vec<Effect> { vec![Effect::Open(Box::new(Command::with(&line)))] };
    Pick::new("Earlier commands", Vec::new(), again)
        .empty("no command was run yet")
        .fed_by(items)
}

fn items(report: &Report) -> Option<Vec<Item>> {
    let Report::History(past) = report else {
        return None;
    };
    let item = |past: &crate::report::Past| Item {
        value: past.line.clone(),
        about: match past.exit {
            0 => String::new(),
            exit => format!("exit status {exit}"),
        },
    };
    Some(past.iter().map(item).collect())
}
