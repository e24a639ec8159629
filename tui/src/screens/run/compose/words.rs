//! The filled-in screen as a command.

use std::sync::Arc;

use protocol::Identity;

use super::request;
use crate::form::{self, Form};
use crate::scope::{Scope, Targets};
use crate::session::Session;

/// A command and the nodes it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Command {
    /// The words, without `mco`.
    pub(super) words: Vec<String>,
    /// Nodes to ask instead of those that the words find.
    pub(super) nodes: Option<Arc<[Identity]>>,
}

/// Which inputs a command is made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inputs {
    /// All, to run it.
    Clear,
    /// With stars in place of secrets, to show it.
    Masked,
    /// Without secrets, to edit it.
    Harmless,
}

/// The command of a form, or why there is none.
pub(super) fn command(form: &Form, session: &Session, inputs: Inputs) -> Result<Command, String> {
    let (mut flags, nodes) = targets(form, session)?;
    flags.extend(request::limits(form));
    flags.extend(request::flags(form));
    Ok(Command {
        words: words(form, inputs, &flags),
        nodes,
    })
}

/// The command of a form for exactly these nodes, which were found before: whatever chooses nodes is left out.
pub(super) fn frozen(form: &Form, session: &Session, nodes: Arc<[Identity]>) -> Command {
    let mut flags = collective(&scope(&session.scope).unwrap_or_default());
    flags.extend(request::flags(form));
    Command {
        words: words(form, Inputs::Clear, &flags),
        nodes: Some(nodes),
    }
}

/// As it is typed into a shell.
pub(super) fn typed(command: &Command) -> String {
    format!("mco {}", form::quoted(&command.words))
}

fn words(form: &Form, inputs: Inputs, flags: &[String]) -> Vec<String> {
    let inputs = match inputs {
        Inputs::Clear => form.words(),
        Inputs::Masked => form.masked(),
        Inputs::Harmless => form.harmless().0,
    };
    form::words(&form.agent().metadata.name, &form.action().name, &inputs, flags)
}

/// The flags that choose nodes, and the nodes that were chosen by hand.
type Chosen = (Vec<String>, Option<Arc<[Identity]>>);

fn targets(form: &Form, session: &Session) -> Result<Chosen, String> {
    let scope = scope(&session.scope)?;
    if form.agent().metadata.service {
        // Any one node answers, so nothing may choose some.
        return Ok((collective(&scope), None));
    }
    if let Some(set) = request::set(form) {
        let mut flags = collective(&scope);
        flags.extend(["--nodes".to_owned(), set?]);
        return Ok((flags, None));
    }
    match &session.targets {
        Targets::Scope => Ok((scope, None)),
        Targets::Marked if session.marks.is_empty() => Err("no node is marked".to_owned()),
        Targets::Marked => Ok((collective(&scope), Some(session.marks.iter().cloned().collect()))),
        Targets::Nodes(nodes, _) if nodes.is_empty() => Err("no node was chosen".to_owned()),
        Targets::Nodes(nodes, _) => Ok((collective(&scope), Some(Arc::clone(nodes)))),
    }
}

fn scope(scope: &Scope) -> Result<Vec<String>, String> {
    scope
        .words()
        .ok_or_else(|| "the scope has a quote that is not closed".to_owned())
}

/// The words of a scope that say in which collective nodes are asked.
fn collective(scope: &[String]) -> Vec<String> {
    let mut words = scope.iter();
    let mut found = Vec::new();
    while let Some(word) = words.next() {
        if word == "-T" || word == "--target" {
            found = [Some(word), words.next()]
                .into_iter()
                .flatten()
                .cloned()
                .collect();
        } else if word.starts_with("-T") || word.starts_with("--target=") {
            found = vec![word.clone()];
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_scope_only_the_collective_matters_for_chosen_nodes() {
        let words = |text: &str| shlex::split(text).unwrap();
        assert_eq!(collective(&words("-C apache -T uk -F a=b")), ["-T", "uk"]);
        assert_eq!(collective(&words("--target=uk")), ["--target=uk"]);
        assert_eq!(collective(&words("-Tuk -I x")), ["-Tuk"]);
        assert!(collective(&words("-C apache")).is_empty());
    }
}
