//! The answers to one question as they arrive, and what can be done with them.

mod after;
mod answer;
mod detail;
mod export;
mod groups;
mod header;
mod keys;
mod latency;
mod layout;
mod list;
mod model;
mod mouse;
mod numbers;
mod offers;
mod sieve;
mod steer;
mod view;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::time::SystemTime;

use ddl::Action;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::detail::Full;
use self::layout::{Focus, layout};
use self::model::Model;
use self::numbers::Numbers;
use self::sieve::Sieve;
use self::steer::Stopping;
use self::view::{Row, View};
use crate::component::{Component, Event, Hint, Mouse};
use crate::effect::{Begin, Effect, Notice, Tone};
use crate::keymap::Verb;
use crate::report::{Link, Report, RunNews};
use crate::session::Session;
use crate::widgets::field::Field;
use crate::widgets::list::List;
use crate::widgets::pane::Pane;

/// One run.
pub(super) struct Live {
    begin: Begin,
    model: Model,
    view: View,
    numbers: Numbers,
    list: List,
    /// The row the user went to; none while the cursor stays at the top.
    anchor: Option<Row>,
    focus: Focus,
    zoomed: bool,
    full: Option<Full>,
    filter: Field,
    typing: bool,
    /// What is wrong with the filter.
    mistake: Option<String>,
    stopping: Stopping,
    /// Whether it was asked to hold and does not yet.
    holding: bool,
    /// Whether the broker was lost while it ran.
    outage: bool,
}

impl Live {
    /// Nothing was heard of it yet.
    pub(super) fn new(begin: Begin, now: SystemTime) -> Self {
        let declared = begin.agent.action(&begin.action);
        Self {
            model: Model::new(&begin.action, declared, now),
            begin,
            view: View::default(),
            numbers: Numbers::default(),
            list: List::default(),
            anchor: None,
            focus: Focus::default(),
            zoomed: false,
            full: None,
            filter: Field::default(),
            typing: false,
            mistake: None,
            stopping: Stopping::No,
            holding: false,
            outage: false,
        }
    }

    /// Whether no more comes.
    pub(super) fn is_over(&self) -> bool {
        self.model.is_over()
    }

    /// The job of a rollout.
    pub(super) fn job(&self) -> Option<&str> {
        self.model.job()
    }

    /// Bytes of answers it keeps.
    pub(super) fn weight(&self) -> usize {
        self.model.weight()
    }

    /// Lets go of the answers' data.
    pub(super) fn forget_data(&mut self) {
        self.model.forget_data();
    }

    fn declared(&self) -> Option<&Action> {
        self.begin.agent.action(&self.begin.action)
    }

    fn title_text(&self) -> String {
        format!("{}#{}", self.begin.agent.metadata.name, self.begin.action)
    }

    fn row_here(&self) -> Option<Row> {
        self.view.rows().get(self.list.cursor()?).copied()
    }

    /// Remembers that the broker was lost while it ran.
    fn notice(&mut self, session: &Session) {
        let lost = matches!(session.link, Link::Lost | Link::Failed(_));
        self.outage |= lost && !self.is_over();
    }

    fn hear(&mut self, news: &RunNews, now: SystemTime) -> Vec<Effect> {
        let ends = matches!(news, RunNews::Over(_)) && !self.is_over();
        self.model.hear(news, now);
        let mut effects = Vec::new();
        if ends {
            effects.push(Effect::Say(self.farewell()));
        }
        match news {
            RunNews::Held(_) => self.holding = false,
            RunNews::Note(note) => {
                effects.push(Effect::Say(Notice::new(Tone::Plain, note.clone())));
            }
            _ => {}
        }
        let weight = match news {
            RunNews::Replies(replies) => replies.len(),
            RunNews::Batch { nodes, .. } => nodes.len(),
            RunNews::Started { nodes, .. } => nodes.len(),
            RunNews::Over(_) => usize::MAX,
            _ => 0,
        };
        self.view.heard(weight);
        let rows = self.view.advance(&self.model, weight.saturating_mul(2), now);
        self.follow(rows);
        effects
    }

    /// After the rows were made anew: the cursor stays on its row, and the numbers are made anew too.
    fn follow(&mut self, renewed: bool) {
        if !renewed {
            return;
        }
        self.list.set_len(self.view.rows().len());
        if let Some(anchor) = self.anchor
            && let Some(row) = self.view.rows().iter().position(|row| row.is(anchor))
        {
            self.list.select(row);
        }
        self.numbers.renew(&self.model);
    }

    /// Makes everything that is shown follow a change at once.
    fn refresh(&mut self, now: SystemTime) {
        let renewed = self.view.refresh(&self.model, now);
        self.follow(renewed);
    }

    /// Reads the filter and shows what fits.
    fn sift(&mut self, now: SystemTime) {
        match Sieve::read(self.filter.text()) {
            Ok(sieve) => {
                self.mistake = None;
                self.view.sift(sieve);
            }
            // What was shown before stays while the text makes no sense.
            Err(mistake) => self.mistake = Some(mistake),
        }
        self.refresh(now);
    }

    fn area(session: &Session) -> Rect {
        let screen = Rect::new(0, 0, session.size.width, session.size.height);
        crate::app::layout(screen)[1]
    }

    fn parts(&self, area: Rect) -> layout::Layout {
        layout(area, self.focus, self.zoomed)
    }
}

impl Component for Live {
    fn title(&self) -> Cow<'static, str> {
        format!("Answers to {}", self.title_text()).into()
    }

    fn hints(&self, session: &Session) -> Vec<Hint> {
        self.offers(session)
    }

    fn typing(&self) -> bool {
        self.typing
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        self.answer_verb(session, verb)
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.filter)
    }

    fn on_typed(&mut self, session: &mut Session) -> Vec<Effect> {
        self.sift(session.now);
        Vec::new()
    }

    fn on_mouse(&mut self, session: &mut Session, mouse: Mouse, area: Rect) -> Vec<Effect> {
        self.point(session, mouse, area)
    }

    fn on_event(&mut self, session: &mut Session, event: &Event<'_>) -> Vec<Effect> {
        match event {
            Event::Report(Report::Run { ticket, news }) if *ticket == self.begin.ticket => {
                self.notice(session);
                self.hear(news, session.now)
            }
            Event::Report(Report::Link(_)) => {
                self.notice(session);
                Vec::new()
            }
            Event::Tick if self.restless() => {
                self.refresh(session.now);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        if let Some(full) = self.full {
            return self.full(session, full, area, buf);
        }
        let look = &session.look;
        let parts = self.parts(area);
        self.header(session, parts.header, buf);
        if !parts.numbers.is_empty() {
            let focused = self.focus == Focus::Numbers;
            let title = if self.is_over() {
                "Aggregates"
            } else {
                "Aggregates (live)"
            };
            let inner = Pane::new(title).focused(focused).render(look, parts.numbers, buf);
            self.numbers.render(look, inner, buf, focused, self.view.picked());
        }
        if !parts.replies.is_empty() {
            self.replies(session, parts.replies, buf, self.focus == Focus::Replies);
        }
        if !parts.detail.is_empty() {
            self.detail(session, parts.detail, buf);
        }
    }

    fn restless(&self) -> bool {
        self.view.is_stale(&self.model)
    }

    fn unfinished(&self) -> Option<String> {
        let what = self.title_text();
        let left = self.model.tally();
        let left = left.targets - left.answered;
        (!self.is_over()).then(|| format!("{what} runs, {left} of its nodes have not answered"))
    }
}
