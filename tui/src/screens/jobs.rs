//! Rollouts: running, paused and finished; what became of each node, and what can be done next.

mod deeds;
mod find;
mod keys;
mod layout;
mod outcome;
mod paint;
mod told;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::layout::{Focus, layout};
use self::outcome::Outcome;
use crate::component::{Component, Event, Hint, Mouse};
use crate::effect::{Effect, Message, Notice, Tone};
use crate::job::{JobDetail, JobRow};
use crate::keymap::Verb;
use crate::order::{Order, Ticket};
use crate::report::{Report, RunNews, Trouble};
use crate::screens::ScreenName;
use crate::screens::parts::{Parts, Places, Pointed};
use crate::session::Session;
use crate::widgets::field::Field;
use crate::widgets::list::List;
use crate::widgets::pane::Pane;

/// The screen.
#[derive(Default)]
pub(super) struct Jobs {
    /// Newest first; none until they are known.
    rows: Option<Vec<JobRow>>,
    /// Which of them are listed.
    shown: Vec<usize>,
    /// What listed jobs must hold, while it is typed.
    finding: Option<Field>,
    /// What listed jobs must hold.
    found: String,
    trouble: Option<Trouble>,
    list: List,
    /// The job to go to as soon as it is listed.
    wanted: Option<String>,
    /// The job that was asked for last, and by which order.
    asked: Option<(String, Ticket)>,
    detail: Option<Box<JobDetail>>,
    outcome: Outcome,
    /// Why there is no detail.
    unknown: Option<Trouble>,
    parts: Parts<Focus>,
    /// Lines above those shown, in the plan, the outcome and the log.
    scroll: [usize; 3],
    /// Jobs that run here, by the order of their run.
    here: BTreeMap<Ticket, String>,
    /// What forgetting a job printed.
    forgetting: Option<(Ticket, String)>,
}

impl Jobs {
    /// Nothing is known yet.
    pub(super) fn new() -> Self {
        Self::default()
    }

    fn rows(&self) -> &[JobRow] {
        self.rows.as_deref().unwrap_or_default()
    }

    /// A listed job.
    fn row_at(&self, place: usize) -> Option<&JobRow> {
        self.rows().get(*self.shown.get(place)?)
    }

    /// Where a job is listed.
    fn place_of(&self, id: &str) -> Option<usize> {
        (0..self.shown.len()).find(|place| self.row_at(*place).is_some_and(|row| row.id == id))
    }

    /// The job under the cursor.
    fn current(&self) -> Option<&JobRow> {
        self.row_at(self.list.cursor()?)
    }

    /// All about the job under the cursor, as far as it is known.
    fn detail(&self) -> Option<&JobDetail> {
        let current = self.current()?;
        self.detail
            .as_deref()
            .filter(|detail| detail.row.id == current.id)
    }

    /// Whether a job runs in this session.
    fn runs_here(&self, id: &str) -> bool {
        self.here.values().any(|job| job == id)
    }

    /// Takes in the list; the cursor stays on its job.
    fn listed(&mut self, session: &mut Session, rows: &[JobRow]) -> Vec<Effect> {
        let here = self.wanted.clone().or(self.current().map(|row| row.id.clone()));
        self.rows = Some(rows.to_vec());
        self.trouble = None;
        self.sift(here.as_deref());
        self.wanted.take_if(|id| rows.iter().any(|row| row.id == *id));
        self.ask(session)
    }

    /// Asks for all about the job under the cursor, unless that was done.
    fn ask(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(id) = self.current().map(|row| row.id.clone()) else {
            return Vec::new();
        };
        if self.asked.as_ref().is_some_and(|(asked, _)| *asked == id) {
            return Vec::new();
        }
        let ticket = session.ticket();
        self.asked = Some((id.clone(), ticket));
        self.unknown = None;
        self.scroll = [0; 3];
        vec![Effect::Order(Order::Job { ticket, id })]
    }

    fn on_report(&mut self, session: &mut Session, report: &Report) -> Vec<Effect> {
        match report {
            Report::Jobs(Ok(rows)) => return self.listed(session, rows),
            Report::Jobs(Err(trouble)) => self.trouble = Some(trouble.clone()),
            Report::Job { ticket, result }
                if self.asked.as_ref().is_some_and(|(_, asked)| asked == ticket) =>
            {
                match result {
                    Ok(detail) => {
                        self.outcome = Outcome::new(detail);
                        self.detail = Some(detail.clone());
                    }
                    Err(trouble) => self.unknown = Some(trouble.clone()),
                }
            }
            Report::Run { ticket, news } => self.on_run(*ticket, news),
            Report::Printed { ticket, text, exit } => return self.forgotten(*ticket, text, *exit),
            _ => {}
        }
        Vec::new()
    }

    fn on_run(&mut self, ticket: Ticket, news: &RunNews) {
        match news {
            RunNews::Started { job: Some(job), .. } => {
                self.here.insert(ticket, job.clone());
            }
            RunNews::Over(_) => {
                self.here.remove(&ticket);
            }
            _ => {}
        }
    }

    /// Takes in what forgetting a job said.
    fn forgotten(&mut self, ticket: Ticket, text: &str, exit: Option<u8>) -> Vec<Effect> {
        let Some((_, said)) = self.forgetting.as_mut().filter(|(asked, _)| *asked == ticket) else {
            return Vec::new();
        };
        if said.len() < 1000 {
            said.push_str(crate::text::head(text, 1000));
        }
        let Some(exit) = exit else {
            return Vec::new();
        };
        let said = self.forgetting.take().map(|(_, said)| said).unwrap_or_default();
        let notice = match exit {
            0 => Notice::new(Tone::Good, "the job is forgotten; nothing happened to the nodes"),
            _ => Notice::new(Tone::Bad, said.trim().to_owned()),
        };
        vec![Effect::Say(notice), Effect::Order(Order::Jobs)]
    }

    fn places(&self, area: Rect) -> Places<Focus> {
        layout(area, self.shown.len(), self.parts)
    }
}

impl Component for Jobs {
    fn title(&self) -> Cow<'static, str> {
        "Jobs".into()
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
            Pointed::Line(line) if self.parts.focus == Focus::List => {
                let inner = Pane::inner(places.of(Focus::List));
                // Below the headings.
                let page = usize::from(inner.height.saturating_sub(1));
                let row = line.checked_sub(1).and_then(|line| self.list.at(line, page));
                row.map_or_else(Vec::new, |row| {
                    self.list.select(row);
                    self.ask(session)
                })
            }
            Pointed::Line(_) | Pointed::Nothing => Vec::new(),
        }
    }

    fn on_event(&mut self, session: &mut Session, event: &Event<'_>) -> Vec<Effect> {
        match event {
            Event::Report(report) => self.on_report(session, report),
            Event::Message(Message::Shown(ScreenName::Jobs)) => vec![Effect::Order(Order::Jobs)],
            Event::Message(Message::Job(id)) => {
                self.show_all();
                match self.place_of(id) {
                    Some(place) => self.list.select(place),
                    None => self.wanted = Some(id.clone()),
                }
                self.ask(session)
            }
            _ => Vec::new(),
        }
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let places = self.places(area);
        self.headline(session, places.headline, buf);
        self.list(session, places.of(Focus::List), buf);
        for part in [Focus::Plan, Focus::Outcome, Focus::Log] {
            let area = places.of(part);
            if !area.is_empty() {
                self.text(session, part, area, buf);
            }
        }
    }
}
