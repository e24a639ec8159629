//! Drawing the list of jobs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::Jobs;
use super::layout::Focus;
use crate::job::{JobRow, JobState};
use crate::look::{Glyph, Look};
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::pane::Pane;
use crate::widgets::table::{Column, Row, Table};

impl Jobs {
    /// `jobs ▸ 6 jobs   1 runs   1 paused needs a decision`.
    pub(super) fn headline(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let of = |state| self.rows().iter().filter(|row| row.state == state).count();
        let mut spans = vec![
            Span::styled(" jobs ", look.style(Role::Title)),
            Span::styled(look.glyph(Glyph::Prompt), look.style(Role::Accent)),
        ];
        let mut say = |words: String, role| spans.push(Span::styled(format!(" {words}  "), look.style(role)));
        match (&self.trouble, &self.rows) {
            (Some(trouble), _) => say(trouble.text.clone(), Role::Bad),
            (None, None) => say("looking for jobs".to_owned(), Role::Muted),
            (None, Some(rows)) if self.shown.len() < rows.len() => {
                let all = text::counted(rows.len(), "job");
                say(format!("{} of {all}", text::count(self.shown.len())), Role::Text);
            }
            (None, Some(rows)) => say(text::counted(rows.len(), "job"), Role::Text),
        }
        match of(JobState::Running) {
            0 => {}
            running => say(format!("{} running", text::count(running)), Role::Accent),
        }
        match of(JobState::Paused) {
            0 => {}
            1 => say("1 paused needs a decision".to_owned(), Role::Warning),
            paused => say(
                format!("{} paused need a decision", text::count(paused)),
                Role::Warning,
            ),
        }
        let line = text::cut(
            &Line::from(spans),
            usize::from(area.width),
            look.glyph(Glyph::Ellipsis),
        );
        line.render(area, buf);
    }

    /// The table of jobs.
    pub(super) fn list(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let look = &session.look;
        let focused = self.parts.focus == Focus::List;
        let pane = Pane::new("Jobs").holding(&self.found, self.finding.as_ref());
        let inner = pane.focused(focused).render(look, area, buf);
        if self.rows.as_ref().is_some_and(Vec::is_empty) {
            let words = "There are no jobs; a request with batches or a canary makes one.";
            paragraph(
                look,
                &[Line::styled(words, look.style(Role::Muted))],
                0,
                inner,
                buf,
            );
            return;
        }
        if self.rows.is_some() && self.shown.is_empty() {
            let line = Line::styled("No job is like this.", look.style(Role::Muted));
            paragraph(look, &[line], 0, inner, buf);
            return;
        }
        let columns = columns();
        Table::new(look, &columns, &self.list, focused).render(inner, buf, |index| {
            let row = self.row_at(index);
            row.map_or_else(Row::default, |row| self.row(session, row))
        });
    }

    fn row<'a>(&self, session: &Session, row: &'a JobRow) -> Row<'a> {
        let look = &session.look;
        let standing = row.standing;
        let left = standing.not_sent + standing.in_doubt;
        let targets = left + standing.done + standing.failed + standing.silent;
        let (glyph, role) = sign(look, row);
        let word = match (row.state, self.runs_here(&row.id)) {
            (JobState::Running, true) => "runs here",
            (state, _) => state_word(state),
        };
        let number = |count: usize, role| match count {
            0 => Line::styled("-", look.style(Role::Muted)),
            count => Line::styled(text::count(count), look.style(role)),
        };
        Row {
            cells: vec![
                Line::styled(glyph, look.style(role)),
                Line::raw(row.id.as_str()),
                Line::raw(row.what.as_str()),
                number(targets, Role::Text),
                Line::styled(word, look.style(role)),
                number(standing.done, Role::Good),
                number(standing.failed, Role::Bad),
                number(standing.silent, Role::Warning),
                number(left, Role::Text),
                Line::raw(text::since(row.started, session.now)),
            ],
            marked: false,
        }
    }
}

/// A state in words.
pub(super) fn state_word(state: JobState) -> &'static str {
    match state {
        JobState::Running => "running",
        JobState::Paused => "paused",
        JobState::Finished => "complete",
    }
}

fn columns() -> [Column; 10] {
    [
        Column::new("", 1),
        Column::new("JOB", 6),
        Column::new("WHAT", 20).grows(),
        Column::new("TARGETS", 7).right().rank(7),
        Column::new("STATE", 9).rank(1),
        Column::new("OK", 5).right().rank(4),
        Column::new("FAIL", 5).right().rank(2),
        Column::new("SILENT", 6).right().rank(5),
        Column::new("LEFT", 5).right().rank(3),
        Column::new("AGE", 4).right().rank(6),
    ]
}

/// The sign and colour of a job.
fn sign(look: &Look, row: &JobRow) -> (&'static str, Role) {
    let trouble = row.standing.failed + row.standing.silent + row.standing.in_doubt > 0;
    let (glyph, role) = match (row.state, trouble) {
        (JobState::Running, _) => (Glyph::Online, Role::Accent),
        (JobState::Paused, _) => (Glyph::Warning, Role::Warning),
        (JobState::Finished, true) => (Glyph::Bad, Role::Bad),
        (JobState::Finished, false) => (Glyph::Good, Role::Good),
    };
    (look.glyph(glyph), role)
}

/// Lines from one on.
pub(super) fn paragraph(look: &Look, lines: &[Line<'static>], first: usize, area: Rect, buf: &mut Buffer) {
    let more = look.glyph(Glyph::Ellipsis);
    for (line, row) in lines.iter().skip(first).zip(area.rows()) {
        text::cut(line, usize::from(area.width), more).render(row, buf);
    }
}
