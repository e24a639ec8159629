//! What a peer may say and hear, compiled once for all peers that share the rules.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::options::{Permissions, SubjectRules};
use crate::subject;

/// Dead entries of the cache are swept when it has grown to at least this.
const SWEEP_AT: usize = 64;

/// Rules ready for use on each message.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    publish: Rules,
    subscribe: Rules,
}

impl Compiled {
    pub(crate) fn new(permissions: &Permissions) -> Self {
        Self {
            publish: Rules::new(&permissions.publish),
            subscribe: Rules::new(&permissions.subscribe),
        }
    }

    pub(crate) fn may_publish(&self, subject: &str) -> bool {
        self.publish.admit(subject)
    }

    /// Whether everything that a pattern names may be published to.
    pub(crate) fn may_publish_all(&self, pattern: &str) -> bool {
        let rules = &self.publish;
        let hits_a_denied = rules.deny.overlaps(pattern) && !rules.except.covers(pattern);
        rules.admit(pattern) && !hits_a_denied
    }

    pub(crate) fn may_subscribe(&self, subject: &str) -> bool {
        self.subscribe.admit(subject)
    }

    /// Whether a permitted subscription can still be reached by a denied subject.
    pub(crate) fn needs_filter(&self, subject: &str) -> bool {
        !subject::is_literal(subject) && self.subscribe.deny.overlaps(subject)
    }

    /// Whether a message may reach a subscription that needs the filter.
    pub(crate) fn may_hear(&self, subject: &str) -> bool {
        !self.subscribe.denies(subject)
    }
}

#[derive(Debug, Default)]
struct Rules {
    /// None allows everything.
    allow: Option<Patterns>,
    deny: Patterns,
    except: Patterns,
}

impl Rules {
    fn new(rules: &SubjectRules) -> Self {
        let allow = (!rules.allow.is_empty()).then(|| Patterns::new(&rules.allow));
        // A deny rule nobody can read must not open a door: it closes all of them.
        let readable = rules.deny.iter().all(|pattern| subject::is_valid(pattern));
        let deny = if readable {
            Patterns::new(&rules.deny)
        } else {
            Patterns::new(&[">".to_owned()])
        };
        let except = Patterns::new(&rules.except);
        Self { allow, deny, except }
    }

    fn admit(&self, subject: &str) -> bool {
        // A pattern names no subject with an empty token.
        let named = |allow: &Patterns| allow.covers(subject) && !subject::has_empty_token(subject);
        self.allow.as_ref().is_none_or(named) && !self.denies(subject)
    }

    fn denies(&self, subject: &str) -> bool {
        self.deny.covers(subject) && !self.except.covers(subject)
    }
}

#[derive(Debug, Default)]
struct Patterns {
    literal: HashSet<Box<str>>,
    wild: Vec<Wild>,
}

#[derive(Debug)]
struct Wild {
    pattern: Box<str>,
    /// Bytes before the first wildcard; most subjects fail on them.
    fixed: usize,
}

impl Patterns {
    fn new(patterns: &[String]) -> Self {
        let (literal, wild): (Vec<&String>, Vec<&String>) = patterns
            .iter()
            .filter(|pattern| subject::is_valid(pattern))
            .partition(|pattern| subject::is_literal(pattern));
        let wild = wild
            .into_iter()
            .map(|pattern| Wild {
                pattern: pattern.as_str().into(),
                fixed: fixed_length(pattern),
            })
            .collect();
        Self {
            literal: literal
                .into_iter()
                .map(|pattern| pattern.as_str().into())
                .collect(),
            wild,
        }
    }

    /// Whether one pattern names all that `subject` names.
    fn covers(&self, subject: &str) -> bool {
        self.literal.contains(subject)
            || self.wild.iter().any(|wild| {
                subject
                    .as_bytes()
                    .starts_with(&wild.pattern.as_bytes()[..wild.fixed])
                    && subject::is_subset(subject, &wild.pattern)
            })
    }

    fn overlaps(&self, subject: &str) -> bool {
        self.literal
            .iter()
            .any(|pattern| subject::overlap(subject, pattern))
            || self
                .wild
                .iter()
                .any(|wild| subject::overlap(subject, &wild.pattern))
    }
}

/// Compiled rules by the identity of the rules they came from.
#[derive(Debug, Default)]
pub(crate) struct Cache(Mutex<HashMap<usize, Known>>);

/// The rules an address stands for, and what became of them.
type Known = (Weak<Permissions>, Weak<Compiled>);

impl Cache {
    pub(crate) fn compile(&self, permissions: &Arc<Permissions>) -> Arc<Compiled> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // The weak handle keeps the address taken, so an equal address is the same rules.
        let address = Arc::as_ptr(permissions) as usize;
        if let Some(compiled) = known.get(&address).and_then(|(_, compiled)| compiled.upgrade()) {
            return compiled;
        }
        let compiled = Arc::new(Compiled::new(permissions));
        if known.len() >= SWEEP_AT && known.len() == known.capacity() {
            known.retain(|_, (_, compiled)| compiled.strong_count() > 0);
            let live = known.len();
            known.shrink_to(2 * live);
        }
        known.insert(address, (Arc::downgrade(permissions), Arc::downgrade(&compiled)));
        compiled
    }
}

fn fixed_length(pattern: &str) -> usize {
    let mut length = 0;
    for token in pattern.split('.') {
        if token == "*" || token == ">" {
            break;
        }
        length += token.len() + 1;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(allow: &[&str], deny: &[&str]) -> SubjectRules {
        let owned = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
        SubjectRules {
            allow: owned(allow),
            deny: owned(deny),
            except: Vec::new(),
        }
    }

    fn compiled(allow: &[&str], deny: &[&str]) -> Compiled {
        let both = rules(allow, deny);
        Compiled::new(&Permissions {
            publish: both.clone(),
            subscribe: both,
        })
    }

    #[test]
    fn an_empty_allow_list_allows_what_is_not_denied() {
        let open = compiled(&[], &["a.secret", "b.>"]);
        assert!(open.may_publish("a.b") && open.may_publish("b"));
        assert!(!open.may_publish("a.secret") && !open.may_publish("b.c.d"));
    }

    #[test]
    fn a_deny_wins_over_an_allow() {
        let both = compiled(&["a.>"], &["a.*.x"]);
        assert!(
            both.may_publish("a.b.c") && both.may_publish_all("a.b.c") && both.may_publish_all("a.b.*.d")
        );
        assert!(!both.may_publish_all("a.>") && !both.may_publish_all("a.b.*") && !both.may_publish_all(">"));
        assert!(!both.may_publish("a.b.x") && !both.may_publish("c"));
    }

    #[test]
    fn a_subscription_must_fit_into_one_allowed_pattern() {
        let some = compiled(&["a.*", "b.>"], &[]);
        assert!(some.may_subscribe("a.*") && some.may_subscribe("a.x") && some.may_subscribe("b.*.c"));
        assert!(!some.may_subscribe("a.>") && !some.may_subscribe(">") && !some.may_subscribe("*.x"));
    }

    #[test]
    fn a_wildcard_over_a_denied_subject_is_filtered_at_delivery() {
        let some = compiled(&[], &["a.secret"]);
        assert!(some.may_subscribe("a.*") && some.needs_filter("a.*"));
        assert!(!some.needs_filter("a.b") && !some.needs_filter("b.>"));
        assert!(some.may_hear("a.b") && !some.may_hear("a.secret"));
        assert!(!some.may_subscribe("a.secret"));
    }

    #[test]
    fn an_exception_lifts_a_deny_and_nothing_else() {
        let with = |allow: &[&str], except: &[&str]| {
            let except = except.iter().map(|&text| text.to_owned()).collect();
            let both = SubjectRules {
                except,
                ..rules(allow, &["a.>"])
            };
            Compiled::new(&Permissions {
                publish: both.clone(),
                subscribe: both,
            })
        };
        let some = with(&[], &["a.open", "a.x.*"]);
        assert!(some.may_publish("a.open") && some.may_publish("a.x.y") && some.may_publish("b"));
        assert!(!some.may_publish("a.shut") && !some.may_publish("a.x.y.z"));
        assert!(some.may_subscribe("a.x.*") && !some.may_subscribe("a.*.y") && !some.may_subscribe("a.>"));
        assert!(some.may_subscribe(">") && some.needs_filter(">"));
        assert!(some.may_hear("a.open") && !some.may_hear("a.shut"));
        assert!(!with(&["b"], &["a.open"]).may_publish("a.open"));
        assert!(!with(&[], &["a..open"]).may_publish("a..open"));
    }

    #[test]
    fn an_allow_list_names_no_subject_with_an_empty_token() {
        let some = compiled(&["a.>"], &[]);
        assert!(!some.may_publish("a..b") && !some.may_publish("a.") && !some.may_subscribe("a..b"));
    }

    #[test]
    fn unreadable_rules_close_doors() {
        assert!(!compiled(&["a..b"], &[]).may_publish("a"));
        assert!(!compiled(&[], &["a b"]).may_publish("c"));
    }

    #[test]
    fn equal_handles_share_one_compilation_and_dead_ones_are_forgotten() {
        let cache = Cache::default();
        let rules = Arc::new(Permissions::default());
        assert!(
            Arc::ptr_eq(&cache.compile(&rules), &cache.compile(&rules)) || Arc::strong_count(&rules) == 1
        );
        let held = cache.compile(&rules);
        assert!(Arc::ptr_eq(&held, &cache.compile(&rules)));
        for _ in 0..10_000 {
            cache.compile(&Arc::new(Permissions::default()));
        }
        assert!(cache.0.lock().unwrap().len() < 1000);
        assert!(Arc::ptr_eq(&held, &cache.compile(&rules)));
    }
}
