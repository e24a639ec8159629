//! A form on the screen: the inputs around the one that has the keys, with what is known of them.

mod input;

use std::time::SystemTime;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget as _;
use unicode_width::UnicodeWidthStr;

use super::entry::{Entry, Group};
use super::model::{Form, Spot};
use super::notes::{brief, notes};
use crate::look::{Glyph, Look};
use crate::theme::Role;

/// Most columns of a label.
const MAX_LABEL: u16 = 22;

/// Labels that are measured to align the fields.
const MEASURED: usize = 200;

/// A form to be drawn.
pub(crate) struct Sheet<'a> {
    /// The form.
    pub(crate) form: &'a Form,
    /// Colours and glyphs.
    pub(crate) look: &'a Look,
    /// The time, for ages.
    pub(crate) now: SystemTime,
    /// Whether it has the keys.
    pub(crate) focused: bool,
}

/// A part of a form that is drawn as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Spot(Spot),
    Heading,
}

impl Sheet<'_> {
    /// Rows it would take, at most `most`.
    pub(crate) fn height(&self, width: u16, most: u16) -> u16 {
        let (mut height, notes) = (0u16, width.saturating_sub(self.label_width(width)));
        for item in self.items() {
            height = height.saturating_add(self.rows(item, notes));
            if height >= most {
                return most;
            }
        }
        height
    }

    /// Draws the part around what has the keys.
    pub(crate) fn render(&self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let items: Vec<Item> = self.items().collect();
        if items.is_empty() {
            let style = self.look.style(Role::Muted);
            return Line::styled("no inputs", style).render(area, buf);
        }
        let label = self.label_width(area.width);
        let notes = area.width.saturating_sub(label);
        let (mut y, mut item) = (area.y, self.first(&items, notes, area.height));
        while y < area.bottom() && item < items.len() {
            let room = Rect {
                y,
                height: area.bottom() - y,
                ..area
            };
            y = y.saturating_add(self.item(items[item], label, room, buf));
            item += 1;
        }
    }

    fn items(&self) -> impl Iterator<Item = Item> + '_ {
        let mut inputs = true;
        self.form.spots().flat_map(move |spot| {
            let request = self
                .entry(spot)
                .is_some_and(|entry| entry.group == Group::Request);
            let heading = (inputs && request).then_some(Item::Heading);
            inputs &= !request;
            heading.into_iter().chain([Item::Spot(spot)])
        })
    }

    /// The first item that is drawn, so that the one with the keys is shown whole, with some before it.
    fn first(&self, items: &[Item], notes: u16, height: u16) -> usize {
        let focus = items
            .iter()
            .position(|item| *item == Item::Spot(self.form.focus()));
        let focus = focus.unwrap_or(0);
        let whole: usize = items
            .iter()
            .take(usize::from(height) + 1)
            .map(|item| usize::from(self.rows(*item, notes)))
            .sum();
        if items.len() <= usize::from(height) && whole <= usize::from(height) {
            return 0;
        }
        let mut used = self.rows(items[focus], notes);
        let before = items[..focus].iter().rev().take_while(|item| {
            used = used.saturating_add(self.rows(**item, notes));
            // Some rows stay for what follows.
            used <= height.saturating_sub(height / 4)
        });
        focus - before.count()
    }

    fn entry(&self, spot: Spot) -> Option<&Entry> {
        match spot {
            Spot::Entry(index) => self.form.entries().get(index),
            Spot::Fold | Spot::Nowhere => None,
        }
    }

    fn has_keys(&self, spot: Spot) -> bool {
        self.focused && self.form.focus() == spot
    }

    /// Rows of an item whose notes have so many columns.
    fn rows(&self, item: Item, width: u16) -> u16 {
        let Item::Spot(spot) = item else {
            return 1;
        };
        let notes = self.entry(spot).map_or(0, |entry| {
            notes(entry, self.has_keys(spot), self.now, usize::from(width)).len()
        });
        1 + u16::try_from(notes).unwrap_or(u16::MAX - 1)
    }

    /// Columns before the fields.
    fn label_width(&self, width: u16) -> u16 {
        let labels = self.form.entries().iter().take(MEASURED);
        let longest = labels
            .map(|entry| brief(entry.label()).width())
            .max()
            .unwrap_or(0);
        let most = MAX_LABEL.min(width / 3);
        // A blank before, and a star with blanks around it behind.
        u16::try_from(longest).unwrap_or(most).min(most) + 4
    }

    /// Draws one item and tells how many rows it took.
    fn item(&self, item: Item, label: u16, room: Rect, buf: &mut Buffer) -> u16 {
        let row = Rect { height: 1, ..room };
        match item {
            Item::Heading => self.rule("request options").render(row, buf),
            Item::Spot(spot) => match self.entry(spot) {
                Some(entry) => return self.input(entry, self.has_keys(spot), label, room, buf),
                None => self.fold().render(row, buf),
            },
        }
        1
    }

    fn rule(&self, title: &str) -> Line<'static> {
        let dash = if self.look.ascii() { "--" } else { "──" };
        Line::styled(
            format!(" {dash} {title} {}", dash.repeat(12)),
            self.look.style(Role::Muted),
        )
    }

    fn fold(&self) -> Line<'static> {
        let (glyph, word) = match self.form.is_unfolded() {
            true => (Glyph::Open, "optional"),
            false => (Glyph::Closed, "optional, Enter shows them"),
        };
        let role = if self.has_keys(Spot::Fold) {
            Role::Accent
        } else {
            Role::Muted
        };
        let text = format!(" {} {} {word}", self.look.glyph(glyph), self.form.optional());
        Line::styled(text, self.look.style(role))
    }
}
