//! Everything a node hears, from subscriptions that come and go.

use std::pin::Pin;
use std::task::{Context, Poll};

use client::link::{Message, Subscription};
use futures_util::stream::SelectAll;
use futures_util::{Stream, StreamExt};
use tokio::sync::mpsc;
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

/// Subscriptions on their way into the inbox. The loop that takes them out does nothing that lasts, so they never wait for long.
const ARRIVALS: usize = 16;

/// Everything the node hears. Owned by its request loop.
#[derive(Default)]
pub(crate) struct Inbox {
    ears: SelectAll<Ear>,
    arrivals: Option<mpsc::Receiver<Ear>>,
}

/// One subscription. Dropping it unsubscribes.
pub(crate) struct Ear {
    messages: Subscription,
    /// Boxed, as nearly none has one.
    until: Option<Pin<Box<WaitForCancellationFutureOwned>>>,
}

impl Inbox {
    /// Adds a subscription for good.
    pub(crate) fn push(&mut self, messages: Subscription) {
        let until = None;
        self.ears.push(Ear { messages, until });
    }

    /// A way to add subscriptions later.
    pub(crate) fn door(&mut self) -> mpsc::Sender<Ear> {
        let (door, arrivals) = mpsc::channel(ARRIVALS);
        self.arrivals = Some(arrivals);
        door
    }

    /// The next message; none once the connection was closed for good. Cancel-safe.
    pub(crate) async fn next(&mut self) -> Option<Message> {
        loop {
            let arrival = async {
                match &mut self.arrivals {
                    Some(arrivals) => arrivals.recv().await,
                    None => None,
                }
            };
            tokio::select! {
                message = self.ears.next() => return message,
                Some(ear) = arrival => self.ears.push(ear),
            }
        }
    }
}

impl Ear {
    /// A subscription that ends when `gone` fires.
    pub(crate) fn until(messages: Subscription, gone: &CancellationToken) -> Self {
        Self {
            messages,
            until: Some(Box::pin(gone.clone().cancelled_owned())),
        }
    }
}

impl Stream for Ear {
    type Item = Message;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Message>> {
        if let Some(until) = &mut self.until
            && until.as_mut().poll(cx).is_ready()
        {
            return Poll::Ready(None);
        }
        self.messages.poll_next_unpin(cx)
    }
}
