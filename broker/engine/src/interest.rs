//! Who listens to what: one table of literal subjects and one trie of patterns, per account.
//!
//! A match is one hash look-up plus a walk over the patterns that can still fit; it allocates nothing and never
//! looks at a subscription that does not match.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

use crate::sid::Sid;
use crate::subject;

/// Tables smaller than this are not worth shrinking.
const SHRINK_ABOVE: usize = 32;

/// One subscription of one owner.
#[derive(Debug)]
pub(crate) struct Subscription<O> {
    pub(crate) owner: O,
    pub(crate) subject: Arc<str>,
    pub(crate) queue: Option<Arc<str>>,
    pub(crate) sid: Sid,
    /// A wildcard that overlaps a denied subject: each delivery is checked.
    pub(crate) filtered: bool,
    /// Messages so far.
    pub(crate) delivered: AtomicU64,
    /// Messages after which it ends; 0 for never.
    pub(crate) limit: AtomicU64,
    /// Where it sits in its list, so that leaving a list of thousands is one swap.
    slot: AtomicU32,
}

impl<O> Subscription<O> {
    pub(crate) fn new(
        owner: O,
        subject: Arc<str>,
        queue: Option<Arc<str>>,
        sid: Sid,
        filtered: bool,
    ) -> Self {
        Self {
            owner,
            subject,
            queue,
            sid,
            filtered,
            delivered: AtomicU64::new(0),
            limit: AtomicU64::new(0),
            slot: AtomicU32::new(0),
        }
    }
}

/// Subscriptions in no order.
pub(crate) type List<O> = Vec<Arc<Subscription<O>>>;

/// The subscriptions of one subject or pattern.
#[derive(Debug)]
pub(crate) struct Members<O> {
    /// Those that each get every message.
    pub(crate) plain: List<O>,
    /// Those that share messages, by queue group. Peers choose how many groups there are.
    pub(crate) groups: HashMap<Arc<str>, List<O>>,
}

impl<O> Default for Members<O> {
    fn default() -> Self {
        Self {
            plain: Vec::new(),
            groups: HashMap::new(),
        }
    }
}

impl<O> Members<O> {
    fn add(&mut self, subscription: Arc<Subscription<O>>) {
        let list = match &subscription.queue {
            None => &mut self.plain,
            Some(name) => self.groups.entry(Arc::clone(name)).or_default(),
        };
        subscription.slot.store(list.len() as u32, Relaxed);
        list.push(subscription);
    }

    fn remove(&mut self, subscription: &Arc<Subscription<O>>) -> bool {
        let Some(name) = &subscription.queue else {
            return take(&mut self.plain, subscription);
        };
        let Some(members) = self.groups.get_mut(name) else {
            return false;
        };
        let removed = take(members, subscription);
        if members.is_empty() {
            self.groups.remove(name);
            shrink_map(&mut self.groups);
        }
        removed
    }

    fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.groups.is_empty()
    }
}

/// One token of the patterns.
#[derive(Debug)]
struct Node<O> {
    children: HashMap<Box<str>, Node<O>>,
    any: Option<Box<Node<O>>>,
    /// Patterns that end here.
    here: Members<O>,
    /// Patterns that end in `>` here.
    tail: Members<O>,
}

impl<O> Default for Node<O> {
    fn default() -> Self {
        Self {
            children: HashMap::new(),
            any: None,
            here: Members::default(),
            tail: Members::default(),
        }
    }
}

impl<O> Node<O> {
    fn is_empty(&self) -> bool {
        self.children.is_empty() && self.any.is_none() && self.here.is_empty() && self.tail.is_empty()
    }

    fn visit<'a>(&'a self, rest: Option<&str>, found: &mut impl FnMut(&'a Members<O>)) {
        let Some(rest) = rest else {
            if !self.here.is_empty() {
                found(&self.here);
            }
            return;
        };
        if !self.tail.is_empty() {
            found(&self.tail);
        }
        let (token, rest) = head(rest);
        if let Some(child) = self.children.get(token) {
            child.visit(rest, found);
        }
        if let Some(any) = &self.any {
            any.visit(rest, found);
        }
    }

    /// Removes along the pattern and prunes what became empty.
    fn remove(&mut self, rest: Option<&str>, subscription: &Arc<Subscription<O>>) -> bool {
        let Some(rest) = rest else {
            return self.here.remove(subscription);
        };
        if rest == ">" {
            return self.tail.remove(subscription);
        }
        let (token, rest) = head(rest);
        if token == "*" {
            let Some(any) = &mut self.any else { return false };
            let removed = any.remove(rest, subscription);
            if any.is_empty() {
                self.any = None;
            }
            return removed;
        }
        let Some(child) = self.children.get_mut(token) else {
            return false;
        };
        let removed = child.remove(rest, subscription);
        if child.is_empty() {
            self.children.remove(token);
            shrink_map(&mut self.children);
        }
        removed
    }
}

/// All subscriptions of one account.
#[derive(Debug)]
pub(crate) struct Interest<O> {
    literal: HashMap<Arc<str>, Members<O>>,
    patterns: Node<O>,
    count: usize,
}

impl<O> Default for Interest<O> {
    fn default() -> Self {
        Self {
            literal: HashMap::new(),
            patterns: Node::default(),
            count: 0,
        }
    }
}

impl<O> Interest<O> {
    /// How many subscriptions there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// The shared text of a subject that somebody subscribed to before, or a new one.
    pub(crate) fn intern(&self, subject: &str) -> Arc<str> {
        self.literal
            .get_key_value(subject)
            .map_or_else(|| subject.into(), |(text, _)| Arc::clone(text))
    }

    pub(crate) fn insert(&mut self, subscription: Arc<Subscription<O>>) {
        self.count += 1;
        let text = Arc::clone(&subscription.subject);
        if subject::is_literal(&text) {
            self.literal.entry(text).or_default().add(subscription);
            return;
        }
        let mut node = &mut self.patterns;
        let mut rest = Some(&*text);
        while let Some(pattern) = rest {
            if pattern == ">" {
                node.tail.add(subscription);
                return;
            }
            let (token, after) = head(pattern);
            node = match token {
                "*" => node.any.get_or_insert_default(),
                _ => node.children.entry(token.into()).or_default(),
            };
            rest = after;
        }
        node.here.add(subscription);
    }

    /// Takes a subscription out; does nothing if it is out already.
    pub(crate) fn remove(&mut self, subscription: &Arc<Subscription<O>>) {
        let text = &*subscription.subject;
        let removed = if subject::is_literal(text) {
            let Some(members) = self.literal.get_mut(text) else {
                return;
            };
            let removed = members.remove(subscription);
            if members.is_empty() {
                self.literal.remove(text);
                shrink_map(&mut self.literal);
            }
            removed
        } else {
            self.patterns.remove(Some(text), subscription)
        };
        self.count -= usize::from(removed);
    }

    /// Calls `found` for each set of subscriptions that `subject` reaches. Wildcards in it are plain tokens.
    pub(crate) fn visit<'a>(&'a self, subject: &str, mut found: impl FnMut(&'a Members<O>)) {
        if let Some(members) = self.literal.get(subject) {
            found(members);
        }
        if !self.patterns.is_empty() && !subject::is_too_deep(subject) && !subject::has_empty_token(subject) {
            self.patterns.visit(Some(subject), &mut found);
        }
    }
}

fn head(subject: &str) -> (&str, Option<&str>) {
    subject
        .split_once('.')
        .map_or((subject, None), |(token, rest)| (token, Some(rest)))
}

fn take<O>(list: &mut List<O>, subscription: &Arc<Subscription<O>>) -> bool {
    let at = subscription.slot.load(Relaxed) as usize;
    if !list.get(at).is_some_and(|found| Arc::ptr_eq(found, subscription)) {
        return false;
    }
    list.swap_remove(at);
    if let Some(moved) = list.get(at) {
        moved.slot.store(at as u32, Relaxed);
    }
    if list.capacity() > SHRINK_ABOVE && list.len() < list.capacity() / 4 {
        list.shrink_to(list.len() * 2);
    }
    true
}

/// Gives memory back after a storm; at a quarter, so that it is paid for by the removals.
fn shrink_map<K: std::hash::Hash + Eq, V>(map: &mut HashMap<K, V>) {
    if map.capacity() > SHRINK_ABOVE && map.len() < map.capacity() / 4 {
        map.shrink_to(map.len() * 2);
    }
}

#[cfg(test)]
mod tests;
