//! Taking in what is told.

use super::layout::Focus;
use super::occupancy::Occupancy;
use super::{Gov, MOST_EVENTS};
use crate::effect::Effect;
use crate::gov::{GovEvent, Governor, Lease};
use crate::order::Ticket;
use crate::report::GovNews;
use crate::session::Session;

impl Gov {
    pub(super) fn hear(&mut self, session: &mut Session, ticket: Ticket, news: &GovNews) -> Vec<Effect> {
        if let Some(deed) = self.doing.get(ticket) {
            return self.ended(session, ticket, &deed, news);
        }
        match news {
            GovNews::Governors(result) if ticket == self.listing => match result {
                Ok(rows) => return self.listed(session, rows),
                Err(trouble) => self.trouble = Some(trouble.clone()),
            },
            GovNews::Events(events) if ticket == self.listing => {
                self.deaf = None;
                for event in events {
                    self.insert(event);
                }
                self.recall(session);
            }
            GovNews::Deaf(trouble) if ticket == self.listing => self.deaf = Some(trouble.clone()),
            GovNews::Leases { name, result } => {
                let asked = self
                    .opened
                    .as_ref()
                    .is_some_and(|(asked, of)| asked == name && *of == ticket);
                match result {
                    Ok(leases) if asked => self.told(session, leases),
                    Err(trouble) if asked => self.unknown = Some(trouble.clone()),
                    _ => {}
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// Takes in the list; the cursor stays on its governor.
    pub(super) fn listed(&mut self, session: &mut Session, rows: &[Governor]) -> Vec<Effect> {
        let here = self.wanted.clone().or(self.current().map(|row| row.name.clone()));
        self.rows = Some(rows.to_vec());
        self.trouble = None;
        self.list.set_len(rows.len());
        let place = |name: &str| rows.iter().position(|row| row.name == name);
        if let Some(place) = here.as_deref().and_then(place) {
            self.list.select(place);
        }
        if self.wanted.take_if(|name| place(name).is_some()).is_some() {
            self.parts.focus = Focus::Leases;
        }
        self.occupancy.retain(|name, _| place(name).is_some());
        for row in rows {
            self.occupancy
                .entry(row.name.clone())
                .or_default()
                .note(session.now, row.used);
        }
        self.recall(session);
        self.enter(session)
    }

    /// Takes in leases; the cursor stays on its lease.
    fn told(&mut self, session: &Session, leases: &[Lease]) {
        let here = self.lease().map(|lease| lease.id);
        self.leases = Some(leases.to_vec());
        self.unknown = None;
        self.lease_list.set_len(leases.len());
        let place = here.and_then(|id| leases.iter().position(|lease| lease.id == id));
        if let Some(place) = place {
            self.lease_list.select(place);
        }
        let Some((name, _)) = &self.opened else {
            return;
        };
        let used = leases.len() as u64;
        self.occupancy
            .entry(name.clone())
            .or_default()
            .note(session.now, used);
        let row = self.rows.iter_mut().flatten().find(|row| row.name == *name);
        if let Some(row) = row {
            row.used = used;
        }
    }

    /// Takes in an event, unless it was told before: what is kept and what is heard overlap.
    fn insert(&mut self, event: &GovEvent) {
        let place = self.events.partition_point(|known| known.time > event.time);
        let same_time = self
            .events
            .iter()
            .skip(place)
            .take_while(|known| known.time == event.time);
        if !same_time.into_iter().any(|known| known == event) {
            self.events.insert(place, event.clone());
        }
        self.events.truncate(MOST_EVENTS);
    }

    /// Finds out how full governors were before anybody looked.
    fn recall(&mut self, session: &Session) {
        for row in self.rows.iter().flatten() {
            let known = self.occupancy.get(&row.name).is_none_or(Occupancy::is_young);
            let events = self
                .events
                .iter()
                .rev()
                .filter(|event| event.governor == row.name);
            if known && events.clone().count() > 1 {
                let recalled = Occupancy::recalled(session.now, row.used, events);
                self.occupancy.insert(row.name.clone(), recalled);
            }
        }
    }
}
