//! All about one job in words: its plan, what became of its nodes, and its log.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Jobs;
use super::layout::Focus;
use super::paint::paragraph;
use crate::job::{JobDetail, JobState};
use crate::keymap::Verb;
use crate::look::Look;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::pane::Pane;

/// Lines of the log that are drawn, the newest.
const MAX_LOG: usize = 500;

impl Jobs {
    /// A part that is text: plan, outcome or log.
    pub(super) fn text(&self, session: &Session, part: Focus, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let title = match part {
            Focus::Plan => "Plan",
            Focus::Outcome => "Outcome",
            Focus::Log | Focus::List => "Log (UTC)",
        };
        let lines = self.lines(session, part, Pane::inner(area).width);
        let height = usize::from(Pane::inner(area).height);
        let first = self.first(part).min(lines.len().saturating_sub(height));
        let last = (first + height).min(lines.len());
        let note = match lines.len() > height {
            true => format!("{}-{last} of {}", first + 1, lines.len()),
            false => String::new(),
        };
        let pane = Pane::new(title).note(note).focused(self.parts.focus == part);
        let inner = pane.render(look, area, buf);
        paragraph(look, &lines, first, inner, buf);
    }

    /// Lines above those shown.
    pub(super) fn first(&self, part: Focus) -> usize {
        match part {
            Focus::List => 0,
            Focus::Plan => self.scroll[0],
            Focus::Outcome => self.scroll[1],
            Focus::Log => self.scroll[2],
        }
    }

    /// What a part says.
    pub(super) fn lines(&self, session: &Session, part: Focus, width: u16) -> Vec<Line<'static>> {
        let look = &session.look;
        let width = usize::from(width).max(1);
        let Some(detail) = self.detail() else {
            let words = match &self.unknown {
                Some(trouble) => Some((trouble.text.clone(), Role::Bad)),
                None => self
                    .current()
                    .map(|row| (format!("reading {}", row.id), Role::Muted)),
            };
            let line =
                words.map(|(words, role)| Line::styled(text::line(&words).into_owned(), look.style(role)));
            return line.into_iter().collect();
        };
        match part {
            Focus::List => Vec::new(),
            Focus::Plan => plan(look, detail, width),
            Focus::Outcome => self.outcome(session, width),
            Focus::Log => log(look, detail, width),
        }
    }

    fn outcome(&self, session: &Session, width: usize) -> Vec<Line<'static>> {
        let look = &session.look;
        let mut lines = Vec::new();
        if self.outcome.kinds > 1 {
            let words = format!("failed in {} different ways", self.outcome.kinds);
            lines.push(Line::styled(words, look.style(Role::Bad)));
        }
        for choice in self.choices(session) {
            lines.push(Line::from(vec![
                Span::styled(format!("{:>3}  ", choice.0), look.style(Role::Key)),
                Span::raw(choice.1),
            ]));
        }
        for group in &self.outcome.groups {
            let head = format!("{} {}", text::count(group.count), text::line(&group.title));
            for line in text::wrap(&head, width) {
                lines.push(Line::styled(line, look.style(group.role)));
            }
            let names: Vec<&str> = group.names.iter().map(protocol::Identity::as_str).collect();
            let names = text::wrap(&names.join("  "), width.saturating_sub(2).max(1));
            lines.extend(names.into_iter().map(|names| Line::raw(format!("  {names}"))));
            if group.count > group.names.len() {
                let more = group.count - group.names.len();
                lines.push(Line::raw(format!("  and {} more", text::count(more))));
            }
        }
        lines
    }

    /// Keys that go on with the job, and what they do.
    fn choices(&self, session: &Session) -> Vec<(String, String)> {
        let deeds = [Verb::Resume, Verb::RetryFailed, Verb::Open, Verb::Abandon];
        let offers = self.job_offers(session);
        let offers = offers.into_iter().filter(|hint| deeds.contains(&hint.verb));
        offers
            .filter_map(|hint| {
                let key = session.keymap.keys(hint.verb).first()?.to_string();
                Some((key, self.promise(hint.verb)?))
            })
            .collect()
    }
}

fn plan(look: &Look, detail: &JobDetail, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut say = |label: &str, words: &str, role: Role| {
        let room = width.saturating_sub(9).max(1);
        for (index, piece) in text::wrap(&text::line(words), room).into_iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            lines.push(Line::from(vec![
                Span::styled(format!("{label:<9}"), look.style(Role::Muted)),
                Span::styled(piece, look.style(role)),
            ]));
        }
    };
    say("job", &detail.row.id, Role::Title);
    say("what", &detail.row.what, Role::Text);
    say("pace", &detail.pace, Role::Text);
    if let Some(reason) = &detail.reason {
        say("reason", reason, Role::Text);
    }
    if let Some(end) = &detail.end {
        say("ended", end, Role::Warning);
    }
    let standing = detail.row.standing;
    let counts = [
        (standing.done, "done", Role::Good),
        (standing.failed, "failed", Role::Bad),
        (standing.silent, "silent", Role::Warning),
        (standing.in_doubt, "in doubt", Role::Warning),
        (standing.not_sent, "not sent", Role::Text),
    ];
    let counts = counts.iter().filter(|(count, ..)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, words, _)| format!("{} {words}", text::count(*count)))
        .collect();
    say("nodes", &counts.join(", "), Role::Text);
    say("runs", &text::count(detail.runs), Role::Text);
    say("command", &detail.command, Role::Text);
    if detail.row.state == JobState::Paused {
        say(
            "",
            "Nothing runs on the network for this job. Nothing was undone: nodes that were asked stay as they are.",
            Role::Muted,
        );
    }
    lines
}

/// The newest first.
fn log(look: &Look, detail: &JobDetail, width: usize) -> Vec<Line<'static>> {
    let newest = detail.log.iter().rev().take(MAX_LOG);
    newest
        .flat_map(|(time, words)| {
            let clock = text::clock(*time);
            let room = width.saturating_sub(clock.len() + 1).max(1);
            let pieces = text::wrap(&text::line(words), room).into_iter().enumerate();
            let line = move |(index, piece): (usize, String)| {
                let lead = if index == 0 { clock.as_str() } else { "" };
                Line::from(vec![
                    Span::styled(format!("{lead:<9}"), look.style(Role::Muted)),
                    Span::raw(piece),
                ])
            };
            pieces.map(line).collect::<Vec<_>>()
        })
        .collect()
}
