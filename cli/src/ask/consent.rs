//! Asking before something is removed.

use super::Prompt;
use crate::ctx::Ctx;
use crate::report::Stop;

/// What a person has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent<'a> {
    /// A simple yes.
    Yes,
    /// The name of what is removed, where much is lost.
    Name(&'a str),
}

/// Whether a person agrees to `question`. Nobody to ask is a refusal that names the flag which needs no answer.
pub(crate) async fn consent(ctx: &Ctx, question: &str, wanted: Consent<'_>) -> anyhow::Result<bool> {
    if !ctx.can_ask() {
        return Err(Stop::refused(format!("{question} There is nobody to ask"))
            .hint("--force does it without asking")
            .into());
    }
    let mut prompt = Prompt::new(ctx);
    let agreed = match wanted {
        Consent::Yes => prompt.agrees(&format!("{question} [y/N] ")).await?,
        Consent::Name(name) => {
            prompt
                .line(&format!("{question} Type {name} to go on: "))
                .await?
                .trim()
                == name
        }
    };
    if !agreed {
        ctx.err.line("Skipping")?;
    }
    Ok(agreed)
}
