//! `mco run`: from an agent to its answers, step by step.

use std::ffi::OsString;
use std::sync::Arc;

use ddl::{Agent, Risk};

use crate::args::{FleetArgs, parse};
use crate::ask::{
    Item, Manner, Prompt, Question, again_line, ask, choose, explain_to, fill, find, note_whole, risk,
};
use crate::cli::{request, split};
use crate::command::{Command, Run, ddl as schemas};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::explain;
use crate::report::Stop;

/// Build a request step by step: agent, action, inputs, nodes, plan
///
/// What is not given is asked for. At the end it shows the command that does the same at once.
#[derive(Debug, clap::Args)]
#[command(mut_arg("reply_to", |flag| flag.short('r')), after_help = "\
Examples:
  mco run
  mco run package install -C role::web")]
pub(crate) struct Walk {
    /// Agent; chosen from a list without it
    agent: Option<String>,
    /// Action of the agent; chosen from a list without it
    action: Option<String>,
    /// Inputs of the action, to begin with
    #[arg(value_name = "KEY=VALUE", value_parser = parse::pair)]
    inputs: Vec<(String, String)>,
    #[command(flatten)]
    fleet: FleetArgs,
}

/// What to do with a plan.
enum Verdict {
    Go,
    Change,
}

impl Run for Walk {
    async fn run(mut self, ctx: &Ctx) -> anyhow::Result<Exit> {
        if !ctx.can_ask() {
            return Err(self.off_a_terminal(ctx).await);
        }
        let agent = self.agent(ctx).await?;
        let action = self.action(ctx, &agent).await?;
        let mut inputs = self.inputs.clone();
        let question = loop {
            if !agent.actions[action].input.is_empty() {
                inputs = fill(ctx, &agent, action, &inputs).await?;
            }
            let question = Question::new(
                &ctx.library().await,
                &agent.metadata.name,
                &agent.actions[action].name,
                &inputs,
            )?;
            self.nodes(ctx, &question).await?;
            match self.verdict(ctx, &question).await? {
                Verdict::Go => break question,
                Verdict::Change => {}
            }
        };
        note_whole(ctx, &question, &self.fleet);
        let manner = Manner {
            args: &self.fleet,
            layout: None,
            wary: false,
        };
        let exit = ask(ctx, &question, manner).await;
        again_line(ctx, &question, &self.fleet)?;
        exit
    }
}

impl Walk {
    /// What the words lack, for somebody who cannot be asked.
    async fn off_a_terminal(&self, ctx: &Ctx) -> anyhow::Error {
        let library = ctx.library().await;
        let Some(agent) = &self.agent else {
            return Stop::error("run needs an agent and an action where nobody can be asked")
                .hint(format!("the agents are {}", library.names().join(", ")))
                .into();
        };
        let (agent, action) = match (find(&library, agent), &self.action) {
            (Err(error), _) => return error,
            (Ok(agent), None) => {
                let names: Vec<&str> = agent.actions.iter().map(|action| action.name.as_str()).collect();
                return Stop::error("run needs an action where nobody can be asked")
                    .hint(format!("{} has {}", agent.metadata.name, names.join(", ")))
                    .into();
            }
            (Ok(agent), Some(action)) => (agent, action),
        };
        match Question::new(&library, &agent.metadata.name, action, &self.inputs) {
            Err(error) => error,
            Ok(question) => Stop::error("run asks a person, and there is nobody here")
                .hint(format!(
                    "this does it at once: {}",
                    explain::command(&question, &self.fleet)
                ))
                .into(),
        }
    }

    async fn agent(&self, ctx: &Ctx) -> anyhow::Result<Arc<Agent>> {
        if let Some(name) = &self.agent {
            schemas::learn(ctx, name).await?;
            return find(&ctx.library().await, name);
        }
        let library = ctx.library().await;
        let names = library.names().into_iter();
        let mut agents: Vec<Arc<Agent>> = names.filter_map(|name| library.agent(&name).ok()).collect();
        let items = agents.iter().map(|agent| Item {
            name: agent.metadata.name.clone(),
            about: agent.metadata.description.clone(),
            note: agent.metadata.version.clone(),
        });
        let chosen = choose(ctx, "Agent", items.collect()).await?;
        Ok(agents.swap_remove(chosen))
    }

    async fn action(&self, ctx: &Ctx, agent: &Agent) -> anyhow::Result<usize> {
        if let Some(name) = &self.action {
            let known = agent.actions.iter().position(|action| action.name == *name);
            return match known {
                Some(index) => Ok(index),
                None => Err(crate::ask::unknown_action(agent, name).into()),
            };
        }
        let items = agent.actions.iter().map(|action| Item {
            name: action.name.clone(),
            about: action.description.clone(),
            note: match action.risk() {
                Risk::Read => "read".to_owned(),
                Risk::Change => "change".to_owned(),
            },
        });
        choose(
            ctx,
            &format!("Action of {}", agent.metadata.name),
            items.collect(),
        )
        .await
    }

    /// Asks for a filter, unless the words say who is meant.
    async fn nodes(&mut self, ctx: &Ctx, question: &Question) -> anyhow::Result<()> {
        let said = !self.fleet.filter.words().is_empty() || !self.fleet.discovery.words().is_empty();
        if said || question.agent.metadata.service || self.fleet.rollout.resume.is_some() {
            return Ok(());
        }
        let mut prompt = Prompt::new(ctx);
        loop {
            let typed = prompt
                .line("Which nodes? Flags as -C apache or -F country=uk, nothing for all: ")
                .await?;
            match filtered(ctx.program, question, &typed) {
                Ok(fleet) => {
                    self.fleet.filter = fleet.filter;
                    self.fleet.discovery = fleet.discovery;
                    return Ok(());
                }
                Err(wrong) => ctx.err.line(wrong)?,
            }
        }
    }

    /// Shows the plan and asks what to do with it.
    async fn verdict(&self, ctx: &Ctx, question: &Question) -> anyhow::Result<Verdict> {
        ctx.err.line("")?;
        explain_to(&ctx.err, ctx, question, &self.fleet, false).await?;
        // A change is asked about once more when it reaches far; the plan itself only waits for a person who reads it.
        let usual = match risk(question, &ctx.config().await?.safety) {
            Risk::Read => "[Y/n/e to change it]",
            Risk::Change => "[y/N/e to change it]",
        };
        let typed = Prompt::new(ctx).line(&format!("\nRun it? {usual} ")).await?;
        match typed.trim().to_ascii_lowercase().as_str() {
            "y" | "yes" => Ok(Verdict::Go),
            "" if usual.starts_with("[Y") => Ok(Verdict::Go),
            "e" => Ok(Verdict::Change),
            _ => Err(Stop::refused("nothing was sent").into()),
        }
    }
}

/// Flags that choose nodes, understood as after a request.
fn filtered(program: &'static str, question: &Question, flags: &str) -> Result<FleetArgs, String> {
    let names = [&question.agent.metadata.name, &question.action().name];
    let words: Vec<OsString> = names
        .into_iter()
        .map(OsString::from)
        .chain(split(flags))
        .collect();
    match request(program, &words).map(|cli| cli.command) {
        Ok(Command::Rpc(rpc)) if rpc.parts().2.is_empty() => Ok(rpc.fleet),
        Ok(_) => Err("these are no flags that choose nodes".to_owned()),
        Err(wrong) => {
            let text = wrong.to_string();
            let line = text.lines().next().unwrap_or_default();
            Err(line.trim_start_matches("error: ").to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, ran};

    #[test]
    fn typed_flags_choose_nodes() {
        let question = fixture::question("status");
        let words = |flags| filtered("mco", &question, flags).unwrap().filter.words();
        assert_eq!(
            words("-C apache -F country=uk").join(" "),
            "-F country=uk -C apache"
        );
        assert!(words("").is_empty());
        for wrong in ["--nonsense", "a=b", "web01"] {
            assert!(filtered("mco", &question, wrong).is_err(), "{wrong}");
        }
    }

    #[tokio::test]
    async fn off_a_terminal_it_says_what_is_missing() {
        let (exit, _, err) = ran(&["mco", "run"]).await;
        assert_eq!(exit, Exit::Error);
        assert!(
            err.starts_with("mco: run needs an agent and an action where nobody can be asked"),
            "{err}"
        );
        let (_, _, err) = ran(&["mco", "run", "service"]).await;
        insta::assert_snapshot!(err, @"
        mco: run needs an action where nobody can be asked
          hint: service has restart, start, status, stop
        ");
        let (_, _, err) = ran(&["mco", "run", "service", "status"]).await;
        insta::assert_snapshot!(err, @"
        mco: service#status needs more inputs
            service=  Name the operating system knows the service by
        ");
        let (_, _, err) = ran(&["mco", "run", "service", "status", "service=httpd", "-C", "web"]).await;
        insta::assert_snapshot!(err, @"
        mco: run asks a person, and there is nobody here
          hint: this does it at once: mco rpc service status service=httpd -C web
        ");
    }
}
