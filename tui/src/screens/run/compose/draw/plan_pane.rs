//! What the command would do, and the command.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::super::Compose;
use super::super::plan::Known;
use super::super::words::{self, Inputs};
use crate::form::{Form, brief};
use crate::look::{Glyph, Look};
use crate::report::Plan;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::pane::Pane as Frame;

/// Below this many known nodes a share says nothing.
const LEAST_FLEET: usize = 20;

/// Draws the plan, in a frame where there is room for one.
pub(super) fn render(compose: &Compose, session: &Session, area: Rect, buf: &mut Buffer) {
    let look = &session.look;
    let framed = area.height > 2;
    let width = area.width.saturating_sub(if framed { 2 } else { 0 });
    let lines = lines(compose, session, usize::from(width));
    let inner = match framed {
        true => Frame::new("Plan")
            .note("nothing has been sent")
            .render(look, area, buf),
        false => area,
    };
    // In a single row what would happen is worth more than how it is typed.
    let skipped = usize::from(!framed && lines.len() > 1);
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(skipped)) {
        let row = Rect {
            y,
            height: 1,
            ..inner
        };
        text::cut(line, usize::from(inner.width), look.glyph(Glyph::Ellipsis)).render(row, buf);
    }
}

fn lines(compose: &Compose, session: &Session, width: usize) -> Vec<Line<'static>> {
    let look = &session.look;
    let muted = |text: String| Line::styled(format!(" {text}"), look.style(Role::Muted));
    let Some(form) = &compose.form else {
        return vec![muted("choose an agent and an action".to_owned())];
    };
    let command = words::command(form, session, Inputs::Clear);
    let known = compose.planner.last();
    let current = |known: &&Known| command.as_ref().is_ok_and(|command| *command == known.command);
    let mut lines = vec![command_line(form, session, known.filter(current), look)];
    let waiting = compose.planner.is_waiting() || compose.planner.is_touched();
    match (form.problem(), &command, known.filter(current)) {
        (Some(problem), _, _) => lines.push(muted(problem)),
        (None, Err(reason), _) => {
            lines.push(Line::styled(format!(" {reason}"), look.style(Role::Bad)));
        }
        (None, Ok(_), Some(Known { result: Ok(plan), .. })) => lines.extend(told(plan, look, width)),
        (
            None,
            Ok(_),
            Some(Known {
                result: Err(trouble), ..
            }),
        ) => {
            lines.push(Line::styled(
                format!(" {}", brief(&trouble.text)),
                look.style(Role::Bad),
            ));
            lines.extend(trouble.hint.as_deref().map(|hint| muted(brief(hint))));
        }
        (None, Ok(_), None) if waiting => {
            lines.push(muted(format!("for {}: being planned", compose.whom(session))));
        }
        (None, Ok(_), None) => {
            let key = session.keymap.keys(crate::keymap::Verb::Replan).first();
            let key = key.map(ToString::to_string).unwrap_or_default();
            lines.push(muted(format!("for {}: {key} plans it", compose.whom(session))));
        }
    }
    lines
}

fn command_line(form: &Form, session: &Session, known: Option<&Known>, look: &Look) -> Line<'static> {
    let planned = known.and_then(|known| known.result.as_ref().ok());
    let text = match planned {
        Some(plan) => plan.command.clone(),
        None => words::command(form, session, Inputs::Masked)
            .map(|command| words::typed(&command))
            .unwrap_or_default(),
    };
    Line::styled(format!(" {}", text::line(&text)), look.style(Role::Accent))
}

/// What a plan says.
fn told(plan: &Plan, look: &Look, width: usize) -> Vec<Line<'static>> {
    let (risk, role) = match plan.change {
        true => ("CHANGE", Role::Change),
        false => ("read", Role::Good),
    };
    let spans = vec![
        Span::raw(format!(" {}   ", brief(&plan.pace))),
        Span::styled("risk ", look.style(Role::Muted)),
        Span::styled(risk, look.style(role)),
    ];
    let mut more = Vec::new();
    if let Some(share) = share(plan.targets.len(), plan.known) {
        let of = text::count(plan.known);
        more.push(format!("{share} of {of} known nodes"));
    }
    if plan.longest > Duration::ZERO {
        more.push(format!("at most {}", text::took(plan.longest)));
    }
    let more = Span::raw(format!("   {}", more.join("   ")));
    let all = Line::from([spans.clone(), vec![more.clone()]].concat());
    let mut lines = match all.width() <= width {
        true => vec![all],
        false => vec![Line::from(spans), Line::from(more)],
    };
    if plan.strangers > 0 {
        let text = format!(
            " {} {} never seen before",
            look.glyph(Glyph::Warning),
            text::count(plan.strangers)
        );
        lines.push(Line::styled(text, look.style(Role::Warning)));
    }
    if let Some(ask) = &plan.ask {
        lines.push(Line::styled(
            format!(" asks first: {}", brief(ask)),
            look.style(Role::Warning),
        ));
    }
    let remarks = plan
        .remarks
        .iter()
        .map(|remark| Line::styled(format!(" {}", brief(remark)), look.style(Role::Muted)));
    lines.extend(remarks.take(20));
    lines
}

/// The part of the known nodes, where that says something: `0.1%`, `11%`.
fn share(targets: usize, known: usize) -> Option<String> {
    if known < LEAST_FLEET {
        return None;
    }
    let tenths = targets.saturating_mul(1000) / known;
    Some(match tenths {
        0 if targets > 0 => "under 0.1%".to_owned(),
        0..100 => format!("{}.{}%", tenths / 10, tenths % 10),
        _ => format!("{}%", tenths / 10),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_where_it_says_something() {
        assert_eq!(share(2, 1902).unwrap(), "0.1%");
        assert_eq!(share(1, 50_000).unwrap(), "under 0.1%");
        assert_eq!(share(214, 1902).unwrap(), "11%");
        assert_eq!(share(2, 3), None);
    }
}
