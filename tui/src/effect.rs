//! What follows from a key, a click or a report.

use std::sync::Arc;

use ddl::Agent;
use protocol::Identity;

use crate::backend::Draft;
use crate::component::Component;
use crate::order::{Order, Ticket};
use crate::screens::ScreenName;

/// Work that an update names and somebody else does.
pub(crate) enum Effect {
    /// Something outside.
    Order(Order),
    /// Put a popup on top.
    Open(Box<dyn Component>),
    /// Take the topmost popup away.
    Close,
    /// Show a screen.
    Show(ScreenName),
    /// Say something in the message line.
    Say(Notice),
    /// Put text on the clipboard of the terminal.
    Copy(String),
    /// Tell every screen.
    Tell(Message),
    /// Leave, after asking when something still runs here.
    Quit,
    /// Leave at once.
    Leave,
    /// Stop like any program of the shell (^Z).
    Suspend,
    /// Give text to the user's editor, which takes the terminal over; what becomes of it is told under the ticket.
    Edit(Draft),
    /// Draw everything again, as after another program wrote to the terminal.
    Redraw,
}

/// A line for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    /// How it went.
    pub(crate) tone: Tone,
    /// One line, not yet cleaned.
    pub(crate) text: String,
}

/// How something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Neither good nor bad.
    Plain,
    /// Well.
    Good,
    /// Worth a look.
    Warning,
    /// Badly.
    Bad,
}

/// What screens tell each other.
#[derive(Debug, Clone)]
pub(crate) enum Message {
    /// The nodes to act on were chosen elsewhere: open the choice of agent and action for them.
    Act,
    /// Open an action with these inputs.
    Compose {
        /// Agent.
        agent: String,
        /// Action.
        action: String,
        /// Inputs as typed.
        inputs: Vec<(String, String)>,
    },
    /// A run begins, its order is on its way.
    Begin(Box<Begin>),
    /// Show this node on the fleet screen.
    Node(Identity),
    /// The scope has changed.
    Scoped,
    /// Take these words as scope.
    Scope(String),
    /// Take this saved set into the scope.
    Set(String),
    /// Count the values of this fact over the fleet.
    Facet(String),
    /// Show this key-value bucket.
    Bucket(String),
    /// Write the first value of a key of this bucket.
    NewKey(String, String),
    /// Show this governor.
    Governor(String),
    /// Show this job.
    Job(String),
    /// Show the answers to the run of this job, which runs here.
    Watch(String),
    /// This screen is shown from now on.
    Shown(ScreenName),
}

/// A run that begins.
#[derive(Debug, Clone)]
pub(crate) struct Begin {
    /// Of its order.
    pub(crate) ticket: Ticket,
    /// The agent's DDL.
    pub(crate) agent: Arc<Agent>,
    /// Name of the action.
    pub(crate) action: String,
    /// The command, without `mco`.
    pub(crate) words: Vec<String>,
    /// The nodes asked, when they were chosen by hand.
    pub(crate) nodes: Option<Arc<[Identity]>>,
    /// The equivalent command line, secrets masked, with `mco`.
    pub(crate) command: String,
    /// Whether it changes nodes.
    pub(crate) change: bool,
}

impl Notice {
    /// With a tone.
    pub(crate) fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self {
            tone,
            text: text.into(),
        }
    }
}
