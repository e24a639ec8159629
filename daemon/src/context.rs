//! What a node knows of itself.

use std::sync::Arc;
use std::time::SystemTime;

use protocol::{Collective, Identity};
use tokio::sync::watch;

use crate::classes::Classes;
use crate::data::Providers;
use crate::hosting::Roster;
use crate::patience::Patience;
use crate::{Facts, Stats};

/// What a node knows of itself; agents get it with each call.
#[derive(Debug)]
pub struct Context {
    /// Who it is.
    pub identity: Identity,
    /// Collectives it joined; the first is the main one unless configured otherwise.
    pub collectives: Vec<Collective>,
    /// The main one.
    pub main_collective: Collective,
    /// The configuration.
    pub config: Arc<config::Server>,
    /// The hosted agents.
    pub agents: Roster,
    /// The data providers.
    pub data: Providers,
    /// Facts.
    pub facts: Arc<Facts>,
    /// Counters.
    pub stats: Arc<Stats>,
    /// The connection.
    pub link: client::Link,
    /// The time.
    pub clock: client::Clock,
    /// When the node started.
    pub started: SystemTime,
    pub(crate) classes: Arc<Classes>,
    pub(crate) patience: Patience,
    /// Asks for a look at agents and credentials on disk.
    pub(crate) reload: watch::Sender<()>,
}

/// Facts and classes of a node, read together.
#[derive(Debug, Clone, Default)]
pub struct Described {
    /// Merged facts as JSON text.
    pub facts: Arc<str>,
    /// Lines of the classes file, sorted; empty when unreadable.
    pub classes: Arc<[String]>,
}

impl Context {
    /// Looks at agents and credentials on disk now, instead of within the next 30 s.
    pub fn reload(&self) {
        self.reload.send_replace(());
    }

    /// Facts and classes as their files have them now; none when the file system does not answer within 5 s.
    pub fn described(&self) -> impl Future<Output = Option<Described>> + Send + use<> {
        let (facts, classes) = (self.facts.clone(), self.classes.clone());
        let patience = self.patience.clone();
        let in_files = facts.are_in_files() || classes.are_in_a_file();
        let read = move || Described {
            facts: facts.json(),
            classes: classes.get(),
        };
        async move {
            if in_files {
                patience.read(read).await
            } else {
                Some(read())
            }
        }
    }
}
