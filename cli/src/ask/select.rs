//! Who is asked: piped results, a file, or whoever answers discovery; then the limits.

use std::time::Duration;

use client::RequestError;
use client::discover::{Broadcast, Discover, Flatfile, Found, Query};
use protocol::{AgentName, Collective, Filter, Identity};
use tokio::time::Instant;

use crate::args::{FleetArgs, Method};
use crate::ask::{Question, nobody, stdin};
use crate::ctx::Ctx;
use crate::out::Sink;
use crate::report::Stop;

/// Columns a running count may take.
const COUNT: usize = 7;

/// Shortest time between two drawings of the running count.
const REDRAW: Duration = Duration::from_millis(50);

/// The nodes to ask.
#[derive(Debug, Clone)]
pub(crate) struct Selection {
    /// Nodes after limits; none for a service agent, which any one node answers.
    pub(crate) nodes: Option<Vec<Identity>>,
    /// Collective to ask.
    pub(crate) collective: Collective,
    /// Filter as typed.
    pub(crate) filter: Filter,
    /// Whether the nodes were named by a list or by earlier results.
    pub(crate) named: bool,
    /// Time discovery took.
    pub(crate) took: Duration,
}

/// Finds nodes the way the flags say.
pub(crate) struct Selector<'a> {
    ctx: &'a Ctx,
    args: &'a FleetArgs,
    config: &'a config::Client,
    filter: Filter,
    collective: Collective,
}

impl<'a> Selector<'a> {
    /// Understands the flags; nothing is sent.
    pub(crate) async fn new(ctx: &'a Ctx, args: &'a FleetArgs) -> anyhow::Result<Self> {
        let config = ctx.config().await?;
        Ok(Self {
            ctx,
            args,
            config,
            filter: args.filter.filter()?,
            collective: args.filter.collective(&config.common)?,
        })
    }

    /// Finds the nodes a question is for.
    pub(crate) async fn select(self, question: &Question, sink: &mut dyn Sink) -> anyhow::Result<Selection> {
        if question.agent.metadata.service {
            return self.service();
        }
        let (found, named) = self.find(&question.agent_name()?, sink).await?;
        let nodes = self.args.request.limited(found.nodes, self.config.limit_random);
        if nodes.is_empty() {
            return Err(nobody(self.ctx, Some(&question.agent.metadata.name)).await);
        }
        self.check_reach(nodes.len())?;
        Ok(Selection {
            nodes: Some(nodes),
            collective: self.collective,
            filter: self.filter,
            named,
            took: found.took,
        })
    }

    /// Finds nodes that host `agent`. The flag says whether a list or earlier results named them.
    pub(crate) async fn find(&self, agent: &AgentName, sink: &mut dyn Sink) -> anyhow::Result<(Found, bool)> {
        if let Some(path) = &self.args.discovery.nodes {
            let list = stdin::listed(self.ctx, path).await?;
            return Ok((self.discover(&list, self.filter.clone(), sink).await?, true));
        }
        let may_be_piped = self.args.discovery.method.is_none() && self.ctx.input_piped();
        if may_be_piped && let Some(results) = stdin::piped(self.ctx).await? {
            return Ok((self.piped(&results, sink).await?, true));
        }
        if self.args.discovery.method(&self.config.discovery_method)? == Method::File {
            return Err(Stop::error("discovery method file needs a file")
                .hint("name it with --nodes FILE")
                .into());
        }
        if self.config.require_filter && self.filter.is_empty() {
            return Err(RequestError::FilterRequired.into());
        }
        let mut filter = self.filter.clone();
        if !filter.agent.iter().any(|named| named == agent.as_str()) {
            filter.agent.push(agent.to_string());
        }
        let fleet = self.ctx.fleet().await?;
        let found = self.discover(&Broadcast::new(fleet), filter, sink).await?;
        Ok((found, false))
    }

    async fn discover(
        &self,
        method: &dyn Discover,
        filter: Filter,
        sink: &mut dyn Sink,
    ) -> anyhow::Result<Found> {
        let head = format!("Discovering nodes using the {} method .... ", method.name());
        self.discover_as(head, method, filter, sink).await
    }

    async fn discover_as(
        &self,
        head: String,
        method: &dyn Discover,
        filter: Filter,
        sink: &mut dyn Sink,
    ) -> anyhow::Result<Found> {
        let query = Query {
            collective: self.collective.clone(),
            filter,
            timeout: self.timeout(),
            adaptive: self.args.discovery.adaptive(self.config.discovery_window),
            expect: None,
        };
        sink.discovering(method.name())?;
        let mut line = Line::start(self.ctx, self.args, head)?;
        let mut count = |count| line.count(count);
        let found = tokio::select! {
            found = method.discover(&query, &mut count) => Some(found),
            () = self.ctx.interrupt.cancelled() => None,
        };
        let found = match found {
            Some(Ok(found)) => found,
            failed => {
                line.end(None)?;
                return Err(failed
                    .and_then(Result::err)
                    .map_or_else(|| Stop::interrupted().into(), Into::into));
            }
        };
        line.end(Some(found.nodes.len()))?;
        sink.discovered(found.method, found.nodes.len(), found.took)?;
        Ok(found)
    }

    /// The results stand for themselves: the filter was applied when they were made.
    async fn piped(&self, results: &Flatfile, sink: &mut dyn Sink) -> anyhow::Result<Found> {
        let head = "Taking the nodes of the results on standard input .... ".to_owned();
        let found = self.discover_as(head, results, Filter::default(), sink).await?;
        if self.args.output.is_for_people() && !self.filter.is_empty() {
            self.ctx
                .err
                .line("Nodes come from the results on standard input: the filter is not applied\n")?;
        }
        Ok(found)
    }

    fn service(self) -> anyhow::Result<Selection> {
        if !self.filter.is_empty() {
            return Err(
                Stop::error("a service agent is answered by any one node, so it takes no filter").into(),
            );
        }
        Ok(Selection {
            nodes: None,
            collective: self.collective,
            filter: self.filter,
            named: true,
            took: Duration::ZERO,
        })
    }

    fn timeout(&self) -> Duration {
        self.args
            .discovery
            .discovery_timeout
            .unwrap_or(self.config.discovery_timeout)
    }

    fn check_reach(&self, count: usize) -> anyhow::Result<()> {
        match self.args.request.max_targets {
            Some(most) if count > most => {
                Err(Stop::refused(format!("{count} nodes are more than --max-targets {most}")).into())
            }
            _ => Ok(()),
        }
    }
}

/// The line that says how discovery is going.
struct Line<'a> {
    ctx: &'a Ctx,
    head: Option<String>,
    /// Whether the line can be drawn again: on a terminal that it fits.
    again: bool,
    drawn: Option<Instant>,
}

impl<'a> Line<'a> {
    fn start(ctx: &'a Ctx, args: &FleetArgs, head: String) -> anyhow::Result<Self> {
        let head = args.output.is_for_people().then_some(head);
        if let Some(head) = &head {
            ctx.err.print(head)?;
        }
        let fits = |head: &String| head.len() + COUNT <= ctx.width;
        Ok(Self {
            ctx,
            again: ctx.err.terminal && head.as_ref().is_some_and(fits),
            head,
            drawn: None,
        })
    }

    /// A failure to show progress is no reason to stop.
    fn count(&mut self, count: usize) {
        let rested = self.drawn.is_none_or(|drawn| drawn.elapsed() >= REDRAW);
        if let Some(head) = self.head.as_ref().filter(|_| self.again && rested) {
            self.drawn = Some(Instant::now());
            let _ = self.ctx.err.print(format!("\r{head}{count}"));
        }
    }

    fn end(&mut self, count: Option<usize>) -> anyhow::Result<()> {
        let Some(head) = self.head.take() else {
            return Ok(());
        };
        let restart = if self.again {
            format!("\r{head}")
        } else {
            String::new()
        };
        let end = count.map_or_else(|| "\n".to_owned(), |count| format!("{count}\n\n"));
        self.ctx.err.print(restart + &end)?;
        Ok(())
    }
}
