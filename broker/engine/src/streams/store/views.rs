//! Which subjects the filters in use match, kept up to date: asking a million subjects takes a tenth of a second, and nobody
//! shall do that for each message.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::interest::{Interest, Subscription};
use crate::sid::Sid;
use crate::streams::filter::Filter;
use crate::subject;

/// Subjects of one filter that are remembered. Where there are more, the next message is never far.
const MOST: usize = 16 * 1024;
/// Subjects of all filters.
const MOST_TOGETHER: usize = 512 * 1024;
/// Filters.
const MOST_FILTERS: usize = 16 * 1024;

/// The subjects of a filter.
pub(super) type Names = Arc<BTreeSet<Arc<str>>>;

/// What is known of some filters.
#[derive(Debug, Default)]
pub(super) struct Views {
    views: HashMap<u64, View>,
    ids: HashMap<Filter, u64>,
    /// The patterns of filters whose subjects are known.
    patterns: Interest<u64>,
    last_id: u64,
    uses: u64,
    /// Subjects in all views.
    together: usize,
    /// Subjects that went, ever.
    gone: usize,
}

#[derive(Debug)]
struct View {
    filter: Filter,
    hooks: Vec<Arc<Subscription<u64>>>,
    known: Known,
    used: u64,
}

/// What is known of one filter.
#[derive(Debug)]
enum Known {
    These(Names),
    /// Too many, until so many subjects went.
    Many(usize),
}

impl Views {
    /// The subjects that the filter matches, if they are few; `all` are those it may match.
    pub(super) fn of<'a>(
        &mut self,
        filter: &Filter,
        all: impl FnOnce() -> Box<dyn Iterator<Item = &'a Arc<str>> + 'a>,
    ) -> Option<Names> {
        if !is_scattered(filter) {
            return None;
        }
        self.uses += 1;
        if let Some(view) = self.ids.get(filter).and_then(|id| self.views.get_mut(id)) {
            view.used = self.uses;
            match &view.known {
                Known::These(names) => return Some(Arc::clone(names)),
                Known::Many(until) if self.gone < *until => return None,
                Known::Many(_) => {}
            }
        }
        self.forget(filter);
        self.make_room();
        self.learn(filter, all())
    }

    /// There is a subject that was not there.
    pub(super) fn came(&mut self, name: &Arc<str>) {
        if self.patterns.len() == 0 {
            return;
        }
        let mut ids = Vec::new();
        self.patterns.visit(name, |members| {
            ids.extend(members.plain.iter().map(|member| member.owner));
        });
        for id in ids {
            let Some(View {
                known: Known::These(names),
                filter,
                ..
            }) = self.views.get_mut(&id)
            else {
                continue;
            };
            self.together += usize::from(Arc::make_mut(names).insert(Arc::clone(name)));
            if names.len() > MOST {
                let filter = filter.clone();
                self.forget(&filter);
            }
        }
    }

    /// A subject is no longer there.
    pub(super) fn went(&mut self, name: &str) {
        self.gone += 1;
        let (views, together) = (&mut self.views, &mut self.together);
        self.patterns.visit(name, |members| {
            for member in &members.plain {
                if let Some(View {
                    known: Known::These(names),
                    ..
                }) = views.get_mut(&member.owner)
                {
                    *together -= usize::from(Arc::make_mut(names).remove(name));
                }
            }
        });
    }

    fn learn<'a>(&mut self, filter: &Filter, all: impl Iterator<Item = &'a Arc<str>>) -> Option<Names> {
        let (mut names, mut count) = (BTreeSet::new(), 0);
        for name in all {
            count += 1;
            if count <= MOST {
                names.insert(Arc::clone(name));
            }
        }
        self.last_id += 1;
        let id = self.last_id;
        let known = if count <= MOST {
            Known::These(Arc::new(names))
        } else {
            Known::Many(self.gone + count - MOST / 2)
        };
        let mut hooks = Vec::new();
        if let Known::These(names) = &known {
            self.together += names.len();
            for pattern in filter.patterns().iter().filter(|pattern| is_sane(pattern)) {
                let hook = Arc::new(Subscription::new(
                    id,
                    Arc::clone(pattern),
                    None,
                    Sid::Number(0),
                    false,
                ));
                self.patterns.insert(Arc::clone(&hook));
                hooks.push(hook);
            }
        }
        let found = match &known {
            Known::These(names) => Some(Arc::clone(names)),
            Known::Many(_) => None,
        };
        self.ids.insert(filter.clone(), id);
        self.views.insert(
            id,
            View {
                filter: filter.clone(),
                hooks,
                known,
                used: self.uses,
            },
        );
        found
    }

    fn forget(&mut self, filter: &Filter) {
        let Some(view) = self.ids.remove(filter).and_then(|id| self.views.remove(&id)) else {
            return;
        };
        for hook in &view.hooks {
            self.patterns.remove(hook);
        }
        if let Known::These(names) = &view.known {
            self.together -= names.len();
        }
    }

    /// Forgets the quarter that was not used for longest, if there is too much.
    fn make_room(&mut self) {
        if self.together < MOST_TOGETHER && self.views.len() < MOST_FILTERS {
            return;
        }
        let mut uses: Vec<u64> = self.views.values().map(|view| view.used).collect();
        let quarter = uses.len() / 4;
        let (_, oldest, _) = uses.select_nth_unstable(quarter);
        let oldest = *oldest;
        let old = self.views.values().filter(|view| view.used <= oldest);
        let old: Vec<Filter> = old.map(|view| view.filter.clone()).collect();
        for filter in &old {
            self.forget(filter);
        }
    }
}

/// Whether the subjects it matches are not simply those with some start.
fn is_scattered(filter: &Filter) -> bool {
    let scattered = |pattern: &Arc<str>| {
        let start = pattern.strip_suffix(".>").unwrap_or(pattern);
        !subject::is_literal(start)
    };
    filter.patterns().iter().any(scattered)
}

/// Whether it can match anything that a stream keeps.
fn is_sane(pattern: &str) -> bool {
    !subject::is_too_deep(pattern) && !subject::has_empty_token(pattern)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone)]
    enum Step {
        Come(String),
        Go(String),
        Ask(Vec<String>),
    }

    fn step() -> impl Strategy<Value = Step> {
        let name = || "[abc](\\.[abc]){0,3}";
        let pattern = "[ab*](\\.[abc*]){0,3}(\\.>)?";
        prop_oneof![
            name().prop_map(Step::Come),
            name().prop_map(Step::Go),
            proptest::collection::vec(pattern, 1..12).prop_map(Step::Ask),
        ]
    }

    fn ask(views: &mut Views, filter: &Filter, all: &BTreeSet<Arc<str>>) -> Option<Names> {
        views.of(filter, || {
            Box::new(all.iter().filter(|name| filter.matches(name)))
        })
    }

    proptest! {
        #[test]
        fn what_a_filter_matches_is_known_whatever_comes_and_goes(
            steps in proptest::collection::vec(step(), 1..60),
        ) {
            let (mut views, mut all, mut asked) = (Views::default(), BTreeSet::new(), Vec::new());
            for step in steps {
                match step {
                    Step::Come(name) => {
                        let name: Arc<str> = Arc::from(name);
                        if all.insert(Arc::clone(&name)) {
                            views.came(&name);
                        }
                    }
                    Step::Go(name) => {
                        if all.remove(&*name) {
                            views.went(&name);
                        }
                    }
                    Step::Ask(patterns) => asked.push(Filter::new(patterns.iter().map(String::as_str))),
                }
                for filter in asked.iter().filter(|filter| is_scattered(filter)) {
                    let expected = all.iter().filter(|name| filter.matches(name)).cloned();
                    prop_assert_eq!(ask(&mut views, filter, &all), Some(Arc::new(expected.collect())));
                }
            }
        }
    }

    #[test]
    fn subjects_are_asked_once_while_they_are_few_and_again_when_many_went() {
        let (mut views, filter) = (Views::default(), Filter::new(["a.*.x"]));
        let name = |number: usize| Arc::<str>::from(format!("a.{number}.x"));
        let mut all: BTreeSet<Arc<str>> = (0..MOST + 2).map(name).collect();
        assert_eq!(ask(&mut views, &filter, &all), None);
        let unasked = |views: &mut Views| views.of(&filter, || panic!("they are asked again"));
        assert_eq!(unasked(&mut views), None);
        for number in 0..MOST / 2 + 2 {
            all.remove(&name(number));
            views.went(&name(number));
        }
        assert_eq!(
            ask(&mut views, &filter, &all).map(|names| names.len()),
            Some(MOST / 2)
        );
        assert_eq!(unasked(&mut views).map(|names| names.len()), Some(MOST / 2));
        assert_eq!(views.of(&Filter::new(["a.>"]), || panic!("it is a range")), None);
    }

    #[test]
    fn filters_that_nobody_uses_are_forgotten() {
        let (mut views, all) = (Views::default(), BTreeSet::from([Arc::from("a.b.c")]));
        for number in 0..3 * MOST_FILTERS {
            ask(&mut views, &Filter::new([&*format!("a.*.{number}")]), &all);
        }
        assert!(views.views.len() <= MOST_FILTERS && views.views.len() == views.ids.len());
        let deep = Filter::new([&*["*"; 100_000].join(".")]);
        assert_eq!(ask(&mut views, &deep, &all), Some(Arc::default()));
        views.came(&Arc::from("a.b.d"));
    }
}
