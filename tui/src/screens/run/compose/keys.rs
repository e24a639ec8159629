//! What the keys do in each pane.

use super::choose::Chooser;
use super::{Compose, Pane, document, draw};
use crate::component::{Component, Deed, Hint};
use crate::effect::Effect;
use crate::form::{Editor, Form, Spot, Widget};
use crate::keymap::Verb;
use crate::popups::pager::Pager;
use crate::session::Session;
use crate::widgets::list::List;

impl Compose {
    pub(super) fn list_hints(&self) -> Vec<Hint> {
        if self.finding() {
            return vec![
                Hint::new(Verb::Accept, "choose"),
                Hint::quiet(Verb::Up, "up"),
                Hint::quiet(Verb::Down, "down"),
                Hint::new(Verb::Back, "show all"),
            ];
        }
        let mut hints = vec![
            Hint::new(Verb::Open, "choose"),
            Hint::new(Verb::Find, "find"),
            Hint::new(Verb::Document, "DDL"),
            Hint::quiet(Verb::Right, "next pane"),
            Hint::quiet(Verb::NextPane, "next pane"),
        ];
        if self.pane == Pane::Actions {
            hints.push(Hint::quiet(Verb::Left, "agents"));
            hints.push(Hint::quiet(Verb::PreviousPane, "agents"));
            hints.push(Hint::new(Verb::Back, "agents"));
        }
        hints.extend(List::hints());
        hints
    }

    pub(super) fn form_hints(&self) -> Vec<Hint> {
        if self.editor.is_some() {
            return vec![
                Hint::new(Verb::EditCommand, "keep"),
                Hint::quiet(Verb::NextField, "line down"),
                Hint::quiet(Verb::PreviousField, "line up"),
                Hint::quiet(Verb::Accept, "new line"),
                Hint::new(Verb::Back, "drop"),
            ];
        }
        let mut hints = vec![
            Hint::new(Verb::NextField, "next"),
            Hint::quiet(Verb::PreviousField, "previous"),
            Hint::quiet(Verb::PageDown, "ten on"),
            Hint::quiet(Verb::PageUp, "ten back"),
            Hint::quiet(Verb::Accept, "take and go on"),
            Hint::new(Verb::Complete, "complete"),
            Hint::new(Verb::Replan, "plan again"),
            Hint::new(Verb::Submit, "run"),
        ];
        let edit = if self.on_document() {
            "edit lines"
        } else {
            "edit as command"
        };
        hints.push(Hint::new(Verb::EditCommand, edit));
        hints.push(Hint::quiet(Verb::CopyCommand, "copy the command"));
        hints.push(Hint::new(Verb::SaveDefault, "save as default"));
        hints.push(Hint::quiet(Verb::Document, "DDL"));
        hints.push(Hint::new(Verb::Back, "actions"));
        hints
    }

    /// Whether the input with the keys holds a document.
    fn on_document(&self) -> bool {
        let entry = self.form.as_ref().and_then(Form::focused);
        entry.is_some_and(|entry| *entry.widget() == Widget::Json && !entry.is_secret())
    }

    pub(super) fn on_list_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        let page = self.page(session);
        match verb {
            Verb::Find => self.with_chooser(Chooser::find),
            Verb::Back if self.finding() => self.with_chooser(Chooser::leave),
            Verb::Back | Verb::Left | Verb::PreviousPane => self.pane = Pane::Agents,
            Verb::Open | Verb::Accept | Verb::Right | Verb::NextPane => {
                self.with_chooser(Chooser::leave);
                if self.pane == Pane::Actions {
                    return self.enter_form(session);
                }
                self.pane = Pane::Actions;
            }
            verb => {
                let moved = self.chooser().is_some_and(|chooser| chooser.on_verb(verb, page));
                if moved {
                    self.follow(session);
                }
            }
        }
        Vec::new()
    }

    pub(super) fn on_form_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        let Some(form) = &mut self.form else {
            self.pane = Pane::Actions;
            return Vec::new();
        };
        match verb {
            Verb::Back => {
                self.armed = false;
                self.pane = Pane::Actions;
            }
            Verb::Accept if form.focus() == Spot::Fold => form.fold(),
            Verb::Accept => {
                if !form.enter() {
                    form.first();
                }
                self.changed(session);
            }
            Verb::Complete => {
                form.on_verb(verb);
                self.changed(session);
            }
            Verb::Replan => return self.replan(session),
            Verb::Submit => return self.submit(session),
            Verb::CopyCommand => return self.copy(session),
            Verb::SaveDefault => return self.save(),
            Verb::EditCommand => {
                self.editor = form.focused().and_then(Editor::of);
                if self.editor.is_none() {
                    return self.edit(session);
                }
            }
            verb => form.on_verb(verb),
        }
        Vec::new()
    }

    pub(super) fn on_editor_verb(&mut self, session: &mut Session, verb: Verb) {
        let Some(editor) = &mut self.editor else {
            return;
        };
        match verb {
            Verb::EditCommand => {
                let text = editor.flat();
                if let Some(entry) = self.form.as_mut().and_then(Form::focused_mut) {
                    entry.set(&text);
                }
                self.editor = None;
                self.changed(session);
            }
            Verb::Back => self.editor = None,
            verb => editor.on_verb(verb),
        }
    }

    /// Does what the mouse did in a row of a pane.
    pub(super) fn on_deed(
        &mut self,
        session: &mut Session,
        pane: Pane,
        row: usize,
        deed: Deed,
    ) -> Vec<Effect> {
        if pane == Pane::Form {
            return match (self.pane, deed) {
                (Pane::Form, Deed::ScrollDown) => self.on_verb(session, Verb::NextField),
                (Pane::Form, Deed::ScrollUp) => self.on_verb(session, Verb::PreviousField),
                (Pane::Form, Deed::Press) | (_, Deed::ScrollDown | Deed::ScrollUp) => Vec::new(),
                (_, Deed::Press) => self.enter_form(session),
            };
        }
        let page = draw::page(session, pane);
        self.armed = false;
        self.editor = None;
        self.pane = pane;
        self.with_chooser(|chooser| match deed {
            Deed::Press => chooser.click(row, page),
            Deed::ScrollUp => _ = chooser.on_verb(Verb::Up, page),
            Deed::ScrollDown => _ = chooser.on_verb(Verb::Down, page),
        });
        self.follow(session);
        Vec::new()
    }

    pub(super) fn document(&self, session: &Session) -> Vec<Effect> {
        let Some(agent) = self.agent(session) else {
            return Vec::new();
        };
        let text = document::text(agent);
        let pager = Pager::new(format!("DDL of {}", agent.metadata.name), &text);
        vec![Effect::Open(Box::new(pager))]
    }
    fn page(&self, session: &Session) -> usize {
        draw::page(session, self.pane)
    }
}
