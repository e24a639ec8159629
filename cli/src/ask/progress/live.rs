//! What is known of the answers while they arrive: how many of which kind, the summaries as they stand, the last failures.

use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use client::NodeReply;
use ddl::{Action, Summaries, Summary, SummaryValue};
use protocol::rpc::Status;
use tokio::time::Instant;
use unicode_width::UnicodeWidthChar;

use crate::theme::{Meaning, Theme, line};

/// Shortest time between two looks at the summaries, which may have as many values as there are answers.
const REFRESH: Duration = Duration::from_millis(200);

/// Summaries that are shown.
const SUMMARIES: usize = 4;

/// Values of one summary that are shown.
const VALUES: usize = 4;

/// Failures that are shown.
const FAILURES: usize = 3;

/// The answers so far; clones share them.
#[derive(Clone)]
pub(super) struct Live(Arc<Mutex<State>>);

struct State {
    ok: usize,
    failed: usize,
    /// None where replies are hidden, which do not count in the summaries either.
    summaries: Option<Summaries>,
    /// The last failures, the newest last.
    failures: Vec<String>,
    theme: Theme,
    columns: usize,
    drawn: Option<(Instant, String)>,
}

impl Live {
    /// Nothing has arrived yet.
    pub(super) fn new(action: &Action, sums: bool, theme: Theme, columns: usize) -> Self {
        Self(Arc::new(Mutex::new(State {
            ok: 0,
            failed: 0,
            summaries: sums.then(|| Summaries::new(action)),
            failures: Vec::new(),
            theme,
            columns,
            drawn: None,
        })))
    }

    /// One more answer.
    pub(super) fn add(&self, reply: &NodeReply) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(summaries), Some(data)) = (&mut state.summaries, reply.reply.data.as_object()) {
            summaries.add(data);
        }
        if reply.reply.statuscode == Status::Ok {
            state.ok += 1;
            return;
        }
        state.failed += 1;
        let first = reply.reply.statusmsg.lines().next().unwrap_or_default();
        let failure = format!("{}  {first}", reply.sender);
        if state.failures.len() == FAILURES {
            state.failures.remove(0);
        }
        state.failures.push(line(&failure).into_owned());
    }

    /// Writes the lines below the bar, each with a line break in front. They are not made anew each time somebody looks.
    pub(super) fn write(&self, out: &mut dyn Write) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let rested = state
            .drawn
            .as_ref()
            .is_none_or(|(drawn, _)| drawn.elapsed() >= REFRESH);
        if rested {
            state.drawn = Some((Instant::now(), state.text()));
        }
        if let Some((_, text)) = &state.drawn {
            // A terminal that takes no more text is seen to elsewhere.
            let _ = out.write_str(text);
        }
    }
}

impl State {
    fn text(&self) -> String {
        let glyph = |nice: &'static str, plain| if self.theme.ascii { plain } else { nice };
        let (good, bad) = (glyph("✓", "+"), glyph("✗", "x"));
        let mut text = String::new();
        let mut row = |meaning: Option<Meaning>, line: &str| {
            let cut = cut(line, self.columns.saturating_sub(1));
            let shown = meaning.map_or_else(|| cut.clone(), |meaning| self.theme.paint(meaning, &cut));
            text.push('\n');
            text.push_str(&shown);
        };
        if self.ok + self.failed > 0 {
            let counts = format!("{good} {} ok   {bad} {} failed", self.ok, self.failed);
            row((self.failed > 0).then_some(Meaning::Warning), &counts);
        }
        let summaries = self.summaries.as_ref().map(Summaries::finish).unwrap_or_default();
        for summary in summaries
            .iter()
            .filter(|summary| is_short(summary))
            .take(SUMMARIES)
        {
            row(None, &told(summary));
        }
        for failure in &self.failures {
            row(Some(Meaning::Bad), &format!("{bad} {failure}"));
        }
        text
    }
}

/// Whether a line can tell it; a chart needs many, and nothing needs none.
fn is_short(summary: &Summary) -> bool {
    !summary.lines.is_empty() && !matches!(summary.value, SummaryValue::Chart(_))
}

/// A summary in one line.
fn told(summary: &Summary) -> String {
    let mut text = format!("{}: ", line(&summary.title));
    match &summary.value {
        SummaryValue::Counts(counts) => {
            let shown = counts
                .iter()
                .take(VALUES)
                .map(|(value, count)| format!("{} {count}", line(value)));
            text.push_str(&shown.collect::<Vec<_>>().join(", "));
            let more = counts.len().saturating_sub(VALUES);
            if more > 0 {
                let _ = write!(text, ", {more} more");
            }
        }
        _ => {
            let first = summary.lines.first().map_or("", |line| line.trim());
            text.push_str(&line(first));
        }
    }
    text
}

/// The beginning of a line that fits so many columns.
fn cut(line: &str, columns: usize) -> String {
    let mut left = columns;
    let fits = |c: &char| {
        let width = c.width().unwrap_or(0);
        let fits = width <= left;
        left = left.saturating_sub(width);
        fits
    };
    let cut: String = line.chars().take_while(fits).collect();
    cut.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use ddl::aggregate::Declared;
    use serde_json::json;

    fn live(columns: usize, theme: Theme) -> String {
        let mut action = fixture::agent().actions.remove(0);
        action.aggregate.push(Declared {
            function: "summary".to_owned(),
            output: "status".to_owned(),
            options: ddl::Object::new(),
        });
        let live = Live::new(&action, true, theme, columns);
        for index in 0..7 {
            let status = format!("state{}", index % 6);
            live.add(&fixture::ok(&format!("web{index}"), json!({"status": status})));
        }
        for index in 0..5 {
            let name = format!("bad{index}.lab.test");
            live.add(&fixture::reply(
                &name,
                Status::Aborted,
                "no \u{1b}[31mluck\nat all",
                json!({}),
            ));
        }
        let state = live.0.lock().unwrap();
        state.text()
    }

    #[test]
    fn counts_summaries_and_the_last_failures_stand_below_the_bar() {
        insta::assert_snapshot!(live(80, Theme::PLAIN), @r"

        ✓ 7 ok   ✗ 5 failed
        Service Status: state0 2, state1 1, state2 1, state3 1, 2 more
        ✗ bad2.lab.test  no \x1b[31mluck
        ✗ bad3.lab.test  no \x1b[31mluck
        ✗ bad4.lab.test  no \x1b[31mluck
        ");
        insta::assert_snapshot!(live(24, Theme::ASCII), @r"

        + 7 ok   x 5 failed
        Service Status: state0
        x bad2.lab.test  no \x1
        x bad3.lab.test  no \x1
        x bad4.lab.test  no \x1
        ");
    }
}
