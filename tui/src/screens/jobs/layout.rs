//! Where the parts of the screen are.

use ratatui::layout::Rect;

use crate::screens::parts::{Part, Parts, Places};
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

impl Part for Focus {
    const ALL: &'static [Self] = &[Self::List, Self::Plan, Self::Outcome, Self::Log];
}

/// Divides `area`, where there are so many jobs.
pub(super) fn layout(area: Rect, jobs: usize, parts: Parts<Focus>) -> Places<Focus> {
    let focus = parts.focus;
    let mut places = Places::below(part(area, 0, 0, area.width, 1));
    let body = part(area, 0, 1, area.width, area.height.saturating_sub(1));
    if jobs == 0 {
        places.give(Focus::List, body);
        return places;
    }
    if parts.zoomed || body.height < STACKED {
        places.give(focus, body);
        return places;
    }
    let wanted = u16::try_from(jobs.saturating_add(3)).unwrap_or(u16::MAX);
    let list = wanted.clamp(5, body.height * 2 / 5);
    places.give(Focus::List, part(body, 0, 0, body.width, list));
    let lower = part(body, 0, list, body.width, body.height - list);
    if area.width < WIDE {
        // Where there is room for one part only, it is the outcome until another one is wanted.
        let shown = match focus {
            Focus::List => Focus::Outcome,
            shown => shown,
        };
        places.give(shown, lower);
        return places;
    }
    let log = if body.height >= TALL { LOG } else { 0 };
    if focus == Focus::Log && log == 0 {
        places.give(Focus::Log, lower);
        return places;
    }
    let (middle, half) = (lower.height - log, lower.width / 2);
    places.give(Focus::Plan, part(lower, 0, 0, half, middle));
    places.give(Focus::Outcome, part(lower, half, 0, lower.width - half, middle));
    if log > 0 {
        places.give(Focus::Log, part(lower, 0, middle, lower.width, log));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::parts::check_places;

    #[test]
    fn the_part_with_the_keys_is_always_shown() {
        let zoomed = false;
        check_places(|area, focus| layout(area, 5, Parts { focus, zoomed }));
    }
}
