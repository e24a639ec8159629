//! `mco '!!'` and `mco '!12'`: a command of the history once more.

use std::ffi::OsString;

use ddl::secret::STARS;
use tui::text::quoted;

use crate::ask::Prompt;
use crate::cli::split;
use crate::command::Running;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::history::Record;
use crate::report::Stop;
use crate::run::run_within;
use crate::theme::line;

/// Whether these words name a command of the history.
pub(crate) fn is_meant(words: &[OsString]) -> bool {
    words
        .first()
        .is_some_and(|word| word.to_string_lossy().starts_with('!'))
}

/// Runs it, after showing it; words behind the name are added, or are the secrets that were not written down.
pub(crate) async fn run(words: Vec<OsString>, ctx: &Ctx) -> anyhow::Result<Exit> {
    let mut words = words.into_iter().map(|word| word.to_string_lossy().into_owned());
    let name = words.next().unwrap_or_default();
    let record = find(&name, super::history::open(ctx)?.read(usize::MAX)?)?;
    if record.asked.piped {
        return Err(Stop::error(format!("{name} took its nodes from standard input"))
            .hint(format!("it was: {}", shown(&record, &[])))
            .into());
    }
    let (secrets, more): (Vec<String>, Vec<String>) = words.partition(|word| {
        let name = word.split_once('=').map(|(name, _)| name);
        name.is_some_and(|name| record.secret.iter().any(|secret| secret == name))
    });
    ctx.err.line(shown(&record, &more))?;
    let mut again = typed(&record.line);
    for secret in &record.secret {
        let pair = secrets
            .iter()
            .find_map(|word| word.split_once('=').filter(|(name, _)| name == secret));
        let value = match pair {
            Some((_, value)) => value.to_owned(),
            None => ask(ctx, &name, secret).await?,
        };
        again = again
            .into_iter()
            .map(|word| filled(word, secret, &value))
            .collect();
    }
    if let Some(context) = record.context.as_deref().filter(|_| !names_context(&again)) {
        again.splice(0..0, ["--config".to_owned(), context.to_owned()]);
    }
    again.extend(more);
    let inner: Running<'_> = Box::pin(async {
        Ok(run_within(
            ctx,
            again.into_iter().map(OsString::from),
            ctx.host(),
            ctx.follower().cloned(),
        )
        .await)
    });
    inner.await
}

/// The command that is meant: the last, that of a number, or the last that begins so.
fn find(name: &str, records: Vec<Record>) -> Result<Record, Stop> {
    let wanted = name.trim_start_matches('!');
    let number: Option<u64> = wanted.parse().ok();
    let found = records.into_iter().find(|record| match number {
        Some(number) => record.number == number,
        None => record.line.starts_with(wanted),
    });
    found.ok_or_else(|| {
        Stop::error(format!("the history has no command {name}"))
            .hint("`mco history` lists them with their numbers")
    })
}

async fn ask(ctx: &Ctx, name: &str, secret: &str) -> anyhow::Result<String> {
    if !ctx.can_ask() {
        return Err(Stop::error(format!(
            "the input {secret} was not written down, as it looks secret"
        ))
        .hint(format!("give it again: {} '{name}' {secret}=...", ctx.program))
        .into());
    }
    let question = format!("{secret} (not written down, as it looks secret): ");
    Prompt::new(ctx).secret(&question).await
}

/// The command as it can be typed.
fn shown(record: &Record, more: &[String]) -> String {
    let more: String = more.iter().map(|word| format!(" {}", quoted(word))).collect();
    let context = record
        .context
        .as_deref()
        .map(|context| format!("--config {} ", quoted(context)));
    let context = context.unwrap_or_default();
    line(&format!("mco {context}{}{more}", record.line)).into_owned()
}

fn typed(line: &str) -> Vec<String> {
    split(line)
        .iter()
        .map(|word| word.to_string_lossy().into_owned())
        .collect()
}

/// A word with a secret in the place of its stars, also within a request in quotes.
fn filled(word: String, name: &str, value: &str) -> String {
    for mark in ['=', ':'] {
        let stars = format!("{name}{mark}{STARS}");
        if let Some(flag) = word
            .strip_suffix(&stars)
            .filter(|flag| !flag.contains(char::is_whitespace))
        {
            return format!("{flag}{name}{mark}{value}");
        }
    }
    if !word.contains(STARS) || !word.contains(char::is_whitespace) {
        return word;
    }
    let inner = typed(&word)
        .into_iter()
        .map(|inner| quoted(&filled(inner, name, value)));
    inner.collect::<Vec<_>>().join(" ")
}

fn names_context(words: &[String]) -> bool {
    let flag = |word: &String| word == "-c" || word == "--config" || word.starts_with("--config=");
    words.iter().take_while(|word| *word != "--").any(flag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records() -> Vec<Record> {
        let record = |number, line: &str| Record {
            number,
            line: line.to_owned(),
            ..Record::default()
        };
        vec![record(12, "ping -C web"), record(11, "find"), record(10, "ping")]
    }

    #[test]
    fn the_last_a_numbered_and_a_begun_command_are_found() {
        let found = |name: &str| find(name, records()).map(|record| record.number).ok();
        assert_eq!(found("!!"), Some(12));
        assert_eq!(found("!10"), Some(10));
        assert_eq!(found("!fi"), Some(11));
        assert_eq!(found("!1"), None);
        assert_eq!(found("!rpc"), None);
    }

    #[test]
    fn secrets_take_the_place_of_their_stars_and_of_no_others() {
        let put = |word: &str| filled(word.to_owned(), "token", "a b");
        assert_eq!(put("token=***"), "token=a b");
        assert_eq!(put("--arg=token:***"), "--arg=token:a b");
        assert_eq!(put("password=***"), "password=***");
        assert_eq!(put("db ping 'token=***' x=y"), "db ping 'token=a b' x=y");
    }
}
