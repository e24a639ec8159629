//! Streams and buckets go into folders and come back.

mod backup;
mod restore;

use client::streams::ArchiveOptions;

use crate::ctx::Ctx;
use crate::out::words;

pub(in crate::command) use self::backup::backup;
pub(super) use self::backup::{Backup, backup_all};
pub(in crate::command) use self::restore::restore_one;
pub(super) use self::restore::{Restore, restore_all};

/// What the stream is, and its archive; the names other tools know.
const ABOUT: &str = "backup.json";
const CONTENT: &str = "stream.tar.s2";

/// How often progress is shown, in bytes.
const STEP: u64 = 1024 * 1024;

/// How an archive is written.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(in crate::command) struct How {
    /// Its consumers as well, as without --no-consumers
    #[arg(long, overrides_with = "no_consumers", hide = true)]
    consumers: bool,
    /// Without its consumers
    #[arg(long)]
    no_consumers: bool,
    /// Let the broker look at every message first
    #[arg(long)]
    check: bool,
    /// No progress
    #[arg(long)]
    no_progress: bool,
}

impl How {
    fn options(self) -> ArchiveOptions {
        ArchiveOptions {
            consumers: !self.no_consumers,
            check: self.check,
        }
    }
}

/// Tells on a terminal how far it is.
fn progress<'a>(
    ctx: &'a Ctx,
    stream: &str,
    done: &'static str,
    shows: bool,
) -> impl FnMut(u64) + Send + use<'a> {
    let (stream, shows) = (stream.to_owned(), shows && ctx.err.terminal);
    let mut next = STEP;
    move |bytes| {
        if shows && bytes >= next {
            next = bytes + STEP;
            // Progress is worth no failure.
            let _ = ctx
                .err
                .print(format!("\r{stream}: {} {done}\x1b[K\r", words::bytes(bytes)));
        }
    }
}
