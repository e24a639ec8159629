//! Targets from standard input: the JSON that an earlier command printed, or a list that `--nodes -` asks for.

use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;
use client::discover::{Flatfile, Format};
use client::sets::SetName;

use crate::ctx::Ctx;
use crate::report::Stop;

/// Most bytes that are read: the results of the largest cell with generous answers.
const MAX_BYTES: u64 = 256 << 20;

/// What standard input is called in messages.
const NAME: &str = "standard input";

/// The node list a `--nodes` flag names; `-` is standard input, `@web` a saved set.
pub(super) async fn listed(ctx: &Ctx, path: &Path) -> anyhow::Result<Flatfile> {
    if let Some(set) = path.to_str().filter(|text| text.starts_with('@')) {
        let (name, sets) = (SetName::new(set)?, ctx.sets()?);
        let text = sets.read(&name)?.iter().map(|node| format!("{node}\n")).collect();
        return Ok(Flatfile::from_text(set, text).with_format(Format::Text));
    }
    if path != Path::new("-") {
        return Ok(Flatfile::new(path.to_path_buf()));
    }
    let text = read(ctx, |input| io::read_to_string(input.take(MAX_BYTES))).await?;
    Ok(Flatfile::from_text(NAME, text))
}

/// What is on standard input.
#[derive(Debug, PartialEq, Eq)]
enum Piped {
    /// Nothing but white space.
    Nothing,
    /// What looks like JSON.
    Results(String),
    /// Something else.
    Other,
}

/// The results of an earlier command, if that is what is piped in. Anything that does not look like JSON is left alone, as
/// programs started by others often have something on standard input, but who piped names hears that they do not count.
pub(super) async fn piped(ctx: &Ctx) -> anyhow::Result<Option<Flatfile>> {
    match read(ctx, results).await? {
        Piped::Nothing => Ok(None),
        Piped::Results(text) => Ok(Some(Flatfile::from_text(NAME, text).with_format(Format::Json))),
        Piped::Other => {
            let program = ctx.program;
            ctx.err.line(format!(
                "{program}: warning: {NAME} holds no JSON results and is ignored; `--nodes -` reads names from it"
            ))?;
            Ok(None)
        }
    }
}

async fn read<T: Send + 'static>(
    ctx: &Ctx,
    how: impl FnOnce(Box<dyn Read + Send>) -> io::Result<T> + Send + 'static,
) -> anyhow::Result<T> {
    let input = ctx.take_input();
    let reading = tokio::task::spawn_blocking(move || how(input));
    tokio::select! {
        text = reading => text.map_err(io::Error::other).flatten().context("standard input cannot be read"),
        () = ctx.interrupt.cancelled() => Err(Stop::interrupted().into()),
    }
}

/// The whole text if it looks like JSON; reading stops at the first sign that it does not.
fn results(input: impl Read) -> io::Result<Piped> {
    let mut input = input.take(MAX_BYTES);
    let mut text = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let read = input.read(&mut chunk)?;
        if read == 0 {
            return Ok(Piped::Nothing);
        }
        text.extend_from_slice(&chunk[..read]);
        match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
            None => text.clear(),
            Some(b'{' | b'[') => break,
            Some(_) => return Ok(Piped::Other),
        }
    }
    input.read_to_end(&mut text)?;
    let text = String::from_utf8_lossy(&text).trim().to_owned();
    let ends = (text.chars().next(), text.chars().next_back());
    let whole = matches!(ends, (Some('{'), Some('}')) | (Some('['), Some(']')));
    Ok(if whole { Piped::Results(text) } else { Piped::Other })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_json_is_taken_whole() {
        let taken = |text: &str| results(text.as_bytes()).unwrap();
        assert_eq!(taken(" \n[1] \n"), Piped::Results("[1]".into()));
        assert_eq!(taken("{}\n{}\n"), Piped::Results("{}\n{}".into()));
    }

    #[test]
    fn anything_else_is_left_alone_after_its_first_bytes() {
        assert_eq!(results(io::repeat(b'x')).unwrap(), Piped::Other);
        for text in ["web1\nweb2", "{ cut short", "[1"] {
            assert_eq!(results(text.as_bytes()).unwrap(), Piped::Other, "{text:?}");
        }
    }

    #[test]
    fn nothing_is_no_reason_for_a_warning() {
        for text in ["", "  \n"] {
            assert_eq!(results(text.as_bytes()).unwrap(), Piped::Nothing, "{text:?}");
        }
    }
}
