//! Who does what the screens want done.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::mpsc;

use crate::order::{Order, Ticket};
use crate::report::{Report, Trouble};

/// Reports that may wait for the screens; answers come in batches, so this is plenty, and who sends more waits.
pub(crate) const WAITING: usize = 64;

/// Does what the screens want done.
pub trait Backend: Send + Sync + 'static {
    /// Begins the work and returns at once; what comes of it is sent to `reports`, under the order's ticket.
    fn begin(&self, order: Order, reports: Reports);

    /// Gives text to the user's editor, to which the terminal belongs until this is over, and brings back what was saved. Dropping
    /// it ends the editor.
    fn edit(&self, draft: Draft) -> Editing;
}

/// An editor at work.
pub type Editing = Pin<Box<dyn Future<Output = Result<Vec<u8>, Trouble>> + Send>>;

/// Text for the user's editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Under which what becomes of it is told, as [`Report::Edited`].
    pub ticket: Ticket,
    /// What it is, as the name of a file: by its end editors know what to colour.
    pub name: String,
    /// The text.
    pub text: Arc<[u8]>,
}

/// Where a backend tells what became of its orders. Clones send to the same screens.
#[derive(Debug, Clone)]
pub struct Reports {
    sender: mpsc::Sender<Report>,
}

impl Reports {
    /// A channel from a backend to the screens.
    pub fn channel() -> (Self, mpsc::Receiver<Report>) {
        let (sender, receiver) = mpsc::channel(WAITING);
        (Self { sender }, receiver)
    }

    /// Tells the screens; waits while they are busy. False when they are gone. Cancel-safe.
    pub async fn send(&self, report: Report) -> bool {
        self.sender.send(report).await.is_ok()
    }
}
