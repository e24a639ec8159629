//! Who does what the screens want done.

use tokio::sync::mpsc;

use crate::order::Order;
use crate::report::Report;

/// Reports that may wait for the screens; answers come in batches, so this is plenty, and who sends more waits.
pub(crate) const WAITING: usize = 64;

/// Does what the screens want done.
pub trait Backend: Send + Sync + 'static {
    /// Begins the work and returns at once; what comes of it is sent to `reports`, under the order's ticket.
    fn begin(&self, order: Order, reports: Reports);
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
