//! Opening forms: of the action under the cursor, as they were left, or as another screen wants them.

use std::sync::Arc;

use ddl::Agent;

use super::{Compose, DRAFTS, Pane, request};
use crate::effect::{Effect, Notice, Tone};
use crate::form::Form;
use crate::order::Order;
use crate::session::Session;

impl Compose {
    /// Shows the actions of the agent under the cursor, and the form of the action under the cursor.
    pub(super) fn follow(&mut self, session: &Session) {
        let agent = self.agent(session).cloned();
        let shown = self.form.as_ref().map(|form| form.agent().metadata.name.clone());
        let actions = agent.iter().flat_map(|agent| &agent.actions);
        self.actions.fill(actions.map(|action| action.name.clone()));
        if let Some(agent) = &agent
            && shown.as_ref() != Some(&agent.metadata.name)
        {
            self.actions.leave();
            if let Some(first) = agent.actions.first() {
                self.actions.select(&first.name);
            }
        }
        self.open(session, agent);
    }

    /// Shows the form of the action under the cursor, as it was left.
    fn open(&mut self, session: &Session, agent: Option<Arc<Agent>>) {
        let wanted = agent.zip(self.actions.chosen());
        let is_wanted = |form: &Form| {
            wanted.as_ref().is_some_and(|(agent, action)| {
                let same = Arc::ptr_eq(form.agent(), agent) || form.agent() == agent;
                same && agent.actions.get(*action) == Some(form.action())
            })
        };
        if self.form.as_ref().is_some_and(is_wanted) {
            return;
        }
        let draft = self
            .drafts
            .iter()
            .position(is_wanted)
            .map(|index| self.drafts.remove(index));
        let fresh = || {
            let (agent, action) = wanted.clone()?;
            let request = request::entries(&agent, session.desk.discovery_timeout);
            Form::new(agent, action, request)
        };
        let before = std::mem::replace(&mut self.form, draft.or_else(fresh));
        if let (Some(before), Some(form)) = (before, &mut self.form) {
            request::carry(&before, form);
            match before.words() {
                // The same action as another DDL has it.
                words if before.title() == form.title() => form.fill(&words),
                words if words.is_empty() => {}
                _ => self.drafts.push(before),
            }
        }
        if self.drafts.len() > DRAFTS {
            self.drafts.remove(0);
        }
        self.editor = None;
        self.recalled = false;
        self.armed = false;
        self.planner.forget();
        self.refresh(session);
    }

    /// Gives the keys to the form and asks for what it needs.
    pub(super) fn enter_form(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(form) = &self.form else {
            return Vec::new();
        };
        let (agent, action) = (form.agent().metadata.name.clone(), form.action().name.clone());
        self.pane = Pane::Form;
        self.planner.touch(session.now);
        if std::mem::replace(&mut self.recalled, true) {
            return Vec::new();
        }
        let ticket = session.ticket();
        self.recall = Some(ticket);
        vec![Effect::Order(Order::Recall {
            ticket,
            agent,
            action,
        })]
    }

    /// Opens what another screen wants to be opened, once its DDL is known.
    pub(super) fn open_preset(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(preset) = self.preset.take() else {
            return Vec::new();
        };
        let known = session.agent(&preset.agent);
        if known.is_none() && session.desk.agents.is_empty() {
            self.preset = Some(preset);
            return Vec::new();
        }
        if known.is_none_or(|agent| agent.action(&preset.action).is_none()) {
            let text = format!("no DDL of {}#{} is known", preset.agent, preset.action);
            return vec![Effect::Say(Notice::new(Tone::Bad, text))];
        }
        self.agents.select(&preset.agent);
        self.follow(session);
        self.actions.select(&preset.action);
        self.open(session, self.agent(session).cloned());
        if let Some(form) = &mut self.form {
            form.fill(&preset.inputs);
            if !form.first_problem() {
                form.first();
            }
        }
        self.enter_form(session)
    }
}
