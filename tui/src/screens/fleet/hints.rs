//! Which keys do something now.

use super::Fleet;
use super::places::Part;
use crate::component::Hint;
use crate::keymap::Verb;
use crate::session::Session;
use crate::widgets::list::List;

impl Fleet {
    /// The keys that do something now.
    pub(super) fn keys(&self, session: &Session) -> Vec<Hint> {
        if self.hunt.field().is_some() {
            return typing();
        }
        let mut hints = match self.focus {
            Part::Node => self.node_keys(),
            Part::List => self.list_keys(),
            Part::Facets => self.facets_keys(),
        };
        if self.is_searching() {
            return hints;
        }
        hints.push(match self.facets.is_open() {
            true => Hint::quiet(Verb::Facets, "hide facets"),
            false => Hint::new(Verb::Facets, "facets"),
        });
        hints.extend([
            Hint::new(Verb::NextPane, "other part"),
            Hint::quiet(Verb::PreviousPane, "other part"),
            Hint::quiet(Verb::Zoom, "all the room"),
            Hint::quiet(Verb::CopyCommand, "copy command"),
        ]);
        if let Some(label) = self.way_back(session) {
            hints.push(Hint::quiet(Verb::Back, label));
        }
        hints
    }

    fn node_keys(&self) -> Vec<Hint> {
        let mut hints = self.node.hints();
        if self.node.node().is_some() && !self.is_searching() {
            hints.push(Hint::new(Verb::Act, "act"));
        }
        hints
    }

    fn facets_keys(&self) -> Vec<Hint> {
        let mut hints = self.facets.hints();
        if self.nodes.len() > 0 {
            hints.push(Hint::quiet(Verb::Learn, "learn inventories"));
        }
        hints
    }

    fn list_keys(&self) -> Vec<Hint> {
        let mut hints = vec![Hint::new(Verb::Find, "scope")];
        if self.nodes.current().is_some() {
            hints.extend([
                Hint::new(Verb::Open, "open"),
                Hint::new(Verb::Explain, "why"),
                Hint::new(Verb::Mark, "mark"),
                Hint::new(Verb::Act, "act"),
                Hint::quiet(Verb::MarkAll, "mark all shown"),
                Hint::quiet(Verb::Invert, "turn marks around"),
                Hint::new(Verb::Sort, "sort"),
                Hint::quiet(Verb::CopyValue, "copy identity"),
                Hint::quiet(Verb::Raw, "raw JSON"),
                Hint::new(Verb::Diff, "diff marked"),
                Hint::new(Verb::SaveSet, "save as set"),
                Hint::quiet(Verb::Learn, "learn inventories"),
            ]);
            hints.extend(List::hints());
        }
        hints.push(Hint::new(Verb::Refresh, "rediscover"));
        hints.push(Hint::quiet(Verb::Sets, "take a set"));
        if self.hunt.is_running() || self.learning.words().is_some() {
            hints.push(Hint::new(Verb::Cancel, "stop asking"));
        }
        hints
    }

    /// What going back means now.
    fn way_back(&self, session: &Session) -> Option<&'static str> {
        match () {
            () if self.focus == Part::Node && self.node.has_search() => Some("clear the search"),
            () if self.zoom => Some("all parts"),
            () if self.focus != Part::List => Some("to the nodes"),
            () if self.hunt.is_running() => Some("stop asking"),
            () if !session.scope.is_everybody() => Some("clear the scope"),
            () => None,
        }
    }
}

/// While the scope is typed.
fn typing() -> Vec<Hint> {
    vec![
        Hint::new(Verb::Accept, "find them"),
        Hint::new(Verb::Complete, "complete"),
        Hint::quiet(Verb::Down, "next completion"),
        Hint::quiet(Verb::Up, "completion before"),
        Hint::quiet(Verb::PreviousField, "completion before"),
        Hint::new(Verb::Back, "leave"),
    ]
}
