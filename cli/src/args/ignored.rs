//! Flags that other clients take on every command, also where they mean nothing.

use std::time::Duration;

use crate::args::{DisplayMode, Limit, parse};

/// Flags about requests and replies, for commands that send none.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Taken for scripts written for other clients, without effect here")]
pub(crate) struct IgnoredArgs {
    /// Discovery is all there is to be quiet about
    #[arg(short, long, hide = true)]
    quiet: bool,
    /// There is no progress to show
    #[arg(long = "np", alias = "no-progress", hide = true)]
    no_progress: bool,
    /// Nothing is sent that could get old
    #[arg(long, value_name = "DURATION", value_parser = parse::duration, hide = true)]
    ttl: Option<Duration>,
    /// Nobody is asked one after the other
    #[arg(long, value_name = "N|N%", value_parser = parse::limit, hide = true)]
    batch: Option<Limit>,
    /// Nobody is asked one after the other
    #[arg(long, value_name = "DURATION", value_parser = parse::duration, hide = true)]
    batch_sleep: Option<Duration>,
    /// There are no replies to choose from
    #[arg(long, value_name = "MODE", hide_possible_values = true, hide = true)]
    display: Option<DisplayMode>,
    /// One connection reads everything
    #[arg(long, value_name = "N", hide = true)]
    workers: Option<u32>,
    /// Nothing here depends on it
    #[arg(long, hide = true)]
    threaded: bool,
    /// Requests leave as fast as the broker takes them
    #[arg(
        long = "publish_timeout",
        alias = "publish-timeout",
        value_name = "DURATION",
        hide = true
    )]
    publish_timeout: Option<String>,
    /// The configuration says how long a connection may take
    #[arg(long, value_name = "DURATION", hide = true)]
    connection_timeout: Option<String>,
}
