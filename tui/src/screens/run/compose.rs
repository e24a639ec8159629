//! Choosing an agent and an action, filling in its form, and seeing what it would do before anything is sent.

mod choose;
mod document;
mod draw;
mod keys;
mod opening;
mod plan;
mod request;
mod submit;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;
use std::sync::Arc;

use crossterm::event::KeyEvent;
use ddl::Agent;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::choose::Chooser;
use self::plan::Planner;
use crate::component::{Component, Event, Hint, Mouse};
use crate::effect::{Effect, Message};
use crate::form::{Editor, Form};
use crate::keymap::Verb;
use crate::order::Ticket;
use crate::report::{Link, Report};
use crate::scope::Targets;
use crate::session::Session;

/// Forms that keep what was typed while others are looked at.
const DRAFTS: usize = 20;

/// The choice, the form and the plan.
#[derive(Default)]
pub(super) struct Compose {
    pane: Pane,
    agents: Chooser,
    actions: Chooser,
    form: Option<Form>,
    /// A document of the form while it is edited on several lines.
    editor: Option<Editor>,
    /// Forms that were left with something in them, the last one last.
    drafts: Vec<Form>,
    /// The earlier inputs that are awaited, or were asked for.
    recall: Option<Ticket>,
    recalled: bool,
    planner: Planner,
    /// Whether the action runs as soon as its plan is known.
    armed: bool,
    /// Nodes that were chosen elsewhere.
    chosen: Option<Targets>,
    /// What to open once its DDL is known.
    preset: Option<Preset>,
}

/// An action another screen wants to be opened.
#[derive(Debug, Clone)]
struct Preset {
    agent: String,
    action: String,
    inputs: Vec<(String, String)>,
}

/// Which part has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Pane {
    #[default]
    Agents,
    Actions,
    Form,
}

impl Compose {
    /// Nothing is chosen yet.
    pub(super) fn new() -> Self {
        Self::default()
    }

    fn agent<'a>(&self, session: &'a Session) -> Option<&'a Arc<Agent>> {
        session.desk.agents.get(self.agents.chosen()?)
    }

    fn chooser(&mut self) -> Option<&mut Chooser> {
        match self.pane {
            Pane::Agents => Some(&mut self.agents),
            Pane::Actions => Some(&mut self.actions),
            Pane::Form => None,
        }
    }

    fn with_chooser(&mut self, work: impl FnOnce(&mut Chooser)) {
        if let Some(chooser) = self.chooser() {
            work(chooser);
        }
    }

    fn finding(&self) -> bool {
        match self.pane {
            Pane::Agents => self.agents.finding(),
            Pane::Actions => self.actions.finding(),
            Pane::Form => false,
        }
    }

    /// Takes in what other screens have changed.
    fn refresh(&mut self, session: &Session) {
        if let Targets::Nodes(..) = session.targets {
            self.chosen = Some(session.targets.clone());
        }
        if let Some(form) = &mut self.form {
            request::refresh(form, session, self.chosen.as_ref());
        }
    }

    /// The form has changed by a key: the choice of nodes is everybody's, and the plan no longer holds.
    fn changed(&mut self, session: &mut Session) {
        self.armed = false;
        if let Some(form) = &self.form {
            match (request::chosen(form), &self.chosen) {
                (Some("scope"), _) => session.targets = Targets::Scope,
                (Some("marked"), _) => session.targets = Targets::Marked,
                (Some("chosen"), Some(chosen)) => session.targets = chosen.clone(),
                _ => {}
            }
        }
        self.refresh(session);
        self.planner.touch(session.now);
    }

    fn hear(&mut self, session: &mut Session, report: &Report) -> Vec<Effect> {
        match report {
            Report::Desk(_) => {
                self.agents.fill(
                    session
                        .desk
                        .agents
                        .iter()
                        .map(|agent| agent.metadata.name.clone()),
                );
                self.follow(session);
                return self.open_preset(session);
            }
            Report::Recalled {
                ticket,
                defaults,
                earlier,
            } if self.recall == Some(*ticket) => {
                self.recall = None;
                if let Some(form) = &mut self.form {
                    form.recall(defaults, earlier);
                    self.planner.touch(session.now);
                }
            }
            Report::Plan { ticket, result }
                if self.planner.hear(*ticket, result, session.now) && self.armed =>
            {
                return self.submit(session);
            }
            // What failed may succeed now.
            Report::Link(Link::Up(_)) if self.planner.has_failed() => self.planner.touch(session.now),
            _ => {}
        }
        self.refresh(session);
        Vec::new()
    }
}

impl Component for Compose {
    fn title(&self) -> Cow<'static, str> {
        "Run".into()
    }

    fn hints(&self, session: &Session) -> Vec<Hint> {
        match self.pane {
            Pane::Form => self.form_hints(),
            Pane::Agents | Pane::Actions if session.desk.agents.is_empty() => Vec::new(),
            Pane::Agents | Pane::Actions => self.list_hints(),
        }
    }

    fn typing(&self) -> bool {
        self.pane == Pane::Form || self.finding()
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match (verb, self.pane) {
            (Verb::Document, _) => return self.document(session),
            (_, Pane::Form) if self.editor.is_some() => self.on_editor_verb(session, verb),
            (_, Pane::Form) => return self.on_form_verb(session, verb),
            _ => return self.on_list_verb(session, verb),
        }
        Vec::new()
    }

    fn on_text(&mut self, session: &mut Session, key: KeyEvent) -> Vec<Effect> {
        match (self.pane, &mut self.editor, &mut self.form) {
            (Pane::Form, Some(editor), _) => editor.on_key(key),
            (Pane::Form, None, Some(form)) => {
                form.on_key(key);
                self.changed(session);
            }
            (Pane::Form, None, None) => {}
            (Pane::Agents | Pane::Actions, ..) => {
                self.with_chooser(|chooser| chooser.on_text(key));
                self.follow(session);
            }
        }
        Vec::new()
    }

    fn on_paste(&mut self, session: &mut Session, text: &str) -> Vec<Effect> {
        match (self.pane, &mut self.editor, &mut self.form) {
            (Pane::Form, Some(editor), _) => editor.on_paste(text),
            (Pane::Form, None, Some(form)) => {
                form.on_paste(text);
                self.changed(session);
            }
            (Pane::Form, None, None) => {}
            (Pane::Agents | Pane::Actions, ..) => {
                self.with_chooser(|chooser| chooser.on_paste(text));
                self.follow(session);
            }
        }
        Vec::new()
    }

    fn on_mouse(&mut self, session: &mut Session, mouse: Mouse, area: Rect) -> Vec<Effect> {
        match draw::at(area, self.pane, mouse.at) {
            Some((pane, row)) => self.on_deed(session, pane, row, mouse.deed),
            None => Vec::new(),
        }
    }

    fn on_event(&mut self, session: &mut Session, event: &Event<'_>) -> Vec<Effect> {
        match event {
            Event::Report(report) => self.hear(session, report),
            Event::Message(Message::Act) => {
                self.retarget(session);
                self.pane = match self.pane {
                    Pane::Form => Pane::Actions,
                    pane => pane,
                };
                Vec::new()
            }
            Event::Message(Message::Compose {
                agent,
                action,
                inputs,
            }) => {
                self.retarget(session);
                self.preset = Some(Preset {
                    agent: agent.clone(),
                    action: action.clone(),
                    inputs: inputs.clone(),
                });
                self.open_preset(session)
            }
            Event::Message(Message::Scoped) => {
                self.refresh(session);
                Vec::new()
            }
            Event::Message(_) => Vec::new(),
            Event::Tick if self.planner.is_due(session.now) => self.replan(session),
            Event::Tick => Vec::new(),
        }
    }

    fn restless(&self) -> bool {
        self.pane == Pane::Form && self.planner.is_touched()
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        draw::render(self, session, area, buf);
    }
}
