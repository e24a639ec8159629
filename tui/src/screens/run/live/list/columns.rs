//! The columns of the list: the outputs that have values in the rows shown.

use unicode_width::UnicodeWidthStr;

use super::{Shown, cell};
use crate::screens::run::live::Live;
use crate::screens::run::live::answer::word;
use crate::text;
use crate::widgets::table::Column;

/// Columns of an identity, at least and at most.
const NAME: (usize, usize) = (12, 32);

/// Columns of an output, at least and at most.
const OUTPUT: (usize, usize) = (4, 24);

/// Columns that must be left for another output.
const ROOM: usize = 14;

/// A column made of an output.
pub(super) struct Output {
    pub(super) name: String,
    title: String,
    width: u16,
}

impl Live {
    /// The outputs that have a value in the rows shown: those that are summed up first, then the others by name.
    pub(super) fn outputs(&self, shown: &[Shown<'_>], width: usize) -> Vec<Output> {
        let Some(action) = self.declared() else {
            return Vec::new();
        };
        let summed = action.aggregate.iter().map(|declared| &declared.output);
        let mut names: Vec<&String> = summed.filter(|name| action.output.contains_key(*name)).collect();
        names.extend(action.output.keys());
        let mut room = width.saturating_sub(NAME.0 + 26);
        let mut outputs: Vec<Output> = Vec::new();
        for name in names {
            if outputs.iter().any(|known| known.name == *name) || (room < ROOM && !outputs.is_empty()) {
                continue;
            }
            let cells = shown.iter().filter_map(|shown| shown.data.get(name));
            let Some(widest) = cells
                .map(|value| cell(value).width())
                .max()
                .filter(|widest| *widest > 0)
            else {
                continue;
            };
            let label = action.output.get(name).map(|output| output.display_as.as_str());
            let label = label.filter(|label| !label.is_empty()).unwrap_or(name);
            let title = text::line(label).to_uppercase();
            let wide = widest.max(title.width()).clamp(OUTPUT.0, OUTPUT.1).min(room);
            room = room.saturating_sub(wide + 2);
            outputs.push(Output {
                name: name.clone(),
                title,
                width: u16::try_from(wide).unwrap_or(u16::MAX),
            });
        }
        outputs
    }
}

/// Sign, name, status and time, and the outputs, or what was said where there are none.
pub(super) fn columns(shown: &[Shown<'_>], outputs: &[Output], grouped: bool) -> Vec<Column> {
    let names = shown.iter().filter_map(|shown| shown.entry);
    let widest = names.map(|entry| entry.node.as_str().width()).max().unwrap_or(0);
    let name = (widest + if grouped { 2 } else { 0 }).clamp(NAME.0, NAME.1);
    let statuses = shown.iter().map(
        |shown| match shown.entry.and_then(|entry| entry.answer.as_ref()) {
            Some(answer) => word(answer.status).len(),
            None => 11,
        },
    );
    let status = statuses.max().unwrap_or(0).clamp(7, 14);
    let mut columns = vec![
        Column::new("", 1),
        Column::new("IDENTITY", u16::try_from(name).unwrap_or(0)),
        Column::new("STATUS", u16::try_from(status).unwrap_or(0)).rank(3),
        Column::new("AFTER", 6).right().rank(4),
    ];
    let last = outputs.len().saturating_sub(1);
    for (index, output) in outputs.iter().enumerate() {
        let rank = u8::try_from(index + 5).unwrap_or(u8::MAX);
        let column = Column::new(output.title.clone(), output.width);
        let column = if index > 0 { column.rank(rank) } else { column };
        columns.push(if index == last { column.grows() } else { column });
    }
    if outputs.is_empty() {
        columns.push(Column::new("SAYS", 8).grows());
    }
    columns
}
