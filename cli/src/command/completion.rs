//! `mco completion`: what shell scripts ask while somebody types, and the scripts themselves.

mod answer;
mod script;

use clap::CommandFactory;
use client::Library;

use crate::cli::Cli;
use crate::command::Run;
use crate::complete::{Offer, fleet, met, sources};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;
use crate::theme::line;

pub(crate) use script::Shell;

/// Make Tab complete commands in your shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
One of these lines belongs into what your shell reads when it starts:
  bash  ~/.bashrc                   source <(mco completion --bash)
  zsh   ~/.zshrc, behind compinit   source <(mco completion --zsh)
  fish  ~/.config/fish/config.fish  mco completion --fish | source")]
pub(crate) struct Completion {
    /// Names with a description after a colon; without --list the script for zsh
    #[arg(long, group = "shell")]
    zsh: bool,
    /// Plain names; without --list the script for bash
    #[arg(long, group = "shell")]
    bash: bool,
    /// Names with a description after a tab; without --list the script for fish
    #[arg(long, group = "shell")]
    fish: bool,
    /// The script for PowerShell
    #[arg(long, group = "shell")]
    powershell: bool,
    /// The script for Elvish
    #[arg(long, group = "shell")]
    elvish: bool,
    /// The script for Nushell
    #[arg(long, group = "shell")]
    nushell: bool,
    /// What to list
    #[arg(long, value_name = "WHAT")]
    list: Option<List>,
    /// The same as --list agents
    #[arg(long)]
    list_agents: bool,
    /// The same as --list actions
    #[arg(long)]
    list_actions: bool,
    /// The same as --list inputs
    #[arg(long)]
    list_inputs: bool,
    /// The same as --list applications
    #[arg(long)]
    list_applications: bool,
    /// Agent whose actions or inputs to list
    #[arg(long)]
    agent: Option<String>,
    /// Action whose inputs to list
    #[arg(long)]
    action: Option<String>,
    /// Fact whose values to list
    #[arg(long)]
    fact: Option<String>,
    /// Complete this line, up to the cursor and with the program's name, as bash cuts it
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["list", "words"])]
    line: Option<String>,
    /// Characters at which bash cuts words
    #[arg(long, value_name = "CHARACTERS", requires = "line")]
    breaks: Option<String>,
    /// Complete the last of these words, which begin with the program's name
    #[arg(last = true, value_name = "WORD")]
    words: Vec<String>,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum List {
    Agents,
    Actions,
    Inputs,
    Applications,
    /// Nodes that are known, and saved sets
    Nodes,
    /// Saved sets
    Sets,
    /// Facts of known nodes
    Facts,
    /// Values of a fact
    Values,
    /// Classes of known nodes
    Classes,
    /// Agents of known nodes
    HostedAgents,
    /// Configured collectives
    Collectives,
    /// Rollouts
    Jobs,
    /// Buckets that earlier commands have met
    Buckets,
    /// Governors, likewise
    Governors,
    /// Streams, likewise
    Streams,
    /// Discovery methods
    Methods,
}

impl Run for Completion {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        if let Some(line) = &self.line {
            ctx.out
                .print(answer::to_line(ctx, line, self.breaks.as_deref()).await)?;
            return Ok(Exit::Done);
        }
        if !self.words.is_empty() {
            ctx.out
                .print(answer::to_words(ctx, &self.words, self.shell()).await)?;
            return Ok(Exit::Done);
        }
        let Some(list) = self.wanted() else {
            ctx.out.print(self.shell().script(ctx.program)?)?;
            return Ok(Exit::Done);
        };
        let mut names = match list {
            List::Applications => applications(),
            List::Agents => agents(&ctx.library().await),
            List::Actions => self.actions(&ctx.library().await)?,
            List::Inputs => self.inputs(&ctx.library().await)?,
            List::Nodes => pairs(fleet::nodes_and_sets(ctx, "").await),
            List::Sets => pairs(fleet::sets(ctx, "@")),
            List::Facts => pairs(fleet::facts(ctx).await),
            List::Values => self.values(ctx).await?,
            List::Classes => pairs(fleet::classes(ctx, None).await),
            List::HostedAgents => pairs(fleet::agents(ctx, None).await),
            List::Collectives => pairs(sources::collectives(ctx).await),
            List::Jobs => pairs(fleet::jobs(ctx)),
            List::Buckets => pairs(met::buckets(ctx).await),
            List::Governors => pairs(met::governors(ctx).await),
            List::Streams => pairs(met::streams(ctx).await),
            List::Methods => pairs(sources::methods()),
        };
        names.sort();
        let lines = names
            .into_iter()
            .map(|(name, description)| self.line(&name, &description, ctx.global.verbose));
        ctx.out.print(lines.collect::<String>())?;
        Ok(Exit::Done)
    }
}

impl Completion {
    fn wanted(&self) -> Option<List> {
        self.list.or(match self {
            Self {
                list_agents: true, ..
            } => Some(List::Agents),
            Self {
                list_actions: true, ..
            } => Some(List::Actions),
            Self {
                list_inputs: true, ..
            } => Some(List::Inputs),
            Self {
                list_applications: true,
                ..
            } => Some(List::Applications),
            _ => None,
        })
    }

    fn shell(&self) -> Shell {
        match self {
            Self { zsh: true, .. } => Shell::Zsh,
            Self { fish: true, .. } => Shell::Fish,
            Self { powershell: true, .. } => Shell::Powershell,
            Self { elvish: true, .. } => Shell::Elvish,
            Self { nushell: true, .. } => Shell::Nushell,
            _ => Shell::Bash,
        }
    }

    fn actions(&self, library: &Library) -> anyhow::Result<Vec<(String, String)>> {
        let agent = self
            .agent
            .as_deref()
            .ok_or_else(|| Stop::error("--agent is needed to list actions"))?;
        let agent = crate::ask::find(library, agent)?;
        Ok(agent
            .actions
            .iter()
            .map(|action| (action.name.clone(), action.description.clone()))
            .collect())
    }

    fn inputs(&self, library: &Library) -> anyhow::Result<Vec<(String, String)>> {
        let (Some(agent), Some(action)) = (&self.agent, &self.action) else {
            return Err(Stop::error("--agent and --action are needed to list inputs").into());
        };
        let agent = crate::ask::find(library, agent)?;
        let inputs = agent.action(action).into_iter().flat_map(|action| &action.input);
        Ok(inputs
            .map(|(name, input)| (name.clone(), input.description.clone()))
            .collect())
    }

    async fn values(&self, ctx: &Ctx) -> anyhow::Result<Vec<(String, String)>> {
        let fact = self.fact.as_deref();
        let fact = fact.ok_or_else(|| Stop::error("--fact is needed to list values"))?;
        Ok(pairs(fleet::values(ctx, fact).await))
    }

    fn line(&self, name: &str, description: &str, verbose: bool) -> String {
        let (name, description) = (line(name), line(description));
        match self {
            Self { fish: true, .. } => format!("{name}\t{description}\n"),
            // zsh takes everything after the first colon for the description.
            _ if self.zsh => format!("{}:{description}\n", name.replace(':', "\\:")),
            _ if verbose => format!("{name}:{description}\n"),
            _ => format!("{name}\n"),
        }
    }
}

fn pairs(offers: Vec<Offer>) -> Vec<(String, String)> {
    let safe = offers.into_iter().filter(Offer::is_safe);
    safe.map(|offer| (offer.text, offer.about)).collect()
}

fn applications() -> Vec<(String, String)> {
    let cli = Cli::command();
    let shown = cli.get_subcommands().filter(|command| !command.is_hide_set());
    shown
        .map(|command| {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            (command.get_name().to_owned(), about)
        })
        .collect()
}

/// Agents whose DDL cannot be read are left out: nobody can read a complaint while typing.
fn agents(library: &Library) -> Vec<(String, String)> {
    let names = library.names().into_iter();
    names
        .filter_map(|name| {
            let description = library.agent(&name).ok()?.metadata.description.clone();
            Some((name, description))
        })
        .collect()
}
