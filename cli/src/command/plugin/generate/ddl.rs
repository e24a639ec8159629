//! `mco plugin generate ddl`: a DDL from answers to questions, or from what a program prints.

mod form;
mod sample;

use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

use ddl::{Agent, Severity};

use crate::command::Run;
use crate::command::plugin::document;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::pretty_two;
use crate::report::Stop;

use form::{Draft, Form};

/// Write a DDL: asks for what the flags leave open, when there is somebody to ask
#[derive(Debug, clap::Args)]
pub(crate) struct Ddl {
    /// File to write, .json or .yaml
    file: PathBuf,
    /// Learn outputs from a program that prints JSON, from a file, or from `-`
    #[arg(long, value_name = "PROGRAM|FILE|-")]
    from: Option<PathBuf>,
    /// Name of the agent; that of the file when not given
    #[arg(long)]
    name: Option<String>,
    /// What the agent is for, in one sentence
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// Who wrote it
    #[arg(long)]
    author: Option<String>,
    /// Licence, e.g. Apache-2.0
    #[arg(long)]
    license: Option<String>,
    /// Where to read more
    #[arg(long)]
    url: Option<String>,
    /// Version, e.g. 1.0.0
    #[arg(long = "agent-version", value_name = "VERSION")]
    version: Option<String>,
    /// Seconds an action may take
    #[arg(long)]
    timeout: Option<u64>,
    /// Action, several times for several
    #[arg(long = "action", value_name = "NAME")]
    actions: Vec<String>,
    /// Replace the file if it is there
    #[arg(short, long)]
    force: bool,
}

impl Run for Ddl {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let file = ctx.environment.cwd.join(&self.file);
        if file.exists() && !self.force {
            return Err(Stop::error(format!("{} is there already", self.file.display()))
                .hint("--force replaces it")
                .into());
        }
        let sample = match &self.from {
            Some(from) => Some(sample::take(ctx, from).await?),
            None => None,
        };
        let mut draft = Draft::new(&self.file);
        self.fill(&mut draft);
        if let Some(sample) = &sample {
            draft.learn(sample);
        }
        if ctx.can_ask() && self.from.as_deref() != Some(Path::new("-")) {
            draft = ask(ctx, draft).await?;
        }
        let agent = draft.agent()?;
        document::write(&file, &encode(&agent, &file)?)?;
        ctx.err.line(format!("Wrote {}", self.file.display()))?;
        let mut exit = Exit::Done;
        for finding in ddl::lint(&agent) {
            let severity = if finding.severity == Severity::Error {
                exit = Exit::Error;
                "error"
            } else {
                "to do"
            };
            ctx.err
                .line(format!("  {severity}: {}: {}", finding.path, finding.message))?;
        }
        Ok(exit)
    }
}

impl Ddl {
    fn fill(&self, draft: &mut Draft) {
        for (key, value) in [
            ("name", &self.name),
            ("description", &self.description),
            ("author", &self.author),
            ("license", &self.license),
            ("url", &self.url),
            ("version", &self.version),
        ] {
            if let Some(value) = value {
                draft.set(key, value.as_str().into());
            }
        }
        if let Some(timeout) = self.timeout {
            draft.set("timeout", timeout.into());
        }
        for action in &self.actions {
            draft.action(action);
        }
    }
}

/// Asks on the terminal. The questions block a thread of their own, which an interrupt leaves behind.
async fn ask(ctx: &Ctx, draft: Draft) -> anyhow::Result<Draft> {
    let (input, mut printer) = (ctx.take_input(), ctx.err.clone());
    let asking = tokio::task::spawn_blocking(move || {
        let mut form = Form {
            lines: BufReader::new(input),
            show: |text: &str| printer.write_all(text.as_bytes()).and_then(|()| printer.flush()),
        };
        form.complete(draft)
    });
    tokio::select! {
        draft = asking => Ok(draft??),
        () = ctx.interrupt.cancelled() => Err(Stop::interrupted().into()),
    }
}

fn encode(agent: &Agent, file: &Path) -> anyhow::Result<String> {
    if file.extension().is_some_and(|it| it == "yaml" || it == "yml") {
        Ok(agent.to_yaml())
    } else {
        Ok(pretty_two(&agent.to_json())? + "\n")
    }
}
