//! Comparisons for those who ask them again and again: paths are read and patterns compiled once.

use pattern::Regex;
use serde_json::Value;

use super::path::{self, Segment};
use super::{Case, FactFilter, compare, regex, walk};

/// A [`FactFilter`] made ready for many facts.
#[derive(Debug, Clone)]
pub struct FactTest {
    path: Option<Vec<Segment>>,
    operator: String,
    value: String,
    pattern: Option<Regex>,
}

/// A class, or `/pattern/` of classes, made ready for many nodes.
#[derive(Debug, Clone)]
pub struct ClassTest(Class);

#[derive(Debug, Clone)]
enum Class {
    /// In lower case.
    Name(String),
    /// None for one that does not compile, which matches nothing.
    Pattern(Option<Regex>),
}

impl FactTest {
    /// Whether the facts satisfy it, as [`FactFilter::matches`] says of their JSON text.
    pub fn matches(&self, facts: &Value) -> bool {
        let path = self.path.as_ref();
        path.and_then(|path| walk::find(facts, path))
            .is_some_and(|fact| self.holds(&fact))
    }

    /// The same for facts as JSON text; none where there is no such fact.
    pub(super) fn on_text(&self, facts: &str) -> Option<bool> {
        let fact = walk::lookup(facts, self.path.as_ref()?)?;
        Some(self.holds(&fact))
    }

    fn holds(&self, fact: &Value) -> bool {
        compare::holds_with(fact, &self.operator, &self.value, |text| {
            self.pattern
                .as_ref()
                .is_some_and(|pattern| pattern.is_match(text))
        })
    }
}

impl From<FactFilter> for FactTest {
    fn from(filter: FactFilter) -> Self {
        Self {
            path: path::parse(&filter.fact),
            pattern: match filter.operator.as_str() {
                "=~" => compare::finder(&filter.value),
                _ => None,
            },
            operator: filter.operator,
            value: filter.value,
        }
    }
}

impl ClassTest {
    /// Reads the text of a class filter.
    pub fn new(text: &str) -> Self {
        Self(match pattern::wrapped(text) {
            Some(inner) => Class::Pattern(regex(inner, Case::Ignored)),
            None => Class::Name(text.to_lowercase()),
        })
    }

    /// Whether one of the classes fits: a pattern ignores case, a name is compared in lower case.
    pub fn matches(&self, classes: &[String]) -> bool {
        match &self.0 {
            Class::Name(name) => classes.contains(name),
            Class::Pattern(Some(pattern)) => classes.iter().any(|class| pattern.is_match(class)),
            Class::Pattern(None) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FACTS: &str = r#"{"os":{"family":"RedHat","major":9},"load":0.25,"up":true,"disks":[{"name":"sda","gb":40},
        {"name":"sdb","gb":7}],"a.b":"dotted","os2":null,"twice":1,"twice":2}"#;

    proptest! {
        #[test]
        fn what_is_made_ready_says_what_the_filter_says(
            fact in prop::sample::select(vec![
                "os.family", "os.major", "os", "load", "up", "disks.#", "disks.1.name", "disks.#.gb|@reverse|0",
                "disks.#(gb>10).name", "disks.#(gb>0)#.name|1", "o*.family", "a\\.b", "os2", "twice", "missing", "{", "@keys.0",
            ]),
            operator in prop::sample::select(vec!["==", "!=", "<", ">", "<=", ">=", "=~", "?"]),
            value in prop_oneof![Just("redhat".to_owned()), Just("/^red|sd/".to_owned()), Just("(".to_owned()), "[0-9.]{1,3}|true"],
        ) {
            let filter = FactFilter { fact: fact.to_owned(), operator: operator.to_owned(), value };
            let facts: Value = serde_json::from_str(FACTS).unwrap();
            let test = FactTest::from(filter.clone());
            prop_assert_eq!(test.matches(&facts), filter.matches(FACTS));
        }
    }

    #[test]
    fn classes_are_names_in_lower_case_or_patterns_that_ignore_it() {
        let classes = ["role::web".to_owned(), "Base".to_owned()];
        for (text, wanted) in [
            ("role::web", true),
            ("ROLE::WEB", true),
            ("base", false),
            ("Base", false),
            ("/^base$/", true),
            ("/^ROLE/", true),
            ("/(/", false),
            ("role", false),
        ] {
            assert_eq!(ClassTest::new(text).matches(&classes), wanted, "{text}");
        }
    }
}
