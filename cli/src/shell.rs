//! `mco shell`: a line editor over one connection, and scripts in the same language.

mod builtin;
mod catalog;
mod editor;
mod engine;
mod interactive;
mod jobs;
mod keyword;
mod memory;
mod option;
mod parse;
mod prompt;
mod recall;
mod results;
mod scope;
mod script;
mod statement;
mod sticky;
mod stream;

use std::path::Path;
use std::sync::Arc;

use crate::args::{FilterArgs, GlobalArgs};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;

use engine::{Base, Engine};
use script::Script;
use sticky::Sticky;
use stream::Streams;

/// Opens the shell: runs a script, or reads lines from whoever types. `filter` is what it begins with.
pub(crate) async fn open(ctx: &Ctx, file: Option<&Path>, filter: &FilterArgs) -> anyhow::Result<Exit> {
    if ctx.follower().is_some() {
        return Err(Stop::error("this is a shell already").into());
    }
    let script = match file {
        Some(path) if path != Path::new("-") => Some(Script::file(ctx, path).await?),
        None if ctx.has_screen() => None,
        _ => Some(Script::piped(ctx).await?),
    };
    let streams = Streams {
        out: ctx.out.clone(),
        err: ctx.err.clone(),
        typed: script.is_none(),
        interrupt: ctx.interrupt.clone(),
        insist: ctx.insist.clone(),
    };
    let own = ctx.within(ctx.host(), GlobalArgs::default(), None);
    let base = Arc::new(Base::new(own, script.is_none()));
    let mut engine = Engine {
        base,
        sticky: Sticky::beginning(filter)?,
        reach: None,
    };
    match script {
        Some(script) => script.run(&mut engine, &streams).await,
        None => interactive::run(&mut engine, &streams).await,
    }
}
