//! `mco jobs show`: everything that is remembered of one rollout.

use std::fmt::Write;

use protocol::Identity;
use serde_json::json;

use super::list::summary;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::job::{Fate, Job, Store};
use crate::out::{columns_down, pretty};
use crate::rollout::{State, pace};
use crate::theme::{Meaning, Theme, line};

/// Names in one row of a list.
const COLUMNS: usize = 3;

/// Show one rollout: its plan, and how every node fared
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// The job, or the beginning of its name
    job: String,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
    /// Only the names of such nodes, one per line: done, failed, silent, in-doubt or not-sent
    #[arg(
        long,
        value_name = "FATE",
        hide_possible_values = true,
        conflicts_with = "json"
    )]
    nodes: Option<Group>,
}

/// Nodes that fared alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Group {
    Done,
    Failed,
    Silent,
    InDoubt,
    NotSent,
}

impl Group {
    const ALL: [Self; 5] = [
        Self::Failed,
        Self::Silent,
        Self::InDoubt,
        Self::NotSent,
        Self::Done,
    ];

    fn of(fate: &Fate) -> Self {
        match fate {
            Fate::Done => Self::Done,
            Fate::Failed(_) => Self::Failed,
            Fate::Silent => Self::Silent,
            Fate::InDoubt => Self::InDoubt,
            Fate::NotSent => Self::NotSent,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Failed => "Failed",
            Self::Silent => "Silent",
            Self::InDoubt => "In doubt",
            Self::NotSent => "Not sent",
        }
    }

    fn nodes(self, job: &Job) -> Vec<Identity> {
        job.nodes_that(|fate| Self::of(fate) == self)
    }
}

impl Run for Show {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let store = Store::of(&ctx.environment)?;
        let (job, busy) = store.read(&store.find(&self.job)?)?;
        let state = State::of(&job, busy);
        if let Some(group) = self.nodes {
            let lines = group.nodes(&job).into_iter().map(|node| format!("{node}\n"));
            ctx.out.print(lines.collect::<String>())?;
        } else if self.json {
            let mut document = summary(state, &job);
            document["nodes"] = job
                .nodes()
                .map(|(node, fate)| {
                    let title = Group::of(fate).title().to_lowercase().replace(' ', "_");
                    let message = match fate {
                        Fate::Failed(message) => message.as_str(),
                        _ => "",
                    };
                    (node.to_string(), json!({"fate": title, "message": message}))
                })
                .collect();
            ctx.out.line(pretty(&document)?)?;
        } else {
            ctx.out.print(text(&job, state, ctx.out.theme))?;
        }
        Ok(Exit::Done)
    }
}

fn text(job: &Job, state: State, theme: Theme) -> String {
    let plan = &job.plan;
    let mut text = String::new();
    let mut row = |label: &str, value: &str| {
        let padded = theme.paint(Meaning::Title, format!("{label:<9}"));
        let _ = writeln!(text, "{padded} {}", line(value));
    };
    row("job", job.id.as_str());
    row("command", &plan.command);
    if let Some(reason) = &plan.reason {
        row("reason", reason);
    }
    row("planned", &plan.time);
    row("pace", &pace(&plan.numbers, plan.targets.len()));
    let end = job.end.as_ref().map(|end| format!(": {end}")).unwrap_or_default();
    row("state", &format!("{}{end}", state.word()));
    for group in Group::ALL {
        let nodes = group.nodes(job);
        if nodes.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n{}: {}\n", group.title(), nodes.len());
        if group == Group::Failed {
            text.push_str(&failures(job));
        } else {
            let names: Vec<&str> = nodes.iter().map(Identity::as_str).collect();
            text.push_str(&columns_down(&names, COLUMNS, "    "));
        }
    }
    text
}

fn failures(job: &Job) -> String {
    let failed = job.nodes().filter_map(|(node, fate)| match fate {
        Fate::Failed(message) => Some((node, message)),
        _ => None,
    });
    failed
        .map(|(node, message)| format!("{}\n", format!("    {node}  {}", line(message)).trim_end()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::JobId;

    #[test]
    fn groups_that_need_a_look_come_first() {
        let lines = [
            r#"{"k":"plan","time":"2026-11-20T10:41:02Z","command":"mco rpc service restart service=httpd","reason":"new certificates","request":{"agent":"service","action":"restart","data":{"service":"httpd"}},"collective":"mcollective","filter":{"fact":[],"cf_class":[],"agent":[],"identity":[],"compound":[]},"numbers":{"canary":1,"batch":2,"stop_on":1,"pause":1000},"targets":["web1","web2","web3","web4","web5"]}"#,
            r#"{"k":"run","time":"","why":"start","nodes":5}"#,
            r#"{"k":"batch","n":1,"of":3,"canary":true,"time":"","nodes":["web1"]}"#,
            r#"{"k":"reply","node":"web1","code":0}"#,
            r#"{"k":"batch","n":2,"of":3,"canary":false,"time":"","nodes":["web2","web3"]}"#,
            r#"{"k":"reply","node":"web3","code":1,"msg":"unit is\u001b masked"}"#,
            r#"{"k":"settled","n":2,"silent":["web2"]}"#,
            r#"{"k":"end","time":"","why":"2 nodes failed or stayed silent, which reaches --stop-on"}"#,
        ];
        let text = lines.map(|line| format!("{line}\n")).concat();
        let job = Job::read(JobId::parse("k7m2q").unwrap(), &text).unwrap();
        let shown = super::text(&job, State::of(&job, false), Theme::PLAIN);
        insta::assert_snapshot!(shown, @r"
        job       k7m2q
        command   mco rpc service restart service=httpd
        reason    new certificates
        planned   2026-11-20T10:41:02Z
        pace      5 nodes: canary 1, batches of 2, 1s apart, stop on 1 failure
        state     paused: 2 nodes failed or stayed silent, which reaches --stop-on

        Failed: 1

            web3  unit is\x1b masked

        Silent: 1

            web2

        Not sent: 2

            web4    web5

        Done: 1

            web1
        ");
    }
}
