//! Taking in what is told.

use super::Kv;
use super::deeds::Deed;
use super::open::{Change, Open};
use crate::effect::{Effect, Notice, Tone};
use crate::kv::{KeyRow, Watch};
use crate::order::Ticket;
use crate::report::{KvNews, Refusal, Trouble};
use crate::session::Session;
use crate::text;

impl Kv {
    /// Takes in what is told under a ticket.
    pub(super) fn hear(&mut self, session: &mut Session, ticket: Ticket, news: &KvNews) -> Vec<Effect> {
        if ticket == self.listing {
            match news {
                KvNews::Buckets(Ok(buckets)) => return self.listed(session, buckets),
                KvNews::Buckets(Err(trouble)) => self.trouble = Some(trouble.clone()),
                _ => {}
            }
            return Vec::new();
        }
        if let Some(deed) = self.doing.get(ticket) {
            return self.ended(session, ticket, &deed, news);
        }
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        if ticket == open.ticket {
            return open.hear(session, news);
        }
        let Some(subject) = open.subject.as_mut().filter(|subject| subject.ticket == ticket) else {
            return Vec::new();
        };
        match news {
            KvNews::Revisions(Ok(revisions)) => subject.told(revisions),
            KvNews::Revisions(Err(trouble)) => subject.trouble = Some(trouble.clone()),
            _ => {}
        }
        Vec::new()
    }

    /// What was ordered is over.
    fn ended(&mut self, session: &mut Session, ticket: Ticket, deed: &Deed, news: &KvNews) -> Vec<Effect> {
        let mut effects = Vec::new();
        let (tone, words) = match news {
            KvNews::Written(revision) => (Tone::Good, format!("{}: revision {revision}", deed.done())),
            KvNews::Done(words) => {
                effects = self.list_buckets(session);
                (Tone::Good, words.clone())
            }
            KvNews::Failed(trouble) | KvNews::Refused(Refusal::Failed(trouble)) => {
                self.wanted.take_if(|_| matches!(deed, Deed::Add(_)));
                (Tone::Bad, in_words(trouble))
            }
            KvNews::Refused(Refusal::Unsure(trouble)) => (
                Tone::Bad,
                format!("{} may have happened or not: {}", deed.words(), in_words(trouble)),
            ),
            KvNews::Refused(Refusal::Overtaken(newest)) => {
                let open = self.open.as_mut();
                if let Some(subject) = open.and_then(|open| open.subject.as_mut()) {
                    // What somebody else did is what the loser wants to see now.
                    subject.diff = newest.is_some();
                    subject.list.select(0);
                }
                (
                    Tone::Warning,
                    overtaken(deed, newest.as_ref().map(|newest| newest.revision)),
                )
            }
            _ => return Vec::new(),
        };
        self.doing.end(ticket);
        if let Some(open) = &mut self.open {
            effects.extend(open.read(session));
        }
        effects.push(Effect::Say(Notice::new(tone, words)));
        effects
    }
}

impl Open {
    fn hear(&mut self, session: &mut Session, news: &KvNews) -> Vec<Effect> {
        match news {
            KvNews::Keys { keys, first, last } => {
                let (keys, first, last) = (keys.clone(), *first, *last);
                self.loading = !last;
                self.closed = None;
                self.with_tree(|tree| tree.page(keys, first, last));
                if last {
                    self.relist();
                }
                let mut effects = self.look(session);
                if last && effects.is_empty() {
                    effects = self.read_if_newer(session);
                }
                effects
            }
            KvNews::Changed(changes) => self.changed(session, changes),
            KvNews::Watch(watch) => {
                self.watched(session, watch);
                Vec::new()
            }
            KvNews::Closed(trouble) => {
                self.closed = Some(trouble.clone());
                self.loading = false;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn changed(&mut self, session: &mut Session, changes: &[KeyRow]) -> Vec<Effect> {
        self.heard += changes.len();
        self.with_tree(|tree| changes.iter().for_each(|row| tree.change(row.clone())));
        for row in changes {
            self.jot(Change::Key(row.clone()));
        }
        if let Some(key) = self.wanted.take_if(|key| self.tree.row(key).is_some()) {
            self.go_to(&key);
        }
        let effects = self.look(session);
        if effects.is_empty() {
            self.read_if_newer(session)
        } else {
            effects
        }
    }

    /// Reads the key that is looked at again when it has changed.
    fn read_if_newer(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(subject) = &self.subject else {
            return Vec::new();
        };
        let told = subject.newest().map_or(0, |newest| newest.revision);
        let newest = self.tree.row(&subject.key).map_or(0, |row| row.revision);
        if newest > told {
            self.read(session)
        } else {
            Vec::new()
        }
    }

    fn watched(&mut self, session: &Session, watch: &Watch) {
        let words = match watch {
            Watch::Following => None,
            Watch::Lost => Some("the broker is away; what changes is not seen".to_owned()),
            Watch::Resumed { missed: 0 } => {
                Some("the broker is back; every change in between is listed".to_owned())
            }
            Watch::Resumed { missed } => {
                let changes = text::counted(usize::try_from(*missed).unwrap_or(usize::MAX), "change");
                Some(format!(
                    "the broker is back; {changes} in between may have been missed"
                ))
            }
            Watch::Gone => Some("the bucket was removed".to_owned()),
        };
        if let Some(words) = words {
            self.jot(Change::Note(session.now, words));
        }
        self.watch = watch.clone();
    }
}

fn overtaken(deed: &Deed, newest: Option<u64>) -> String {
    match newest {
        Some(revision) => format!(
            "overtaken: somebody wrote revision {revision} first, so {} did not happen",
            deed.words()
        ),
        None => format!("overtaken: the key is gone, so {} did not happen", deed.words()),
    }
}

/// What went wrong and what to do about it, in one line.
fn in_words(trouble: &Trouble) -> String {
    match &trouble.hint {
        Some(hint) => format!("{}: {hint}", trouble.text),
        None => trouble.text.clone(),
    }
}
