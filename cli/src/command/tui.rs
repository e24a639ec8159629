//! `mco tui`: the fleet on a whole screen.

mod taste;

use tui::theme::Theme;
use tui::{Options, ScreenName};

use crate::args::{DiscoveryArgs, FilterArgs};
use crate::backend::Screens;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::log;
use crate::report::Stop;

use self::taste::Taste;

/// Drive the fleet on a whole screen: browse, ask, watch.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Filter flags are the scope to begin with. `?` shows the keys of the place one is at."
)]
pub(crate) struct Tui {
    /// Screen to begin with: fleet, run, kv, gov or jobs
    #[arg(value_name = "SCREEN", default_value = "fleet", hide_default_value = true)]
    screen: ScreenName,
    /// Refuse whatever changes nodes
    #[arg(long)]
    read_only: bool,
    /// Colours for a dark or a light terminal, or none: dark, light or mono
    #[arg(long, value_name = "THEME", hide_possible_values = true)]
    theme: Option<Colours>,
    /// Take clicks and the wheel
    #[arg(long)]
    mouse: bool,
    /// Text over the first screen
    #[arg(long, value_name = "TEXT", hide = true)]
    greeting: Option<String>,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    discovery: DiscoveryArgs,
}

/// Colours of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Colours {
    Dark,
    Light,
    Mono,
}

impl Run for Tui {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        if !ctx.has_screen() {
            return Err(
                Stop::error("the screens need a terminal to draw on and a keyboard")
                    .hint("`mco find` and `mco rpc` do the same in scripts and pipes")
                    .into(),
            );
        }
        self.filter.filter()?;
        self.filter.sets()?;
        let taste = Taste::read(ctx.environment.config_dir().as_deref())?;
        // What is odd about the configuration is told before the screens cover it; what is broken they show.
        let _ = ctx.config().await;
        let file = ctx.environment.state_dir().map(|folder| folder.join("tui.log"));
        let aside = log::aside(file.as_deref().filter(|_| ctx.global.debug));
        let screens = Screens::new(ctx);
        let backend = std::sync::Arc::new(screens.clone());
        let shown = tui::run(backend, self.options(ctx, taste), ctx.interrupt.clone()).await;
        screens.close().await;
        drop(aside);
        shown?;
        Ok(Exit::Done)
    }
}

impl Tui {
    fn options(&self, ctx: &Ctx, taste: Taste) -> Options {
        let theme = match self.theme {
            _ if !ctx.out.theme.color => Theme::Mono,
            Some(Colours::Dark) => Theme::Dark,
            Some(Colours::Light) => Theme::Light,
            Some(Colours::Mono) => Theme::Mono,
            None => taste.theme.unwrap_or_default(),
        };
        let words = [self.filter.words(), self.discovery.words()].concat();
        Options {
            screen: self.screen,
            scope: words.join(" "),
            theme,
            ascii: ctx.out.theme.ascii,
            mouse: self.mouse,
            read_only: self.read_only,
            greeting: self.greeting.clone(),
            keymap: taste.keymap,
            clock: ctx.clock.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::exit::Exit;
    use crate::fixture::ran;

    #[tokio::test]
    async fn without_a_terminal_it_says_what_to_use_instead() {
        let (exit, out, err) = ran(&["mco", "tui"]).await;
        assert_eq!((exit, out.as_str()), (Exit::Error, ""));
        insta::assert_snapshot!(err, @"
        mco: the screens need a terminal to draw on and a keyboard
          hint: `mco find` and `mco rpc` do the same in scripts and pipes
        ");
        let (_, _, err) = ran(&["mco", "tui", "kitchen"]).await;
        assert!(err.contains("there are fleet, run, kv, gov and jobs"), "{err}");
    }
}
