//! Lets the rules of this broker decide about the peers of a `nats-server`: it asks for each login, and this answers.

mod answer;
mod permissions;
mod question;

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use async_nats::{Client, Message};
use bytes::Bytes;
use client::Clock;
use engine::{Authenticator, Ration, Refused};
use futures_util::StreamExt;
use nkeys::KeyPair;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;
use tracing::{debug, info, warn};

use question::Question;

/// Where a server asks, in the account of the callout.
const SUBJECT: &str = "$SYS.REQ.USER.AUTH";
/// Brokers that answer for one another share the questions.
const QUEUE: &str = "mco";

/// Answers logins until it is dropped.
#[derive(Debug)]
pub(crate) struct Callout {
    stop: DropGuard,
    tasks: TaskTracker,
}

/// What an answer is made of.
struct Office {
    authenticator: Arc<dyn Authenticator>,
    issuer: KeyPair,
    clock: Clock,
    refusals: Ration,
}

impl Callout {
    /// Begins to answer; the server knows of it when this returns.
    ///
    /// - **Errors:** the connection is not there.
    pub(crate) async fn start(
        nats: &Client,
        authenticator: Arc<dyn Authenticator>,
        issuer: KeyPair,
        clock: Clock,
    ) -> Result<Self, async_nats::Error> {
        let office = Arc::new(Office {
            authenticator,
            issuer,
            clock,
            refusals: Ration::default(),
        });
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        // Judging is computing: a task for each processor, none of which waits for another.
        let clerks = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        for _ in 0..clerks {
            let questions = nats.queue_subscribe(SUBJECT, QUEUE.to_owned()).await?;
            let clerk = answer_all(Arc::clone(&office), nats.clone(), questions);
            let stop = stop.clone();
            tasks.spawn(async move { stop.run_until_cancelled(clerk).await });
        }
        // Whatever answers, it has seen the subscriptions before.
        settled(nats).await?;
        Ok(Self {
            stop: stop.drop_guard(),
            tasks,
        })
    }

    /// Stops to answer; nothing is answered any more when this returns.
    pub(crate) async fn stop(self) {
        drop(self.stop);
        self.tasks.close();
        self.tasks.wait().await;
    }
}

/// Returns once the server has read what was sent so far.
async fn settled(nats: &Client) -> Result<(), async_nats::Error> {
    let inbox = nats.new_inbox();
    let mut echo = nats.subscribe(inbox.clone()).await?;
    nats.publish(inbox, Bytes::new()).await?;
    echo.next().await.ok_or("the connection is closed")?;
    Ok(())
}

async fn answer_all(office: Arc<Office>, nats: Client, mut questions: async_nats::Subscriber) {
    while let Some(message) = questions.next().await {
        let Some(reply) = message.reply.clone() else {
            continue;
        };
        if let Some(answer) = office.answer(&message)
            && let Err(error) = nats.publish(reply, answer.into()).await
        {
            warn!(%error, "the answer to a login was not sent");
        }
    }
}

impl Office {
    /// None where nobody waits for an answer any more, or nobody could read it.
    fn answer(&self, message: &Message) -> Option<String> {
        let question = match Question::read(&message.payload) {
            Ok(question) => question,
            Err(error) => {
                warn!(%error, "a login cannot be read");
                return None;
            }
        };
        let now = self.clock.now().duration_since(UNIX_EPOCH).unwrap_or_default();
        if question.is_late(now) {
            debug!("a login waited too long");
            return None;
        }
        // A defect that one peer finds must not end the clerk, who answers for everybody.
        let judged = catch_unwind(AssertUnwindSafe(|| question.judge(&*self.authenticator)));
        let verdict = judged.unwrap_or_else(|_| {
            Err(Refused {
                reason: "it could not be judged".to_owned(),
            })
        });
        let millis = u64::try_from(now.as_millis()).unwrap_or(u64::MAX);
        if let Err(refused) = &verdict
            && let Some(unsaid) = self.refusals.take(millis)
        {
            info!(peer = %question.peer(), reason = refused.reason, unsaid, "login refused");
        }
        Some(answer::sign(&self.issuer, &question, verdict, now))
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;
    use engine::{Identified, Login};
    use serde_json::json;

    use super::*;

    /// Cannot cope with anybody.
    #[derive(Debug)]
    struct Helpless;

    impl Authenticator for Helpless {
        fn authenticate(&self, _: &Login<'_>) -> Result<Identified, Refused> {
            panic!("nobody thought of this")
        }
    }

    #[test]
    fn whoever_cannot_be_judged_is_refused_and_the_next_is_judged() {
        let office = Office {
            authenticator: Arc::new(Helpless),
            issuer: KeyPair::new_account(),
            clock: Clock::system(),
            refusals: Ration::default(),
        };
        let claims = json!({ "nats": {
            "server_id": { "id": "N1" },
            "user_nkey": "U1",
            "client_info": { "kind": "Client" },
            "connect_opts": {},
        }});
        let payload = format!("e30.{}.e30", BASE64_URL_SAFE_NO_PAD.encode(claims.to_string())).into_bytes();
        let message = Message {
            subject: SUBJECT.into(),
            reply: None,
            length: payload.len(),
            payload: payload.into(),
            headers: None,
            status: None,
            description: None,
        };
        for _ in 0..2 {
            let answer = office.answer(&message).unwrap();
            let said = answer.split('.').nth(1).unwrap();
            let said = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(said).unwrap()).unwrap();
            assert!(said.contains(r#""error":"refused""#), "{said}");
        }
    }
}
