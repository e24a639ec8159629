//! What commands that change values share.

use std::io::Read;

use anyhow::Context;

use crate::ctx::Ctx;
use crate::report::Stop;

/// More is no value for any broker.
const MAX_VALUE: u64 = 64 << 20;

/// The value of an argument, `-` for standard input.
pub(super) async fn value(ctx: &Ctx, argument: String) -> anyhow::Result<Vec<u8>> {
    if argument != "-" {
        return Ok(argument.into_bytes());
    }
    let input = ctx.take_input();
    let read = tokio::task::spawn_blocking(move || {
        let mut value = Vec::new();
        input.take(MAX_VALUE + 1).read_to_end(&mut value).map(|_| value)
    });
    let value = tokio::select! {
        value = read => value?.context("standard input cannot be read")?,
        () = ctx.interrupt.cancelled() => return Err(Stop::interrupted().into()),
    };
    anyhow::ensure!(
        value.len() as u64 <= MAX_VALUE,
        "standard input holds more than {MAX_VALUE} bytes"
    );
    Ok(value)
}
