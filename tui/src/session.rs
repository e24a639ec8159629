//! What all screens share.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::SystemTime;

use ddl::Agent;
use protocol::Identity;
use ratatui::layout::{Rect, Size};

use crate::keymap::Keymap;
use crate::look::Look;
use crate::order::Ticket;
use crate::report::{Desk, Discovered, Estimate, Link, Mistake, Trouble};
use crate::scope::{Scope, Targets};

/// What all screens share. Owned by the app; components change it while they handle a key or a report.
#[derive(Debug)]
pub(crate) struct Session {
    /// The time, as of the event that is handled.
    pub(crate) now: SystemTime,
    /// The terminal.
    pub(crate) size: Size,
    /// Colours and glyphs.
    pub(crate) look: Look,
    /// Which key does what.
    pub(crate) keymap: Keymap,
    /// Whether actions that change nodes are refused.
    pub(crate) read_only: bool,
    /// Whether that is so until the end.
    pub(crate) sealed: bool,
    /// Who sits here.
    pub(crate) desk: Desk,
    /// How the connection is.
    pub(crate) link: Link,
    /// Which nodes are meant.
    pub(crate) scope: Scope,
    /// What is known of the scope.
    pub(crate) census: Census,
    /// Marked nodes.
    pub(crate) marks: BTreeSet<Identity>,
    /// Whom the next action is for.
    pub(crate) targets: Targets,
    /// Names of saved sets with their sizes.
    pub(crate) sets: Vec<(String, usize)>,
    /// Nodes known from earlier answers.
    pub(crate) known: usize,
    /// Lines of the command bar, oldest first.
    pub(crate) lines: Vec<String>,
    tickets: u64,
}

/// What is known of the nodes a scope means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Census {
    /// The nodes known to match by what earlier answers told.
    pub(crate) estimate: Option<Estimate>,
    /// What is wrong with the scope's words.
    pub(crate) mistake: Option<Mistake>,
    /// Nodes that answered the discovery that runs.
    pub(crate) answering: Option<usize>,
    /// What the last discovery found, and when.
    pub(crate) found: Option<(Discovered, SystemTime)>,
    /// Why the last discovery failed.
    pub(crate) trouble: Option<Trouble>,
}

impl Session {
    /// Nothing is known yet.
    pub(crate) fn new(now: SystemTime, look: Look, keymap: Keymap) -> Self {
        Self {
            now,
            size: Size::new(80, 24),
            look,
            keymap,
            read_only: false,
            sealed: false,
            desk: Desk::default(),
            link: Link::default(),
            scope: Scope::default(),
            census: Census::default(),
            marks: BTreeSet::new(),
            targets: Targets::default(),
            sets: Vec::new(),
            known: 0,
            lines: Vec::new(),
            tickets: 0,
        }
    }

    /// Marks have come or gone: whoever marks nodes means them.
    pub(crate) fn aim(&mut self) {
        self.targets = match (&self.targets, self.marks.is_empty()) {
            (Targets::Marked, true) => Targets::Scope,
            (Targets::Scope, false) => Targets::Marked,
            (targets, _) => targets.clone(),
        };
    }

    /// A ticket for the next order.
    pub(crate) fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    /// Where a screen is drawn at this size of the terminal, so that updates know how long a page is.
    pub(crate) fn screen(&self) -> Rect {
        let whole = Rect::new(0, 0, self.size.width, self.size.height);
        let [_, screen, _, _] = crate::app::layout(whole);
        screen
    }

    /// An agent's DDL.
    pub(crate) fn agent(&self, name: &str) -> Option<&Arc<Agent>> {
        self.desk.agents.iter().find(|agent| agent.metadata.name == name)
    }
}

impl Session {
    /// Takes in what concerns everybody.
    pub(crate) fn hear(&mut self, report: &crate::report::Report) {
        use crate::report::Report;
        match report {
            Report::Desk(desk) => self.desk = desk.as_ref().clone(),
            Report::Link(link) => self.link = link.clone(),
            Report::Sets(sets) => self.sets.clone_from(sets),
            Report::Known(nodes) => self.known = nodes.len(),
            _ => {}
        }
    }
}
