//! A node's facts as a tree whose branches open and close, and that can be searched.

use std::collections::HashSet;

use serde_json::{Map, Value};

/// Lines a tree has at most.
const MOST_LINES: usize = 20_000;

/// Branches inside one another; what lies deeper is shown as JSON.
const MOST_DEPTH: usize = 24;

/// Characters of a value that a line shows at most; they can all be copied.
const MOST_TEXT: usize = 1_000;

/// The lines that are to be seen of the facts.
#[derive(Debug, Default)]
pub(super) struct Tree {
    lines: Vec<Line>,
    cut: bool,
}

/// A fact, or a branch of facts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Branches it lies in.
    pub(super) depth: usize,
    /// Its own name.
    pub(super) key: String,
    /// Its whole path, as filters name it.
    pub(super) path: String,
    /// What it is.
    pub(super) content: Content,
    /// Which child to take at each branch from the root.
    steps: Vec<usize>,
}

/// What a line shows.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// The begin of a value, not yet cleaned.
    Value(String),
    /// So many children, which are shown or not.
    Branch {
        /// How many.
        len: usize,
        /// Whether they are shown.
        open: bool,
    },
}

/// Facts on their way into lines.
struct Walk<'a> {
    opened: &'a HashSet<String>,
    needle: String,
    tree: Tree,
}

impl Tree {
    /// Of facts, with the branches open that `opened` names, or, when something is searched, what holds it.
    pub(super) fn grow(facts: &Map<String, Value>, opened: &HashSet<String>, needle: &str) -> Self {
        let mut walk = Walk {
            opened,
            needle: needle.to_lowercase(),
            tree: Self::default(),
        };
        for (step, (key, value)) in facts.iter().enumerate() {
            walk.visit(key, escaped(key), value, vec![step]);
        }
        walk.tree
    }

    /// The lines.
    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Whether there were more than a tree can have.
    pub(super) fn is_cut(&self) -> bool {
        self.cut
    }
}

impl Line {
    /// The whole value.
    pub(super) fn value<'a>(&self, facts: &'a Map<String, Value>) -> Option<&'a Value> {
        let (first, rest) = self.steps.split_first()?;
        let root = facts.values().nth(*first)?;
        rest.iter().try_fold(root, |value, step| match value {
            Value::Object(members) => members.values().nth(*step),
            Value::Array(items) => items.get(*step),
            _ => None,
        })
    }
}

impl Walk<'_> {
    fn visit(&mut self, key: &str, path: String, value: &Value, steps: Vec<usize>) {
        if self.tree.lines.len() >= MOST_LINES {
            self.tree.cut = true;
            return;
        }
        let depth = steps.len() - 1;
        let len = match value {
            Value::Object(members) => members.len(),
            Value::Array(items) => items.len(),
            _ => 0,
        };
        if len == 0 || depth >= MOST_DEPTH {
            let content = Content::Value(shown(value));
            if self.holds(&path, &content) {
                self.tree.lines.push(Line {
                    depth,
                    key: key.to_owned(),
                    path,
                    content,
                    steps,
                });
            }
            return;
        }
        let searching = !self.needle.is_empty();
        let open = searching || self.opened.contains(&path);
        let before = self.tree.lines.len();
        self.tree.lines.push(Line {
            depth,
            key: key.to_owned(),
            path: path.clone(),
            content: Content::Branch { len, open },
            steps: steps.clone(),
        });
        if open {
            self.children(&path, value, &steps);
        }
        if searching && self.tree.lines.len() == before + 1 {
            self.tree.lines.pop();
        }
    }

    fn children(&mut self, path: &str, value: &Value, steps: &[usize]) {
        let below = |step| {
            let mut below = steps.to_vec();
            below.push(step);
            below
        };
        match value {
            Value::Object(members) => {
                for (step, (key, value)) in members.iter().enumerate() {
                    self.visit(key, format!("{path}.{}", escaped(key)), value, below(step));
                }
            }
            Value::Array(items) => {
                for (step, value) in items.iter().enumerate() {
                    let key = step.to_string();
                    self.visit(&key, format!("{path}.{key}"), value, below(step));
                }
            }
            _ => {}
        }
    }

    fn holds(&self, path: &str, content: &Content) -> bool {
        let Content::Value(text) = content else {
            return true;
        };
        self.needle.is_empty()
            || path.to_lowercase().contains(&self.needle)
            || text.to_lowercase().contains(&self.needle)
    }
}

/// The begin of a value as a line shows it: text as it is, everything else as JSON.
pub(super) fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match text.char_indices().nth(MOST_TEXT) {
        Some((end, _)) => text[..end].to_owned(),
        None => text,
    }
}

/// All of a value, to be copied.
pub(super) fn whole(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => serde_json::to_string_pretty(other).unwrap_or_else(|_| other.to_string()),
    }
}

/// A member's name as a step of a path.
fn escaped(key: &str) -> String {
    let mut step = String::with_capacity(key.len());
    for c in key.chars() {
        if matches!(c, '.' | '*' | '?' | '|' | '\\')
            || (step.is_empty() && matches!(c, '#' | '@' | '!' | '{' | '['))
        {
            step.push('\\');
        }
        step.push(c);
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn facts() -> Map<String, Value> {
        let facts = json!({
            "country": "uk",
            "cpus": 4,
            "motd": "\u{1b}[2J",
            "os": {"name": "Debian", "release": {"full": "12.5", "major": "12"}},
            "a.b": [1, {"c": true}],
            "empty": {},
        });
        facts.as_object().unwrap().clone()
    }

    fn drawn(opened: &[&str], needle: &str) -> Vec<String> {
        let opened = opened.iter().map(|path| (*path).to_owned()).collect();
        let tree = Tree::grow(&facts(), &opened, needle);
        let line = |line: &Line| match &line.content {
            Content::Value(text) => format!("{:indent$}{} {text:?}", "", line.key, indent = line.depth),
            Content::Branch { len, open } => {
                format!("{:indent$}{} {len} {open}", "", line.key, indent = line.depth)
            }
        };
        tree.lines().iter().map(line).collect()
    }

    #[test]
    fn branches_open_one_by_one() {
        assert_eq!(
            drawn(&["os", "os.release"], ""),
            [
                "a.b 2 false",
                r#"country "uk""#,
                r#"cpus "4""#,
                r#"empty "{}""#,
                r#"motd "\u{1b}[2J""#,
                "os 2 true",
                r#" name "Debian""#,
                " release 2 true",
                r#"  full "12.5""#,
                r#"  major "12""#,
            ]
        );
    }

    #[test]
    fn a_search_opens_what_holds_it_in_path_or_value() {
        assert_eq!(drawn(&[], "debian"), ["os 2 true", r#" name "Debian""#]);
        assert_eq!(
            drawn(&[], "release.f"),
            ["os 2 true", " release 2 true", r#"  full "12.5""#]
        );
        assert_eq!(drawn(&["os"], "nothing like it"), Vec::<String>::new());
    }

    #[test]
    fn a_line_knows_its_path_and_its_whole_value() {
        let facts = facts();
        let tree = Tree::grow(&facts, &HashSet::new(), "true");
        let line = tree.lines().last().unwrap();
        assert_eq!(line.path, r"a\.b.1.c");
        assert_eq!(line.value(&facts), Some(&json!(true)));
    }

    #[test]
    fn what_lies_too_deep_or_is_too_much_is_cut() {
        let mut deep = json!(1);
        for _ in 0..100 {
            deep = json!({ "d": deep });
        }
        let deep = deep.as_object().unwrap().clone();
        let tree = Tree::grow(&deep, &HashSet::new(), "d");
        assert_eq!(tree.lines().len(), MOST_DEPTH + 1);
        let wide: Map<String, Value> = (0..30_000).map(|n| (format!("k{n}"), json!(n))).collect();
        let tree = Tree::grow(&wide, &HashSet::new(), "");
        assert_eq!((tree.lines().len(), tree.is_cut()), (MOST_LINES, true));
        assert_eq!(shown(&json!("x".repeat(300_000))).len(), MOST_TEXT);
    }
}
