//! Where the parts of the screen are.

use ratatui::layout::Rect;

use crate::widgets::area::part;

/// Width from which buckets, keys and a value stand side by side.
const WIDE: u16 = 100;

/// Width from which two parts stand side by side.
const PAIR: u16 = 64;

/// Height from which there are parts below each other.
const STACKED: u16 = 14;

/// Height from which the watch has a part of its own.
const TALL: u16 = 28;

/// Columns of the buckets.
const BUCKETS: u16 = 29;

/// Columns of the keys, beside the buckets.
const KEYS: u16 = 36;

/// Rows of the watch, with its frame.
const WATCH: u16 = 7;

/// Which part has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Focus {
    /// The buckets.
    #[default]
    Buckets,
    /// The keys of one of them.
    Keys,
    /// The value of one of those.
    Value,
    /// Its revisions.
    History,
    /// What changes.
    Watch,
}

/// The parts; those without room are empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) headline: Rect,
    pub(super) buckets: Rect,
    pub(super) keys: Rect,
    pub(super) value: Rect,
    pub(super) history: Rect,
    pub(super) watch: Rect,
}

impl Focus {
    /// In the order of the tab key.
    pub(super) const ALL: [Self; 5] = [Self::Buckets, Self::Keys, Self::Value, Self::History, Self::Watch];

    /// The part so many steps further.
    pub(super) fn step(self, steps: usize) -> Self {
        Self::ALL[(self as usize + steps) % Self::ALL.len()]
    }
}

impl Layout {
    /// Where a part is.
    pub(super) fn of(&self, focus: Focus) -> Rect {
        match focus {
            Focus::Buckets => self.buckets,
            Focus::Keys => self.keys,
            Focus::Value => self.value,
            Focus::History => self.history,
            Focus::Watch => self.watch,
        }
    }

    fn give(&mut self, focus: Focus, area: Rect) {
        match focus {
            Focus::Buckets => self.buckets = area,
            Focus::Keys => self.keys = area,
            Focus::Value => self.value = area,
            Focus::History => self.history = area,
            Focus::Watch => self.watch = area,
        }
    }

    /// A value above its revisions.
    fn value_and_history(&mut self, area: Rect) {
        let history = (area.height / 3).clamp(4, 10);
        self.value = part(area, 0, 0, area.width, area.height - history);
        self.history = part(area, 0, area.height - history, area.width, history);
    }
}

/// Divides `area`; `zoomed` leaves all room to the part that has the keys.
pub(super) fn layout(area: Rect, focus: Focus, zoomed: bool) -> Layout {
    let mut layout = Layout {
        headline: part(area, 0, 0, area.width, 1),
        ..Layout::default()
    };
    let body = part(area, 0, 1, area.width, area.height.saturating_sub(1));
    if zoomed || body.height < STACKED || body.width < PAIR {
        layout.give(focus, body);
        return layout;
    }
    let watch = if body.height >= TALL { WATCH } else { 0 };
    let upper = part(body, 0, 0, body.width, body.height - watch);
    layout.watch = part(body, 0, upper.height, body.width, watch);
    let rest = match body.width >= WIDE {
        true => {
            layout.buckets = part(upper, 0, 0, BUCKETS, upper.height);
            layout.keys = part(upper, BUCKETS, 0, KEYS, upper.height);
            part(
                upper,
                BUCKETS + KEYS,
                0,
                upper.width - BUCKETS - KEYS,
                upper.height,
            )
        }
        false => {
            let left = if focus == Focus::Buckets {
                focus
            } else {
                Focus::Keys
            };
            let width = BUCKETS.max(upper.width * 2 / 5);
            layout.give(left, part(upper, 0, 0, width, upper.height));
            part(upper, width, 0, upper.width - width, upper.height)
        }
    };
    match (focus, watch) {
        (Focus::Watch, 0) => layout.watch = rest,
        _ => layout.value_and_history(rest),
    }
    layout
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_with_the_keys_is_always_shown() {
        for (width, height) in [
            (0, 0),
            (40, 9),
            (64, 16),
            (80, 21),
            (99, 30),
            (100, 20),
            (120, 32),
            (300, 80),
        ] {
            for focus in Focus::ALL {
                let area = Rect::new(0, 1, width, height);
                let it = layout(area, focus, false);
                let parts = [it.headline, it.buckets, it.keys, it.value, it.history, it.watch];
                let cells: u32 = parts.iter().map(|part| part.area()).sum();
                assert_eq!(cells, area.area(), "{area} {focus:?}");
                assert!(area.is_empty() || !it.of(focus).is_empty(), "{area} {focus:?}");
            }
        }
    }
}
