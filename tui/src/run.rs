//! The event loop: the only part that waits.

mod shell;
#[cfg(test)]
mod tests;

use std::io;
use std::sync::Arc;

use client::Clock;
use crossterm::event::EventStream;
use tokio_util::sync::CancellationToken;

use self::shell::Shell;
use crate::app::App;
use crate::backend::Backend;
use crate::effect::{Notice, Tone};
use crate::keymap::Keymap;
use crate::look::Look;
use crate::scope::Scope;
use crate::screens::ScreenName;
use crate::session::Session;
use crate::term::{Guarded, Term};
use crate::theme::Theme;

/// How the screens are opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which screen comes first.
    pub screen: ScreenName,
    /// The scope at the start, as words of the command line.
    pub scope: String,
    /// Colours.
    pub theme: Theme,
    /// Whether only ASCII may be drawn.
    pub ascii: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether actions that change nodes are refused, which nothing then lifts.
    pub read_only: bool,
    /// Which key does what.
    pub keymap: Keymap,
    /// Text over the first screen, for somebody who is here for the first time.
    pub greeting: Option<String>,
    /// The time.
    pub clock: Clock,
}

/// Why the screens could not be shown.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// The terminal.
    #[error("the terminal cannot be used")]
    Terminal(#[from] io::Error),
}

/// Shows the screens until the user leaves, the terminal is gone, the process is told to end, or `stop` fires. The terminal is as
/// it was afterwards, also when this is dropped or panics.
pub async fn run(
    backend: Arc<dyn Backend>,
    options: Options,
    stop: CancellationToken,
) -> Result<(), RunError> {
    let term = Term::open(options.mouse)?;
    let shell = Shell::new(backend, options.clock.clone());
    let app = app(options);
    let work = async move { shell.go(term, app, EventStream::new, stop).await };
    Ok(Guarded::new(work).await?)
}

fn app(options: Options) -> App {
    let look = Look::new(options.theme, options.ascii);
    let warnings = options.keymap.warnings().join("; ");
    let mut session = Session::new(options.clock.now(), look, options.keymap);
    (session.read_only, session.sealed) = (options.read_only, options.read_only);
    session.scope = Scope::new(options.scope);
    let mut app = App::new(session, options.screen);
    if let Some(text) = options.greeting {
        app.greet(&text);
    }
    if !warnings.is_empty() {
        app.say(Notice::new(Tone::Warning, warnings));
    }
    app
}
