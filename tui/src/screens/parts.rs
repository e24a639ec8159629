//! Screens made of parts, one of which has the keys: going from part to part, by key and by mouse.

use ratatui::layout::Rect;

use crate::component::{Deed, Hint, Mouse};
use crate::keymap::Verb;
use crate::widgets::pane::Pane;

/// A part of a screen.
pub(super) trait Part: Copy + Eq + Default + 'static {
    /// In the order of the tab key.
    const ALL: &'static [Self];
}

/// Which part has the keys.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parts<P> {
    /// That one.
    pub(super) focus: P,
    /// Whether it has all the room.
    pub(super) zoomed: bool,
}

/// Where the parts are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places<P> {
    /// The line above them.
    pub(super) headline: Rect,
    given: Vec<(P, Rect)>,
}

/// What the mouse asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pointed {
    /// The same as a key.
    Verb(Verb),
    /// A line inside the frame of the part that has the keys now.
    Line(usize),
    /// Nothing.
    Nothing,
}

impl<P: Part> Parts<P> {
    /// The verbs that [`on_verb`](Self::on_verb) answers.
    pub(super) fn hints(self) -> [Hint; 3] {
        let zoom = match self.zoomed {
            true => "all parts",
            false => "only this part",
        };
        [
            Hint::new(Verb::NextPane, "part"),
            Hint::quiet(Verb::PreviousPane, "part before"),
            Hint::quiet(Verb::Zoom, zoom),
        ]
    }

    /// Goes to another part, or gives all room to this one. False when the verb does neither.
    pub(super) fn on_verb(&mut self, verb: Verb) -> bool {
        match verb {
            Verb::NextPane => self.step(1),
            Verb::PreviousPane => self.step(P::ALL.len() - 1),
            Verb::Zoom => self.zoomed = !self.zoomed,
            _ => return false,
        }
        true
    }

    fn step(&mut self, steps: usize) {
        let here = P::ALL.iter().position(|part| *part == self.focus);
        self.focus = P::ALL[(here.unwrap_or(0) + steps) % P::ALL.len()];
    }

    /// Gives the keys to the part under the mouse.
    pub(super) fn on_mouse(&mut self, mouse: Mouse, places: &Places<P>) -> Pointed {
        let found = places.given.iter().find(|(_, area)| area.contains(mouse.at));
        if let Some((part, _)) = found {
            self.focus = *part;
        }
        match (mouse.deed, found) {
            (Deed::ScrollUp, _) => Pointed::Verb(Verb::Up),
            (Deed::ScrollDown, _) => Pointed::Verb(Verb::Down),
            (Deed::Press, Some((_, area))) => {
                let line = mouse.at.y.checked_sub(Pane::inner(*area).y);
                line.map_or(Pointed::Nothing, |line| Pointed::Line(line.into()))
            }
            (Deed::Press, None) => Pointed::Nothing,
        }
    }
}

impl<P: Part> Places<P> {
    /// No part has a place yet.
    pub(super) fn below(headline: Rect) -> Self {
        Self {
            headline,
            given: Vec::new(),
        }
    }

    /// Where a part is; empty where it has no room.
    pub(super) fn of(&self, part: P) -> Rect {
        let found = self.given.iter().find(|(given, _)| *given == part);
        found.map_or(Rect::ZERO, |(_, area)| *area)
    }

    /// Puts a part somewhere.
    pub(super) fn give(&mut self, part: P, area: Rect) {
        self.given.push((part, area));
    }
}

/// Panics unless the part that has the keys is shown, and all parts together take all the room, at any size.
#[cfg(test)]
pub(super) fn check_places<P: Part + std::fmt::Debug>(layout: impl Fn(Rect, P) -> Places<P>) {
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
        for part in P::ALL {
            let area = Rect::new(0, 1, width, height);
            let places = layout(area, *part);
            let parts = places.given.iter().map(|(_, area)| area.area());
            let cells = places.headline.area() + parts.sum::<u32>();
            assert_eq!(cells, area.area(), "{area} {part:?}");
            assert!(area.is_empty() || !places.of(*part).is_empty(), "{area} {part:?}");
        }
    }
}
