//! What a filter comes to on the nodes that are known from earlier answers. Nobody is asked.

use std::time::SystemTime;

use anyhow::Context;
use client::cache::{Cache, Funnel, Meant, Step};
use client::sets::{SetName, Sets};
use protocol::{Collective, Filter};
use unicode_width::UnicodeWidthStr;

use super::filter::sentence;
use crate::args::FilterArgs;
use crate::ctx::Ctx;
use crate::out::words;

/// Columns up to which conditions make room for the numbers behind them.
const MAX_WIDTH: usize = 64;

/// What is known of the fleet without asking it.
pub(crate) struct Memory {
    cache: Cache,
    sets: Option<Sets>,
    collective: Collective,
    now: SystemTime,
}

/// A filter in words, with numbers where something is known.
pub(crate) struct Account {
    conditions: Vec<String>,
    /// How the known nodes fare.
    pub(crate) funnel: Option<Funnel>,
}

impl Memory {
    /// What is known of the collective that the flags mean; none without a configuration or a place for files.
    pub(crate) async fn of(ctx: &Ctx, args: &FilterArgs) -> Option<Self> {
        Some(Self {
            collective: args.collective(&ctx.config().await.ok()?.member).ok()?,
            cache: ctx.cache().await?,
            sets: ctx.sets().ok(),
            now: ctx.clock.now(),
        })
    }

    /// None when nothing is known that the filter could be tried on.
    fn funnel(&self, filter: &Filter, sets: &[SetName]) -> Option<Funnel> {
        let mut filter = filter.clone();
        for set in sets {
            let nodes = self.sets.as_ref()?.read(set).ok()?;
            filter.identity.extend(nodes.iter().map(ToString::to_string));
        }
        // Sets without nodes mean no node, no names mean every node.
        if !sets.is_empty() && filter.identity.is_empty() {
            return None;
        }
        self.cache
            .funnel(&self.collective, &filter.terms().ok()?, self.now)
    }

    /// Which known nodes are meant; `go_on` ends looking early.
    pub(crate) fn meant(
        &self,
        filter: &Filter,
        sets: &[SetName],
        go_on: impl Fn() -> bool,
    ) -> anyhow::Result<Meant> {
        let mut filter = filter.clone();
        for set in sets {
            let sets = self.sets.as_ref().context("there is no folder for saved sets")?;
            filter
                .identity
                .extend(sets.read(set)?.iter().map(ToString::to_string));
        }
        if !sets.is_empty() && filter.identity.is_empty() {
            return Ok(Meant::default());
        }
        Ok(self
            .cache
            .meant(&self.collective, &filter.terms()?, self.now, go_on))
    }

    /// How old what is known is, in words.
    pub(crate) fn age(&self, funnel: &Funnel) -> String {
        let age = self.now.duration_since(funnel.oldest).unwrap_or_default();
        let nodes = words::count(funnel.known, "node");
        let more = match funnel.fleet.saturating_sub(funnel.known) {
            0 => String::new(),
            more => format!("; of {more} more only the names are known"),
        };
        format!("{nodes}, as learned up to {} ago{more}", words::age(age))
    }
}

impl Account {
    /// Puts a filter in words and tries it on what is known.
    pub(crate) fn of(filter: &Filter, sets: &[SetName], memory: Option<&Memory>) -> anyhow::Result<Self> {
        Ok(Self {
            conditions: sentence(filter, sets)?,
            funnel: memory.and_then(|memory| memory.funnel(filter, sets)),
        })
    }

    /// One line for each condition, with how many of the known nodes match up to and including it.
    pub(crate) fn lines(&self) -> Vec<String> {
        let Some(funnel) = &self.funnel else {
            return self.conditions.clone();
        };
        let widths = self.conditions.iter().map(|condition| condition.width());
        let width = widths
            .filter(|width| *width <= MAX_WIDTH)
            .max()
            .unwrap_or_default();
        let mut exact = true;
        let mut lines = Vec::with_capacity(self.conditions.len());
        for (index, (condition, step)) in self.conditions.iter().zip(&funnel.steps).enumerate() {
            exact &= step.unknown == 0;
            let most = if exact { "" } else { "at most " };
            let of = match index {
                0 => format!(" of {}", words::count(funnel.known, "known node")),
                _ => String::new(),
            };
            let room = " ".repeat(width.saturating_sub(condition.width()));
            lines.push(format!(
                "{condition}{room}  {most}{}{of}{}",
                step.left,
                aside(step)
            ));
        }
        lines
    }
}

/// What the number alone does not say.
fn aside(step: &Step) -> String {
    let nodes = |count, one, several| match count {
        0 => None,
        1 => Some(format!("1 node {one}")),
        count => Some(format!("{count} nodes {several}")),
    };
    let said = [
        nodes(step.lacking, "has no such fact", "have no such fact"),
        nodes(step.unknown, "would have to be asked", "would have to be asked"),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    match said.is_empty() {
        true => String::new(),
        false => format!(" ({})", said.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(left: usize, lacking: usize, unknown: usize) -> Step {
        Step {
            left,
            lacking,
            unknown,
        }
    }

    #[test]
    fn every_condition_has_its_number() {
        let mut filter = Filter::default();
        filter.cf_class.push("apache".to_owned());
        filter.add_fact("country=uk").unwrap();
        filter
            .add_compound(r#"scout("x").ok and (with("a") or with("b"))"#)
            .unwrap();
        let account = Account {
            conditions: sentence(&filter, &[]).unwrap(),
            funnel: Some(Funnel {
                fleet: 2000,
                known: 1902,
                oldest: SystemTime::UNIX_EPOCH,
                steps: vec![step(215, 0, 0), step(214, 1, 0), step(214, 0, 214), step(3, 0, 0)],
            }),
        };
        insta::assert_snapshot!(account.lines().join("\n"), @r#"
        class is "apache"                       215 of 1902 known nodes
        and fact country equals "uk" (no case)  214 (1 node has no such fact)
        and `scout("x").ok` is true             at most 214 (214 nodes would have to be asked)
        and (it has the class or the agent "a" or it has the class or the agent "b")  at most 3
        "#);
    }
}
