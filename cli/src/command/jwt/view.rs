//! `mco jwt view`: what a token says, in words.

mod sheet;
mod words;

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use anyhow::Context;
use protocol::token::{self, Common, Trust};

use super::files;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::pretty_two;

use sheet::Sheet;

/// Show what a token says; exits with 1 when it has expired
#[derive(Debug, clap::Args)]
pub(crate) struct View {
    /// File with the token
    file: PathBuf,
    /// Public key that must have signed it, directly or through a chain of trust: digits, or a file with them or PEM
    #[arg(value_name = "PUBFILE")]
    public: Option<String>,
    /// The claims as JSON
    #[arg(short, long)]
    json: bool,
}

impl Run for View {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let text = files::read(&self.file)?;
        let unreadable = || format!("token {} cannot be used", self.file.display());
        let claims = match self.json {
            true => None,
            false => Some(token::read(&text).with_context(unreadable)?),
        };
        let raw = token::read_raw(&text).with_context(unreadable)?;
        let times: Common = serde_json::from_value(raw.clone().into()).with_context(unreadable)?;
        if let Some(public) = &self.public {
            let trust = Trust::Signers(vec![files::trusted_key(public)?]);
            trust.verify(&text, alive(&times)).with_context(unreadable)?;
        }
        let now = ctx.clock.now();
        match claims {
            None => ctx.out.line(pretty_two(&raw)?)?,
            Some(claims) => {
                let sheet = Sheet {
                    name: self.file.display().to_string(),
                    verified: self.public.is_some(),
                    claims: &claims,
                    now,
                };
                ctx.out.print(sheet.render(ctx.out.theme))?;
            }
        }
        let expired = times.end().is_some_and(|end| end <= seconds(now));
        Ok(if expired { Exit::Error } else { Exit::Done })
    }
}

/// A moment at which the token's times do not stand in the way of looking at its signature.
fn alive(times: &Common) -> SystemTime {
    let begin = times.nbf.or(times.end().map(|end| end - 1)).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(begin).unwrap_or_default())
}

/// Whole seconds since 1970.
pub(super) fn seconds(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
