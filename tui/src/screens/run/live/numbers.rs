//! The numbers beside the answers: the DDL's aggregates, how nodes stand, and how long answers took.

use ddl::{Summary, SummaryValue};
use protocol::rpc::Status;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::model::{Model, Standing};
use super::sieve::Pick;
use crate::keymap::Verb;
use crate::look::{Glyph, Look};
use crate::text;
use crate::theme::Role;
use crate::widgets::bar::bar;
use crate::widgets::list::List;
use crate::widgets::spark::spark;

/// Values of one aggregate that are listed; more cannot be read.
const MAX_VALUES: usize = 200;

/// Lines of an aggregate that does not count values.
const MAX_LINES: usize = 20;

/// Widest a value is shown beside its count.
const LABEL: usize = 24;

/// Bars of the latencies.
const COLUMNS: usize = 32;

/// The numbers as of the last time they were made.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    items: Vec<Item>,
    /// The items that can be picked.
    picks: Vec<usize>,
    /// Columns of the labels.
    wide: usize,
    list: List,
}

/// A line.
#[derive(Debug)]
enum Item {
    Blank,
    Head(String),
    Text(String),
    Spark(Vec<u64>),
    Count {
        label: String,
        count: usize,
        most: usize,
        role: Role,
        pick: Pick,
    },
}

impl Numbers {
    /// Makes them anew.
    pub(super) fn renew(&mut self, model: &Model) {
        self.items.clear();
        for summary in model.summaries().map(ddl::Summaries::finish).unwrap_or_default() {
            self.summary(summary);
        }
        self.standings(model);
        self.latency(model);
        let pickable = |(index, item): (usize, &Item)| matches!(item, Item::Count { .. }).then_some(index);
        self.picks = self.items.iter().enumerate().filter_map(pickable).collect();
        self.list.set_len(self.picks.len());
        let labels = self.items.iter().filter_map(Item::label);
        let widest = labels.map(|label| text::line(label).width()).max();
        self.wide = widest.unwrap_or(0).min(LABEL);
    }

    fn summary(&mut self, summary: Summary) {
        let kind = match &summary.value {
            SummaryValue::Counts(_) => "summary",
            SummaryValue::Average(_) => "average",
            SummaryValue::Chart(_) => "values",
            SummaryValue::Sum(_) => "sum",
            SummaryValue::MinMaxAvg(_) => "range",
        };
        if summary.lines.is_empty() {
            return;
        }
        self.items
            .push(Item::Head(format!("{kind} of {}", summary.title)));
        match summary.value {
            SummaryValue::Counts(counts) => self.counts(&summary.output, counts),
            SummaryValue::Chart(values) => self.items.push(Item::Spark(scaled(&values))),
            _ => {
                let lines = summary.lines.into_iter().take(MAX_LINES);
                self.items.extend(lines.map(Item::Text));
            }
        }
        self.items.push(Item::Blank);
    }

    fn counts(&mut self, output: &str, counts: Vec<(String, u64)>) {
        let all = counts.len();
        let number = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        let most = counts.first().map_or(0, |(_, count)| number(*count));
        for (label, count) in counts.into_iter().take(MAX_VALUES) {
            self.items.push(Item::Count {
                pick: Pick::Label {
                    output: output.to_owned(),
                    label: label.clone(),
                },
                label,
                count: number(count),
                most,
                role: Role::Accent,
            });
        }
        if all > MAX_VALUES {
            let more = format!("and {} more values", text::count(all - MAX_VALUES));
            self.items.push(Item::Text(more));
        }
    }

    fn standings(&mut self, model: &Model) {
        let tally = model.tally();
        let answers = model.statuses().map(|(status, count)| {
            let role = if status == Status::Ok {
                Role::Good
            } else {
                Role::Bad
            };
            (Standing::Answered(status), count, role)
        });
        let silence = [
            (Standing::Silent, tally.silent, Role::Warning),
            (Standing::Waiting, tally.waiting, Role::Muted),
            (Standing::NotSent, tally.unasked, Role::Muted),
        ];
        let all: Vec<_> = answers
            .chain(silence)
            .filter(|(_, count, _)| *count > 0)
            .collect();
        if all.is_empty() {
            return;
        }
        self.items.push(Item::Head("status".to_owned()));
        let most = all.iter().map(|(_, count, _)| *count).max().unwrap_or(0);
        for (standing, count, role) in all {
            self.items.push(Item::Count {
                label: standing.text().into_owned(),
                count,
                most,
                role,
                pick: Pick::Standing(standing),
            });
        }
        self.items.push(Item::Blank);
    }

    fn latency(&mut self, model: &Model) {
        let latency = model.latency();
        let (Some(half), Some(most), Some(max)) =
            (latency.percentile(50), latency.percentile(95), latency.max())
        else {
            return;
        };
        let [half, most, max] = [half, most, max].map(text::took);
        self.items.push(Item::Head("latency".to_owned()));
        self.items
            .push(Item::Text(format!("p50 {half}  p95 {most}  max {max}")));
        self.items.push(Item::Spark(latency.columns(COLUMNS)));
    }

    /// Moves among the values. False when the verb moves nothing.
    pub(super) fn on_verb(&mut self, verb: Verb, page: usize) -> bool {
        self.list.on_verb(verb, page)
    }

    /// Puts the cursor on the value at a line of the pane. False when there is none.
    pub(super) fn click(&mut self, line: usize, height: usize) -> bool {
        let item = self.first(height) + line;
        let found = self.picks.iter().position(|index| *index == item);
        if let Some(place) = found {
            self.list.select(place);
        }
        found.is_some()
    }

    /// The value under the cursor.
    pub(super) fn current(&self) -> Option<&Pick> {
        let index = *self.picks.get(self.list.cursor()?)?;
        match self.items.get(index)? {
            Item::Count { pick, .. } => Some(pick),
            _ => None,
        }
    }

    /// The first line shown where there is room for so many.
    fn first(&self, height: usize) -> usize {
        let cursor = self.list.cursor().and_then(|place| self.picks.get(place));
        let cursor = cursor.copied().unwrap_or(0);
        let last = self.items.len().saturating_sub(height);
        match cursor + 1 < height {
            true => 0,
            false => cursor.saturating_sub(height / 2).min(last),
        }
    }

    /// Draws them.
    pub(super) fn render(
        &self,
        look: &Look,
        area: Rect,
        buf: &mut Buffer,
        focused: bool,
        picked: Option<&Pick>,
    ) {
        let width = usize::from(area.width);
        let here = self.list.cursor().and_then(|place| self.picks.get(place));
        let first = self.first(usize::from(area.height));
        let shown = self.items.iter().enumerate().skip(first);
        for ((index, item), row) in shown.zip(area.rows()) {
            let chosen = matches!(item, Item::Count { pick, .. } if Some(pick) == picked);
            let line = item.line(look, width, self.wide, chosen);
            let line = text::cut(&line, width, look.glyph(Glyph::Ellipsis));
            line.render(row, buf);
            if focused && here == Some(&index) {
                buf.set_style(row, look.style(Role::Selected));
            }
        }
    }
}

impl Item {
    fn label(&self) -> Option<&str> {
        match self {
            Self::Count { label, .. } => Some(label),
            _ => None,
        }
    }

    fn line(&self, look: &Look, width: usize, wide: usize, chosen: bool) -> Line<'static> {
        match self {
            Self::Blank => Line::default(),
            Self::Head(head) => Line::styled(text::line(head).into_owned(), look.style(Role::Title)),
            Self::Text(words) => Line::raw(format!("  {}", text::line(words))),
            Self::Spark(values) => Line::from(vec![
                Span::raw("  "),
                spark(look, values, width.saturating_sub(2), Role::Accent),
            ]),
            Self::Count {
                label,
                count,
                most,
                role,
                ..
            } => {
                let mark = if chosen { look.glyph(Glyph::Cursor) } else { " " };
                let count_text = text::count(*count);
                let room = wide.min(width.saturating_sub(12)).max(4);
                let label = text::fit(&text::line(label), room, look.glyph(Glyph::Ellipsis));
                let room = width.saturating_sub(room + 10);
                Line::from(vec![
                    Span::styled(format!("{mark} "), look.style(Role::Accent)),
                    Span::raw(label),
                    Span::raw(text::align_right(&count_text, 7)),
                    Span::raw(" "),
                    bar(look, *count, *most, room, *role),
                ])
            }
        }
    }
}

/// Values between nothing and a hundred, as many as fit into one line.
fn scaled(values: &[f64]) -> Vec<u64> {
    let each = values.len().div_ceil(COLUMNS).max(1);
    let means: Vec<f64> = values
        .chunks(each)
        .map(|chunk| chunk.iter().sum::<f64>() / chunk.len() as f64)
        .collect();
    let low = means.iter().copied().fold(f64::INFINITY, f64::min).min(0.0);
    let high = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let range = (high - low).max(f64::MIN_POSITIVE);
    means
        .iter()
        .map(|mean| ((mean - low) / range * 100.0) as u64)
        .collect()
}
