//! Asking a person for what a request lacks: the agent, the action, its inputs.

mod lines;

use std::sync::Arc;

use anyhow::Context;
use ddl::{Action, Agent};
use tui::form::Options;
use tui::report::Earlier;
use tui::theme::Theme;

use crate::ctx::Ctx;
use crate::recall::{Inputs, Recall};
use crate::report::Stop;

pub(crate) use tui::form::Item;

/// The inputs an action cannot do without that are not given, in the order of the DDL.
pub(crate) fn missing<'a>(action: &'a Action, given: &[(String, String)]) -> Vec<&'a str> {
    let is_given = |name: &str| given.iter().any(|(key, _)| key.eq_ignore_ascii_case(name));
    let needed = action.input.iter().filter(|(name, input)| {
        let default = input.default.as_ref().is_some_and(|value| !value.is_null());
        !input.optional && !default && !is_given(name)
    });
    needed.map(|(name, _)| name.as_str()).collect()
}

/// All inputs of an action as a person types them into its form; what is given stands there already.
///
/// - **Errors:** the person leaves, and status 10
pub(crate) async fn fill(
    ctx: &Ctx,
    agent: &Arc<Agent>,
    action: usize,
    given: &[(String, String)],
) -> anyhow::Result<Inputs> {
    let (name, action_name) = (&agent.metadata.name, &agent.actions[action].name);
    let recall = Recall::of(&ctx.environment);
    // A broken file of defaults is no reason not to ask.
    let defaults = recall.defaults(name, action_name).or_else(|error| {
        let program = ctx.program;
        let error = anyhow::Error::from(error);
        ctx.err
            .line(format!("{program}: warning: {error:#}"))
            .map(|()| Inputs::new())
    })?;
    if !draws(ctx) {
        return lines::fill(ctx, &agent.actions[action], given, &defaults).await;
    }
    let earlier = recall.earlier(name, action_name).into_iter();
    let options = Options {
        defaults,
        earlier: earlier.map(|(time, inputs)| Earlier { time, inputs }).collect(),
        ..options(ctx)
    };
    let title = format!("{name}#{action_name}");
    let asked = tui::form::ask(&title, agent.clone(), action, given, options).await;
    asked
        .context("the form cannot be shown")?
        .ok_or_else(|| left(ctx))
}

/// The place of the item a person chooses.
///
/// - **Errors:** the person leaves, and status 10
pub(crate) async fn choose(ctx: &Ctx, title: &str, items: Vec<Item>) -> anyhow::Result<usize> {
    if !draws(ctx) {
        return lines::choose(ctx, title, &items).await;
    }
    let chosen = tui::form::pick(title, items, options(ctx)).await;
    chosen
        .context("the list cannot be shown")?
        .ok_or_else(|| left(ctx))
}

/// Whether the terminal can draw something again.
fn draws(ctx: &Ctx) -> bool {
    ctx.environment.var("TERM") != Some("dumb")
}

fn options(ctx: &Ctx) -> Options {
    let theme = if ctx.err.theme.color {
        Theme::Dark
    } else {
        Theme::Mono
    };
    Options::new(theme, ctx.err.theme.ascii, ctx.clock.now(), ctx.interrupt.clone())
}

/// The person has left, or has interrupted the command.
fn left(ctx: &Ctx) -> anyhow::Error {
    if ctx.interrupt.is_cancelled() {
        return Stop::interrupted().into();
    }
    Stop::refused("nothing was sent").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn what_has_a_default_or_is_optional_is_not_missing() {
        let mut action = fixture::agent().actions.remove(0);
        let input = action.input["service"].clone();
        let optional = ddl::Input {
            optional: true,
            ..input.clone()
        };
        let told = ddl::Input {
            default: Some("x".into()),
            ..input.clone()
        };
        action.input.insert("odd".to_owned(), optional);
        action.input.insert("told".to_owned(), told);
        action.input.insert("also".to_owned(), input);
        assert_eq!(missing(&action, &[]), ["also", "service"]);
        let given = [("SERVICE".to_owned(), "httpd".to_owned())];
        assert_eq!(missing(&action, &given), ["also"]);
    }
}
