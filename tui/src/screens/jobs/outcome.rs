//! What became of the nodes of a job: those that fared alike together.

use std::collections::BTreeMap;

use protocol::Identity;

use crate::job::{Fate, JobDetail};
use crate::theme::Role;

/// Kinds of failures that are told apart.
const MAX_KINDS: usize = 50;

/// Names listed of one group; the others are counted.
const MAX_NAMES: usize = 200;

/// The groups, those that need a look first.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Groups that are not empty.
    pub(super) groups: Vec<Group>,
    /// How many kinds of failures there are.
    pub(super) kinds: usize,
}

/// Nodes that fared alike.
#[derive(Debug)]
pub(super) struct Group {
    /// How: `failed: unit is masked`, `silent`.
    pub(super) title: String,
    /// What that means.
    pub(super) role: Role,
    /// How many.
    pub(super) count: usize,
    /// The first of them.
    pub(super) names: Vec<Identity>,
}

impl Outcome {
    /// Sorts the nodes of a job.
    pub(super) fn new(detail: &JobDetail) -> Self {
        let mut failures: BTreeMap<&str, Group> = BTreeMap::new();
        let mut others = Group::new("failed in other ways", Role::Bad);
        let mut rest = [
            Group::new("silent: asked, no answer in time", Role::Warning),
            Group::new("in doubt: asked, and nobody waited for the answer", Role::Warning),
            Group::new("not sent", Role::Muted),
            Group::new("done", Role::Good),
        ];
        for (node, fate) in &detail.nodes {
            let group = match fate {
                Fate::Failed(words)
                    if failures.len() < MAX_KINDS || failures.contains_key(words.as_str()) =>
                {
                    let title = || Group::new(format!("failed: {words}"), Role::Bad);
                    failures.entry(words).or_insert_with(title)
                }
                Fate::Failed(_) => &mut others,
                Fate::Silent => &mut rest[0],
                Fate::InDoubt => &mut rest[1],
                Fate::NotSent => &mut rest[2],
                Fate::Done => &mut rest[3],
            };
            group.add(node);
        }
        let kinds = failures.len() + usize::from(others.count > 0);
        let mut groups: Vec<Group> = failures.into_values().collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        groups.push(others);
        groups.extend(rest);
        groups.retain(|group| group.count > 0);
        Self { groups, kinds }
    }
}

impl Group {
    fn new(title: impl Into<String>, role: Role) -> Self {
        Self {
            title: title.into(),
            role,
            count: 0,
            names: Vec::new(),
        }
    }

    fn add(&mut self, node: &Identity) {
        self.count += 1;
        if self.names.len() < MAX_NAMES {
            self.names.push(node.clone());
        }
    }
}
