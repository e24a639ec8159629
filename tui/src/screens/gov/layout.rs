//! Where the parts of the screen are.

use ratatui::layout::Rect;

use crate::screens::parts::{Part, Parts, Places};
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

impl Part for Focus {
    const ALL: &'static [Self] = &[Self::List, Self::Leases, Self::Events];
}

/// Divides `area`.
pub(super) fn layout(area: Rect, parts: Parts<Focus>) -> Places<Focus> {
    let mut places = Places::below(part(area, 0, 0, area.width, 1));
    let body = part(area, 0, 1, area.width, area.height.saturating_sub(1));
    if parts.zoomed || body.height < STACKED || body.width < WIDE {
        places.give(parts.focus, body);
        return places;
    }
    let upper = body.height - EVENTS;
    let list = LIST.min(body.width * 2 / 5);
    places.give(Focus::List, part(body, 0, 0, list, upper));
    places.give(Focus::Leases, part(body, list, 0, body.width - list, upper));
    places.give(Focus::Events, part(body, 0, upper, body.width, EVENTS));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::parts::check_places;

    #[test]
    fn the_part_with_the_keys_is_always_shown() {
        let zoomed = false;
        check_places(|area, focus| layout(area, Parts { focus, zoomed }));
    }
}
