//! Who is asked: piped results, a file, or whoever answers discovery; then the limits.

use std::time::Duration;

use client::RequestError;
use client::discover::{Broadcast, Discover, Flatfile, Format, Found, Query};
use protocol::{AgentName, Collective, Filter, Identity};

use crate::args::{FleetArgs, Handed, Method};
use crate::ask::line::Line;
use crate::ask::names::Names;
use crate::ask::{Question, method, nobody, stdin};
use crate::ctx::Ctx;
use crate::out::Sink;
use crate::report::Stop;

/// The nodes to ask.
#[derive(Debug, Clone)]
pub(crate) struct Selection {
    /// Nodes after limits; none for a service agent, which any one node answers.
    pub(crate) nodes: Option<Vec<Identity>>,
    /// Collective to ask.
    pub(crate) collective: Collective,
    /// Filter as typed, without saved sets.
    pub(crate) filter: Filter,
    /// Whether the nodes were named: by a list, by saved sets or by earlier results.
    pub(crate) named: bool,
    /// Time discovery took.
    pub(crate) took: Duration,
}

impl Selection {
    /// Whether it is nodes nobody counted and nothing narrows them down.
    pub(crate) fn reaches_everybody(&self) -> bool {
        self.nodes.is_none() && self.filter.is_empty()
    }
}

/// Finds nodes the way the flags say.
pub(crate) struct Selector<'a> {
    ctx: &'a Ctx,
    args: &'a FleetArgs,
    config: &'a config::Client,
    /// Filter as typed, and how to discover.
    query: Query,
    names: Names,
}

/// One way to find nodes.
struct Way<'w> {
    /// What is said while it happens.
    head: String,
    method: Box<dyn Discover + 'w>,
    filter: Filter,
}

impl<'a> Selector<'a> {
    /// Understands the flags; nothing is sent.
    pub(crate) async fn new(ctx: &'a Ctx, args: &'a FleetArgs) -> anyhow::Result<Self> {
        let config = ctx.config().await?;
        let query = Query {
            collective: args.filter.collective(&config.member)?,
            filter: args.filter.filter()?,
            timeout: args
                .discovery
                .discovery_timeout
                .unwrap_or(config.discovery_timeout),
            adaptive: args.discovery.adaptive(config.discovery_window),
            expect: None,
        };
        Ok(Self {
            ctx,
            args,
            config,
            names: Names::new(ctx, args, &query).await?,
            query,
        })
    }

    /// Finds the nodes a question is for.
    pub(crate) async fn select(self, question: &Question, sink: &mut dyn Sink) -> anyhow::Result<Selection> {
        if question.agent.metadata.service {
            return self.service();
        }
        let (found, named) = self.find(&question.agent_name()?, sink).await?;
        let nodes = self
            .args
            .request
            .limits
            .limited(found.nodes, self.config.limit_random);
        if nodes.is_empty() {
            return Err(nobody(self.ctx, Some(&question.agent.metadata.name)).await);
        }
        self.check_reach(nodes.len())?;
        Ok(Selection {
            nodes: Some(nodes),
            collective: self.query.collective,
            filter: self.names.request_filter(self.query.filter),
            named,
            took: found.took,
        })
    }

    /// Whomever the filter means, for a request that takes the filter along instead of looking for nodes first; none where
    /// something chooses nodes that only this machine knows.
    pub(crate) fn unsought(&self) -> Option<Selection> {
        let (discovery, request) = (&self.args.discovery, &self.args.request);
        let chosen_here = self.names.are_given()
            || discovery.nodes.is_some()
            || self.handed().is_some()
            || discovery.method.is_some()
            || !discovery.not_nodes.is_empty()
            || request.limits.limit().is_some()
            || request.max_targets.is_some();
        (!chosen_here).then(|| Selection {
            nodes: None,
            collective: self.query.collective.clone(),
            filter: self.query.filter.clone(),
            named: false,
            took: Duration::ZERO,
        })
    }

    /// Finds nodes that host `agent`. The flag says whether a list, saved sets or earlier results named them.
    pub(crate) async fn find(&self, agent: &AgentName, sink: &mut dyn Sink) -> anyhow::Result<(Found, bool)> {
        if let Some(way) = self.listed().await? {
            let by_hand = self
                .args
                .discovery
                .nodes
                .as_ref()
                .is_some_and(|path| path.as_os_str() != "-");
            self.ctx.note(|asked| asked.piped = !by_hand);
            return Ok((self.discover(way, sink).await?, true));
        }
        let found = self.discover(self.discovery(agent).await?, sink).await?;
        Ok((found, self.names.are_given()))
    }

    /// The nodes that were chosen by hand: for this command, or for all of the session.
    fn handed(&self) -> Option<Handed> {
        let session = || self.ctx.follower()?.nodes().map(Handed);
        self.args.discovery.handed.clone().or_else(session)
    }

    /// The list that was given, by flag or on standard input. Only names may choose from it: it tells nothing else of its nodes.
    async fn listed(&self) -> anyhow::Result<Option<Way<'static>>> {
        let flags = &self.args.discovery;
        let (head, list) = if let Some(Handed(nodes)) = self.handed() {
            let text = nodes.iter().map(|node| format!("{node}\n")).collect();
            let list = Flatfile::from_text("the chosen nodes", text).with_format(Format::Text);
            ("Taking the chosen nodes .... ".to_owned(), list)
        } else if let Some(path) = &flags.nodes {
            let options = flags.options(Method::File, &[])?;
            let list = method::formatted(stdin::listed(self.ctx, path).await?, &options)?;
            let place = match path.as_os_str().as_encoded_bytes() {
                b"-" => "on standard input".into(),
                _ => format!("in {}", path.display()),
            };
            (format!("Taking the nodes listed {place} .... "), list)
        } else if flags.method.is_none()
            && self.ctx.input_piped()
            && let Some(results) = stdin::piped(self.ctx).await?
        {
            (
                "Taking the nodes of the results on standard input .... ".to_owned(),
                results,
            )
        } else {
            return Ok(None);
        };
        Ok(Some(Way {
            head,
            method: Box::new(list),
            filter: self.names.filter(&self.query.filter, false),
        }))
    }

    /// The method that the flags or the configuration name.
    async fn discovery(&self, agent: &AgentName) -> anyhow::Result<Way<'a>> {
        if self.config.require_filter && self.query.filter.is_empty() && !self.names.are_given() {
            return Err(RequestError::FilterRequired.into());
        }
        let chosen = method::chosen(self.args, self.config, &self.query.filter)?;
        if chosen.instead_of.is_some() && self.args.output.is_for_people() {
            self.ctx
                .err
                .line("Only nodes themselves can evaluate -S: discovering with mc\n")?;
        }
        let mut filter = self
            .names
            .filter(&self.query.filter, method::takes_names(chosen.method));
        if chosen.method != Method::File && !filter.agent.iter().any(|named| named == agent.as_str()) {
            filter.agent.push(agent.to_string());
        }
        let options = self.args.discovery.options(
            chosen.instead_of.unwrap_or(chosen.method),
            &self.config.discovery_options,
        )?;
        let method = match method::offline(self.ctx, self.config, chosen.method, options)? {
            Some(method) => method,
            None => Box::new(Broadcast::new(self.ctx.fleet().await?)),
        };
        Ok(Way {
            head: format!("Discovering nodes using the {} method .... ", method.name()),
            method,
            filter,
        })
    }

    async fn discover(&self, way: Way<'_>, sink: &mut dyn Sink) -> anyhow::Result<Found> {
        let Way { head, method, filter } = way;
        let query = Query {
            filter,
            ..self.query.clone()
        };
        sink.discovering(method.name())?;
        let mut line = Line::start(self.ctx, self.args, head)?;
        let mut count = 0;
        let mut each = |node: &Identity| {
            count += 1;
            line.count(count);
            if self.names.chooses(node) {
                sink.found(node);
            }
        };
        let found = tokio::select! {
            found = method.discover(&query, &mut each) => Some(found),
            () = self.ctx.interrupt.cancelled() => None,
        };
        let mut found = match found {
            Some(Ok(found)) => found,
            failed => {
                line.end(None)?;
                return Err(failed
                    .and_then(Result::err)
                    .map_or_else(|| Stop::interrupted().into(), Into::into));
            }
        };
        // Names that are taken as they are take no time, and say nothing about who is there.
        if found.method == Method::Broadcast.name() && !found.took.is_zero() {
            self.ctx
                .learn_seen(found.nodes.clone(), &self.query.collective)
                .await;
        }
        found.nodes = self.names.choose(found.nodes);
        line.end(Some(found.nodes.len()))?;
        sink.discovered(found.method, found.nodes.len(), found.took)?;
        Ok(found)
    }

    fn service(self) -> anyhow::Result<Selection> {
        if !self.query.filter.is_empty() || self.names.are_given() {
            return Err(
                Stop::error("a service agent is answered by any one node, so it takes no filter").into(),
            );
        }
        Ok(Selection {
            nodes: None,
            collective: self.query.collective,
            filter: self.query.filter,
            named: true,
            took: Duration::ZERO,
        })
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
