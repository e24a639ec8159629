//! What can be done with buckets and keys. Every write names the revision the user sees, and is refused if that is not the newest.

use super::Kv;
use super::open::Open;
use super::proposal::{Base, Proposal};
use super::subject::value_of;
use crate::effect::{Effect, Message, Notice, Tone};
use crate::kv::{NewBucket, bucket_mistake, key_mistake};
use crate::measure;
use crate::order::{Kv as Ask, Order, Ticket, Write};
use crate::popups::confirm::Confirm;
use crate::popups::fields::{Asked, Fields};
use crate::popups::prompt::Prompt;
use crate::session::Session;
use crate::text::quoted;

/// Something that was ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    /// A key.
    Delete(String),
    /// A key with its history.
    Purge(String),
    /// A bucket.
    Remove(String),
    /// Any other bucket.
    Add(String),
}

impl Deed {
    /// What goes on.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Delete(key) => format!("deleting {key}"),
            Self::Purge(key) => format!("purging {key}"),
            Self::Remove(bucket) => format!("removing {bucket}"),
            Self::Add(bucket) => format!("making {bucket}"),
        }
    }

    /// What was done.
    pub(super) fn done(&self) -> String {
        match self {
            Self::Delete(key) => format!("deleted {key}"),
            Self::Purge(key) => format!("purged {key}"),
            Self::Remove(bucket) => format!("removed {bucket}"),
            Self::Add(bucket) => format!("made {bucket}"),
        }
    }
}

impl Kv {
    /// Why nothing may be written to the bucket that is open; none when it may.
    pub(super) fn refusal(&self, session: &Session) -> Option<&str> {
        if session.read_only {
            return Some("only looking is allowed here");
        }
        self.current().and_then(|bucket| bucket.locked.as_deref())
    }

    /// Asks for a new key.
    pub(super) fn new_key(&self) -> Vec<Effect> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let start = match (open.current_branch(), open.current_row()) {
            (Some((prefix, _)), _) => prefix.to_owned(),
            (None, Some(row)) => row
                .key
                .rfind('.')
                .map_or_else(String::new, |dot| row.key[..=dot].to_owned()),
            (None, None) => String::new(),
        };
        let check = |text: &str| match key_mistake(text.trim()) {
            Some(mistake) => Err(mistake.to_owned()),
            None => Ok(()),
        };
        let bucket = open.bucket.clone();
        let done = move |key: String| vec![Effect::Tell(Message::NewKey(bucket, key.trim().to_owned()))];
        let prompt = Prompt::new("New key", "Its name; dots make branches:", done);
        vec![Effect::Open(Box::new(prompt.text(start).check(check)))]
    }

    /// Writes the first value of a key.
    pub(super) fn first_value(&mut self, session: &mut Session, bucket: &str, key: &str) -> Vec<Effect> {
        let Some(open) = self.open.as_mut().filter(|open| open.bucket == bucket) else {
            return Vec::new();
        };
        if let Some(row) = open.tree.row(key).filter(|row| row.operation.is_value()) {
            let words = format!("{key} is there already, revision {}", row.revision);
            open.go_to(key);
            let mut effects = open.look(session);
            effects.push(Effect::Say(Notice::new(Tone::Warning, words)));
            return effects;
        }
        open.wanted = Some(key.to_owned());
        Proposal::edit(session, bucket, key, Base::default())
    }

    /// Lets the value under the cursor be changed.
    pub(super) fn edit(&self, session: &mut Session) -> Vec<Effect> {
        let Some((open, base)) = self.open.as_ref().and_then(|open| Some((open, base(open)?))) else {
            return Vec::new();
        };
        match (&open.subject, base) {
            (Some(subject), Ok(base)) => Proposal::edit(session, &open.bucket, &subject.key, base),
            (_, Err(effect)) => vec![effect],
            (None, _) => Vec::new(),
        }
    }

    /// Writes the revision under the cursor once more.
    pub(super) fn restore(&self, session: &mut Session) -> Vec<Effect> {
        let Some((open, base)) = self.open.as_ref().and_then(|open| Some((open, base(open)?))) else {
            return Vec::new();
        };
        let old = open
            .subject
            .as_ref()
            .and_then(|subject| Some((subject, value_of(subject.current()?)?)));
        match (old, base) {
            (Some((subject, value)), Ok(base)) => {
                vec![Proposal::ready(session, &open.bucket, &subject.key, base, value)]
            }
            (_, Err(effect)) => vec![effect],
            (None, _) => Vec::new(),
        }
    }

    /// Asks whether to delete the key under the cursor.
    pub(super) fn delete(&mut self, session: &mut Session, purge: bool) -> Vec<Effect> {
        let Some((bucket, row)) = self
            .open
            .as_ref()
            .and_then(|open| Some((open.bucket.clone(), open.current_row()?)))
        else {
            return Vec::new();
        };
        let (key, on) = (row.key.clone(), row.revision);
        let what = format!("{bucket} > {key}, revision {on}");
        let rest = match purge {
            true => "Its value and its history are gone for good; a marker stays.",
            false => "It has no value any more; a marker and its history stay, and r restores a revision.",
        };
        let only = "It is refused if somebody wrote a newer revision meanwhile.".to_owned();
        let lines = vec![what, rest.to_owned(), only];
        let (title, deed, write) = match purge {
            true => (format!("Purge {key}?"), Deed::Purge(key.clone()), Write::Purge),
            false => (format!("Delete {key}?"), Deed::Delete(key.clone()), Write::Delete),
        };
        let ticket = self.doing.ticket(session, deed);
        let order = Order::Kv {
            ticket,
            ask: Ask::Write {
                bucket,
                key,
                on,
                write,
            },
        };
        let confirm = Confirm::new(title, lines, vec![Effect::Order(order)]).change();
        vec![Effect::Open(Box::new(confirm))]
    }

    /// Asks whether to remove the bucket under the cursor.
    pub(super) fn remove(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(bucket) = self.current() else {
            return Vec::new();
        };
        let name = bucket.name.clone();
        let values = usize::try_from(bucket.values).unwrap_or(usize::MAX);
        let lines = vec![
            format!(
                "{name} with {} in {}",
                crate::text::counted(values, "value"),
                measure::bytes(bucket.bytes)
            ),
            "All keys and their history are gone for good, for everybody. There is no undo.".to_owned(),
        ];
        let ticket = self.doing.ticket(session, Deed::Remove(name.clone()));
        let order = Order::Kv {
            ticket,
            ask: Ask::Remove { bucket: name.clone() },
        };
        let confirm = Confirm::new(format!("Remove {name}?"), lines, vec![Effect::Order(order)]);
        vec![Effect::Open(Box::new(confirm.change().typed(name)))]
    }

    /// Asks what a new bucket is like.
    pub(super) fn add(&mut self, session: &mut Session) -> Vec<Effect> {
        let ticket = self.doing.ticket(session, Deed::Add("a bucket".to_owned()));
        let asked = vec![
            Asked::new("name", "", "letters, digits, _ and -", |text| {
                mistake(bucket_mistake(text.trim()))
            }),
            Asked::new("history", "5", "revisions kept of each key, 1 to 64", |text| {
                whole(text, 64).map(drop)
            }),
            Asked::new(
                "ttl",
                "",
                "when values go by themselves, e.g. 1h; empty: never",
                |text| measure::duration(text).map(drop),
            ),
            Asked::new("replicas", "1", "servers that hold it, 1 to 5", |text| {
                whole(text, 5).map(drop)
            }),
            Asked::new("largest value", "10k", "e.g. 10k; empty: no limit", |text| {
                measure::size(text).map(drop)
            }),
            Asked::new(
                "all values",
                "",
                "e.g. 10m, all revisions together; empty: no limit",
                |text| measure::size(text).map(drop),
            ),
        ];
        let fields = Fields::new("New bucket", asked, move |_, answers| {
            vec![ask_to_add(ticket, &answers)]
        });
        vec![Effect::Open(Box::new(fields))]
    }
}

/// What the key under the cursor has; none while that is not known.
fn base(open: &Open) -> Option<Result<Base, Effect>> {
    let newest = open.subject.as_ref()?.newest()?;
    if newest.operation.is_value() && newest.value.is_none() {
        let words = "this value is too large for here; mco kv get and mco kv update change it";
        return Some(Err(Effect::Say(Notice::new(Tone::Warning, words))));
    }
    Some(Ok(Base::from(newest)))
}

fn mistake(mistake: Option<&str>) -> Result<(), String> {
    mistake.map_or(Ok(()), |mistake| Err(mistake.to_owned()))
}

fn whole(text: &str, most: u64) -> Result<u64, String> {
    let number = text
        .trim()
        .parse()
        .ok()
        .filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| format!("a number from 1 to {most}"))
}

/// Says what would be made, as a command too.
fn ask_to_add(ticket: Ticket, answers: &[String]) -> Effect {
    let answer = |place: usize| answers.get(place).map_or("", String::as_str);
    let new = NewBucket {
        name: answer(0).to_owned(),
        history: whole(answer(1), 64).unwrap_or(1),
        ttl: measure::duration(answer(2)).unwrap_or_default(),
        replicas: usize::try_from(whole(answer(3), 5).unwrap_or(1)).unwrap_or(1),
        max_value: measure::size(answer(4)).unwrap_or_default(),
        max_bytes: measure::size(answer(5)).unwrap_or_default(),
    };
    let lines = vec![
        format!("{} with a history of {}", new.name, new.history),
        format!("mco kv add {}", add_words(&new)),
    ];
    // The cursor goes to it as soon as it is listed.
    let seen = Effect::Tell(Message::Bucket(new.name.clone()));
    let order = Order::Kv {
        ticket,
        ask: Ask::Add(new),
    };
    let confirm = Confirm::new("Make it?", lines, vec![seen, Effect::Order(order)]).change();
    Effect::Open(Box::new(confirm))
}

/// The words behind `mco kv add`.
fn add_words(new: &NewBucket) -> String {
    let mut words = format!(
        "{} --history {} --replicas {}",
        quoted(&new.name),
        new.history,
        new.replicas
    );
    if new.ttl.is_some() {
        words.push_str(&format!(" --ttl {}", measure::time(new.ttl)));
    }
    // Without a word about it the command has a limit of its own.
    words.push_str(&format!(" --max-value-size {}", new.max_value.unwrap_or(0)));
    if let Some(size) = new.max_bytes {
        words.push_str(&format!(" --max-bucket-size {size}"));
    }
    words
}
