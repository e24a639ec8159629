//! Where the parts of the screen are.

use ratatui::layout::Rect;

use crate::screens::parts::{Part, Parts, Places};
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

impl Part for Focus {
    const ALL: &'static [Self] = &[Self::Buckets, Self::Keys, Self::Value, Self::History, Self::Watch];
}

/// Divides `area`.
pub(super) fn layout(area: Rect, parts: Parts<Focus>) -> Places<Focus> {
    let focus = parts.focus;
    let mut places = Places::below(part(area, 0, 0, area.width, 1));
    let body = part(area, 0, 1, area.width, area.height.saturating_sub(1));
    if parts.zoomed || body.height < STACKED || body.width < PAIR {
        places.give(focus, body);
        return places;
    }
    let watch = if body.height >= TALL { WATCH } else { 0 };
    let upper = part(body, 0, 0, body.width, body.height - watch);
    if watch > 0 {
        places.give(Focus::Watch, part(body, 0, upper.height, body.width, watch));
    }
    let left = match body.width >= WIDE {
        true => {
            places.give(Focus::Buckets, part(upper, 0, 0, BUCKETS, upper.height));
            places.give(Focus::Keys, part(upper, BUCKETS, 0, KEYS, upper.height));
            BUCKETS + KEYS
        }
        false => {
            let left = match focus {
                Focus::Buckets => focus,
                _ => Focus::Keys,
            };
            let width = BUCKETS.max(upper.width * 2 / 5);
            places.give(left, part(upper, 0, 0, width, upper.height));
            width
        }
    };
    let rest = part(upper, left, 0, upper.width - left, upper.height);
    if focus == Focus::Watch && watch == 0 {
        places.give(Focus::Watch, rest);
        return places;
    }
    // A value above its revisions.
    let history = (rest.height / 3).clamp(4, 10);
    let value = rest.height - history;
    places.give(Focus::Value, part(rest, 0, 0, rest.width, value));
    places.give(Focus::History, part(rest, 0, value, rest.width, history));
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
