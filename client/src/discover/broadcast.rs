//! Asks everybody: publishes a ping with the filter and collects who answers.

use std::collections::HashSet;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::StreamExt;
use protocol::rpc::DISCOVERY_PING;
use protocol::{AgentName, Filter, Identity, Subject};
use tokio::time::{Instant, timeout_at};

use super::window::Window;
use super::{Discover, DiscoverError, Found, Progress, Query};
use crate::Fleet;
use crate::replies::{MAX_NAMES, OVERTIME};
use crate::request::{Question, ask, check_filter};

/// The `mc` (also `broadcast`) method.
#[derive(Debug)]
pub struct Broadcast<'a> {
    fleet: &'a Fleet,
}

/// One answer to a ping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pong {
    /// Who answered.
    pub node: Identity,
    /// From publish to answer.
    pub rtt: Duration,
}

impl<'a> Broadcast<'a> {
    /// Discovers over this fleet's connection.
    pub fn new(fleet: &'a Fleet) -> Self {
        Self { fleet }
    }

    /// Pings and hands each answer over as it arrives, duplicates left out (`mco ping`). Never takes the identity shortcut.
    /// Returns the time it took from publish to the end.
    pub async fn ping(
        &self,
        query: &Query,
        each: &mut (dyn FnMut(Pong) + Send),
    ) -> Result<Duration, DiscoverError> {
        check_filter(self.fleet, &query.filter)?;
        let agent = AgentName::new("discovery").expect("a constant that is one token");
        let subject = Subject::broadcast(&query.collective, &agent);
        let question = Question {
            agent: &agent,
            collective: &query.collective,
            reply_collective: &query.collective,
            filter: query.filter.clone(),
            payload: DISCOVERY_PING.to_vec(),
            ttl: self.fleet.config().member.ttl,
        };
        let mut asked = ask(self.fleet, question, &[subject]).await?;
        let mut window = Window::new(query, self.fleet.config().discovery_silence);
        let mut known = HashSet::new();
        let enough = query.expect.unwrap_or(MAX_NAMES).min(MAX_NAMES);
        while known.len() < enough {
            let end = asked.began + window.end();
            if Instant::now() > end + OVERTIME {
                break;
            }
            let Ok(Some(answer)) = timeout_at(end, asked.answers.next()).await else {
                break;
            };
            let rtt = asked.began.elapsed();
            match self.fleet.wire().peek_sender(&answer.payload) {
                Ok(node) => {
                    window.heard(rtt);
                    if known.insert(node.clone()) {
                        each(Pong { node, rtt });
                    }
                }
                Err(error) => tracing::debug!(request_id = %asked.id, %error, "unreadable answer to a ping"),
            }
        }
        Ok(asked.began.elapsed())
    }
}

#[async_trait]
impl Discover for Broadcast<'_> {
    fn name(&self) -> &'static str {
        "mc"
    }

    async fn discover(&self, query: &Query, progress: &mut Progress<'_>) -> Result<Found, DiscoverError> {
        if let Some(nodes) = named(&query.filter) {
            nodes.iter().for_each(progress);
            return Ok(Found {
                nodes,
                method: self.name(),
                took: Duration::ZERO,
            });
        }
        let mut nodes = Vec::new();
        let mut found = |pong: Pong| {
            progress(&pong.node);
            nodes.push(pong.node);
        };
        let took = self.ping(query, &mut found).await?;
        Ok(Found {
            nodes,
            method: self.name(),
            took,
        })
    }
}

/// The nodes of a filter that says nothing but their names, so that nobody has to be asked.
pub(super) fn named(filter: &Filter) -> Option<Vec<Identity>> {
    let others = !filter.fact.is_empty() || !filter.cf_class.is_empty() || !filter.compound.is_empty();
    if others || filter.identity.is_empty() {
        return None;
    }
    let mut known = HashSet::new();
    let mut nodes = Vec::new();
    for text in &filter.identity {
        let pattern = text.len() > 2 && text.starts_with('/') && text.ends_with('/');
        let node = Identity::new(text).ok().filter(|_| !pattern)?;
        if known.insert(node.clone()) {
            nodes.push(node);
        }
    }
    Some(nodes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(identities: &[&str]) -> Filter {
        Filter {
            identity: identities.iter().map(|text| (*text).to_owned()).collect(),
            agent: vec!["rpcutil".into()],
            ..Filter::default()
        }
    }

    #[test]
    fn nodes_that_are_named_need_no_discovery() {
        let nodes = named(&filter(&["web1.example.net", "web2", "web1.example.net"])).unwrap();
        assert_eq!(
            nodes.iter().map(Identity::as_str).collect::<Vec<_>>(),
            ["web1.example.net", "web2"]
        );
    }

    #[test]
    fn patterns_other_filters_and_impossible_names_need_it() {
        assert_eq!(named(&filter(&[])), None);
        assert_eq!(named(&filter(&["web1", "/web/"])), None);
        assert_eq!(named(&filter(&["web 1"])), None);
        let classes = Filter {
            cf_class: vec!["apache".into()],
            ..filter(&["web1"])
        };
        assert_eq!(named(&classes), None);
    }
}
