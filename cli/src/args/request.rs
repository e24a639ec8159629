//! How a request is made: limits, times, and the safety around it.

use std::fmt;
use std::time::Duration;

use protocol::Identity;

use crate::args::parse;

/// How a request is made.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Request")]
pub(crate) struct RequestArgs {
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
    /// Longest wait for replies, in seconds or as `2m`
    #[arg(short, long, value_name = "DURATION", value_parser = parse::duration)]
    pub(crate) timeout: Option<Duration>,
    /// How long the request stays valid
    #[arg(long, value_name = "DURATION", value_parser = parse::duration)]
    pub(crate) ttl: Option<Duration>,
    /// Refuse to ask more nodes than this
    #[arg(long, value_name = "N")]
    pub(crate) max_targets: Option<usize>,
    /// Have replies sent to this subject, without waiting; prints the id of the request
    #[arg(short, long, value_name = "SUBJECT", value_parser = parse::subject)]
    pub(crate) reply_to: Option<String>,
    /// Do not wait for replies; prints the id of the request
    #[arg(long, visible_alias = "nr")]
    pub(crate) no_results: bool,
    /// Taken for scripts written for other clients: nothing here depends on it
    #[arg(long, hide = true)]
    pub(crate) threaded: bool,
    /// Taken for scripts written for other clients: requests leave as fast as the broker takes them
    #[arg(
        long = "publish_timeout",
        alias = "publish-timeout",
        value_name = "DURATION",
        hide = true
    )]
    pub(crate) publish_timeout: Option<String>,
    /// Taken for scripts written for other clients: the configuration says how long a connection may take
    #[arg(long, value_name = "DURATION", hide = true)]
    pub(crate) connection_timeout: Option<String>,
    /// Do not ask before changing things
    #[arg(short, long)]
    pub(crate) yes: bool,
    /// Say in words what would be asked and of whom, then stop
    #[arg(long)]
    pub(crate) explain: bool,
}

/// How many of the nodes found are meant.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct LimitArgs {
    /// Ask at most this many of the nodes found, e.g. `5` or `10%`
    #[arg(long, aliases = ["limit-nodes", "ln"], value_name = "N|N%", value_parser = parse::limit)]
    pub(crate) limit: Option<Limit>,
    /// Ask only one of the nodes found
    #[arg(short = '1', long, conflicts_with = "limit")]
    pub(crate) one: bool,
    /// Choose the limited nodes at random, the same ones for the same number
    #[arg(long, value_name = "N")]
    pub(crate) limit_seed: Option<u64>,
}

/// How many of the nodes found are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    /// This many.
    Count(usize),
    /// This share, 1 to 100, rounded down but never to nothing.
    Percent(usize),
}

impl RequestArgs {
    /// Whether the answers are not waited for.
    pub(crate) fn is_sent_only(&self) -> bool {
        self.reply_to.is_some() || self.no_results
    }
}

impl LimitArgs {
    /// The flags that choose a part of the nodes, as they would be typed.
    pub(crate) fn words(&self) -> Vec<String> {
        let limit = self.limit().map(|limit| format!("--limit {limit}"));
        let seed = self.limit_seed.map(|seed| format!("--limit-seed {seed}"));
        limit.into_iter().chain(seed).collect()
    }

    /// How many of the nodes found are asked; none for all.
    pub(crate) fn limit(&self) -> Option<Limit> {
        if self.one {
            Some(Limit::Count(1))
        } else {
            self.limit
        }
    }

    /// The nodes that remain after the limit: the first ones, or a choice that is random or repeatable.
    pub(crate) fn limited(&self, nodes: Vec<Identity>, random: bool) -> Vec<Identity> {
        let Some(limit) = self.limit() else {
            return nodes;
        };
        let keep = limit.of(nodes.len());
        let mut nodes = nodes;
        match self.limit_seed.filter(|seed| *seed != 0) {
            Some(seed) => {
                nodes.sort();
                fastrand::Rng::with_seed(seed).shuffle(&mut nodes);
            }
            None if random => fastrand::shuffle(&mut nodes),
            None => {}
        }
        nodes.truncate(keep);
        nodes
    }
}

impl Limit {
    /// The number it means out of `total`: a share is rounded down, but never to nothing.
    pub(crate) fn of(self, total: usize) -> usize {
        match self {
            Self::Count(count) => count,
            Self::Percent(percent) => (total.saturating_mul(percent) / 100).max(1),
        }
    }

    /// The number that must be reached to be this much of `total`: a share is rounded up.
    pub(crate) fn reached_at(self, total: usize) -> usize {
        match self {
            Self::Count(count) => count,
            Self::Percent(percent) => total.saturating_mul(percent).div_ceil(100).max(1),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Percent(percent) => write!(f, "{percent}%"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::node;

    fn nodes(count: usize) -> Vec<Identity> {
        (0..count).map(|n| node(&format!("n{n}"))).collect()
    }

    fn limited(limit: Limit, seed: Option<u64>, nodes: Vec<Identity>) -> Vec<Identity> {
        let args = LimitArgs {
            limit: Some(limit),
            one: false,
            limit_seed: seed,
        };
        args.limited(nodes, false)
    }

    #[test]
    fn a_limit_keeps_the_first_nodes() {
        assert_eq!(limited(Limit::Count(2), None, nodes(5)), nodes(2));
    }

    #[test]
    fn a_limit_over_the_number_of_nodes_keeps_them_all() {
        assert_eq!(limited(Limit::Count(9), None, nodes(5)), nodes(5));
    }

    #[test]
    fn a_percentage_rounds_down_but_never_to_nothing() {
        assert_eq!(limited(Limit::Percent(50), None, nodes(5)).len(), 2);
        assert_eq!(limited(Limit::Percent(1), None, nodes(5)).len(), 1);
        assert_eq!(limited(Limit::Percent(1), None, nodes(0)).len(), 0);
    }

    #[test]
    fn a_seed_chooses_the_same_nodes_whatever_their_order() {
        let forward = limited(Limit::Count(5), Some(7), nodes(100));
        let backward = limited(Limit::Count(5), Some(7), nodes(100).into_iter().rev().collect());
        assert_eq!(forward, backward);
        assert_ne!(forward, limited(Limit::Count(5), Some(8), nodes(100)));
    }
}
