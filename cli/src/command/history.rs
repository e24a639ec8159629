//! `mco history`: what was asked of the fleet before.

use anyhow::Context;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::history::{self, Query, Record};
use crate::out::{pretty, words};
use crate::report::Stop;
use crate::theme::{Meaning, Theme, line};
use tui::text::wrap;

/// Columns between the number and the command, with those of time, status and duration.
const COLUMNS: usize = 35;

/// Fewest columns for a command.
const MIN_ROOM: usize = 20;

/// Show what was asked of the fleet before
///
/// Commands that ask the fleet something are kept when somebody watches them on a terminal (`plugin.mco.history` keeps more or
/// nothing). Secrets are not written down.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mco history restart --today
  mco history ':failed :agent package'
  mco '!!'                 run the last one again
  mco '!42' --batch 5      run number 42 again, with a flag more")]
pub(crate) struct History {
    /// Words the command must have; `:failed`, `:today` and `:agent NAME` are the flags
    text: Vec<String>,
    /// Only what failed, or failed on some nodes
    #[arg(long)]
    failed: bool,
    /// Only of this agent
    #[arg(long, value_name = "AGENT")]
    agent: Option<String>,
    /// Only since midnight, UTC
    #[arg(long)]
    today: bool,
    /// At most so many, the latest
    #[arg(short = 'n', long, value_name = "N", default_value_t = 25)]
    last: usize,
    /// A JSON array with all that is known of each
    #[arg(short, long)]
    json: bool,
    /// Forget everything
    #[arg(long, conflicts_with_all = ["text", "failed", "agent", "today", "json"])]
    clear: bool,
}

impl Run for History {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let history = open(ctx)?;
        if self.clear {
            history.clear().context("the history cannot be cleared")?;
            return Ok(Exit::Done);
        }
        let (query, now) = (self.query(), ctx.clock.now());
        let mut found = history.read(usize::MAX).context("the history cannot be read")?;
        found.retain(|record| query.means(record, now));
        found.truncate(self.last);
        found.reverse();
        if self.json {
            ctx.out.line(pretty(&found)?)?;
        } else if found.is_empty() {
            ctx.err.line("There is no such command in the history.")?;
        } else {
            ctx.out.print(listed(&found, ctx.out.theme, ctx.out.columns))?;
        }
        Ok(Exit::Done)
    }
}

impl History {
    fn query(&self) -> Query {
        let said = Query::parse(&self.text.join(" "));
        Query {
            failed: self.failed || said.failed,
            agent: self.agent.clone().or(said.agent),
            today: self.today || said.today,
            text: said.text,
        }
    }
}

/// The history of this user.
pub(super) fn open(ctx: &Ctx) -> anyhow::Result<history::History> {
    let history = history::History::of(&ctx.environment).ok_or_else(|| {
        Stop::error("there is no folder for a history").hint("HOME or XDG_STATE_HOME names the place")
    })?;
    Ok(history)
}

/// Number, time, status, duration and what was typed, of each. On a terminal of so many columns there are headings, and what is
/// longer goes on below its beginning.
fn listed(records: &[Record], theme: Theme, columns: Option<usize>) -> String {
    let width = records.iter().map(|record| record.number.to_string().len()).max();
    let width = width.unwrap_or(0).max(4);
    let margin = width + COLUMNS;
    let room = columns.map(|columns| columns.saturating_sub(margin + 1).max(MIN_ROOM));
    let mut text = String::new();
    if columns.is_some() {
        let head = format!(
            "{:>width$}  {:16}  {:>4}  {:>7}  command",
            "n", "when, UTC", "exit", "took"
        );
        text.push_str(&theme.paint(Meaning::Title, head));
        text.push('\n');
    }
    for record in records {
        let when = words::clock(record.when()).replace('T', " ");
        let when = when.get(..16).unwrap_or(&when);
        let meaning = if record.exit == 0 {
            Meaning::Good
        } else {
            Meaning::Bad
        };
        let exit = theme.paint(meaning, format!("{:>4}", record.exit));
        let typed = line(&record.line);
        let typed = match room {
            Some(room) => wrap(&typed, room).join(&format!("\n{}", " ".repeat(margin))),
            None => typed.into_owned(),
        };
        text.push_str(&format!(
            "{:>width$}  {when}  {exit}  {:>7}  {typed}\n",
            record.number,
            words::millis(record.took()),
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_reads_like_a_shells() {
        let record = |number, exit, ms, line: &str| Record {
            number,
            time: "2026-11-20T10:41:02.25Z".to_owned(),
            line: line.to_owned(),
            exit,
            ms,
            ..Record::default()
        };
        let records = [
            record(9, 0, 912, "ping"),
            record(10, 2, 61_200, "rpc service restart service=httpd -C web"),
        ];
        insta::assert_snapshot!(listed(&records, Theme::PLAIN, None), @"
           9  2026-11-20 10:41     0    912ms  ping
          10  2026-11-20 10:41     2   1m1.2s  rpc service restart service=httpd -C web
        ");
        insta::assert_snapshot!(listed(&records, Theme::PLAIN, Some(70)), @"
           n  when, UTC         exit     took  command
           9  2026-11-20 10:41     0    912ms  ping
          10  2026-11-20 10:41     2   1m1.2s  rpc service restart
                                               service=httpd -C web
        ");
    }
}
