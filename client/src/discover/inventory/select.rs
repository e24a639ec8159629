//! Which nodes of an inventory a filter means.

use std::collections::BTreeSet;
use std::path::Path;

use protocol::{Collective, Filter, Identity, NodeView};
use serde_json::Value;

use super::super::unique;
use super::{Document, Group, InventoryError, Mistake, Mistakes, Node};

/// What a group's name follows in an identity filter.
const GROUP: &str = "group:";

/// The nodes in the order of the file without duplicates; those of groups sorted.
pub(super) fn select(
    document: &Document,
    path: &Path,
    collective: &Collective,
    filter: &Filter,
) -> Result<Vec<Identity>, InventoryError> {
    let groups: Vec<&str> = filter
        .identity
        .iter()
        .filter_map(|name| name.strip_prefix(GROUP))
        .collect();
    if groups.is_empty() {
        let members = document.nodes.iter().enumerate();
        let members = members.filter(|(_, node)| node.collectives.iter().any(|it| it == collective.as_str()));
        return matching(members, path, filter).map(unique);
    }
    // The agent of the request that follows is always there; it says nothing that a group could not.
    let alone = groups.len() == filter.identity.len()
        && filter.agent.len() < 2
        && filter.fact.is_empty()
        && filter.cf_class.is_empty()
        && filter.compound.is_empty();
    if !alone {
        return Err(InventoryError::MixedGroup);
    }
    let mut nodes = BTreeSet::new();
    for name in groups {
        let group = document.groups.iter().find(|group| group.name == name);
        let group = group.ok_or_else(|| InventoryError::UnknownGroup {
            path: path.to_owned(),
            name: name.to_owned(),
        })?;
        let meant = wire(group, path)?;
        nodes.extend(matching(document.nodes.iter().enumerate(), path, &meant)?);
    }
    Ok(nodes.into_iter().collect())
}

fn matching<'a>(
    nodes: impl Iterator<Item = (usize, &'a Node)>,
    path: &Path,
    filter: &Filter,
) -> Result<Vec<Identity>, InventoryError> {
    let looks_at_facts = !filter.fact.is_empty() || !filter.compound.is_empty();
    let mut found = Vec::new();
    for (index, node) in nodes {
        let facts = if looks_at_facts {
            Value::Object(node.facts.clone()).to_string()
        } else {
            String::from("{}")
        };
        let view = NodeView {
            identity: &node.name,
            agents: &node.agents,
            classes: &node.classes,
            facts: &facts,
            data: None,
        };
        if filter.is_empty() || filter.matches(view) {
            found.push(identity(index, node, path)?);
        }
    }
    Ok(found)
}

/// A file that was taken as it is may hold names that cannot be asked.
fn identity(index: usize, node: &Node, path: &Path) -> Result<Identity, InventoryError> {
    Identity::new(&node.name).map_err(|error| InventoryError::Invalid {
        path: path.to_owned(),
        mistakes: Mistakes(vec![Mistake {
            place: format!("nodes[{index}].name"),
            reason: error.to_string(),
        }]),
    })
}

fn wire(group: &Group, path: &Path) -> Result<Filter, InventoryError> {
    let meant = group.filter.clone().unwrap_or_default();
    let mut filter = Filter {
        agent: meant.agents,
        cf_class: meant.classes,
        identity: meant.identities,
        ..Filter::default()
    };
    let refused = |reason: String| InventoryError::Group {
        path: path.to_owned(),
        name: group.name.clone(),
        reason,
    };
    for fact in &meant.facts {
        filter
            .add_fact(fact)
            .map_err(|error| refused(error.to_string()))?;
    }
    if !meant.compound.is_empty() {
        filter
            .add_compound(&meant.compound)
            .map_err(|error| refused(error.to_string()))?;
    }
    filter
        .check_patterns()
        .map_err(|error| refused(error.to_string()))?;
    Ok(filter)
}
