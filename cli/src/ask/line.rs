//! The line that says how discovery is going.

use std::time::Duration;

use tokio::time::Instant;

use crate::args::FleetArgs;
use crate::ctx::Ctx;

/// Columns a running count may take.
const COUNT: usize = 7;

/// Shortest time between two drawings of the running count.
const REDRAW: Duration = Duration::from_millis(50);

/// What is done, and the running count behind it.
pub(super) struct Line<'a> {
    ctx: &'a Ctx,
    head: Option<String>,
    /// Whether the line can be drawn again: on a terminal that it fits.
    again: bool,
    drawn: Option<Instant>,
}

impl<'a> Line<'a> {
    /// Begins the line where people read the answer.
    pub(super) fn start(ctx: &'a Ctx, args: &FleetArgs, head: String) -> anyhow::Result<Self> {
        let head = args.output.is_for_people().then_some(head);
        if let Some(head) = &head {
            ctx.err.print(head)?;
        }
        let fits = |head: &String| head.len() + COUNT <= ctx.width;
        Ok(Self {
            ctx,
            again: ctx.err.terminal && head.as_ref().is_some_and(fits),
            head,
            drawn: None,
        })
    }

    /// Shows the count. A failure to show progress is no reason to stop.
    pub(super) fn count(&mut self, count: usize) {
        let rested = self.drawn.is_none_or(|drawn| drawn.elapsed() >= REDRAW);
        if let Some(head) = self.head.as_ref().filter(|_| self.again && rested) {
            self.drawn = Some(Instant::now());
            let _ = self.ctx.err.print(format!("\r{head}{count}"));
        }
    }

    /// Ends the line, with the final count if there is one.
    pub(super) fn end(&mut self, count: Option<usize>) -> anyhow::Result<()> {
        let Some(head) = self.head.take() else {
            return Ok(());
        };
        let restart = if self.again {
            format!("\r{head}")
        } else {
            String::new()
        };
        let end = count.map_or_else(|| "\n".to_owned(), |count| format!("{count}\n\n"));
        self.ctx.err.print(restart + &end)?;
        Ok(())
    }
}
