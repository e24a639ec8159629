//! Where the parts of the screen are.

use ratatui::layout::Rect;

use crate::widgets::area::part;

/// Width from which the numbers stand beside the answers.
const WIDE: u16 = 100;

/// Columns of the numbers beside the answers.
const NUMBERS: u16 = 40;

/// Rows of the drill-down, with its frame.
const DETAIL: u16 = 7;

/// Height from which there is a drill-down below the answers.
const TALL: u16 = 22;

/// Height from which numbers and answers are both shown where they stand one above the other.
const STACKED: u16 = 16;

/// Which part has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Focus {
    /// The answers.
    #[default]
    Replies,
    /// The numbers.
    Numbers,
}

/// The parts; those without room are empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) header: Rect,
    pub(super) numbers: Rect,
    pub(super) replies: Rect,
    pub(super) detail: Rect,
}

/// Divides `area`; `zoomed` leaves all room to the part that has the keys.
pub(super) fn layout(area: Rect, focus: Focus, zoomed: bool) -> Layout {
    let header = part(area, 0, 0, area.width, 2);
    let body = part(area, 0, 2, area.width, area.height.saturating_sub(2));
    let mut layout = Layout {
        header,
        ..Layout::default()
    };
    let small = body.height < STACKED && area.width < WIDE;
    if zoomed || small || body.height < 8 {
        match focus {
            Focus::Replies => layout.replies = body,
            Focus::Numbers => layout.numbers = body,
        }
        return layout;
    }
    let detail = if body.height >= TALL { DETAIL } else { 0 };
    let upper = body.height - detail;
    layout.detail = part(body, 0, upper, body.width, detail);
    if area.width >= WIDE {
        layout.numbers = part(body, 0, 0, NUMBERS, upper);
        layout.replies = part(body, NUMBERS, 0, body.width - NUMBERS, upper);
    } else {
        let numbers = match focus {
            Focus::Replies => upper / 3,
            Focus::Numbers => upper * 2 / 3,
        };
        layout.numbers = part(body, 0, 0, body.width, numbers);
        layout.replies = part(body, 0, numbers, body.width, upper - numbers);
    }
    layout
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_area_and_never_overlap() {
        for width in [0, 1, 39, 80, 99, 100, 120, 300] {
            for height in [0, 1, 2, 3, 9, 18, 21, 24, 32, 80] {
                for focus in [Focus::Replies, Focus::Numbers] {
                    let area = Rect::new(3, 1, width, height);
                    let it = layout(area, focus, false);
                    let parts = [it.header, it.numbers, it.replies, it.detail];
                    let cells: u32 = parts.iter().map(|part| part.area()).sum();
                    assert_eq!(cells, area.area(), "{area} {focus:?}");
                    let inside = |part: &Rect| part.is_empty() || area.intersection(*part) == *part;
                    assert!(parts.iter().all(inside), "{area} {focus:?}");
                }
            }
        }
    }
}
