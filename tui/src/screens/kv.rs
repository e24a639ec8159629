//! Key-value buckets: their keys as a tree, a value with its history, what changes now, and writing without overwriting anybody.

mod body;
mod deeds;
mod diff;
mod find;
mod keys;
mod layout;
mod news;
mod offers;
mod open;
mod paint;
mod proposal;
mod subject;
mod tree;

#[cfg(test)]
pub(crate) mod tests;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::deeds::Deed as Doing;
use self::layout::{Focus, layout};
use self::open::Open;
use crate::component::{Component, Event, Hint, Mouse};
use crate::effect::{Effect, Message, Notice, Tone};
use crate::keymap::Verb;
use crate::kv::Bucket;
use crate::order::{Kv as Ask, Order, Ticket};
use crate::report::{Report, Trouble};
use crate::screens::ScreenName;
use crate::screens::awaited::Awaited;
use crate::screens::parts::{Parts, Places, Pointed};
use crate::session::Session;
use crate::widgets::field::Field;
use crate::widgets::list::List;
use crate::widgets::pane::Pane;
use crate::widgets::table::Table;

/// The screen.
#[derive(Default)]
pub(super) struct Kv {
    /// Sorted by name, those that are not written from here last; none until they are known.
    buckets: Option<Vec<Bucket>>,
    /// Why they are not known.
    trouble: Option<Trouble>,
    list: List,
    /// Of the order that lists the buckets.
    listing: Ticket,
    /// The bucket to go to as soon as it is listed.
    wanted: Option<String>,
    /// The bucket under the cursor.
    open: Option<Open>,
    parts: Parts<Focus>,
    /// What listed keys must hold, while it is typed.
    finding: Option<Field>,
    /// What was ordered and is not done yet.
    doing: Awaited<Doing>,
}

impl Kv {
    /// Nothing is known yet.
    pub(super) fn new() -> Self {
        Self::default()
    }

    fn buckets(&self) -> &[Bucket] {
        self.buckets.as_deref().unwrap_or_default()
    }

    /// The bucket under the cursor.
    fn current(&self) -> Option<&Bucket> {
        self.buckets().get(self.list.cursor()?)
    }

    /// Lists the buckets, and again when they change.
    fn list_buckets(&mut self, session: &mut Session) -> Vec<Effect> {
        self.listing = session.ticket();
        let ticket = self.listing;
        vec![Effect::Order(Order::Kv {
            ticket,
            ask: Ask::Buckets,
        })]
    }

    /// Takes in the list; the cursor stays on its bucket.
    fn listed(&mut self, session: &mut Session, buckets: &[Bucket]) -> Vec<Effect> {
        let here = self
            .wanted
            .clone()
            .or(self.current().map(|bucket| bucket.name.clone()));
        let mut buckets = buckets.to_vec();
        // Those that are only looked at stand below.
        buckets.sort_by_key(|bucket| bucket.locked.is_some());
        self.trouble = None;
        self.list.set_len(buckets.len());
        let place = |name: &str| buckets.iter().position(|bucket| bucket.name == name);
        if let Some(place) = here.as_deref().and_then(place) {
            self.list.select(place);
        }
        if self.wanted.take_if(|name| place(name).is_some()).is_some() {
            self.parts.focus = Focus::Keys;
        }
        self.buckets = Some(buckets);
        self.enter(session)
    }

    /// Opens the bucket under the cursor, unless it is open.
    fn enter(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(name) = self.current().map(|bucket| bucket.name.clone()) else {
            self.open = None;
            return Vec::new();
        };
        if self.open.as_ref().is_some_and(|open| open.bucket == name) {
            return Vec::new();
        }
        self.finding = None;
        let ticket = session.ticket();
        self.open = Some(Open::new(name.clone(), ticket));
        vec![Effect::Order(Order::Kv {
            ticket,
            ask: Ask::Open { bucket: name },
        })]
    }

    /// Opens a bucket anew, as after it was lost.
    fn enter_again(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(open) = &mut self.open else {
            return self.enter(session);
        };
        let ticket = session.ticket();
        open.begin(ticket);
        let bucket = open.bucket.clone();
        vec![Effect::Order(Order::Kv {
            ticket,
            ask: Ask::Open { bucket },
        })]
    }

    fn places(&self, area: Rect) -> Places<Focus> {
        // Where there is nothing yet, what to do about it has all the room.
        let nothing = Parts {
            focus: Focus::Buckets,
            zoomed: true,
        };
        let empty = self.buckets().is_empty();
        layout(area, if empty { nothing } else { self.parts })
    }

    /// Rows of a list in a part, where it is drawn now.
    fn page(&self, session: &Session, focus: Focus) -> usize {
        let inner = Pane::inner(self.places(session.screen()).of(focus));
        match focus {
            Focus::Buckets => Table::page(&paint::bucket_columns(), paint::list_room(inner)),
            _ => usize::from(inner.height),
        }
    }

    /// The cursor of keys has moved.
    fn look(&mut self, session: &mut Session) -> Vec<Effect> {
        let open = self.open.as_mut();
        open.map_or_else(Vec::new, |open| open.look(session))
    }

    fn press(&mut self, session: &mut Session, line: usize) -> Vec<Effect> {
        let page = self.page(session, self.parts.focus);
        match (self.parts.focus, &mut self.open) {
            (Focus::Buckets, _) => {
                let row = line.checked_sub(1).and_then(|line| self.list.at(line, page));
                if let Some(row) = row {
                    self.list.select(row);
                    return self.enter(session);
                }
            }
            (Focus::Keys, Some(open)) => {
                if let Some(row) = open.list.at(line, page) {
                    let again = open.list.cursor() == Some(row);
                    open.list.select(row);
                    if again {
                        open.fold(None);
                    }
                    return self.look(session);
                }
            }
            (Focus::History, Some(open)) => {
                if let Some(subject) = &mut open.subject
                    && let Some(row) = subject.list.at(line, page)
                {
                    subject.list.select(row);
                    subject.lay_out();
                }
            }
            _ => {}
        }
        Vec::new()
    }
}

impl Component for Kv {
    fn title(&self) -> Cow<'static, str> {
        "KV".into()
    }

    fn hints(&self, session: &Session) -> Vec<Hint> {
        self.offers(session)
    }

    fn typing(&self) -> bool {
        self.finding.is_some()
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match self.finding {
            Some(_) => self.end_finding(session, verb),
            None => self.answer(session, verb),
        }
    }

    fn field(&mut self) -> Option<&mut Field> {
        self.finding.as_mut()
    }

    fn on_typed(&mut self, session: &mut Session) -> Vec<Effect> {
        self.find(session)
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
            Event::Report(Report::Kv { ticket, news }) => self.hear(session, *ticket, news),
            Event::Message(Message::Shown(ScreenName::Kv)) => self.list_buckets(session),
            Event::Message(Message::NewKey(bucket, key)) => self.first_value(session, bucket, key),
            Event::Message(Message::Bucket(name)) => {
                self.wanted = Some(name.clone());
                let known = self.buckets.clone();
                known.map_or_else(Vec::new, |buckets| self.listed(session, &buckets))
            }
            Event::Tick => {
                let open = self.open.as_mut().filter(|open| open.tree.is_stale());
                open.map_or_else(Vec::new, |open| {
                    open.relist();
                    open.look(session)
                })
            }
            _ => Vec::new(),
        }
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let places = self.places(area);
        self.headline(session, places.headline, buf);
        self.paint_buckets(session, places.of(Focus::Buckets), buf);
        self.paint_keys(session, places.of(Focus::Keys), buf);
        self.paint_value(session, places.of(Focus::Value), buf);
        self.paint_history(session, places.of(Focus::History), buf);
        self.paint_watch(session, places.of(Focus::Watch), buf);
    }

    fn status(&self, session: &Session) -> Option<Notice> {
        if self.parts.focus == Focus::Buckets || self.finding.is_some() {
            return None;
        }
        let open = self.open.as_ref()?;
        let row = open.current_row()?;
        let locked = self.current().and_then(|bucket| bucket.locked.as_deref());
        let words = match (session.read_only, locked) {
            (true, _) => "only looking is allowed here".to_owned(),
            (false, Some(why)) => format!("{} is not written from here: {why}", open.bucket),
            (false, None) => format!(
                "a write counts only if revision {} is still the newest",
                row.revision
            ),
        };
        Some(Notice::new(Tone::Plain, words))
    }

    fn restless(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.tree.is_stale())
    }
}
