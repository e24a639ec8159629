//! The tally at the end: how many answered, how long it took, who did not.

use std::fmt::Write;

use protocol::Identity;
use unicode_width::UnicodeWidthStr;

use crate::ask::Outcome;
use crate::out::words;
use crate::theme::{Meaning, Theme, line, pad};

/// Names shown of a list unless more detail is wanted.
const MAX_NAMES: usize = 200;

/// Names in one row of a list.
const COLUMNS: usize = 3;

/// What stands before each name of a list.
const INDENT: &str = "    ";

/// The statistics, then the nodes that were silent and those that were not asked, in no more columns than fit.
pub(crate) fn footer(outcome: &Outcome, verbose: bool, theme: Theme, width: Option<usize>) -> String {
    let stats = &outcome.stats;
    let mut text = if verbose {
        details(outcome, theme)
    } else {
        short(outcome, theme)
    };
    if outcome.interrupted {
        let _ = writeln!(
            text,
            "{}",
            theme.paint(Meaning::Warning, "Interrupted before the end")
        );
    }
    text.push_str(&names("No Responses from", &stats.no_responses, verbose, width));
    text.push_str(&names(
        "Unexpected Responses from",
        &stats.unexpected,
        verbose,
        width,
    ));
    text
}

fn short(outcome: &Outcome, theme: Theme) -> String {
    let stats = &outcome.stats;
    let total = words::millis(stats.request + outcome.discovery);
    format!(
        "Finished processing {} hosts in {total}\n",
        counts(stats.responses, targets(outcome), theme)
    )
}

/// How many answered of how many, in the colour of how well that went.
fn counts(responses: usize, targets: usize, theme: Theme) -> String {
    let meaning = match responses {
        0 => Meaning::Bad,
        all if all == targets => Meaning::Good,
        _ => Meaning::Warning,
    };
    let paint = |count: usize| theme.paint(meaning, count.to_string());
    format!("{} / {}", paint(responses), paint(targets))
}

/// A service agent has no targets until one has answered.
fn targets(outcome: &Outcome) -> usize {
    outcome.stats.discovered.max(outcome.stats.responses)
}

fn details(outcome: &Outcome, theme: Theme) -> String {
    let stats = &outcome.stats;
    let rows = [
        ("Nodes", format!("{} / {}", stats.responses, targets(outcome))),
        ("Pass / Fail", format!("{} / {}", stats.ok, stats.failed)),
        ("No Responses", stats.no_responses.len().to_string()),
        ("Unexpected Responses", stats.unexpected.len().to_string()),
        ("Request ID", stats.request_id.to_string()),
        ("Start Time", words::clock(stats.start)),
        ("Discovery Time", words::millis(outcome.discovery)),
        ("Publish Time", words::millis(stats.publish)),
        (
            "Agent Time",
            words::millis(stats.request.saturating_sub(stats.publish)),
        ),
        ("Total Time", words::millis(stats.request + outcome.discovery)),
    ];
    let mut text = format!("{}\n", theme.paint(Meaning::Warning, "---- request stats ----"));
    for (label, value) in rows {
        let _ = writeln!(text, "{label:>20}: {value}");
    }
    text
}

fn names(title: &str, nodes: &[Identity], verbose: bool, width: Option<usize>) -> String {
    if nodes.is_empty() {
        return String::new();
    }
    let count = nodes.len();
    let mut nodes: Vec<_> = nodes.iter().map(|node| line(node.as_str())).collect();
    nodes.sort_unstable();
    let cut = !verbose && count > MAX_NAMES;
    if cut {
        nodes.truncate(MAX_NAMES);
    }
    let note = if cut {
        format!(" (showing first {MAX_NAMES})")
    } else {
        String::new()
    };
    let mut text = format!("\n{title}{note}: {count}\n\n");
    let nodes: Vec<&str> = nodes.iter().map(AsRef::as_ref).collect();
    text.push_str(&name_list(&nodes, width));
    text
}

/// Names in as many columns as fit.
pub(super) fn name_list(names: &[&str], width: Option<usize>) -> String {
    columns(names, fitting(names, width), INDENT)
}

/// How many columns of names fit into so many columns of text.
fn fitting(names: &[&str], width: Option<usize>) -> usize {
    let widest = names.iter().map(|name| name.width()).max().unwrap_or(0);
    width.map_or(COLUMNS, |width| {
        (width / (widest + INDENT.len())).clamp(1, COLUMNS)
    })
}

/// Names in aligned columns, row by row.
fn columns(names: &[&str], columns: usize, indent: &str) -> String {
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            names
                .iter()
                .skip(column)
                .step_by(columns)
                .map(|name| name.width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in names.chunks(columns) {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(name, width)| pad(name, *width))
            .collect();
        let _ = writeln!(text, "{indent}{}", cells.join(INDENT).trim_end());
    }
    text
}

/// Names in aligned columns, column by column.
pub(crate) fn columns_down(names: &[&str], count: usize, indent: &str) -> String {
    let rows = names.len().div_ceil(count);
    let across = (0..rows).flat_map(|row| (0..count).map(move |column| column * rows + row));
    let ordered: Vec<&str> = across
        .map(|index| names.get(index).copied().unwrap_or(""))
        .collect();
    columns(&ordered, count, indent)
}

#[cfg(test)]
mod tests;
