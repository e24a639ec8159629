//! Giving a governor another size, and what that means for those who hold leases.

use std::time::Duration;

use super::Gov;
use super::deeds::{Deed, EXPIRES, capacity, question};
use crate::effect::{Effect, Notice, Tone};
use crate::gov::{Governor, Lease, NewGovernor};
use crate::measure;
use crate::order::Gov as Ask;
use crate::popups::fields::{Asked, Fields};
use crate::session::Session;
use crate::text::{self, counted};

impl Gov {
    /// Asks whether to give one lease more or less.
    pub(super) fn resize(&mut self, session: &mut Session, more: bool) -> Vec<Effect> {
        let Some(row) = self.current().cloned() else {
            return Vec::new();
        };
        let capacity = if more {
            row.capacity.saturating_add(1)
        } else {
            row.capacity.saturating_sub(1)
        };
        if capacity == 0 {
            let words = "a governor gives at least one lease; D removes it";
            return vec![Effect::Say(Notice::new(Tone::Warning, words))];
        }
        let new = NewGovernor {
            capacity,
            ..settings(&row)
        };
        self.ask_to_set(session, &row, new)
    }

    /// Lets capacity and expiry be typed.
    pub(super) fn edit(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(row) = self.current().cloned() else {
            return Vec::new();
        };
        let expires = row
            .expires
            .map(|time| measure::time(Some(time)))
            .unwrap_or_default();
        let asked = vec![
            Asked::new("governor", row.name.as_str(), "", |_| Ok(())).fixed(),
            Asked::new("capacity", row.capacity.to_string(), "leases at a time", |text| {
                capacity(text).map(drop)
            }),
            Asked::new("expires", expires, EXPIRES, |text| {
                measure::duration(text).map(drop)
            }),
        ];
        let ticket = self.doing.ticket(
            session,
            Deed {
                words: format!("changing {}", row.name),
            },
        );
        let leases = self.leases().to_vec();
        let done = move |session: &mut Session, answers: Vec<String>| {
            let answer = |place: usize| answers.get(place).map_or("", String::as_str);
            let new = NewGovernor {
                capacity: capacity(answer(1)).unwrap_or(row.capacity),
                expires: measure::duration(answer(2)).unwrap_or(row.expires),
                ..settings(&row)
            };
            let lines = consequences(session, &row, &new, &leases);
            vec![question(
                ticket,
                format!("Change {}?", row.name),
                lines,
                None,
                Ask::Set(new),
            )]
        };
        vec![Effect::Open(Box::new(Fields::new(
            "Change governor",
            asked,
            done,
        )))]
    }

    fn ask_to_set(&mut self, session: &mut Session, row: &Governor, new: NewGovernor) -> Vec<Effect> {
        let lines = consequences(session, row, &new, self.leases());
        self.asking(
            session,
            format!("Change {}?", row.name),
            lines,
            None,
            Ask::Set(new),
        )
    }
}

/// As it is now.
fn settings(row: &Governor) -> NewGovernor {
    NewGovernor {
        name: row.name.clone(),
        capacity: row.capacity,
        expires: row.expires,
        replicas: row.replicas,
    }
}

/// What a change means, also for the leases that are held.
fn consequences(session: &Session, row: &Governor, new: &NewGovernor, leases: &[Lease]) -> Vec<String> {
    let step = |what: &str, now: String, then: String| match now == then {
        true => format!("{what} {now}"),
        false => format!("{what} {now} to {then}"),
    };
    let mut lines = vec![format!(
        "{}: {}, {}",
        row.name,
        step("capacity", row.capacity.to_string(), new.capacity.to_string()),
        step("expires", measure::time(row.expires), measure::time(new.expires))
    )];
    let used = usize::try_from(row.used).unwrap_or(usize::MAX);
    if new.capacity < row.used {
        let over = usize::try_from(row.used - new.capacity).unwrap_or(usize::MAX);
        lines.push(format!(
            "All {} that are held stay; nobody gets another before {} are given back.",
            counted(used, "lease"),
            text::count(over.saturating_add(1))
        ));
    } else if new.capacity > row.capacity {
        lines.push("Whoever waits may get a lease at once.".to_owned());
    }
    let older = |limit: Duration| {
        let age = |lease: &&Lease| session.now.duration_since(lease.since).unwrap_or_default() >= limit;
        leases.iter().filter(age).count()
    };
    match new
        .expires
        .filter(|_| new.expires != row.expires)
        .map_or(0, older)
    {
        0 if lines.len() == 1 => lines.push("The leases that are held stay.".to_owned()),
        0 => {}
        ended => lines.push(format!(
            "{} older than {}, and end at once.",
            are(ended),
            measure::time(new.expires)
        )),
    }
    lines
}

fn are(leases: usize) -> String {
    match leases {
        1 => "1 lease is".to_owned(),
        leases => format!("{} leases are", text::count(leases)),
    }
}
