//! Sets of nodes: keeping the marked or the shown ones, and taking one as scope.

use std::sync::Arc;

use protocol::Identity;

use super::Fleet;
use crate::effect::{Effect, Message};
use crate::order::Order;
use crate::popups::pick::{Item, Pick};
use crate::popups::prompt::Prompt;
use crate::session::Session;
use crate::text;

/// Longest name of a set.
const LONGEST: usize = 64;

impl Fleet {
    /// The marked nodes, or, when none are marked, those the list shows; and which of both, in words.
    pub(super) fn chosen(&self, session: &Session) -> (Arc<[Identity]>, String) {
        let marked = !session.marks.is_empty();
        let nodes: Arc<[Identity]> = match marked {
            true => session.marks.iter().cloned().collect(),
            false => self.nodes.iter().map(|row| row.node.clone()).collect(),
        };
        let count = match nodes.len() {
            1 => "1 node".to_owned(),
            count => format!("{} nodes", text::count(count)),
        };
        let which = if marked { "marked" } else { "shown" };
        (nodes, format!("{count}, the {which} ones"))
    }

    /// Asks for the name under which to keep the chosen nodes.
    pub(super) fn save_set(&self, session: &Session) -> Vec<Effect> {
        let (nodes, which) = self.chosen(session);
        let taken: Vec<String> = session.sets.iter().map(|(name, _)| name.clone()).collect();
        let save = move |name: String| {
            let name = name.trim().trim_start_matches('@').to_owned();
            vec![Effect::Order(Order::SaveSet { name, nodes })]
        };
        let check = move |name: &str| wrong(name.trim().trim_start_matches('@'), &taken);
        let prompt = Prompt::new("Save a set", format!("name for {which}"), save);
        vec![Effect::Open(Box::new(prompt.check(check)))]
    }

    /// Lets the user choose a set as scope.
    pub(super) fn pick_set(&self, session: &Session) -> Vec<Effect> {
        let items = session.sets.iter().map(|(name, count)| Item {
            value: name.clone(),
            about: format!("{} nodes", text::count(*count)),
        });
        let tell = |name| vec![Effect::Tell(Message::Set(name))];
        let pick = Pick::new("Nodes of a set", items.collect(), tell);
        let pick = pick.empty("no sets yet: w keeps the marked nodes as one");
        vec![Effect::Open(Box::new(pick))]
    }
}

/// What is wrong with the name of a new set.
fn wrong(name: &str, taken: &[String]) -> Result<(), String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    match name {
        "" => Err(String::new()),
        name if name.len() > LONGEST => Err(format!("at most {LONGEST} characters")),
        name if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) => {
            Err("it begins with a letter or digit".to_owned())
        }
        name if !name.chars().all(fits) => Err("only letters, digits, _ - and .".to_owned()),
        name if taken.iter().any(|it| it == name) => Err(format!("@{name} is there already")),
        _ => Ok(()),
    }
}
