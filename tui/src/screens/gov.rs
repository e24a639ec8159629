//! Governors: how full they are, who holds which lease for how long, what happened lately, and taking a stuck lease away.

mod change;
mod deeds;
mod keys;
mod layout;
mod news;
mod occupancy;
mod paint;
mod suspicion;

#[cfg(test)]
pub(crate) mod tests;

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::deeds::Deed as Doing;
use self::layout::{Focus, layout};
use self::occupancy::Occupancy;
use self::suspicion::Acquaintance;
use crate::component::{Component, Event, Hint, Mouse};
use crate::effect::{Effect, Message, Notice, Tone};
use crate::gov::{GovEvent, Governor, Lease};
use crate::keymap::Verb;
use crate::order::{Gov as Ask, Order, Ticket};
use crate::report::{Report, Trouble};
use crate::screens::ScreenName;
use crate::screens::awaited::Awaited;
use crate::screens::parts::{Parts, Places, Pointed};
use crate::session::Session;
use crate::widgets::list::List;

/// Events that are listed.
const MOST_EVENTS: usize = 1_000;

/// How far back events are counted.
const LATELY: Duration = Duration::from_secs(15 * 60);

/// The screen.
#[derive(Default)]
pub(super) struct Gov {
    /// Sorted by name; none until they are known.
    rows: Option<Vec<Governor>>,
    /// Why they are not known.
    trouble: Option<Trouble>,
    list: List,
    /// Of the order that lists them.
    listing: Ticket,
    /// The governor to go to as soon as it is listed.
    wanted: Option<String>,
    /// The governor whose leases are told, and by which order.
    opened: Option<(String, Ticket)>,
    /// Oldest first; none until they are known.
    leases: Option<Vec<Lease>>,
    /// Why they are not known.
    unknown: Option<Trouble>,
    lease_list: List,
    /// What happened, newest first.
    events: VecDeque<GovEvent>,
    /// Why it is not told what happens.
    deaf: Option<Trouble>,
    scroll: usize,
    occupancy: HashMap<String, Occupancy>,
    /// Who is known to be in the fleet.
    known: Acquaintance,
    parts: Parts<Focus>,
    /// What was ordered and is not done yet.
    doing: Awaited<Doing>,
}

impl Gov {
    /// Nothing is known yet.
    pub(super) fn new() -> Self {
        Self::default()
    }

    fn rows(&self) -> &[Governor] {
        self.rows.as_deref().unwrap_or_default()
    }

    fn leases(&self) -> &[Lease] {
        self.leases.as_deref().unwrap_or_default()
    }

    /// The governor under the cursor.
    fn current(&self) -> Option<&Governor> {
        self.rows().get(self.list.cursor()?)
    }

    /// The lease under the cursor.
    fn lease(&self) -> Option<&Lease> {
        self.leases().get(self.lease_list.cursor()?)
    }

    /// What happened at the governor under the cursor, newest first.
    fn events(&self) -> impl Iterator<Item = &GovEvent> {
        let name = self.current().map(|row| row.name.as_str());
        self.events
            .iter()
            .filter(move |event| Some(event.governor.as_str()) == name)
    }

    /// Lists the governors, and again when they change.
    fn list_all(&mut self, session: &mut Session) -> Vec<Effect> {
        self.listing = session.ticket();
        let ticket = self.listing;
        vec![Effect::Order(Order::Gov {
            ticket,
            ask: Ask::List,
        })]
    }

    /// Asks for the leases of the governor under the cursor, unless that was done.
    fn enter(&mut self, session: &mut Session) -> Vec<Effect> {
        let name = self.current().map(|row| row.name.clone());
        if name.as_deref() == self.opened.as_ref().map(|(name, _)| name.as_str()) {
            return Vec::new();
        }
        (self.leases, self.unknown, self.scroll) = (None, None, 0);
        self.lease_list = List::default();
        let ticket = session.ticket();
        self.opened = name.clone().map(|name| (name, ticket));
        let order = name.map(|name| {
            Effect::Order(Order::Gov {
                ticket,
                ask: Ask::Open { name },
            })
        });
        order.into_iter().collect()
    }

    fn places(&self, area: Rect) -> Places<Focus> {
        let nothing = Parts {
            focus: Focus::List,
            zoomed: true,
        };
        let empty = self.rows().is_empty();
        layout(area, if empty { nothing } else { self.parts })
    }

    fn press(&mut self, session: &mut Session, line: usize) -> Vec<Effect> {
        // Below the headings.
        let Some(line) = line.checked_sub(1) else {
            return Vec::new();
        };
        let page = self.page(session, self.parts.focus);
        match self.parts.focus {
            Focus::List => {
                if let Some(row) = self.list.at(line, page) {
                    self.list.select(row);
                    return self.enter(session);
                }
            }
            Focus::Leases => {
                if let Some(row) = self.lease_list.at(line, page) {
                    self.lease_list.select(row);
                }
            }
            Focus::Events => {}
        }
        Vec::new()
    }
}

impl Component for Gov {
    fn title(&self) -> Cow<'static, str> {
        "Governors".into()
    }

    fn hints(&self, session: &Session) -> Vec<Hint> {
        self.offers(session)
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        self.answer(session, verb)
    }

    fn on_mouse(&mut self, session: &mut Session, mouse: Mouse, area: Rect) -> Vec<Effect> {
        let places = self.places(area);
        match self.parts.on_mouse(mouse, &places) {
            Pointed::Verb(verb) => self.answer(session, verb),
            Pointed::Line(line) => self.press(session, line),
            Pointed::Nothing => Vec::new(),
        }
    }

    fn on_event(&mut self, session: &mut Session, event: &Event<'_>) -> Vec<Effect> {
        match event {
            Event::Report(Report::Gov { ticket, news }) => return self.hear(session, *ticket, news),
            Event::Report(Report::Known(nodes) | Report::Newly(nodes)) => {
                self.known.learn(nodes.iter().map(|known| &known.node));
            }
            Event::Report(Report::Discovered {
                result: Ok(found), ..
            }) => self.known.learn(&*found.nodes),
            Event::Message(Message::Shown(ScreenName::Gov)) => return self.list_all(session),
            Event::Message(Message::Governor(name)) => {
                self.wanted = Some(name.clone());
                let known = self.rows.clone();
                return known.map_or_else(Vec::new, |rows| self.listed(session, &rows));
            }
            _ => {}
        }
        Vec::new()
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let places = self.places(area);
        self.headline(session, places.headline, buf);
        self.paint_list(session, places.of(Focus::List), buf);
        self.paint_leases(session, places.of(Focus::Leases), buf);
        self.paint_events(session, places.of(Focus::Events), buf);
    }

    fn status(&self, session: &Session) -> Option<Notice> {
        let row = self.current()?;
        if let Some(why) = self
            .lease()
            .filter(|_| self.parts.focus == Focus::Leases)
            .and_then(|lease| self.suspicion(session, lease))
        {
            return Some(Notice::new(Tone::Warning, why));
        }
        let words = match row.used >= row.capacity {
            true => "full: whoever asks now waits for a lease to end; more capacity takes effect at once",
            false => return None,
        };
        Some(Notice::new(Tone::Plain, words))
    }
}
