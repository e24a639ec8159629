//! Targets from standard input: the JSON that an earlier command printed, or a list that `--nodes -` asks for.

use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;
use client::discover::{Flatfile, Format};

use crate::ctx::Ctx;
use crate::report::Stop;

/// Most bytes that are read: the results of the largest cell with generous answers.
const MAX_BYTES: u64 = 256 << 20;

/// What standard input is called in messages.
const NAME: &str = "standard input";

/// The node list a `--nodes` flag names; `-` is standard input.
pub(crate) async fn listed(ctx: &Ctx, path: &Path) -> anyhow::Result<Flatfile> {
    if path != Path::new("-") {
        return Ok(Flatfile::new(path.to_path_buf()));
    }
    let text = read(ctx, |input| io::read_to_string(input.take(MAX_BYTES)).map(Some)).await?;
    Ok(Flatfile::from_text("-", text.unwrap_or_default()))
}

/// The results of an earlier command, if that is what is piped in. Anything that does not look like JSON is ignored, as
/// programs started by others often have something on standard input.
pub(crate) async fn piped(ctx: &Ctx) -> anyhow::Result<Option<Flatfile>> {
    let text = read(ctx, results).await?;
    Ok(text.map(|text| Flatfile::from_text(NAME, text).with_format(Format::Json)))
}

async fn read(
    ctx: &Ctx,
    how: impl FnOnce(Box<dyn Read + Send>) -> io::Result<Option<String>> + Send + 'static,
) -> anyhow::Result<Option<String>> {
    let input = ctx.take_input();
    let reading = tokio::task::spawn_blocking(move || how(input));
    tokio::select! {
        text = reading => text.map_err(io::Error::other).flatten().context("standard input cannot be read"),
        () = ctx.interrupt.cancelled() => Err(Stop::interrupted().into()),
    }
}

/// The whole text if it looks like JSON; reading stops at the first sign that it does not.
fn results(input: impl Read) -> io::Result<Option<String>> {
    let mut input = input.take(MAX_BYTES);
    let mut text = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let read = input.read(&mut chunk)?;
        if read == 0 {
            return Ok(None);
        }
        text.extend_from_slice(&chunk[..read]);
        match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
            None => text.clear(),
            Some(b'{' | b'[') => break,
            Some(_) => return Ok(None),
        }
    }
    input.read_to_end(&mut text)?;
    let text = String::from_utf8_lossy(&text).trim().to_owned();
    let ends = (text.chars().next(), text.chars().next_back());
    Ok(matches!(ends, (Some('{'), Some('}')) | (Some('['), Some(']'))).then_some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_json_is_taken_whole() {
        assert_eq!(results(" \n[1] \n".as_bytes()).unwrap().unwrap(), "[1]");
        assert_eq!(results("{}\n{}\n".as_bytes()).unwrap().unwrap(), "{}\n{}");
    }

    #[test]
    fn anything_else_is_left_alone_after_its_first_bytes() {
        assert_eq!(results(io::repeat(b'x')).unwrap(), None);
        for text in ["", "  \n", "web1\nweb2", "{ cut short", "[1"] {
            assert_eq!(results(text.as_bytes()).unwrap(), None, "{text:?}");
        }
    }
}
