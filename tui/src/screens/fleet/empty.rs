//! What an empty list says: why it is empty, and what to do about it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::loosen::Loosening;
use super::nodes::Nodes;
use crate::report::{Link, Trouble};
use crate::session::Session;
use crate::text;
use crate::theme::Role;

/// What the list was to show.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reason<'a> {
    /// The known nodes of a scope that is still typed.
    Preview,
    /// Everybody, and nobody was ever heard of.
    Unknown,
    /// The nodes of the scope; what was found for the scope without one of its conditions.
    Scope(&'a Loosening),
}

/// Draws it where the rows would be.
pub(super) fn render(session: &Session, reason: Reason<'_>, area: Rect, buf: &mut Buffer) {
    let look = &session.look;
    let width = usize::from(area.width).saturating_sub(2);
    let lines = words(session, reason).into_iter().flat_map(|(words, role)| {
        let lines = text::wrap(&text::clean(&words), width);
        lines.into_iter().map(move |line| (line, role))
    });
    for ((line, role), row) in lines.zip(area.rows()) {
        let spans = vec![Span::raw(" "), Span::styled(line, look.style(role))];
        Line::from(spans).render(row, buf);
    }
}

/// Why there is nobody, and what to do.
fn words(session: &Session, reason: Reason<'_>) -> Vec<(String, Role)> {
    if let Some(trouble) = &session.desk.broken {
        let mut words = trouble_words("mco cannot be used as it is configured", trouble);
        words.push(said(
            "mco demo shows all of this on a fleet of its own",
            Role::Muted,
        ));
        return words;
    }
    match reason {
        Reason::Preview => return nobody_known(session),
        Reason::Scope(loosening) if !session.scope.is_everybody() => {
            return nobody_matches(session, loosening);
        }
        Reason::Scope(_) | Reason::Unknown => {}
    }
    match &session.link {
        Link::Unopened | Link::Connecting => vec![
            said("Looking for a broker.", Role::Text),
            said("No node is known from earlier answers yet.", Role::Muted),
        ],
        Link::Lost => vec![said(
            "The broker is gone. Once it is back the nodes are asked.",
            Role::Warning,
        )],
        Link::Failed(trouble) => {
            let mut words = trouble_words("There is no broker to ask, and no node is known yet", trouble);
            words.push(said(
                "mco demo shows all of this on a fleet of its own",
                Role::Muted,
            ));
            words
        }
        Link::Up(_) if session.census.answering.is_some() => {
            vec![said("Asking who is there.", Role::Text)]
        }
        Link::Up(_) => nobody_answered(session),
    }
}

/// While a scope is typed.
fn nobody_known(session: &Session) -> Vec<(String, Role)> {
    let mut words = vec![said("No node is known to match this.", Role::Text)];
    words.extend(unsure(session));
    words.push(said("Enter asks the fleet", Role::Muted));
    words
}

/// The nodes of which too little is known.
fn unsure(session: &Session) -> Option<(String, Role)> {
    let unsure = session.census.estimate.as_ref()?.unsure;
    let words = match unsure {
        0 => return None,
        1 => "1 known node would have to be asked, as nothing is known of it.".to_owned(),
        unsure => {
            let unsure = text::count(unsure);
            format!("{unsure} known nodes would have to be asked, as too little is known of them.")
        }
    };
    Some(said(words, Role::Muted))
}

fn nobody_matches(session: &Session, loosening: &Loosening) -> Vec<(String, Role)> {
    let census = &session.census;
    let scope = session.scope.text();
    let mut words = match (&census.answering, &census.found) {
        (Some(_), _) => vec![said(format!("Asking who matches {scope}"), Role::Text)],
        (None, Some((found, when))) => vec![said(
            format!(
                "No node matches {scope}, as {} found {} ago",
                found.method,
                text::since(*when, session.now)
            ),
            Role::Warning,
        )],
        (None, None) => vec![said(
            format!("No known node matches {scope}; nobody was asked"),
            Role::Warning,
        )],
    };
    words.extend(unsure(session));
    for tried in loosening.of(scope) {
        let matching = match tried.matching {
            Some(matching) => text::count(matching),
            None => "?".to_owned(),
        };
        let role = match tried.matching {
            Some(1..) => Role::Text,
            _ => Role::Muted,
        };
        words.push(said(
            format!("{matching:>7} known nodes without {}", tried.without),
            role,
        ));
    }
    words.push(said("/ changes the scope, Esc clears it", Role::Muted));
    words
}

fn nobody_answered(session: &Session) -> Vec<(String, Role)> {
    let Some((_, when)) = &session.census.found else {
        return vec![said("Nobody was asked yet: R asks who is there.", Role::Text)];
    };
    let ago = text::since(*when, session.now);
    let collective = &session.desk.collective;
    vec![
        said(
            format!("No node of {collective} answered {ago} ago."),
            Role::Warning,
        ),
        said("Is mco-server running on them, with this broker?", Role::Muted),
        said("R asks again, -T asks another collective.", Role::Muted),
    ]
}

/// A trouble with its hint, under a heading.
fn trouble_words(heading: &str, trouble: &Trouble) -> Vec<(String, Role)> {
    let mut words = vec![said(heading, Role::Bad), said(trouble.text.clone(), Role::Text)];
    words.extend(trouble.hint.iter().map(|hint| said(hint.clone(), Role::Muted)));
    words
}

fn said(words: impl Into<String>, role: Role) -> (String, Role) {
    (words.into(), role)
}

/// One line above a list that is not what it could be; none when all is well.
pub(super) fn banner(session: &Session, nodes: &Nodes) -> Option<(String, Role)> {
    if nodes.len() == 0 {
        return None;
    }
    let cached = "what is shown was learned earlier";
    if let Some(trouble) = &session.desk.broken {
        return Some((format!("{}; {cached}", trouble.text), Role::Bad));
    }
    if let Some(trouble) = &session.census.trouble {
        return Some((
            format!("discovery failed: {}; R asks again", trouble.text),
            Role::Bad,
        ));
    }
    match &session.link {
        Link::Failed(trouble) => Some((format!("no broker: {}; {cached}", trouble.text), Role::Bad)),
        Link::Lost => Some((
            format!("the broker is gone and being looked for; {cached}"),
            Role::Warning,
        )),
        Link::Unopened | Link::Connecting | Link::Up(_) => None,
    }
}
