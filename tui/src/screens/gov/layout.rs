//! Where the parts of the screen are.

use ratatui::layout::Rect;

use crate::widgets::area::part;

/// Width from which governors and leases stand side by side.
const WIDE: u16 = 64;

/// Height from which there are parts below each other.
const STACKED: u16 = 14;

/// Columns of the governors, where there is room.
const LIST: u16 = 36;

/// Rows of the events, with their frame.
const EVENTS: u16 = 7;

/// Which part has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Focus {
    /// The governors.
    #[default]
    List,
    /// The leases of one of them.
    Leases,
    /// What happened there.
    Events,
}

/// The parts; those without room are empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) headline: Rect,
    pub(super) list: Rect,
    pub(super) leases: Rect,
    pub(super) events: Rect,
}

impl Focus {
    /// In the order of the tab key.
    pub(super) const ALL: [Self; 3] = [Self::List, Self::Leases, Self::Events];

    /// The part so many steps further.
    pub(super) fn step(self, steps: usize) -> Self {
        Self::ALL[(self as usize + steps) % Self::ALL.len()]
    }
}

impl Layout {
    /// Where a part is.
    pub(super) fn of(&self, focus: Focus) -> Rect {
        match focus {
            Focus::List => self.list,
            Focus::Leases => self.leases,
            Focus::Events => self.events,
        }
    }

    fn give(&mut self, focus: Focus, area: Rect) {
        match focus {
            Focus::List => self.list = area,
            Focus::Leases => self.leases = area,
            Focus::Events => self.events = area,
        }
    }
}

/// Divides `area`; `zoomed` leaves all room to the part that has the keys.
pub(super) fn layout(area: Rect, focus: Focus, zoomed: bool) -> Layout {
    let mut layout = Layout {
        headline: part(area, 0, 0, area.width, 1),
        ..Layout::default()
    };
    let body = part(area, 0, 1, area.width, area.height.saturating_sub(1));
    if zoomed || body.height < STACKED || body.width < WIDE {
        layout.give(focus, body);
        return layout;
    }
    let upper = part(body, 0, 0, body.width, body.height - EVENTS);
    layout.events = part(body, 0, upper.height, body.width, EVENTS);
    let width = LIST.min(upper.width * 2 / 5);
    layout.list = part(upper, 0, 0, width, upper.height);
    layout.leases = part(upper, width, 0, upper.width - width, upper.height);
    layout
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_with_the_keys_is_always_shown() {
        for (width, height) in [(0, 0), (40, 9), (64, 16), (80, 21), (120, 32), (300, 80)] {
            for focus in Focus::ALL {
                let area = Rect::new(0, 1, width, height);
                let it = layout(area, focus, false);
                let cells: u32 = [it.headline, it.list, it.leases, it.events]
                    .iter()
                    .map(|part| part.area())
                    .sum();
                assert_eq!(cells, area.area(), "{area} {focus:?}");
                assert!(area.is_empty() || !it.of(focus).is_empty(), "{area} {focus:?}");
            }
        }
    }
}
