//! Where the parts of the screen are.

use ratatui::layout::Rect;

use crate::widgets::area::part;

/// Width from which plan and outcome stand side by side.
const WIDE: u16 = 100;

/// Height from which the log has a part of its own.
const TALL: u16 = 24;

/// Height from which the list and something below it are shown.
const STACKED: u16 = 14;

/// Rows of the log, with its frame.
const LOG: u16 = 7;

/// Which part has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Focus {
    /// The jobs.
    #[default]
    List,
    /// What one of them is to do.
    Plan,
    /// What became of its nodes.
    Outcome,
    /// What happened.
    Log,
}

/// The parts; those without room are empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) headline: Rect,
    pub(super) list: Rect,
    pub(super) plan: Rect,
    pub(super) outcome: Rect,
    pub(super) log: Rect,
}

impl Focus {
    /// In the order of the tab key.
    pub(super) const ALL: [Self; 4] = [Self::List, Self::Plan, Self::Outcome, Self::Log];

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
            Focus::Plan => self.plan,
            Focus::Outcome => self.outcome,
            Focus::Log => self.log,
        }
    }

    fn give(&mut self, focus: Focus, area: Rect) {
        match focus {
            Focus::List => self.list = area,
            Focus::Plan => self.plan = area,
            Focus::Outcome => self.outcome = area,
            Focus::Log => self.log = area,
        }
    }
}

/// Divides `area`, where there are so many jobs; `zoomed` leaves all room to the part that has the keys.
pub(super) fn layout(area: Rect, jobs: usize, focus: Focus, zoomed: bool) -> Layout {
    let mut layout = Layout {
        headline: part(area, 0, 0, area.width, 1),
        ..Layout::default()
    };
    let body = part(area, 0, 1, area.width, area.height.saturating_sub(1));
    if jobs == 0 {
        layout.list = body;
        return layout;
    }
    if zoomed || body.height < STACKED {
        layout.give(focus, body);
        return layout;
    }
    let wanted = u16::try_from(jobs.saturating_add(3)).unwrap_or(u16::MAX);
    let list = wanted.clamp(5, body.height * 2 / 5);
    layout.list = part(body, 0, 0, body.width, list);
    let lower = part(body, 0, list, body.width, body.height - list);
    if area.width < WIDE {
        // Where there is room for one part only, it is the outcome until another one is wanted.
        let shown = if focus == Focus::List {
            Focus::Outcome
        } else {
            focus
        };
        layout.give(shown, lower);
        return layout;
    }
    let log = if body.height >= TALL { LOG } else { 0 };
    let middle = lower.height - log;
    let half = lower.width / 2;
    match (focus, log) {
        (Focus::Log, 0) => layout.log = lower,
        _ => {
            layout.plan = part(lower, 0, 0, half, middle);
            layout.outcome = part(lower, half, 0, lower.width - half, middle);
            layout.log = part(lower, 0, middle, lower.width, log);
        }
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
            (80, 21),
            (99, 30),
            (120, 20),
            (120, 32),
            (300, 80),
        ] {
            for focus in Focus::ALL {
                let area = Rect::new(0, 1, width, height);
                let it = layout(area, 5, focus, false);
                let parts = [it.headline, it.list, it.plan, it.outcome, it.log];
                let cells: u32 = parts.iter().map(|part| part.area()).sum();
                assert_eq!(cells, area.area(), "{area} {focus:?}");
                assert!(area.is_empty() || !it.of(focus).is_empty(), "{area} {focus:?}");
            }
        }
    }
}
