//! What is asked, how far it is, and what needs to be known about it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::Live;
use super::model::Stage;
use super::steer::Stopping;
use crate::keymap::Verb;
use crate::look::{Glyph, Look};
use crate::report::{Link, RunEnd};
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::gauge::gauge;

/// Least columns for the gauge.
const GAUGE: usize = 14;

/// Something to say, and what it means.
type Piece = (String, Role);

impl Live {
    /// Draws two rows.
    pub(super) fn header(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let mut rows = area.rows();
        let width = usize::from(area.width);
        let more = session.look.glyph(Glyph::Ellipsis);
        if let Some(row) = rows.next() {
            text::cut(&self.progress(session, width), width, more).render(row, buf);
        }
        if let Some(row) = rows.next() {
            text::cut(&self.state(session, width), width, more).render(row, buf);
        }
    }

    /// `package#install ▸ 214 targets  request 7c1d02…   [████] 206/214  96%  31s`.
    fn progress(&self, session: &Session, width: usize) -> Line<'static> {
        let look = &session.look;
        let tally = self.model.tally();
        let title = if self.begin.change {
            Role::Change
        } else {
            Role::Title
        };
        let mut spans = vec![Span::styled(format!(" {}", self.title_text()), look.style(title))];
        let targets = match self.model.stage() {
            Stage::Waiting => "starting".to_owned(),
            Stage::Discovering(method) => format!("finding nodes by {}", text::line(method)),
            Stage::Discovered(count, took) => format!("{} found in {}", nodes(*count), text::took(*took)),
            Stage::Asking | Stage::Over => nodes(tally.targets),
        };
        spans.push(Span::raw(format!(" {} {targets}", look.glyph(Glyph::Prompt))));
        if let Some(stats) = self.model.end().and_then(|end| end.stats.as_ref())
            && width >= 100
        {
            let id: String = stats.request_id.as_str().chars().take(6).collect();
            let more = look.glyph(Glyph::Ellipsis);
            spans.push(Span::styled(
                format!("  request {id}{more}"),
                look.style(Role::Muted),
            ));
        }
        let elapsed = text::took(self.model.elapsed(session.now));
        let used: usize = spans.iter().map(|span| span.content.width()).sum();
        let room = width.saturating_sub(used + elapsed.width() + 6);
        if matches!(self.model.stage(), Stage::Asking | Stage::Over) && room >= GAUGE {
            spans.push(Span::raw("  "));
            spans.extend(gauge(look, tally.answered, tally.targets, room).spans);
        } else if tally.targets > 0 {
            let count = format!("  {}/{}", text::count(tally.answered), text::count(tally.targets));
            spans.push(Span::raw(count));
        }
        spans.push(Span::styled(format!("  {elapsed}"), look.style(Role::Muted)));
        Line::from(spans)
    }

    /// Alerts, numbers and place; the numbers lose their words where there is not enough room.
    fn state(&self, session: &Session, width: usize) -> Line<'static> {
        let look = &session.look;
        let alerts = self.alerts(session);
        let mut place = Vec::new();
        if let Some(batch) = self.model.batch() {
            let canary = if batch.canary { " (canary)" } else { "" };
            place.push((format!("batch {}/{}{canary}", batch.number, batch.of), Role::Text));
        }
        place.extend(self.model.job().map(|job| (format!("job {job}"), Role::Muted)));
        if let Some(end) = self.model.end() {
            place.push((format!("exit {}", end.exit), Role::Muted));
        }
        let line = |short| {
            let numbers = self.outcome(look, short);
            joined(look, &[alerts.clone(), numbers, place.clone()].concat())
        };
        let long = line(false);
        if long.width() <= width { long } else { line(true) }
    }

    /// What cannot wait to be read.
    fn alerts(&self, session: &Session) -> Vec<Piece> {
        if let Some(end) = self.model.end() {
            return self.ending(end);
        }
        let link = match &session.link {
            Link::Lost => {
                let words = "broker lost: answers sent now do not arrive";
                Some((words.to_owned(), Role::Bad))
            }
            Link::Failed(trouble) => Some((trouble.text.clone(), Role::Bad)),
            _ => None,
        };
        let course = self.course(session).map(|words| (words, Role::Warning));
        link.into_iter().chain(course).collect()
    }

    /// How it ended.
    fn ending(&self, end: &RunEnd) -> Vec<Piece> {
        let mut pieces = Vec::new();
        match (&end.trouble, &end.halted) {
            (Some(trouble), _) => pieces.push((trouble.text.clone(), Role::Bad)),
            (None, None) => pieces.push(("done".to_owned(), Role::Good)),
            (None, Some(_)) => {}
        }
        if let Some(why) = &end.halted {
            pieces.push((format!("stopped: {why}"), Role::Warning));
        }
        if self.outage {
            let words = "the broker was lost meanwhile, answers may be missing";
            pieces.push((words.to_owned(), Role::Warning));
        }
        pieces
    }

    /// What becomes of it, where somebody decided about that.
    fn course(&self, session: &Session) -> Option<String> {
        let key = |verb| session.keymap.keys(verb).first().map(ToString::to_string);
        let stop = key(Verb::Stop).unwrap_or_default();
        match self.stopping {
            Stopping::Cut => Some("ending now".to_owned()),
            Stopping::Batch => Some(format!("stopping after this batch; {stop} again ends it now")),
            Stopping::No if self.model.is_held() => {
                let pause = key(Verb::Pause).unwrap_or_default();
                let after = match self.model.batch().is_some_and(|batch| batch.canary) {
                    true => "held after the canary",
                    false => "held",
                };
                Some(format!("{after}: {pause} goes on, {stop} stops"))
            }
            Stopping::No => self
                .holding
                .then(|| "no further batch until you say so".to_owned()),
        }
    }

    fn outcome(&self, look: &Look, short: bool) -> Vec<Piece> {
        let tally = self.model.tally();
        let sign = |glyph, count: usize, words: &str| {
            let number = format!("{} {}", look.glyph(glyph), text::count(count));
            // What happens seldom has no sign that everybody knows.
            match short && glyph != Glyph::Warning {
                true => number,
                false => format!("{number} {words}"),
            }
        };
        let left = self.model.end().map_or(0, |end| end.unasked).max(tally.unasked);
        let mut pieces = Vec::new();
        // A tick where nobody answered would look like success.
        if tally.ok > 0 || self.model.end().is_none() {
            pieces.push((sign(Glyph::Good, tally.ok, "OK"), Role::Good));
        }
        let rest = [
            (tally.failed, Glyph::Bad, "failed", Role::Bad),
            (tally.silent, Glyph::Unknown, "no response", Role::Warning),
            (tally.waiting, Glyph::Ellipsis, "waiting", Role::Muted),
            (left, Glyph::Dot, "not sent", Role::Muted),
            (tally.late, Glyph::Warning, "late", Role::Warning),
            (tally.strangers, Glyph::Warning, "unexpected", Role::Warning),
            (tally.repeated, Glyph::Warning, "repeated", Role::Warning),
        ];
        let rest = rest.into_iter().filter(|(count, ..)| *count > 0);
        pieces.extend(rest.map(|(count, glyph, words, role)| (sign(glyph, count, words), role)));
        if self.model.slim() > 0 {
            let count = text::count(self.model.slim());
            pieces.push((
                format!("{count} answers without data, memory is full"),
                Role::Warning,
            ));
        }
        pieces
    }
}

fn joined(look: &Look, pieces: &[Piece]) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    for (index, (words, role)) in pieces.iter().enumerate() {
        if index > 0 {
            spans.push(Span::raw("   "));
        }
        spans.push(Span::styled(words.clone(), look.style(*role)));
    }
    Line::from(spans)
}

fn nodes(count: usize) -> String {
    match count {
        1 => "1 node".to_owned(),
        count => format!("{} nodes", text::count(count)),
    }
}
