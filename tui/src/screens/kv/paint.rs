//! Drawing buckets and keys.

mod keys;
mod value;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Kv;
use super::layout::Focus;
use super::open::Open;
use super::tree;
use crate::kv::{Bucket, Watch};
use crate::look::{Glyph, Look};
use crate::measure;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::area::part;
use crate::widgets::pane::Pane;
use crate::widgets::prose::{cut, words};
use crate::widgets::table::{Column, Row, Table};

pub(super) use value::diff_line;

/// Rows below the buckets that tell of one of them, with a blank one.
const ABOUT: u16 = 10;

/// Least rows of buckets above those.
const LEAST_LIST: u16 = 6;

impl Kv {
    /// `kv ▸ CONFIG  57 keys  following`.
    pub(super) fn headline(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let mut spans = vec![
            Span::styled(" kv ", look.style(Role::Title)),
            Span::styled(look.glyph(Glyph::Prompt), look.style(Role::Accent)),
        ];
        let mut say = |words: String, role| spans.push(Span::styled(format!(" {words}  "), look.style(role)));
        match (&self.trouble, &self.buckets, self.current()) {
            (Some(trouble), _, None) => say(trouble.text.clone(), Role::Bad),
            (None, None, _) => say("looking for buckets".to_owned(), Role::Muted),
            (None, Some(_), None) => say("no buckets".to_owned(), Role::Muted),
            (trouble, _, Some(bucket)) => {
                say(bucket.name.clone(), Role::Title);
                if let Some(trouble) = trouble {
                    say(trouble.text.clone(), Role::Bad);
                }
                if let Some(why) = &bucket.locked {
                    say(format!("read-only: {why}"), Role::Warning);
                }
            }
        }
        if let Some(open) = &self.open {
            for (words, role) in open.state() {
                say(words, role);
            }
        }
        cut(look, &Line::from(spans), area, buf);
    }

    /// The buckets, and what one of them is like.
    pub(super) fn paint_buckets(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let look = &session.look;
        let focused = self.parts.focus == Focus::Buckets;
        let inner = Pane::new("Buckets").focused(focused).render(look, area, buf);
        if self.buckets().is_empty() {
            return self.without_buckets(session, inner, buf);
        }
        let columns = bucket_columns();
        let room = list_room(inner);
        Table::new(look, &columns, &self.list, focused).render(room, buf, |index| {
            let Some(bucket) = self.buckets().get(index) else {
                return Row::default();
            };
            Row {
                cells: vec![
                    Line::raw(bucket.name.as_str()),
                    Line::raw(bucket.values.to_string()),
                    Line::raw(bucket.history.to_string()),
                ],
                marked: bucket.locked.is_some(),
            }
        });
        let below = part(inner, 0, room.height, inner.width, inner.height - room.height);
        if let Some(bucket) = self.current().filter(|_| !below.is_empty()) {
            about(look, bucket, below, buf);
        }
    }

    /// What to do where there is no bucket.
    fn without_buckets(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let look = &session.look;
        let mut said = Vec::new();
        match (&self.trouble, &self.buckets) {
            (Some(trouble), _) => {
                said.push((trouble.text.clone(), Role::Bad));
                said.extend(trouble.hint.clone().map(|hint| (hint, Role::Text)));
            }
            (None, Some(_)) => {
                said.push((
                    "There are no buckets. A bucket keeps small values under names, for everybody."
                        .to_owned(),
                    Role::Text,
                ));
                if !session.read_only {
                    said.push(("A makes one; so does: mco kv add CONFIG".to_owned(), Role::Muted));
                }
            }
            (None, None) => said.push(("looking for buckets".to_owned(), Role::Muted)),
        }
        words(look, &said, area, buf);
    }
}

impl Open {
    /// How it is, in words.
    fn state(&self) -> Vec<(String, Role)> {
        let mut said = Vec::new();
        if self.closed.is_some() {
            return said;
        }
        let deleted = self.tree.deleted();
        let keys = text::counted(self.tree.len() - deleted, "key");
        match self.loading {
            true => said.push((format!("{keys} so far"), Role::Muted)),
            false => said.push((keys, Role::Text)),
        }
        if deleted > 0 {
            said.push((format!("{} deleted", text::count(deleted)), Role::Muted));
        }
        if self.tree.dropped() > 0 {
            let words = format!("only the first {} are listed", text::count(tree::MOST));
            said.push((words, Role::Warning));
        }
        said.push(match &self.watch {
            Watch::Following => ("live".to_owned(), Role::Good),
            Watch::Lost => ("not live: the broker is away".to_owned(), Role::Warning),
            Watch::Resumed { missed: 0 } => ("live again".to_owned(), Role::Good),
            Watch::Resumed { .. } => (
                "live again, changes may have been missed".to_owned(),
                Role::Warning,
            ),
            Watch::Gone => ("this bucket was removed".to_owned(), Role::Bad),
        });
        said
    }

    fn note(&self) -> String {
        match self.list.cursor() {
            Some(place) if self.tree.lines() > 1 => {
                format!("{} of {}", place + 1, text::count(self.tree.lines()))
            }
            _ => String::new(),
        }
    }
}

/// The columns of the list of buckets.
pub(super) fn bucket_columns() -> [Column; 3] {
    [
        Column::new("BUCKET", 8).grows(),
        Column::new("VALUES", 6).right().rank(2),
        Column::new("HIST", 4).right().rank(1),
    ]
}

/// The room for buckets in their part; the rest tells of one of them.
pub(super) fn list_room(inner: Rect) -> Rect {
    let about = if inner.height >= LEAST_LIST + ABOUT {
        ABOUT
    } else {
        0
    };
    part(inner, 0, 0, inner.width, inner.height - about)
}

fn about(look: &Look, bucket: &Bucket, area: Rect, buf: &mut Buffer) {
    let limit = |limit: Option<u64>| limit.map_or("no limit".to_owned(), measure::bytes);
    let lines = [
        (
            "values",
            text::count(usize::try_from(bucket.values).unwrap_or(usize::MAX)),
        ),
        (
            "bytes",
            match bucket.max_bytes {
                Some(most) => format!("{} / {}", measure::bytes(bucket.bytes), measure::bytes(most)),
                None => measure::bytes(bucket.bytes),
            },
        ),
        ("ttl", measure::time(bucket.ttl)),
        ("replicas", format!("{} {}", bucket.replicas, bucket.servers)),
        ("max value", limit(bucket.max_value)),
        ("direct", if bucket.direct { "yes" } else { "no" }.to_owned()),
        ("mirror of", bucket.mirror.clone().unwrap_or_default()),
        ("*", bucket.locked.clone().unwrap_or_default()),
    ];
    let title = Line::styled(format!(" {}", bucket.name), look.style(Role::Title));
    let mut rows = area.rows().skip(1);
    if let Some(row) = rows.next() {
        cut(look, &title, row, buf);
    }
    for ((label, value), row) in lines.iter().filter(|(_, value)| !value.is_empty()).zip(rows) {
        let line = Line::from(vec![
            Span::styled(format!("   {label:<10}"), look.style(Role::Muted)),
            Span::raw(value.as_str()),
        ]);
        cut(look, &line, row, buf);
    }
}
