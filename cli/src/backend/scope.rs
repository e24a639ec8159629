//! Words of a scope, understood as `mco find` does.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use tui::report::Mistake;

use crate::args::{FleetArgs, LimitArgs};
use crate::cli::{EXTRA_OPTIONS, Words};
use crate::command::Command;
use crate::ctx::Ctx;

/// Which nodes are meant, and how many of them.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    pub(super) args: FleetArgs,
    pub(super) limits: LimitArgs,
}

/// Understands the words.
pub(super) fn parse(ctx: &Ctx, words: &[String]) -> anyhow::Result<Scope> {
    let extra = ctx.environment.var(EXTRA_OPTIONS);
    let line = [ctx.program, "find"].map(OsString::from).into_iter();
    let words = Words::new(line.chain(words.iter().map(OsString::from)), extra);
    let cli = words.parse().map_err(|error| anyhow::anyhow!(told(&error)))?;
    match cli.command {
        Command::Find(find) => {
            let (args, limits) = find.into_parts();
            args.filter.filter()?;
            args.filter.sets()?;
            Ok(Scope { args, limits })
        }
        _ => Err(anyhow::anyhow!(
            "a scope is made of filter flags such as -C apache"
        )),
    }
}

/// What is wrong with words. They may only be unfinished when nothing is wrong without the last one or two.
pub(super) fn mistake(ctx: &Ctx, words: &[String], error: &anyhow::Error) -> Mistake {
    let fine = |less: usize| {
        words
            .len()
            .checked_sub(less)
            .is_some_and(|end| parse(ctx, &words[..end]).is_ok())
    };
    Mistake {
        text: crate::report::brief(error).0,
        unfinished: fine(1) || fine(2),
    }
}

/// The first line of what clap says, in our words.
fn told(error: &clap::Error) -> String {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    match (
        error.kind(),
        word(ContextKind::InvalidArg),
        word(ContextKind::InvalidValue),
    ) {
        (ErrorKind::UnknownArgument, Some(odd), _) => match odd.starts_with('-') {
            true => format!("{odd} is no filter flag"),
            false => format!("{odd} has no flag before it, such as -C or -F"),
        },
        (ErrorKind::InvalidValue, Some(flag), Some("")) => format!("{flag} needs a value"),
        _ => {
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default();
            line.strip_prefix("error: ").unwrap_or(line).to_owned()
        }
    }
}
