//! Names of a DDL as names of Rust: no keyword, nothing taken, no two alike.

use std::collections::HashSet;

use ddl::{Action, Agent};

/// Words that no name can be, not even as `r#word`.
const NEVER: [&str; 6] = ["self", "Self", "super", "crate", "_", "union"];

/// Words that need `r#`.
const KEYWORDS: [&str; 45] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "where",
];

/// An action and its names.
pub(super) struct Named<'a> {
    /// The action.
    pub(super) action: &'a Action,
    /// Name of its method and module, without `r#`.
    snake: String,
}

/// The actions of an agent with their names, sorted by them.
pub(super) struct Actions<'a>(Vec<Named<'a>>);

impl<'a> Actions<'a> {
    pub(super) fn new(agent: &'a Agent) -> Self {
        let mut taken = Taken::new(&["new", "among", "discover", "lib", "main"], "action");
        let named = agent.actions.iter().map(|action| Named {
            action,
            snake: taken.name(&action.name),
        });
        let mut named: Vec<_> = named.collect();
        named.sort_by(|a, b| a.snake.cmp(&b.snake));
        Self(named)
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Named<'a>> {
        self.0.iter()
    }
}

impl Named<'_> {
    /// Name of its file, without the suffix.
    pub(super) fn file(&self) -> &str {
        &self.snake
    }

    /// Name of its method and its module.
    pub(super) fn method(&self) -> String {
        raw(&self.snake)
    }

    /// First part of the names of its types.
    pub(super) fn camel(&self) -> String {
        camel(&self.snake)
    }
}

/// Names given so far in one place.
pub(super) struct Taken {
    names: HashSet<String>,
    suffix: &'static str,
}

impl Taken {
    /// A place where some names are taken; what is called so gets a suffix.
    pub(super) fn new(reserved: &[&str], suffix: &'static str) -> Self {
        Self {
            names: reserved.iter().map(|&name| name.to_owned()).collect(),
            suffix,
        }
    }

    /// A name of its own, in snake case and without `r#`.
    pub(super) fn name(&mut self, name: &str) -> String {
        let plain = snake(name);
        let mut candidate = plain.clone();
        if self.names.contains(&candidate) && !self.suffix.is_empty() {
            candidate = format!("{plain}_{}", self.suffix);
        }
        let mut number = 2;
        while !self.names.insert(candidate.clone()) {
            candidate = format!("{plain}_{number}");
            number += 1;
        }
        candidate
    }
}

/// The name as it stands in code.
pub(super) fn raw(name: &str) -> String {
    if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// Whether Cargo takes it as the name of a package.
pub(super) fn is_package(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// `do-it` as `DoIt`.
pub(super) fn camel(name: &str) -> String {
    let mut camel = String::new();
    for part in name.split(['_', '-']) {
        let mut letters = part.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

fn snake(name: &str) -> String {
    let mut snake: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    if !snake.starts_with(|c: char| c.is_ascii_alphabetic()) {
        snake.insert(0, '_');
    }
    if NEVER.contains(&snake.as_str()) {
        snake.push('_');
    }
    snake
}
