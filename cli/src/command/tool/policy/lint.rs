//! `mco tool policy lint`: what is wrong with a policy file.

use std::path::PathBuf;

use daemon::policy::explain::{Note, lint_action_policy, lint_groups, lint_rego};
use daemon::policy::rego::RegoError;

use super::inputs::{self, Kind};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::theme::line;

/// Tell which lines of policy files make no sense; exits with 1 if there are any.
#[derive(Debug, clap::Args)]
pub(crate) struct Lint {
    /// Policy files: action policies, Rego, a `groups` file, or a folder of them
    #[arg(value_name = "FILE|DIR", required = true)]
    files: Vec<PathBuf>,
    /// The Rego policies are for tokens, not for nodes
    #[arg(long)]
    for_token: bool,
}

impl Run for Lint {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let mut exit = Exit::Done;
        for path in inputs::files(&self.files)? {
            let path = path.as_path();
            let text = inputs::read(path)?;
            let notes = match Kind::of(path) {
                Kind::Rego => lint_rego(&text, self.for_token).map(note).into_iter().collect(),
                Kind::Action if path.file_name().is_some_and(|name| name == "groups") => lint_groups(&text),
                Kind::Action => lint_action_policy(&text),
            };
            let shown = path.display();
            if notes.is_empty() {
                ctx.out.line(format!("{shown}: OK"))?;
            }
            for note in notes {
                exit = Exit::Error;
                ctx.out
                    .line(format!("{shown}:{}: {}", note.line, line(&note.text)))?;
            }
        }
        Ok(exit)
    }
}

fn note(error: RegoError) -> Note {
    match error {
        RegoError::Invalid {
            line: Some(line),
            reason,
        } => Note { line, text: reason },
        other => Note {
            line: 1,
            text: other.to_string(),
        },
    }
}
