//! `mco tool policy test`: what a policy says of a made-up call, and why.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use daemon::policy::Question;
use daemon::policy::explain;

use super::inputs::{self, Kind};
use super::report::{Report, Told};
use crate::args::FilterArgs;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::pretty_two;
use crate::report::Stop;

/// Tell whether a policy allows a call, and which of its lines say so; exits with 0 if it does, else with 1.
#[derive(Debug, clap::Args)]
pub(crate) struct Test {
    /// Policy file, or the folder nodes have their policies in
    #[arg(long, value_name = "FILE|DIR", required_unless_present = "token")]
    policy: Option<PathBuf>,
    /// What decides on nodes; guessed from the file's name when not given
    #[arg(long, value_name = "NAME")]
    provider: Option<Provider>,
    /// Agent to call
    #[arg(long)]
    agent: String,
    /// Its action
    #[arg(long)]
    action: String,
    /// Caller id, e.g. `choria=ann.mcollective`
    #[arg(long, value_name = "ID", required_unless_present = "token")]
    caller: Option<String>,
    /// Facts of the node, JSON or YAML
    #[arg(id = "facts_file", long = "facts", value_name = "FILE")]
    facts: Option<PathBuf>,
    /// Classes of the node, one a line
    #[arg(id = "classes_file", long = "classes", value_name = "FILE")]
    classes: Option<PathBuf>,
    /// Inputs of the action, a JSON object
    #[arg(long, value_name = "JSON")]
    data: Option<String>,
    /// The caller's token
    #[arg(long, value_name = "FILE")]
    token: Option<PathBuf>,
    /// Host the request comes from
    #[arg(long, value_name = "HOST", default_value = "localhost")]
    sender: String,
    /// Print a JSON document
    #[arg(short, long)]
    json: bool,
    #[command(flatten)]
    filter: FilterArgs,
}

/// What decides about calls on nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "snake_case")]
enum Provider {
    ActionPolicy,
    RegoPolicy,
    #[value(alias = "aaasvc_policy")]
    Aaasvc,
}

impl Run for Test {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let claims = inputs::claims(self.token.as_deref())?;
        let caller = self
            .caller
            .clone()
            .or_else(|| claims.as_ref().map(|claims| claims.caller.clone()));
        let (facts, classes) = (
            inputs::facts(self.facts.as_deref())?,
            inputs::classes(self.classes.as_deref())?,
        );
        let data = inputs::data(self.data.as_deref())?;
        let filter = self.filter.filter()?;
        let agents = [self.agent.clone()];
        let question = Question {
            agent: &self.agent,
            action: &self.action,
            caller: caller.as_deref().unwrap_or_default(),
            facts: &facts,
            classes: &classes,
            agents: &agents,
            provision_mode: false,
            data: &data,
            sender: &self.sender,
            collective: self.filter.target.as_deref().unwrap_or("mcollective"),
            ttl: Duration::from_secs(60),
            time: ctx.clock.now(),
            filter: &filter,
            claims: claims.as_ref(),
        };
        let report = self.ask(&question)?;
        if self.json {
            ctx.out.line(pretty_two(&report.document())?)?;
        } else {
            ctx.out.print(report.text(ctx.out.theme))?;
        }
        Ok(if report.allowed() { Exit::Done } else { Exit::Error })
    }
}

impl Test {
    fn ask(&self, question: &Question<'_>) -> anyhow::Result<Report> {
        let provider = self.provider();
        let (file, told) = match (provider, &self.policy) {
            (Provider::Aaasvc, _) => {
                if question.claims.is_none() {
                    return Err(Stop::error("this provider looks at the caller's token")
                        .hint("name it with --token")
                        .into());
                }
                let (verdict, trace) = explain::token_policy(question);
                (
                    self.token.clone().unwrap_or_default(),
                    Told::Token(verdict, trace),
                )
            }
            (_, None) => return Err(Stop::error("no policy is named").hint("use --policy").into()),
            (Provider::RegoPolicy, Some(path)) => {
                let file = inputs::policy(path, &self.agent, true)?;
                let trace = explain::rego_policy(&inputs::read(&file)?, question);
                (file, Told::Rego(trace))
            }
            (Provider::ActionPolicy, Some(path)) => {
                let file = inputs::policy(path, &self.agent, false)?;
                let groups = file.with_file_name("groups");
                let groups = groups.is_file().then(|| inputs::read(&groups)).transpose();
                let groups = groups.context("the groups of callers")?;
                let text = inputs::read(&file)?;
                let told = explain::action_policy(&text, groups.as_deref(), false, question);
                (file, Told::Action(told))
            }
        };
        Ok(Report {
            file,
            question: format!("{}#{} for {}", self.agent, self.action, question.caller),
            told,
        })
    }

    fn provider(&self) -> Provider {
        let guessed = match &self.policy {
            None => Provider::Aaasvc,
            Some(path) if Kind::of(path) == Kind::Rego => Provider::RegoPolicy,
            Some(_) => Provider::ActionPolicy,
        };
        self.provider.unwrap_or(guessed)
    }
}
