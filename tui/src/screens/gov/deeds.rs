//! What can be done with governors and their leases. Everything is asked about, with what it means for those who hold leases.

use super::Gov;
use super::paint::lasted;
use crate::effect::{Effect, Message, Notice, Tone};
use crate::gov::{Lease, NewGovernor};
use crate::kv::bucket_mistake;
use crate::measure;
use crate::order::{Gov as Ask, Order, Ticket};
use crate::popups::confirm::Confirm;
use crate::popups::fields::{Asked, Fields};
use crate::report::GovNews;
use crate::session::Session;
use crate::text::{counted, quoted};

/// Most leases of a governor.
const MOST_LEASES: u64 = 1_000_000;

/// Something that was ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Deed {
    /// What goes on.
    pub(super) words: String,
}

impl Gov {
    /// What was ordered is over.
    pub(super) fn ended(
        &mut self,
        session: &mut Session,
        ticket: Ticket,
        deed: &Deed,
        news: &GovNews,
    ) -> Vec<Effect> {
        let (tone, words) = match news {
            GovNews::Done(words) => (Tone::Good, words.clone()),
            GovNews::Failed(trouble) => {
                // Where nothing was made there is nowhere to go.
                self.wanted = None;
                let hint = trouble
                    .hint
                    .as_ref()
                    .map_or_else(String::new, |hint| format!(": {hint}"));
                (
                    Tone::Bad,
                    format!("{} failed: {}{hint}", deed.words, trouble.text),
                )
            }
            _ => return Vec::new(),
        };
        self.doing.end(ticket);
        let mut effects = self.list_all(session);
        effects.extend(self.open_again(session));
        effects.push(Effect::Say(Notice::new(tone, words)));
        effects
    }

    /// Asks for the leases once more.
    pub(super) fn open_again(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some((name, ticket)) = &mut self.opened else {
            return Vec::new();
        };
        *ticket = session.ticket();
        let ask = Ask::Open { name: name.clone() };
        vec![Effect::Order(Order::Gov { ticket: *ticket, ask })]
    }

    /// Asks whether to take the lease under the cursor away.
    pub(super) fn evict(&mut self, session: &mut Session) -> Vec<Effect> {
        let (Some(row), Some(lease)) = (self.current().cloned(), self.lease().cloned()) else {
            return Vec::new();
        };
        let age = lasted(session.now.duration_since(lease.since).unwrap_or_default());
        let mut lines = vec![format!(
            "{} has held slot {} of {} for {age}",
            lease.holder, lease.id, row.name
        )];
        lines.extend(self.suspicion(session, &lease));
        lines.push(
            "What it runs goes on; its slot is free at once, so that somebody else may run beside it."
                .to_owned(),
        );
        let Lease { id, holder, .. } = lease;
        let ask = Ask::Evict {
            name: row.name,
            lease: id,
            holder: holder.clone(),
        };
        self.asking(session, format!("Evict {holder}?"), lines, None, ask)
    }

    /// Asks whether to take all leases away.
    pub(super) fn reset(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(row) = self.current().cloned() else {
            return Vec::new();
        };
        let leases = counted(usize::try_from(row.used).unwrap_or(usize::MAX), "lease");
        let lines = vec![
            format!("{leases} of {} are taken away at once", row.name),
            "What their holders run goes on, and as many others may run beside them. There is no undo."
                .to_owned(),
        ];
        let name = row.name;
        self.asking(
            session,
            format!("Reset {name}?"),
            lines,
            Some(name.clone()),
            Ask::Reset { name },
        )
    }

    /// Asks whether to remove the governor under the cursor.
    pub(super) fn remove(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(row) = self.current().cloned() else {
            return Vec::new();
        };
        let leases = counted(usize::try_from(row.used).unwrap_or(usize::MAX), "lease");
        let lines = vec![
            format!("{} with {leases}", row.name),
            "What runs under it goes on, and whoever asks it for a lease fails. There is no undo.".to_owned(),
        ];
        let name = row.name;
        self.asking(
            session,
            format!("Remove {name}?"),
            lines,
            Some(name.clone()),
            Ask::Remove { name },
        )
    }

    /// Asks what a new governor is like.
    pub(super) fn add(&mut self, session: &mut Session) -> Vec<Effect> {
        let name = |text: &str| bucket_mistake(text.trim()).map_or(Ok(()), |mistake| Err(mistake.to_owned()));
        let asked = vec![
            Asked::new("name", "", "letters, digits, _ and -", name),
            Asked::new("capacity", "1", "leases at a time", |text| {
                capacity(text).map(drop)
            }),
            Asked::new("expires", "20m", EXPIRES, |text| {
                measure::duration(text).map(drop)
            }),
            Asked::new("replicas", "1", "servers that hold it, 1 to 5", |text| {
                replicas(text).map(drop)
            }),
        ];
        let ticket = self.doing.ticket(
            session,
            Deed {
                words: "making a governor".to_owned(),
            },
        );
        let done = move |_: &mut Session, answers: Vec<String>| {
            let answer = |place: usize| answers.get(place).map_or("", String::as_str);
            let new = NewGovernor {
                name: answer(0).to_owned(),
                capacity: capacity(answer(1)).unwrap_or(1),
                expires: measure::duration(answer(2)).unwrap_or_default(),
                replicas: replicas(answer(3)).unwrap_or(1),
            };
            let expires = new
                .expires
                .map_or_else(|| "0s".to_owned(), |time| measure::time(Some(time)));
            let lines = vec![
                format!(
                    "{}: {} at a time",
                    new.name,
                    counted(usize::try_from(new.capacity).unwrap_or(usize::MAX), "lease")
                ),
                format!(
                    "mco governor add {} {} {expires} {}",
                    quoted(&new.name),
                    new.capacity,
                    new.replicas
                ),
            ];
            // The cursor goes to it as soon as it is listed.
            let seen = Effect::Tell(Message::Governor(new.name.clone()));
            let ask = Effect::Order(Order::Gov {
                ticket,
                ask: Ask::Add(new),
            });
            let confirm = Confirm::new("Make it?", lines, vec![seen, ask]).change();
            vec![Effect::Open(Box::new(confirm))]
        };
        vec![Effect::Open(Box::new(Fields::new("New governor", asked, done)))]
    }

    pub(super) fn asking(
        &mut self,
        session: &mut Session,
        title: String,
        lines: Vec<String>,
        typed: Option<String>,
        ask: Ask,
    ) -> Vec<Effect> {
        let ticket = self.doing.ticket(
            session,
            Deed {
                words: title.trim_end_matches('?').to_lowercase(),
            },
        );
        vec![question(ticket, title, lines, typed, ask)]
    }
}

/// What is wanted of a time.
pub(super) const EXPIRES: &str = "when a lease ends that nobody gives back, e.g. 20m; empty: never";

pub(super) fn question(
    ticket: Ticket,
    title: String,
    lines: Vec<String>,
    typed: Option<String>,
    ask: Ask,
) -> Effect {
    let order = Effect::Order(Order::Gov { ticket, ask });
    let confirm = Confirm::new(title, lines, vec![order]).change();
    Effect::Open(Box::new(match typed {
        Some(word) => confirm.typed(word),
        None => confirm,
    }))
}

pub(super) fn capacity(text: &str) -> Result<u64, String> {
    let number = text
        .trim()
        .parse()
        .ok()
        .filter(|number| (1..=MOST_LEASES).contains(number));
    number.ok_or_else(|| "a number from 1 on".to_owned())
}

fn replicas(text: &str) -> Result<usize, String> {
    let number = text.trim().parse().ok().filter(|number| (1..=5).contains(number));
    number.ok_or_else(|| "a number from 1 to 5".to_owned())
}
