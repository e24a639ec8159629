//! The progress bar with what is known so far below it: on standard error, only for a person who watches.

mod live;

use std::fmt;
use std::time::Duration;

use client::NodeReply;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::args::OutputArgs;
use crate::ask::Question;
use crate::ctx::Ctx;

use live::Live;

/// Redraws per second while replies arrive.
const REDRAWS: u8 = 20;

/// Columns the counters need beside the bar.
const MARGIN: usize = 30;

/// Widest bar.
const MAX_BAR: usize = 80;

/// Narrowest terminal that gets a bar.
const MIN_TERMINAL: usize = 35;

/// How far one request has come.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    live: Option<Live>,
}

impl Progress {
    /// Starts a bar towards `targets` replies, or says what is being done where there is no room for one.
    pub(crate) fn start(
        ctx: &Ctx,
        output: &OutputArgs,
        question: &Question,
        targets: usize,
    ) -> anyhow::Result<Self> {
        let none = Self {
            bar: None,
            live: None,
        };
        if !output.is_for_people() || output.no_progress || !ctx.err.terminal {
            return Ok(none);
        }
        if ctx.width < MIN_TERMINAL {
            ctx.err.line(format!("Invoking {} action\n", question.title()))?;
            return Ok(none);
        }
        let sums = output.filter_replies.is_none();
        let live = (!output.no_live).then(|| Live::new(question.action(), sums, ctx.err.theme, ctx.width));
        let bar = ProgressBar::with_draw_target(
            Some(u64::try_from(targets).unwrap_or(u64::MAX)),
            ProgressDrawTarget::stderr_with_hz(REDRAWS),
        );
        bar.set_style(style(ctx.width, ctx.err.theme.color, live.clone()));
        bar.enable_steady_tick(Duration::from_millis(1000 / u64::from(REDRAWS)));
        Ok(Self { bar: Some(bar), live })
    }

    /// One more target has answered.
    pub(crate) fn advance(&self, reply: &NodeReply) {
        if let Some(live) = &self.live {
            live.add(reply);
        }
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// Does something that prints, with the bar out of the way.
    pub(crate) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// The counter is red: the bar goes away once everybody has answered.
fn style(columns: usize, color: bool, live: Option<Live>) -> ProgressStyle {
    let width = columns.saturating_sub(MARGIN).min(MAX_BAR);
    let red = if color { ":.red" } else { "" };
    let template =
        format!("{{pos{red}}} / {{len{red}}}    {{elapsed}} [{{bar:{width}}}] {{percent}}%{{live}}");
    let below = move |_: &ProgressState, out: &mut dyn fmt::Write| {
        if let Some(live) = &live {
            live.write(out);
        }
    };
    ProgressStyle::with_template(&template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("live", below)
        .progress_chars("=>-")
}
