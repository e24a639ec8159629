//! Where in a text one is. A line may take many rows, so a place may be within a line.

use super::draw::safe;
use super::lines::Lines;
use crate::keymap::Verb;
use crate::text;

/// A row of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Place {
    /// Which line.
    pub(super) line: usize,
    /// Which of its rows.
    pub(super) row: usize,
}

/// How a text is laid out.
#[derive(Clone, Copy)]
pub(super) struct Layout<'a> {
    /// The text.
    pub(super) lines: &'a Lines,
    /// Columns at which lines are wrapped; none when they are cut.
    pub(super) wrap: Option<usize>,
    /// Rows that are shown.
    pub(super) page: usize,
}

impl Layout<'_> {
    /// The place from which on the last page is shown.
    pub(super) fn end(&self) -> Place {
        let mut room = self.page;
        for line in (0..self.lines.len()).rev() {
            let rows = self.rows(line);
            if rows >= room {
                let row = rows - room;
                return Place { line, row };
            }
            room -= rows;
        }
        Place::default()
    }

    /// Rows the whole text takes, of which no more than `most` are counted.
    pub(super) fn height(&self, most: usize) -> usize {
        let mut height = 0;
        for line in 0..self.lines.len().min(most) {
            height += self.rows(line);
            if height >= most {
                break;
            }
        }
        height.min(most)
    }

    /// Where a verb leads to; verbs that move nothing stay.
    pub(super) fn step(&self, from: Place, verb: Verb) -> Place {
        let to = match verb {
            Verb::Up => self.back(from, 1),
            Verb::Down => self.forth(from, 1),
            Verb::HalfUp => self.back(from, self.page / 2),
            Verb::HalfDown => self.forth(from, self.page / 2),
            Verb::PageUp => self.back(from, self.page),
            Verb::PageDown => self.forth(from, self.page),
            Verb::First => Place::default(),
            Verb::Last => self.end(),
            _ => from,
        };
        to.min(self.end())
    }

    fn forth(&self, mut place: Place, rows: usize) -> Place {
        for _ in 0..rows {
            place = match place.row + 1 < self.rows(place.line) {
                true => Place {
                    row: place.row + 1,
                    ..place
                },
                false => Place {
                    line: place.line + 1,
                    row: 0,
                },
            };
        }
        place
    }

    fn back(&self, mut place: Place, rows: usize) -> Place {
        for _ in 0..rows {
            place = match (place.row.checked_sub(1), place.line.checked_sub(1)) {
                (Some(row), _) => Place { row, ..place },
                (None, Some(line)) => Place {
                    line,
                    row: self.rows(line) - 1,
                },
                (None, None) => break,
            };
        }
        place
    }

    /// How many rows a line takes; at least one.
    fn rows(&self, line: usize) -> usize {
        let Some((text, width)) = self.lines.get(line).zip(self.wrap) else {
            return 1;
        };
        text::wrap(&safe(text), width).len().max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_a_long_line_can_be_reached() {
        let mut lines = Lines::default();
        lines.push(&format!("first\n{}\nlast\n", "x".repeat(100)));
        let layout = Layout {
            lines: &lines,
            wrap: Some(10),
            page: 4,
        };
        let place = |line, row| Place { line, row };
        assert_eq!(layout.end(), place(1, 7));
        let mut here = Place::default();
        let mut rows = vec![here];
        while here != layout.end() {
            here = layout.step(here, Verb::Down);
            rows.push(here);
        }
        assert_eq!(rows.len(), 9);
        assert_eq!(layout.step(here, Verb::PageDown), here);
        assert_eq!(layout.step(here, Verb::PageUp), place(1, 3));
        assert_eq!(layout.step(place(1, 1), Verb::HalfUp), place(0, 0));
    }
}
