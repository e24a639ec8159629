//! The stages of a line, each with the nodes of the one before.

use protocol::Identity;

use super::{Engine, Handed, Ran};
use crate::exit::Exit;
use crate::report::Stop;
use crate::shell::parse::Line;
use crate::shell::statement::{Known, Statement};
use crate::shell::stream::{Captured, Sinkhole, Streams};

/// Most bytes a stage may hand to the next: names of a very large fleet.
const MAX_HANDED: usize = 64 << 20;

impl Engine {
    /// The statements of a line.
    pub(in crate::shell) async fn understood(&self, line: &Line) -> anyhow::Result<Vec<Statement>> {
        let agents = self.base.ctx.library().await.names();
        let used = self.sticky.used.as_ref();
        let known = Known {
            catalog: &self.base.catalog,
            agents: &agents,
            agent: used.map(|used| &*used.agent),
            action: used.and_then(|used| used.action.as_deref()),
        };
        let statements = line
            .stages
            .iter()
            .map(|stage| Statement::new(&stage.words, known));
        Ok(statements.collect::<Result<_, _>>()?)
    }

    pub(super) async fn stages(&mut self, line: &Line, streams: &Streams) -> anyhow::Result<Ran> {
        let mut statements = self.understood(line).await?;
        let Some(last) = statements.pop() else {
            return Ok(Ran::DONE);
        };
        let (mut handed, mut worst) = (None, Exit::Done);
        for (index, statement) in statements.into_iter().enumerate() {
            let ran = self.handing(statement, streams, handed.take()).await?;
            if ran.quit || !matches!(ran.exit, Exit::Done | Exit::Failed) {
                return Ok(ran);
            }
            worst = if worst == Exit::Done { ran.exit } else { worst };
            let nodes = ran.nodes.unwrap_or_default();
            if nodes.is_empty() {
                return Err(Stop::error(format!("stage {} leaves no node for the next", index + 1)).into());
            }
            handed = Some(nodes.into());
        }
        let sink = Sinkhole::open(line, &self.base.ctx, streams)?;
        let inner = Streams {
            out: sink.out.clone(),
            ..streams.clone()
        };
        let ran = self.statement(last, &inner, handed).await;
        drop(inner);
        let ended = sink.close(streams).await?;
        let mut ran = ran?;
        for exit in [worst, ended] {
            if ran.exit == Exit::Done {
                ran.exit = exit;
            }
        }
        Ok(ran)
    }

    /// Runs a stage whose nodes are for the next.
    async fn handing(
        &mut self,
        mut statement: Statement,
        streams: &Streams,
        handed: Handed,
    ) -> anyhow::Result<Ran> {
        let (out, text) = Captured::printer(MAX_HANDED);
        let inner = Streams {
            out,
            ..streams.clone()
        };
        let names = statement.prints_names();
        let mut ran = self.statement(statement, &inner, handed).await?;
        if ran.nodes.is_none() && ran.exit == Exit::Done {
            if !names {
                return Err(Stop::error("this gives no nodes to the next stage")
                    .hint("`find`, `targets`, `results` and whatever asks nodes do")
                    .into());
            }
            let text = text.text();
            let nodes = text.lines().filter_map(|line| Identity::new(line.trim()).ok());
            ran.nodes = Some(nodes.collect());
        }
        Ok(ran)
    }
}

impl Statement {
    /// Whether what it prints are names of nodes, which it is made to do where it can.
    fn prints_names(&mut self) -> bool {
        let Self::Command(command) = self else {
            return false;
        };
        match command.words.first().map(String::as_str) {
            Some("find" | "discover") => true,
            Some("ping") => {
                command.words.push("--names".to_owned());
                true
            }
            _ => false,
        }
    }
}
