//! From the form to the run: planning, asking, and sending.

use std::sync::Arc;

use protocol::Identity;

use super::words::{self, Command, Inputs};
use super::{Compose, Pane, request};
use crate::effect::{Begin, Effect, Message, Notice, Tone};
use crate::form;
use crate::order::Order;
use crate::popups::command::Command as CommandBar;
use crate::popups::confirm::Confirm;
use crate::report::Plan;
use crate::scope::Targets;
use crate::session::Session;
use crate::text;

/// Chosen nodes that are named in a command that is copied.
const MAX_NAMED: usize = 50;

/// Why a command with more of them cannot be shown.
const TOO_MANY: &str = "too many nodes are chosen to name them all; keep them as a set first";

impl Compose {
    /// Nodes were chosen elsewhere: they are the ones that are meant.
    pub(super) fn retarget(&mut self, session: &Session) {
        if let Some(targets) = self.form.as_mut().and_then(|form| form.request_mut("targets")) {
            targets.clear();
        }
        self.armed = false;
        self.refresh(session);
        self.planner.touch(session.now);
    }

    /// Asks what the command would do, when there is a command and the plan of it is not known.
    pub(super) fn replan(&mut self, session: &mut Session) -> Vec<Effect> {
        self.planner.rest();
        let Some(form) = self
            .form
            .as_ref()
            .filter(|form| self.pane == Pane::Form && form.problem().is_none())
        else {
            return Vec::new();
        };
        match words::command(form, session, Inputs::Clear) {
            Ok(command) if !self.planner.is_waiting_for(&command) => {
                vec![Effect::Order(self.planner.ask(session, command))]
            }
            _ => Vec::new(),
        }
    }

    /// Runs the action: at once when it only reads, else when its plan is known and the user agrees.
    pub(super) fn submit(&mut self, session: &mut Session) -> Vec<Effect> {
        let armed = std::mem::take(&mut self.armed);
        let Some(form) = &mut self.form else {
            return Vec::new();
        };
        if let Some(problem) = form.problem() {
            form.first_problem();
            return bad(problem);
        }
        if let Err(error) = form.data() {
            return bad(error.to_string());
        }
        if session.read_only && form.changes() {
            return bad(refusal(&form.title()));
        }
        let command = match words::command(form, session, Inputs::Clear) {
            Ok(command) => command,
            Err(reason) => return bad(reason),
        };
        let changes = form.changes();
        match self
            .planner
            .fresh(&command, session.now)
            .map(|known| known.result.clone())
        {
            Some(Ok(plan)) => self.go(session, command, &plan),
            Some(Err(trouble)) if armed => bad(trouble.text),
            _ if !changes && self.is_known_to_read() => self.begin(session, command, None),
            _ => {
                self.armed = true;
                let say = Effect::Say(Notice::new(Tone::Plain, "finding out whom it would ask"));
                let mut effects = vec![say];
                if !self.planner.is_waiting_for(&command) {
                    effects.push(Effect::Order(self.planner.ask(session, command)));
                }
                effects
            }
        }
    }

    /// The site may call an action a change that looks like reading, and only the plan tells.
    fn is_known_to_read(&self) -> bool {
        let plan = self.planner.last().and_then(|known| known.result.as_ref().ok());
        plan.is_some_and(|plan| !plan.change)
    }

    fn go(&mut self, session: &mut Session, command: Command, plan: &Plan) -> Vec<Effect> {
        let Some(form) = &self.form else {
            return Vec::new();
        };
        let change = plan.change || form.changes();
        if change && session.read_only {
            return bad(refusal(&form.title()));
        }
        let service = form.agent().metadata.service;
        if plan.targets.is_empty() && !service {
            return bad("no node is meant".to_owned());
        }
        let command = match change && !service {
            // What was agreed to is what is asked, whoever joins in the meantime.
            true => words::frozen(form, session, Arc::clone(&plan.targets)),
            false => command,
        };
        let lines = question(plan);
        let begin = self.begin(session, command, Some(plan));
        // The chord that runs it searches earlier lines in a shell: nothing changes because of a habit.
        match plan.ask.is_some() || change {
            false => begin,
            true => {
                let confirm = Confirm::new("Confirm", lines, begin);
                let confirm = if change { confirm.change() } else { confirm };
                let count = plan.targets.len();
                let confirm = match count > session.desk.type_over {
                    true => confirm.typed(count.to_string()),
                    false => confirm,
                };
                vec![Effect::Open(Box::new(confirm))]
            }
        }
    }

    fn begin(&mut self, session: &mut Session, command: Command, plan: Option<&Plan>) -> Vec<Effect> {
        let Some(form) = &self.form else {
            return Vec::new();
        };
        let ticket = session.ticket();
        let shown = words::command(form, session, Inputs::Masked).map(|command| words::typed(&command));
        let begin = Begin {
            ticket,
            agent: Arc::clone(form.agent()),
            action: form.action().name.clone(),
            words: command.words.clone(),
            nodes: command.nodes.clone(),
            command: match plan {
                Some(plan) => plan.command.clone(),
                None => shown.unwrap_or_default(),
            },
            change: form.changes() || plan.is_some_and(|plan| plan.change),
        };
        vec![
            Effect::Tell(Message::Begin(Box::new(begin))),
            Effect::Order(Order::Run {
                ticket,
                words: command.words,
                nodes: command.nodes,
                hold_after_canary: request::holds(form),
            }),
        ]
    }

    /// Puts the equivalent command on the clipboard.
    pub(super) fn copy(&self, session: &Session) -> Vec<Effect> {
        let Some(form) = &self.form else {
            return Vec::new();
        };
        let command = match words::command(form, session, Inputs::Clear) {
            Ok(command) => command,
            Err(reason) => return bad(reason),
        };
        let planned = self.planner.last().filter(|known| known.command == command);
        let planned = planned.and_then(|known| known.result.as_ref().ok());
        match (planned, words::command(form, session, Inputs::Masked)) {
            (Some(plan), _) => vec![Effect::Copy(plan.command.clone())],
            (None, Ok(masked)) => match named(masked) {
                Some(command) => vec![Effect::Copy(words::typed(&command))],
                None => bad(TOO_MANY.to_owned()),
            },
            (None, Err(reason)) => bad(reason),
        }
    }

    /// Opens the command bar with the command, without secrets.
    pub(super) fn edit(&self, session: &Session) -> Vec<Effect> {
        let Some(form) = &self.form else {
            return Vec::new();
        };
        let command = match words::command(form, session, Inputs::Harmless) {
            Ok(command) => command,
            Err(reason) => return bad(reason),
        };
        let Some(command) = named(command) else {
            return bad(TOO_MANY.to_owned());
        };
        let line = form::quoted(&command.words);
        if line.contains(char::is_control) {
            return bad("a value has characters that cannot be typed".to_owned());
        }
        let mut effects = vec![Effect::Open(Box::new(CommandBar::with(&line)))];
        if form.harmless().1 {
            let text = "secrets are left out: they are asked for when the command runs";
            effects.push(Effect::Say(Notice::new(Tone::Warning, text)));
        }
        effects
    }

    /// Keeps the inputs as the action's defaults.
    pub(super) fn save(&self) -> Vec<Effect> {
        let Some(form) = &self.form else {
            return Vec::new();
        };
        if let Some(problem) = form.entries().iter().find(|entry| entry.is_bad()) {
            return bad(format!("{} is not right yet", text::line(problem.label())));
        }
        let (inputs, left_out) = form.harmless();
        let mut effects = vec![Effect::Order(Order::Default {
            agent: form.agent().metadata.name.clone(),
            action: form.action().name.clone(),
            inputs,
        })];
        if left_out {
            let text = "secrets are not kept";
            effects.push(Effect::Say(Notice::new(Tone::Warning, text)));
        }
        effects
    }

    /// Whom the form is for, in words.
    pub(super) fn whom(&self, session: &Session) -> String {
        let set = self.form.as_ref().and_then(request::set);
        match (set, &session.targets) {
            (Some(Ok(set)), _) => set,
            (Some(Err(_)), _) => "a set".to_owned(),
            (None, Targets::Scope) if session.scope.is_everybody() => "all nodes".to_owned(),
            (None, Targets::Scope) => session.scope.text().to_owned(),
            (None, Targets::Marked) => format!("{} marked", text::count(session.marks.len())),
            (None, Targets::Nodes(nodes, what)) => format!("{} {what}", text::count(nodes.len())),
        }
    }
}

/// The command with its nodes as words, where there are few enough.
fn named(command: Command) -> Option<Command> {
    let nodes = command.nodes.as_deref().unwrap_or_default();
    if nodes.len() > MAX_NAMED {
        return None;
    }
    let end = command
        .words
        .iter()
        .position(|word| word == "--")
        .unwrap_or(command.words.len());
    let mut words = command.words.clone();
    let names = nodes
        .iter()
        .flat_map(|node: &Identity| ["-I".to_owned(), node.to_string()]);
    words.splice(end..end, names);
    Some(Command { words, nodes: None })
}

/// What the user agrees to.
fn question(plan: &Plan) -> Vec<String> {
    let mut lines = vec![plan.command.clone(), plan.pace.clone()];
    if plan.strangers > 0 {
        lines.push(format!(
            "{} of them were never seen before",
            text::count(plan.strangers)
        ));
    }
    lines.extend(plan.ask.clone());
    if plan.change {
        lines.push("There is no undo.".to_owned());
    }
    lines
}

fn refusal(title: &str) -> String {
    format!("{title} changes nodes, and this session only reads")
}

fn bad(text: String) -> Vec<Effect> {
    vec![Effect::Say(Notice::new(Tone::Bad, text))]
}
