//! One rule: its columns and whether it concerns a call.

use pattern::{Case, Regex};
use protocol::FactFilter;
use protocol::filter::{ClassTest, FactTest};

use super::concern::Concern;
use super::groups::Groups;

/// One line of a policy.
#[derive(Debug)]
pub(super) struct Rule {
    /// From 1.
    pub(super) line: usize,
    pub(super) allow: bool,
    callers: Option<Vec<Caller>>,
    actions: Option<Vec<String>>,
    when: Result<When, Unusable>,
}

/// What a rule says about a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is about other calls.
    Passes,
    /// It decides.
    Decides,
    /// It concerns the call but cannot be evaluated, for this reason: the call is denied.
    Aborts(String),
}

/// One word of the callers column.
#[derive(Debug)]
enum Caller {
    /// A caller id, or the name of a group.
    Word(String),
    Pattern(Regex),
    Broken(String),
}

/// The facts and classes columns; empty lists hold always.
#[derive(Debug)]
struct When {
    facts: Vec<FactTest>,
    classes: Vec<ClassTest>,
}

/// Columns that cannot be evaluated.
#[derive(Debug)]
struct Unusable {
    reason: String,
    /// Written in the compound language the reference does not evaluate but skips.
    compound: bool,
}

impl Rule {
    /// Reads the columns: callers, actions, facts, and classes when they are there. `*` stands for anything.
    pub(super) fn new(line: usize, allow: bool, columns: [&str; 3], classes: Option<&str>) -> Self {
        let [callers, actions, facts] = columns;
        Self {
            line,
            allow,
            callers: words(callers).map(|words| words.map(Caller::new).collect()),
            actions: words(actions).map(|words| words.map(str::to_owned).collect()),
            when: When::new(facts, classes),
        }
    }

    /// A rule that denies whatever reaches it: passing over it would open what somebody meant to close.
    pub(super) fn unreadable_deny(line: usize) -> Self {
        Self {
            line,
            allow: false,
            callers: None,
            actions: None,
            when: Err(Unusable::new("not a rule in tab separated columns")),
        }
    }

    /// What a person should know about the rule when its file is read.
    pub(super) fn remark(&self) -> Option<String> {
        if let Err(unusable) = &self.when {
            let effect = if self.is_skipped() {
                "the rule is skipped"
            } else {
                "calls it concerns are denied"
            };
            return Some(format!("{}, {effect}", unusable.reason));
        }
        let broken = self.callers.iter().flatten().find_map(Caller::broken)?;
        Some(format!("{broken} is not a regular expression"))
    }

    /// Whether callers, actions, facts and classes hold for a call; none for what cannot be evaluated.
    pub(super) fn columns(&self, concern: &Concern<'_>) -> [Option<bool>; 4] {
        let callers = match self.caller_outcome(concern.question.caller, concern.groups) {
            Outcome::Decides => Some(true),
            Outcome::Passes => Some(false),
            Outcome::Aborts(_) => None,
        };
        let when = self.when.as_ref().ok();
        [
            callers,
            Some(self.names(concern.question.action)),
            when.and_then(|when| when.facts_hold(concern)),
            when.map(|when| when.classes_hold(concern)),
        ]
    }

    fn names(&self, wanted: &str) -> bool {
        let actions = self.actions.as_ref();
        actions.is_none_or(|actions| actions.iter().any(|action| action == wanted))
    }

    /// Compares the rule with a call, columns from left to right.
    pub(super) fn outcome(&self, concern: &Concern<'_>) -> Outcome {
        let question = concern.question;
        if !self.names(question.action) {
            return Outcome::Passes;
        }
        match self.caller_outcome(question.caller, concern.groups) {
            Outcome::Decides => {}
            other => return other,
        }
        match &self.when {
            Ok(when) => when.outcome(concern),
            Err(_) if self.is_skipped() => Outcome::Passes,
            Err(unusable) => Outcome::Aborts(unusable.reason.clone()),
        }
    }

    /// The reference skips rules in the compound language. Skipping an `allow` is safe; skipping a `deny` would open what
    /// somebody meant to close, so those deny what they concern instead.
    fn is_skipped(&self) -> bool {
        self.allow && matches!(&self.when, Err(unusable) if unusable.compound)
    }

    /// Group names count before anything else in the column, as in the reference. A broken pattern ends the column without a
    /// match there; in a `deny` rule that would open what somebody meant to close, so it aborts instead. So it does when it may
    /// name a group and the groups cannot be read.
    fn caller_outcome(&self, caller: &str, groups: &Groups) -> Outcome {
        let Some(terms) = &self.callers else {
            return Outcome::Decides;
        };
        let in_group = |term: &Caller| matches!(term, Caller::Word(word) if groups.contains(word, caller));
        if terms.iter().any(in_group) {
            return Outcome::Decides;
        }
        let may_be_group = |term: &Caller| matches!(term, Caller::Word(word) if !word.contains('='));
        if !self.allow && groups.are_unreadable() && terms.iter().any(may_be_group) {
            return Outcome::Aborts("the groups of callers cannot be read".to_owned());
        }
        for term in terms {
            match term {
                Caller::Word(word) if word == caller => return Outcome::Decides,
                Caller::Pattern(pattern) if pattern.is_match(caller) => return Outcome::Decides,
                Caller::Broken(_) if self.allow => return Outcome::Passes,
                Caller::Broken(text) => {
                    return Outcome::Aborts(format!("{text} is not a regular expression"));
                }
                Caller::Word(_) | Caller::Pattern(_) => {}
            }
        }
        Outcome::Passes
    }
}

impl Caller {
    fn new(word: &str) -> Self {
        if !word.starts_with('/') {
            return Self::Word(word.to_owned());
        }
        pattern::wrapped(word)
            .filter(|inner| !inner.is_empty())
            .and_then(|inner| pattern::compile(inner, Case::Minded).ok())
            .map_or_else(|| Self::Broken(word.to_owned()), Self::Pattern)
    }

    fn broken(&self) -> Option<&str> {
        match self {
            Self::Broken(text) => Some(text),
            Self::Word(_) | Self::Pattern(_) => None,
        }
    }
}

impl When {
    fn new(facts: &str, classes: Option<&str>) -> Result<Self, Unusable> {
        if [Some(facts), classes]
            .into_iter()
            .flatten()
            .any(|column| column.trim().is_empty())
        {
            return Err(Unusable::new("a column is blank"));
        }
        let facts = words(facts).into_iter().flatten().map(fact);
        // The reference denies whatever a rule without classes concerns, although its documents say the column may be left
        // out. Guessing `*` could allow what another node of the fleet denies, so this keeps the denial and says so.
        let Some(classes) = classes else {
            return Err(Unusable::new("the classes column is missing"));
        };
        let classes = words(classes).into_iter().flatten().map(class);
        Ok(Self {
            facts: facts.collect::<Result<_, _>>()?,
            classes: classes.collect::<Result<_, _>>()?,
        })
    }

    fn outcome(&self, concern: &Concern<'_>) -> Outcome {
        match self.facts_hold(concern) {
            Some(true) if self.classes_hold(concern) => Outcome::Decides,
            Some(_) => Outcome::Passes,
            None => Outcome::Aborts("the facts of the node cannot be read".to_owned()),
        }
    }

    /// None where nobody can say.
    fn facts_hold(&self, concern: &Concern<'_>) -> Option<bool> {
        if self.facts.is_empty() {
            return Some(true);
        }
        let facts = concern.facts()?;
        Some(self.facts.iter().all(|fact| fact.matches(facts)))
    }

    fn classes_hold(&self, concern: &Concern<'_>) -> bool {
        let mut classes = self.classes.iter();
        classes.all(|class| class.matches(concern.question.classes))
    }
}

impl Unusable {
    fn new(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            compound: false,
        }
    }

    fn compound(word: &str) -> Self {
        Self {
            reason: format!("{word:?} belongs to compound statements, which policies do not have"),
            compound: true,
        }
    }
}

/// The words of a column; none for `*`.
fn words(column: &str) -> Option<impl Iterator<Item = &str>> {
    let column = column.trim();
    (column != "*").then(|| column.split_ascii_whitespace())
}

/// A word that parses as a fact comparison is one, also where its pattern has a group: the reference takes `role=~/(a|b)/` for
/// a compound statement and so loses the whole rule.
fn fact(word: &str) -> Result<FactTest, Unusable> {
    if is_operator(word) {
        return Err(Unusable::compound(word));
    }
    match word.parse::<FactFilter>() {
        Ok(filter) if regex_compiles(&filter) => Ok(filter.into()),
        Ok(_) => Err(Unusable::new(format!(
            "{word:?} holds no valid regular expression"
        ))),
        Err(_) if has_call(word) => Err(Unusable::compound(word)),
        Err(_) => Err(Unusable::new(format!("{word:?} is not a fact comparison"))),
    }
}

/// A comparison whose pattern does not compile never matches, which would quietly disable a `deny` rule.
fn regex_compiles(filter: &FactFilter) -> bool {
    filter.operator != "=~" || pattern::compile(filter.value.trim_matches('/'), Case::Ignored).is_ok()
}

fn class(word: &str) -> Result<ClassTest, Unusable> {
    let wrapped = pattern::wrapped(word);
    if is_operator(word) || (wrapped.is_none() && has_call(word)) {
        return Err(Unusable::compound(word));
    }
    if looks_like_fact(word) {
        return Err(Unusable::new(format!("{word:?} is a fact in the classes column")));
    }
    if wrapped.is_some_and(|inner| pattern::compile(inner, Case::Ignored).is_err()) {
        return Err(Unusable::new(format!("{word:?} is not a regular expression")));
    }
    Ok(ClassTest::new(word))
}

fn looks_like_fact(word: &str) -> bool {
    word.char_indices()
        .any(|(at, c)| at > 0 && at + 1 < word.len() && matches!(c, '<' | '>' | '='))
}

fn is_operator(word: &str) -> bool {
    matches!(word, "and" | "or" | "not") || word.starts_with('!')
}

/// Whether the word has something in parentheses, as the function calls of compound statements do.
fn has_call(word: &str) -> bool {
    match (word.find('('), word.rfind(')')) {
        (Some(open), Some(close)) => close > open + 1,
        _ => false,
    }
}
