//! What the keys do.

use super::places::Part;
use super::{Fleet, facets, marks};
use crate::effect::{Effect, Notice, Tone};
use crate::keymap::Verb;
use crate::report::Link;
use crate::scope::Scope;
use crate::session::Session;

impl Fleet {
    pub(super) fn on_key_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        if self.hunt.field().is_some() {
            return self.on_typing_verb(session, verb);
        }
        if self.is_searching() {
            return self.on_node_verb(session, verb);
        }
        match verb {
            Verb::Back => return self.back(session),
            Verb::NextPane | Verb::PreviousPane => self.turn(session, verb == Verb::NextPane),
            Verb::Zoom => {
                self.zoom = !self.zoom;
                self.moved(session);
            }
            Verb::Facets => self.toggle_facets(session),
            Verb::CopyCommand => return vec![Effect::Copy(command(session))],
            _ => {
                return match self.focus {
                    Part::Node => self.on_node_verb(session, verb),
                    Part::List => self.on_list_verb(session, verb),
                    Part::Facets => self.on_facets_verb(session, verb),
                };
            }
        }
        Vec::new()
    }

    fn on_typing_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match verb {
            Verb::Accept => self.hunt.enter(session, &mut self.nodes),
            Verb::Back => self.hunt.leave(session, &mut self.nodes),
            Verb::Complete | Verb::Down => self.hunt.complete(session, false),
            Verb::PreviousField | Verb::Up => self.hunt.complete(session, true),
            _ => Vec::new(),
        }
    }

    fn on_node_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        if verb == Verb::Act
            && let Some(node) = self.node.node()
        {
            return marks::act_on(session, node);
        }
        let area = self.places(session, session.screen()).node;
        self.node.on_verb(session, verb, area)
    }

    fn on_facets_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match verb {
            Verb::Learn => return self.learn(session),
            Verb::Table => {
                self.zoom = !self.zoom;
                return Vec::new();
            }
            _ => {}
        }
        let area = self.places(session, session.screen()).facets;
        let page = facets::Facets::page(area, self.is_table());
        self.facets.on_verb(session, verb, page)
    }

    fn on_list_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        let page = self.page(session);
        if self.nodes.on_verb(verb, page) {
            self.moved(session);
            return Vec::new();
        }
        match verb {
            Verb::Find => self.hunt.edit(session),
            Verb::Open => self.show_node(session),
            Verb::Explain if session.scope.is_everybody() => {
                let text = "all nodes are meant; a scope says which, and this why a node is in it";
                return vec![Effect::Say(Notice::new(Tone::Plain, text))];
            }
            Verb::Explain => {
                self.show_node(session);
                self.node
                    .explain(session, self.places(session, session.screen()).node);
            }
            Verb::Mark => self.mark(session),
            Verb::MarkAll => self.mark_all(session),
            Verb::Invert => self.invert(session),
            Verb::Act => return self.act(session),
            Verb::Sort => {
                self.nodes.sort_by(self.nodes.sort().next());
                self.moved(session);
            }
            Verb::CopyValue => {
                let node = self.nodes.current().map(|row| row.node.to_string());
                return node.map(Effect::Copy).into_iter().collect();
            }
            Verb::Raw => return self.node.raw(),
            Verb::Refresh => return self.rediscover(session),
            Verb::Cancel => return self.cancel(),
            Verb::SaveSet => return self.save_set(session),
            Verb::Sets => return self.pick_set(session),
            Verb::Diff => return self.diff(session),
            Verb::Learn => return self.learn(session),
            _ => {}
        }
        Vec::new()
    }

    /// Other rows may be shown, or another node is under the cursor.
    pub(super) fn moved(&mut self, session: &Session) {
        self.glances.stir(session);
        if !self.places(session, session.screen()).node.is_empty() {
            let current = self.nodes.current().map(|row| &row.node);
            self.node.look_at(session, self.guest.as_ref().or(current));
        }
    }

    /// Gives the node under the cursor the whole screen.
    pub(super) fn show_node(&mut self, session: &Session) {
        self.focus = Part::Node;
        self.zoom = true;
        self.moved(session);
    }

    /// Ends what is asked.
    fn cancel(&self) -> Vec<Effect> {
        let mut effects = self.hunt.cancel();
        effects.extend(self.learning.cancel());
        effects
    }

    fn toggle_facets(&mut self, session: &Session) {
        self.facets.toggle(session);
        self.zoom = false;
        self.focus = match self.facets.is_open() {
            true => Part::Facets,
            false => Part::List,
        };
        self.moved(session);
    }

    /// Gives the keys to the next part, or to the one before.
    fn turn(&mut self, session: &Session, forward: bool) {
        let parts = match self.facets.is_open() {
            true => [Part::List, Part::Node, Part::Facets].as_slice(),
            false => [Part::List, Part::Node].as_slice(),
        };
        let here = parts.iter().position(|part| *part == self.focus).unwrap_or(0);
        let step = if forward { 1 } else { parts.len() - 1 };
        self.focus = parts[(here + step) % parts.len()];
        self.moved(session);
    }

    fn back(&mut self, session: &mut Session) -> Vec<Effect> {
        if self.focus == Part::Node && self.node.has_search() {
            self.node.end_search(true);
        } else if self.zoom {
            self.zoom = false;
            self.guest = None;
            if self.focus == Part::Node {
                self.focus = Part::List;
            }
            self.moved(session);
        } else if self.focus != Part::List {
            self.focus = Part::List;
        } else if self.hunt.is_running() {
            return self.cancel();
        } else if !session.scope.is_everybody() {
            return self.hunt.choose(session, &mut self.nodes, Scope::default());
        }
        Vec::new()
    }

    fn rediscover(&mut self, session: &mut Session) -> Vec<Effect> {
        match &session.link {
            Link::Up(_) => self.hunt.discover(session, &mut self.nodes),
            _ => {
                let text = "there is no broker to ask; the nodes are those known from earlier answers";
                vec![Effect::Say(Notice::new(Tone::Warning, text))]
            }
        }
    }
}

/// The command that finds the same nodes.
fn command(session: &Session) -> String {
    let scope = session.scope.text().trim();
    match scope {
        "" => "mco find".to_owned(),
        scope => format!("mco find {scope}"),
    }
}
