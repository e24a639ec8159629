//! Patterns beside each other: which of them name something that another one names too.
//!
//! Patterns are kept by their tokens, so that a comparison with thousands of them walks along the few that are alike. Patterns can
//! be made so that this is slow all the same, which is why whoever asks has a number of steps and no more.

use std::collections::HashMap;

use crate::streams::error::ApiError;
use crate::subject;

/// Steps of one request, about 50 ms: a hundred times what thousands of ordinary subjects take.
const STEPS: usize = 1_000_000;

/// How many more tokens may be looked at.
#[derive(Debug)]
pub(crate) struct Steps(usize);

impl Default for Steps {
    fn default() -> Self {
        Self(STEPS)
    }
}

/// The patterns are too many and too much alike to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tangled;

impl From<Tangled> for ApiError {
    fn from(_: Tangled) -> Self {
        Self::bad_config("too many subjects with wildcards to be compared")
    }
}

/// Patterns and whose they are.
#[derive(Debug)]
pub(crate) struct Patterns<T> {
    root: Node<T>,
}

#[derive(Debug)]
struct Node<T> {
    children: HashMap<Box<str>, Node<T>>,
    any: Option<Box<Node<T>>>,
    /// Owners of patterns that end here, in order.
    here: Vec<T>,
    /// Owners of patterns that end in `>` here, in order.
    tail: Vec<T>,
}

/// Which patterns are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Overlapping,
    Covering,
}

/// A walk over patterns.
struct Walk<'a, F> {
    relation: Relation,
    steps: &'a mut Steps,
    found: F,
}

impl<T> Default for Patterns<T> {
    fn default() -> Self {
        Self {
            root: Node::default(),
        }
    }
}

impl<T> Default for Node<T> {
    fn default() -> Self {
        Self {
            children: HashMap::new(),
            any: None,
            here: Vec::new(),
            tail: Vec::new(),
        }
    }
}

impl<T: Ord> Patterns<T> {
    /// Adds a pattern; one that is too deep for any stream names nothing.
    pub(crate) fn insert(&mut self, pattern: &str, owner: T) {
        if subject::is_too_deep(pattern) {
            return;
        }
        let mut node = &mut self.root;
        for token in pattern.split('.') {
            node = match token {
                ">" => return put(&mut node.tail, owner),
                "*" => node.any.get_or_insert_default(),
                token => node.children.entry(token.into()).or_default(),
            };
        }
        put(&mut node.here, owner);
    }

    /// Takes out a pattern of an owner.
    pub(crate) fn remove(&mut self, pattern: &str, owner: &T) {
        if !subject::is_too_deep(pattern) {
            self.root.remove(Some(pattern), owner);
        }
    }

    /// Calls `found` for the owner of each pattern that names something the given one names too, until it says true; tells
    /// whether it did.
    pub(crate) fn overlapping(
        &self,
        pattern: &str,
        steps: &mut Steps,
        found: impl FnMut(&T) -> bool,
    ) -> Result<bool, Tangled> {
        self.walk(Relation::Overlapping, pattern, steps, found)
    }

    /// As [`Self::overlapping`], for each pattern that names all that the given one names.
    pub(crate) fn covering(
        &self,
        pattern: &str,
        steps: &mut Steps,
        found: impl FnMut(&T) -> bool,
    ) -> Result<bool, Tangled> {
        self.walk(Relation::Covering, pattern, steps, found)
    }

    /// Calls `found` for the owners, in order, of each pattern that names the literal subject.
    pub(crate) fn naming(&self, subject: &str, mut found: impl FnMut(&[T])) {
        let mut walk = Walk {
            relation: Relation::Overlapping,
            steps: &mut Steps(usize::MAX),
            found: |owners: &[T]| {
                found(owners);
                false
            },
        };
        // There are no more steps than patterns have tokens.
        let _ = walk.at(&self.root, Some(subject));
    }

    fn walk(
        &self,
        relation: Relation,
        pattern: &str,
        steps: &mut Steps,
        mut found: impl FnMut(&T) -> bool,
    ) -> Result<bool, Tangled> {
        let mut walk = Walk {
            relation,
            steps,
            found: |owners: &[T]| owners.iter().any(&mut found),
        };
        walk.at(&self.root, Some(pattern))
    }
}

impl<T: Ord> Node<T> {
    fn is_empty(&self) -> bool {
        self.children.is_empty() && self.any.is_none() && self.here.is_empty() && self.tail.is_empty()
    }

    fn remove(&mut self, rest: Option<&str>, owner: &T) {
        let Some(rest) = rest else {
            return take(&mut self.here, owner);
        };
        let (token, rest) = head(rest);
        match token {
            ">" => take(&mut self.tail, owner),
            "*" => {
                if let Some(any) = &mut self.any {
                    any.remove(rest, owner);
                    self.any.take_if(|any| any.is_empty());
                }
            }
            token => {
                if let Some(child) = self.children.get_mut(token) {
                    child.remove(rest, owner);
                    if child.is_empty() {
                        self.children.remove(token);
                    }
                }
            }
        }
    }
}

impl<F> Walk<'_, F> {
    /// Goes on with what is left of the pattern.
    fn at<T>(&mut self, node: &Node<T>, rest: Option<&str>) -> Result<bool, Tangled>
    where
        F: FnMut(&[T]) -> bool,
    {
        self.step()?;
        let Some(rest) = rest else {
            return Ok((self.found)(&node.here));
        };
        if (self.found)(&node.tail) {
            return Ok(true);
        }
        let (token, rest) = head(rest);
        let overlapping = self.relation == Relation::Overlapping;
        match token {
            ">" if overlapping => return self.below(node),
            ">" => return Ok(false),
            "*" if overlapping => {
                for child in node.children.values() {
                    if self.at(child, rest)? {
                        return Ok(true);
                    }
                }
            }
            "*" => {}
            token => {
                if let Some(child) = node.children.get(token)
                    && self.at(child, rest)?
                {
                    return Ok(true);
                }
            }
        }
        match &node.any {
            Some(any) => self.at(any, rest),
            None => Ok(false),
        }
    }

    /// All patterns with more tokens.
    fn below<T>(&mut self, node: &Node<T>) -> Result<bool, Tangled>
    where
        F: FnMut(&[T]) -> bool,
    {
        for child in node.children.values().chain(node.any.as_deref()) {
            self.step()?;
            if (self.found)(&child.here) || (self.found)(&child.tail) || self.below(child)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn step(&mut self) -> Result<(), Tangled> {
        self.steps.0 = self.steps.0.checked_sub(1).ok_or(Tangled)?;
        Ok(())
    }
}

fn put<T: Ord>(owners: &mut Vec<T>, owner: T) {
    let at = owners.partition_point(|other| *other <= owner);
    owners.insert(at, owner);
}

fn take<T: Ord>(owners: &mut Vec<T>, owner: &T) {
    if let Ok(at) = owners.binary_search(owner) {
        owners.remove(at);
    }
}

fn head(pattern: &str) -> (&str, Option<&str>) {
    pattern
        .split_once('.')
        .map_or((pattern, None), |(token, rest)| (token, Some(rest)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pattern() -> impl Strategy<Value = String> {
        "([ab*](\\.[ab*]){0,3}(\\.>)?|>)"
    }

    fn all(
        patterns: &Patterns<usize>,
        ask: impl Fn(&Patterns<usize>, &mut Steps, &mut Vec<usize>) -> Result<bool, Tangled>,
    ) -> Vec<usize> {
        let mut found = Vec::new();
        assert_eq!(ask(patterns, &mut Steps::default(), &mut found), Ok(false));
        found.sort_unstable();
        found
    }

    proptest! {
        #[test]
        fn patterns_are_found_as_if_each_was_compared(
            texts in proptest::collection::vec(pattern(), 0..12),
            gone in proptest::collection::vec(any::<bool>(), 12),
            asked in pattern(),
        ) {
            let mut patterns = Patterns::default();
            for (index, text) in texts.iter().enumerate() {
                patterns.insert(text, index);
            }
            for (index, text) in texts.iter().enumerate().filter(|(index, _)| gone[*index]) {
                patterns.remove(text, &index);
            }
            let expected = |related: fn(&str, &str) -> bool| -> Vec<usize> {
                let there = (0..texts.len()).filter(|index| !gone[*index]);
                there.filter(|index| related(&asked, &texts[*index])).collect()
            };
            let overlapping = all(&patterns, |patterns, steps, found| {
                patterns.overlapping(&asked, steps, |index| { found.push(*index); false })
            });
            prop_assert_eq!(overlapping, expected(subject::overlap));
            let covering = all(&patterns, |patterns, steps, found| {
                patterns.covering(&asked, steps, |index| { found.push(*index); false })
            });
            prop_assert_eq!(covering, expected(subject::is_subset));
            let literal = asked.replace(['*', '>'], "b");
            let mut naming = Vec::new();
            patterns.naming(&literal, |owners| {
                assert!(owners.is_sorted());
                naming.extend_from_slice(owners);
            });
            naming.sort_unstable();
            let named = (0..texts.len()).filter(|index| !gone[*index] && subject::is_subset(&literal, &texts[*index]));
            prop_assert_eq!(naming, named.collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_would_take_too_long_ends() {
        let mut patterns = Patterns::default();
        let middle = vec!["*"; 100].join(".");
        for number in 0..2000 {
            patterns.insert(&format!("{number}.{}", vec!["x"; 100].join(".")), number);
        }
        let (mut steps, mut asked) = (Steps::default(), 0);
        let end = loop {
            let found = patterns.overlapping(&format!("*.{middle}.{asked}"), &mut steps, |_| true);
            if found != Ok(false) {
                break found;
            }
            asked += 1;
        };
        assert_eq!(end, Err(Tangled));
        assert!(asked < 10, "{asked}");
    }

    #[test]
    fn nothing_is_left_of_what_was_removed_and_depth_does_no_harm() {
        let mut patterns = Patterns::default();
        let deep = vec!["a"; 100_000].join(".");
        for pattern in ["a.*.b", "a.>", "c", &deep] {
            patterns.insert(pattern, ());
        }
        assert_eq!(
            patterns.overlapping(&deep, &mut Steps::default(), |()| true),
            Ok(true)
        );
        for pattern in ["a.*.b", "a.>", "c", &deep, "never.there", "*"] {
            patterns.remove(pattern, &());
        }
        assert!(patterns.root.is_empty());
    }
}
