//! Nodes named on this machine: saved sets in `-I`, and whoever `--not-nodes` leaves out.

use std::collections::HashSet;

use client::discover::{Discover, Query};
use client::sets::{SetName, Sets};
use protocol::{Filter, Identity, NodeView};

use crate::args::FleetArgs;
use crate::ask::stdin;
use crate::ctx::Ctx;
use crate::report::Stop;

/// Beginnings of identity filters that only one discovery method understands.
const QUERIES: [&str; 2] = ["group:", "pql:"];

/// What is chosen here of the nodes that are found.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Nodes of the sets that `-I` names; none when it names none.
    sets: Option<HashSet<Identity>>,
    /// The other identities of the filter, which count as alternatives to the sets.
    others: Filter,
    excluded: HashSet<Identity>,
}

impl Names {
    /// Reads the sets and lists that the flags name.
    pub(super) async fn new(ctx: &Ctx, args: &FleetArgs, query: &Query) -> anyhow::Result<Self> {
        let mut names = Self {
            sets: read(ctx, args.filter.sets()?).await?,
            others: Filter {
                identity: query.filter.identity.clone(),
                ..Filter::default()
            },
            excluded: HashSet::new(),
        };
        let queried = names
            .others
            .identity
            .iter()
            .any(|name| QUERIES.iter().any(|query| name.starts_with(query)));
        if names.sets.is_some() && queried {
            return Err(Stop::error("group: and pql: cannot be combined with saved sets").into());
        }
        let everybody = Query {
            filter: Filter::default(),
            ..query.clone()
        };
        for path in &args.discovery.not_nodes {
            let list = stdin::listed(ctx, path).await?;
            names
                .excluded
                .extend(list.discover(&everybody, &mut |_| ()).await?.nodes);
        }
        Ok(names)
    }

    /// Whether sets narrow down which nodes are meant.
    pub(super) fn are_given(&self) -> bool {
        self.sets.is_some()
    }

    /// The filter to discover with. Sets are alternatives to the identities of the filter, so with sets both are looked at here
    /// once nodes are found; names that are all there is are the answer themselves.
    pub(super) fn filter(&self, filter: &Filter, names_suffice: bool) -> Filter {
        let Some(sets) = &self.sets else {
            return filter.clone();
        };
        let others_empty = filter.fact.is_empty() && filter.cf_class.is_empty() && filter.compound.is_empty();
        let plain = self.others.identity.iter().all(|name| !name.starts_with('/'));
        let mut filter = filter.clone();
        filter.identity.clear();
        if names_suffice && others_empty && plain {
            let mut names: Vec<String> = sets.iter().map(ToString::to_string).collect();
            names.sort_unstable();
            names.extend(self.others.identity.iter().cloned());
            filter.identity = names;
        }
        filter
    }

    /// The filter to send to the nodes that were found.
    pub(super) fn request_filter(&self, mut filter: Filter) -> Filter {
        if self.sets.is_some() {
            filter.identity.clear();
        }
        filter
    }

    /// Those of the found nodes that are meant.
    pub(super) fn choose(&self, mut nodes: Vec<Identity>) -> Vec<Identity> {
        nodes.retain(|node| self.chooses(node));
        nodes
    }

    /// Whether a node that was found is meant.
    pub(super) fn chooses(&self, node: &Identity) -> bool {
        !self.excluded.contains(node) && self.is_meant(node)
    }

    fn is_meant(&self, node: &Identity) -> bool {
        let Some(sets) = &self.sets else {
            return true;
        };
        let view = NodeView::named(node.as_str());
        sets.contains(node) || (!self.others.is_empty() && self.others.matches(view))
    }
}

/// The nodes of all these sets; an error when they hold none, which must not mean every node.
async fn read(ctx: &Ctx, names: Vec<SetName>) -> anyhow::Result<Option<HashSet<Identity>>> {
    if names.is_empty() {
        return Ok(None);
    }
    let sets = ctx.sets()?;
    let said = names
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    let reading = tokio::task::spawn_blocking(move || all(&sets, &names));
    let nodes = reading.await??;
    if nodes.is_empty() {
        return Err(Stop::error(format!("{said} names no nodes")).into());
    }
    Ok(Some(nodes))
}

fn all(sets: &Sets, names: &[SetName]) -> anyhow::Result<HashSet<Identity>> {
    let mut nodes = HashSet::new();
    for name in names {
        nodes.extend(sets.read(name)?);
    }
    Ok(nodes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::node;

    fn names(sets: Option<&[&str]>, others: &[&str], excluded: &[&str]) -> Names {
        let nodes = |names: &[&str]| names.iter().map(|name| node(name)).collect();
        Names {
            sets: sets.map(nodes),
            others: filter(others),
            excluded: nodes(excluded),
        }
    }

    fn filter(identities: &[&str]) -> Filter {
        Filter {
            identity: identities.iter().map(|name| (*name).to_owned()).collect(),
            ..Filter::default()
        }
    }

    fn chosen(names: &Names, found: &[&str]) -> Vec<String> {
        let nodes = names.choose(found.iter().map(|name| node(name)).collect());
        nodes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn sets_and_other_names_are_alternatives_and_exclusions_win() {
        let names = names(Some(&["web1", "db1"]), &["/^web[23]$/"], &["web3"]);
        assert_eq!(
            chosen(&names, &["db1", "db2", "web1", "web2", "web3"]),
            ["db1", "web1", "web2"]
        );
    }

    #[test]
    fn without_sets_everybody_found_is_meant_but_for_exclusions() {
        assert_eq!(chosen(&names(None, &["/x/"], &["b"]), &["a", "b"]), ["a"]);
    }

    #[test]
    fn names_that_are_all_there_is_need_no_discovery() {
        let both = names(Some(&["b", "a"]), &["c"], &[]);
        assert_eq!(both.filter(&filter(&["c"]), true).identity, ["a", "b", "c"]);
        assert_eq!(both.filter(&filter(&["c"]), false).identity, [""; 0]);
        let classes = Filter {
            cf_class: vec!["web".into()],
            ..filter(&["c"])
        };
        assert_eq!(both.filter(&classes, true).identity, [""; 0]);
        let pattern = names(Some(&["a"]), &["/c/"], &[]);
        assert_eq!(pattern.filter(&filter(&["/c/"]), true).identity, [""; 0]);
    }

    #[test]
    fn sets_never_travel_with_a_request() {
        assert_eq!(
            names(Some(&["a"]), &["c"], &[]).request_filter(filter(&["c"])),
            Filter::default()
        );
        assert_eq!(
            names(None, &["c"], &[]).request_filter(filter(&["c"])),
            filter(&["c"])
        );
    }
}
