//! The candidates for a place in the tree of commands.

use std::collections::HashSet;

use clap::builder::StyledStr;
use clap::{Arg, Command};

use super::expects::Kind;
use super::offer::{Found, Offer, Paths};
use super::usage::Usage;
use super::walk::{Expects, Place, is_repeatable, walk};
use super::{Line, Words, agents, expression, filter, fleet, met};
use crate::ctx::Ctx;

/// Everything that could stand at the place.
pub(super) async fn find(ctx: &Ctx, place: &Place<'_>, word: &str) -> Found {
    let usage = Usage::of(ctx);
    let mut found = all(ctx, place, word, &usage).await;
    // Commands and agents share names.
    let mut seen = HashSet::new();
    found.offers.retain(|offer| seen.insert(offer.text.clone()));
    usage.sort(&mut found.offers);
    found
}

async fn all(ctx: &Ctx, place: &Place<'_>, word: &str, usage: &Usage) -> Found {
    match place.expects {
        Expects::Value { flag, keep } => {
            let found = value(ctx, place, flag, &word[keep..], usage).await;
            found.shifted(word, keep)
        }
        Expects::Flag => flags(place).into(),
        Expects::Help => {
            let mut offers = commands(place.root, word);
            offers.extend(agents::names(&ctx.library().await));
            offers.into()
        }
        Expects::Word => words(ctx, place, word, usage).await,
    }
}

/// A command, an agent, an action, or what the command takes.
async fn words(ctx: &Ctx, place: &Place<'_>, word: &str, usage: &Usage) -> Found {
    let mut offers = Vec::new();
    if place.words.is_empty() {
        offers.extend(commands(place.command, word));
    }
    if std::ptr::eq(place.command, place.root) {
        let library = ctx.library().await;
        if let Some(agent) = place.agent {
            offers.extend(agents::actions(&library, agent));
        }
        offers.push(Offer::new("help", "Say how a command or an agent is used"));
        offers.extend(agents::names(&library));
        return offers.into();
    }
    let mut found = match place.positional() {
        Some(arg) => value(ctx, place, arg, word, usage).await,
        None => Found::default(),
    };
    found.offers.splice(0..0, offers);
    if found.offers.is_empty() && found.paths.is_none() && word.is_empty() {
        found.offers = flags(place);
    }
    found
}

/// Values of a flag or of a word without dashes.
async fn value(ctx: &Ctx, place: &Place<'_>, arg: &Arg, word: &str, usage: &Usage) -> Found {
    let listed = listed(arg);
    if !listed.is_empty() {
        // Of several values in one word the last is under way.
        let keep = arg.get_value_delimiter().and_then(|comma| word.rfind(comma));
        let keep = keep.map_or(0, |comma| comma + 1);
        return Found::behind(word, keep, listed);
    }
    match Kind::of(arg) {
        Kind::Fact => filter::fact(ctx, word).await,
        Kind::FactName => fleet::facts(ctx).await.into(),
        Kind::Class => fleet::classes(ctx, Some(word)).await.into(),
        Kind::HostedAgent => fleet::agents(ctx, Some(word)).await.into(),
        Kind::Nodes => fleet::nodes_and_sets(ctx, word).await.into(),
        Kind::Node => fleet::nodes(ctx, word).await.into(),
        Kind::Words => filter::words(ctx, word).await,
        Kind::Expression => expression::about_nodes(ctx, word).await,
        Kind::ReplyExpression => {
            let asked = agents::asked(&ctx.library().await, place);
            let outputs = asked.and_then(|(agent, action)| expression::outputs(&agent.actions[action], word));
            outputs.unwrap_or_else(|| expression::about_replies(word))
        }
        Kind::Collective => collectives(ctx).await.into(),
        Kind::Method => methods().into(),
        Kind::MethodOption => method_options(place).into(),
        Kind::Job => fleet::jobs(ctx).into(),
        Kind::Bucket => met::buckets(ctx).await.into(),
        Kind::Key => met::keys(ctx, place.words.first()).await.into(),
        Kind::Governor => met::governors(ctx).await.into(),
        Kind::Stream => met::streams(ctx).await.into(),
        Kind::Set => fleet::sets(ctx, "").into(),
        Kind::SetOrFile => Found {
            paths: Some(Paths::Any),
            ..fleet::sets(ctx, "@").into()
        },
        Kind::Retry => ["failed", "silent"]
            .map(|which| Offer::new(which, ""))
            .to_vec()
            .into(),
        Kind::Cheat => crate::command::cheat::labels()
            .map(|label| Offer::new(label, "cheat sheet"))
            .collect::<Vec<_>>()
            .into(),
        Kind::CommandLine => {
            let mut offers = commands(place.root, word);
            offers.extend(agents::names(&ctx.library().await));
            offers.into()
        }
        Kind::Request => Box::pin(request(ctx, place, word, usage)).await,
        Kind::Paths(paths) => Found {
            paths: Some(paths),
            ..Found::default()
        },
        Kind::Free => Found::default(),
        kind => {
            let known = agents::Known {
                library: &ctx.library().await,
                usage,
            };
            known.value(place, kind, word)
        }
    }
}

/// A request inside a word, which begins with an agent.
async fn request(ctx: &Ctx, place: &Place<'_>, word: &str, usage: &Usage) -> Found {
    let line = Line::before(word, word.len());
    let before: Vec<String> = std::iter::once("rpc".to_owned()).chain(line.words).collect();
    let words = Words {
        before: &before,
        word: &line.word,
        agent: None,
    };
    let inner = walk(place.root, &words);
    let found = all(ctx, &inner, &line.word, usage).await;
    let quoted = found.offers.into_iter().map(|offer| Offer {
        text: line.quote.whole(&offer.text, offer.complete),
        ..offer
    });
    Found::behind(word, line.from, quoted)
}

/// Commands below a command. An alias is offered only to who has begun to write it.
pub(super) fn commands(command: &Command, word: &str) -> Vec<Offer> {
    let shown = command.get_subcommands().filter(|one| !one.is_hide_set());
    let named = shown.flat_map(|one| {
        let about = one.get_about().map(StyledStr::to_string).unwrap_or_default();
        let begun = |alias: &&str| !word.is_empty() && alias.starts_with(word);
        let aliases = one
            .get_visible_aliases()
            .filter(begun)
            .map(|alias| Offer::new(alias, &about));
        let mut offers = vec![Offer::new(one.get_name(), &about)];
        offers.extend(aliases.collect::<Vec<_>>());
        offers
    });
    named.collect()
}

/// Flags that can still be given, the long names before the short ones.
fn flags(place: &Place<'_>) -> Vec<Offer> {
    let given = |flag: &Arg| place.given.iter().any(|(one, _)| one.get_id() == flag.get_id());
    let free = place
        .flags()
        .filter(|flag| !flag.is_hide_set() && (is_repeatable(flag) || !given(flag)));
    let mut offers: Vec<Offer> = free
        .flat_map(|flag| {
            let about = flag.get_help().map(StyledStr::to_string).unwrap_or_default();
            let long = flag.get_long().map(|long| format!("--{long}"));
            let short = flag.get_short().map(|short| format!("-{short}"));
            let names = long.into_iter().chain(short);
            names.map(|name| Offer::new(name, &about)).collect::<Vec<_>>()
        })
        .collect();
    offers.sort_by_key(|offer| !offer.text.starts_with("--"));
    offers.push(Offer::new("--help", "Print help"));
    if std::ptr::eq(place.command, place.root) {
        offers.push(Offer::new("--version", "Print version"));
    }
    offers
}

/// The values a flag lists itself.
fn listed(arg: &Arg) -> Vec<Offer> {
    let values = arg.get_possible_values();
    let shown = values.iter().filter(|value| !value.is_hide_set());
    shown
        .map(|value| {
            let about = value.get_help().map(StyledStr::to_string).unwrap_or_default();
            Offer::new(value.get_name(), about)
        })
        .collect()
}

/// Configured collectives.
pub(crate) async fn collectives(ctx: &Ctx) -> Vec<Offer> {
    let Ok(config) = ctx.config().await else {
        return Vec::new();
    };
    let names = config.member.collectives.iter();
    names.map(|name| Offer::new(name, "collective")).collect()
}

/// Ways to find nodes.
pub(crate) fn methods() -> Vec<Offer> {
    let known = [
        ("mc", "ask every node"),
        ("choria", "ask PuppetDB"),
        ("inventory", "look into an inventory file"),
        ("external", "ask a program"),
        ("file", "read names from a file"),
    ];
    known.map(|(name, about)| Offer::new(name, about)).into()
}

/// Options of the method that is named on the line.
fn method_options(place: &Place<'_>) -> Vec<Offer> {
    let names: &[&str] = match place.value("method") {
        Some("inventory") => &["file", "novalidate", "noverify"],
        Some("file" | "flatfile") => &["file", "format", "filter"],
        _ => &["file"],
    };
    names
        .iter()
        .map(|name| Offer::open(format!("{name}="), "option of the discovery method"))
        .collect()
}
