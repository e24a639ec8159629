//! What is expected at the cursor, in one line below it.

use clap::Arg;
use clap::CommandFactory;
use clap::builder::StyledStr;

use super::expects::Kind;
use super::walk::{Expects, Place, walk};
use super::{Line, Typed, Words, agents, quiet};
use crate::cli::Cli;
use crate::ctx::Ctx;

/// What is expected at the cursor, e.g. `package=STRING  Package name (required)`; none where nothing special is.
pub(crate) async fn hint(ctx: &Ctx, typed: &Typed<'_>) -> Option<String> {
    let line = Line::before(typed.line, typed.cursor);
    let words = Words {
        before: &line.words,
        word: &line.word,
        agent: typed.agent,
    };
    let words = super::with_action(ctx, words).await;
    let tree = Cli::command();
    let place = walk(&tree, &words);
    match place.expects {
        Expects::Value { flag, .. } => Some(flag_line(flag)),
        Expects::Flag | Expects::Help => None,
        Expects::Word => {
            let arg = place.positional()?;
            match Kind::of(arg) {
                Kind::Inputs => input(&quiet(ctx, &place), &place, &line.word).await,
                _ => Some(labelled(&value_name(arg), arg)),
            }
        }
    }
}

/// The input under way, else the next one that must be given.
async fn input(ctx: &Ctx, place: &Place<'_>, word: &str) -> Option<String> {
    let (agent, action) = agents::asked(&ctx.library().await, place)?;
    let action = &agent.actions[action];
    let name = word.split(['=', ':']).next().unwrap_or_default();
    let begun = || {
        let mut inputs = action.input.iter().filter(|_| !name.is_empty());
        inputs.find(|(known, _)| known.starts_with(name))
    };
    let exact = action.input.get_key_value(name);
    let (name, input) = exact.or_else(begun).or_else(|| agents::missing(place, action))?;
    let kind = input.kind.word().to_uppercase();
    let need = match (agents::is_required(input), agents::default(input)) {
        (true, _) => " (required)".to_owned(),
        (false, Some(default)) => format!(" (default {default})"),
        (false, None) => String::new(),
    };
    let listed = match input.list.as_slice() {
        [] => String::new(),
        list => format!(": {}", list.join(", ")),
    };
    let text = format!("{name}={kind}  {}{listed}{need}", input.description);
    Some(tui::text::line(&text).into_owned())
}

fn flag_line(flag: &Arg) -> String {
    let name = match (flag.get_long(), flag.get_short()) {
        (Some(long), _) => format!("--{long}"),
        (None, Some(short)) => format!("-{short}"),
        (None, None) => String::new(),
    };
    labelled(&format!("{name} {}", value_name(flag)), flag)
}

fn labelled(label: &str, arg: &Arg) -> String {
    let help = arg.get_help().map(StyledStr::to_string).unwrap_or_default();
    format!("{label}  {help}")
}

fn value_name(arg: &Arg) -> String {
    let names = arg.get_value_names().and_then(<[_]>::first);
    names.map_or_else(|| arg.get_id().as_str().to_uppercase(), ToString::to_string)
}
