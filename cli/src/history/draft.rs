//! A command that will be written down once it is over.

use std::path::Path;
use std::time::SystemTime;

use config::HistoryPolicy;
use ddl::Action;

use super::mask::{Masked, Rule, masked};
use super::{History, Record, Typed};
use crate::command::Command;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;

/// A command that will be written down once it is over.
#[derive(Debug)]
pub(crate) struct Draft {
    /// As typed.
    words: Vec<String>,
    began: SystemTime,
    inputs: Vec<(String, String)>,
    /// Agent and action, whose DDL tells which inputs are secret; none when all of them are.
    of: Option<(String, String)>,
}

impl Draft {
    /// Begins when the command does; none for commands that ask the fleet nothing.
    pub(crate) fn begin(words: Vec<String>, command: &Command, ctx: &Ctx) -> Option<Self> {
        let (of, inputs) = command.asks()?;
        if ctx.follower().is_some_and(|follower| !follower.is_kept()) {
            return None;
        }
        Some(Self {
            words,
            began: ctx.clock.now(),
            inputs,
            of,
        })
    }

    /// Leaves the command to be written down, if the configuration wants that. What cannot be kept is no reason to fail.
    pub(crate) async fn end(self, ctx: &Ctx, exit: Exit) {
        let policy = ctx
            .config()
            .await
            .map_or(HistoryPolicy::Terminal, |config| config.history);
        let wanted = match policy {
            HistoryPolicy::Terminal => ctx.watched,
            HistoryPolicy::Always => true,
            HistoryPolicy::Never => false,
        };
        let Some(history) = History::of(&ctx.environment).filter(|_| wanted) else {
            return;
        };
        let record = self.record(ctx, exit).await;
        ctx.later(move || {
            if let Err(error) = history.append(record) {
                tracing::debug!(%error, "command not kept");
            }
        });
    }

    async fn record(mut self, ctx: &Ctx, exit: Exit) -> Record {
        let mut asked = ctx.asked();
        let instead = match std::mem::take(&mut asked.typed) {
            Typed::Alone => None,
            Typed::And(inputs) => {
                let words = inputs.iter().map(|(name, value)| format!("{name}={value}"));
                self.words.extend(words);
                self.inputs.extend(inputs);
                None
            }
            Typed::Instead { line, secret } => Some(Masked { line, names: secret }),
        };
        let action = self.action(ctx).await;
        let rule = match self.of {
            Some(_) => Rule::Looks(action.as_ref()),
            None => Rule::All,
        };
        if let (None, Some((agent, action))) = (&asked.agent, &self.of) {
            asked.agent = Some(agent.clone());
            asked.action = Some(action.clone());
        }
        if ctx.global.config.is_some() {
            self.words = without_context(self.words);
        }
        let masked = instead.unwrap_or_else(|| masked(&self.words, &self.inputs, rule));
        let context = ctx.global.config.as_deref().map(Path::display);
        Record {
            number: 0,
            time: words::rfc3339(self.began),
            context: context.map(|path| path.to_string()),
            line: masked.line,
            secret: masked.names,
            asked,
            exit: exit.code(),
            ms: u64::try_from(ctx.started.elapsed().as_millis()).unwrap_or(u64::MAX),
        }
    }

    async fn action(&self, ctx: &Ctx) -> Option<Action> {
        let (agent, action) = self.of.as_ref()?;
        ctx.library().await.agent(agent).ok()?.action(action).cloned()
    }
}

/// The words without the flag that names the configuration, which is written down beside them.
fn without_context(words: Vec<String>) -> Vec<String> {
    let mut kept = Vec::with_capacity(words.len());
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--" => {
                kept.push(word);
                kept.extend(words);
                break;
            }
            "-c" | "--config" => drop(words.next()),
            flag if flag.starts_with("--config=") => {}
            _ => kept.push(word),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_is_no_part_of_the_line() {
        let without = |line: &str| {
            let words = line.split(' ').map(str::to_owned).collect();
            without_context(words).join(" ")
        };
        assert_eq!(without("--config a rpc b c -C d"), "rpc b c -C d");
        assert_eq!(without("ping -c a --config=b"), "ping");
        assert_eq!(without("ping -- -c a"), "ping -- -c a");
        assert_eq!(without("ping -c"), "ping");
    }
}
