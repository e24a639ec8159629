//! The same questions with certificates and with tokens, by both clients, to nodes of ours and to real servers: the answers must be the same.

mod asking;
mod builtin;
mod documents;
mod external;
mod finding;
mod rollouts;

use std::fmt::Debug;

use futures_util::{StreamExt, stream};
use mco::site::Security;

use super::mixed::{Answer, Mixed, Side};

/// Clients that run at once: they mostly wait.
const AT_ONCE: usize = 12;

/// What was not as it should be; a test tells all of it at its end.
#[derive(Default)]
struct Complaints(Vec<String>);

#[tokio::test(flavor = "multi_thread")]
async fn certificates_lead_to_the_same_answers_in_every_direction() {
    ask_everything(Security::V1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_lead_to_the_same_answers_in_every_direction() {
    ask_everything(Security::V2).await;
}

async fn ask_everything(security: Security) {
    let Some(fleet) = Mixed::start(security).await else {
        return;
    };
    let mut complaints = Complaints::default();
    finding::check(&fleet, &mut complaints).await;
    asking::check(&fleet, &mut complaints).await;
    builtin::check(&fleet, &mut complaints).await;
    external::check(&fleet, &mut complaints).await;
    documents::check(&fleet, &mut complaints).await;
    rollouts::check(&fleet, &mut complaints).await;
    let Complaints(all) = complaints;
    assert!(
        all.is_empty(),
        "{security:?}: {} complaints\n{}",
        all.len(),
        all.join("\n")
    );
}

impl Complaints {
    /// Complains when these differ.
    fn same<S: PartialEq<W> + Debug, W: Debug>(&mut self, what: impl Debug, seen: S, wanted: W) {
        if seen != wanted {
            self.0
                .push(format!("{what:?}\n    saw    {seen:?}\n    wanted {wanted:?}"));
        }
    }
}

/// Has both clients ask every question, some at once, and returns the answers in the order of the questions.
async fn in_every_direction<'a, Q, F: Future<Output = Answer>>(
    questions: &'a [Q],
    ask: impl Fn(Side, &'a Q) -> F,
) -> Vec<(Side, &'a Q, Answer)> {
    let all = questions
        .iter()
        .flat_map(|question| Side::BOTH.map(|client| (client, question)));
    let answers = all.map(|(client, question)| {
        let answer = ask(client, question);
        async move { (client, question, answer.await) }
    });
    stream::iter(answers).buffered(AT_ONCE).collect().await
}
