//! Which nodes are meant: `-F -C -A -I -W -X -S -T`.

use client::sets::SetName;
use protocol::filter::negation;
use protocol::{Collective, Filter};

use crate::report::Stop;

/// Which nodes are meant. Different kinds must all match.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Filter")]
pub(crate) struct FilterArgs {
    /// Nodes with this fact, as `country=uk`, `cpus>=4` or `os=/^deb/`; all must match
    #[arg(short = 'F', long = "wf", alias = "with-fact", value_name = "FACT")]
    pub(crate) facts: Vec<String>,
    /// Nodes with this class, as `apache` or `/^role/`; all must match
    #[arg(short = 'C', long = "wc", alias = "with-class", value_name = "CLASS")]
    pub(crate) classes: Vec<String>,
    /// Nodes with this agent; all must match
    #[arg(short = 'A', long = "wa", alias = "with-agent", value_name = "AGENT")]
    pub(crate) agents: Vec<String>,
    /// Nodes of this name, as `web1.lab.test` or `/^web/`, or of a saved set, as `@web`; any may match
    #[arg(short = 'I', long = "wi", alias = "with-identity", value_name = "NODE")]
    pub(crate) identities: Vec<String>,
    /// Facts and classes in one, as `"apache country=uk os.name='Debian GNU/Linux'"`
    #[arg(short = 'W', long = "with", value_name = "WORDS")]
    pub(crate) combined: Vec<String>,
    /// Not the nodes that have all these facts, classes and agents
    #[arg(short = 'X', long = "without", value_name = "WORDS")]
    pub(crate) without: Vec<String>,
    /// Nodes where an expression holds, as `with("apache") or fact("cpus") > 4`
    #[arg(short = 'S', long, value_name = "EXPR")]
    pub(crate) select: Option<String>,
    /// Sub collective instead of the main one
    #[arg(short = 'T', long, value_name = "COLLECTIVE")]
    pub(crate) target: Option<String>,
}

impl FilterArgs {
    /// The filter as it goes on the wire: without the saved sets, which only this machine knows.
    pub(crate) fn filter(&self) -> anyhow::Result<Filter> {
        self.check_empty()?;
        let mut filter = Filter {
            cf_class: unique(&self.classes),
            agent: unique(&self.agents),
            identity: unique(&self.identities)
                .into_iter()
                .filter(|name| !is_set(name))
                .collect(),
            ..Filter::default()
        };
        for fact in &self.facts {
            filter.add_fact(fact)?;
        }
        for words in &self.combined {
            filter.add_combined(words)?;
        }
        if let Some(compound) = self.compound()? {
            filter.add_compound(&compound)?;
        }
        filter.check_patterns()?;
        Ok(filter)
    }

    /// The saved sets that `-I` names.
    pub(crate) fn sets(&self) -> anyhow::Result<Vec<SetName>> {
        let names = unique(&self.identities).into_iter().filter(|name| is_set(name));
        Ok(names.map(|name| SetName::new(&name)).collect::<Result<_, _>>()?)
    }

    /// The one expression that says what `-S` and every `-X` say: of several, nodes of the reference hold a vote.
    fn compound(&self) -> anyhow::Result<Option<String>> {
        let mut terms = Vec::new();
        if let Some(select) = &self.select {
            // For itself first, so that what is wrong is shown as it was typed.
            Filter::default().add_compound(select)?;
            terms.push(match self.without.as_slice() {
                [] => select.clone(),
                // A comment at its end must not swallow the bracket.
                _ if select.contains("//") => format!("({select}\n)"),
                _ => format!("({select})"),
            });
        }
        for words in &self.without {
            terms.push(negation(words)?);
        }
        Ok((!terms.is_empty()).then(|| terms.join(" and ")))
    }

    /// An empty value is a script's variable that was never set: it must not mean every node.
    fn check_empty(&self) -> Result<(), Stop> {
        for (flag, values) in self.groups() {
            if values.iter().any(|value| value.trim().is_empty()) {
                return Err(
                    Stop::error(format!("{flag} is empty")).hint("leave the flag out to mean every node")
                );
            }
        }
        Ok(())
    }

    fn groups(&self) -> [(&'static str, &[String]); 7] {
        [
            ("-F", &self.facts),
            ("-C", &self.classes),
            ("-A", &self.agents),
            ("-I", &self.identities),
            ("-W", &self.combined),
            ("-X", &self.without),
            ("-S", self.select.as_slice()),
        ]
    }

    /// The collective to ask: the given one, which must be configured, else the main one.
    pub(crate) fn collective(&self, member: &config::Member) -> anyhow::Result<Collective> {
        let Some(wanted) = &self.target else {
            return Ok(Collective::new(&member.main_collective)?);
        };
        if !member.collectives.contains(wanted) {
            let known = member.collectives.join(", ");
            return Err(Stop::error(format!("collective {wanted} is not configured here"))
                .hint(format!("`collectives` names {known}"))
                .into());
        }
        Ok(Collective::new(wanted)?)
    }

    /// The flags that would give this filter again, quoted for a shell.
    pub(crate) fn words(&self) -> Vec<String> {
        let filters = self
            .groups()
            .into_iter()
            .flat_map(|(flag, values)| values.iter().map(move |value| (flag, value)));
        filters
            .chain(self.target.iter().map(|target| ("-T", target)))
            .flat_map(|(flag, value)| [flag.to_owned(), tui::text::quoted(value)])
            .collect()
    }
}

fn is_set(name: &str) -> bool {
    name.starts_with('@')
}

fn unique(values: &[String]) -> Vec<String> {
    let mut seen: Vec<String> = Vec::with_capacity(values.len());
    for value in values {
        if !seen.contains(value) {
            seen.push(value.clone());
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(change: impl FnOnce(&mut FilterArgs)) -> String {
        let mut args = FilterArgs::default();
        change(&mut args);
        args.filter().unwrap_err().to_string()
    }

    #[test]
    fn a_variable_that_was_never_set_does_not_mean_every_node() {
        assert_eq!(told(|args| args.combined = vec![" ".into()]), "-W is empty");
        assert_eq!(told(|args| args.identities = vec![String::new()]), "-I is empty");
    }

    #[test]
    fn saved_sets_are_no_part_of_what_goes_on_the_wire() {
        let args = FilterArgs {
            identities: vec!["@web".into(), "db1".into(), "@web".into()],
            ..FilterArgs::default()
        };
        assert_eq!(args.filter().unwrap().identity, ["db1"]);
        assert_eq!(args.sets().unwrap(), [SetName::new("web").unwrap()]);
        let odd = FilterArgs {
            identities: vec!["@../x".into()],
            ..FilterArgs::default()
        };
        assert!(odd.sets().is_err());
    }

    #[test]
    fn a_pattern_that_does_not_compile_is_refused_here() {
        let class = told(|args| args.classes = vec!["/(/".into()]);
        assert_eq!(class, r#""/(/" is not a regular expression: unclosed group"#);
        let fact = told(|args| args.facts = vec!["os=/[/".into()]);
        assert_eq!(
            fact,
            r#""/[/" is not a regular expression: missing ] at the end of a class"#
        );
    }

    fn compound(change: impl FnOnce(&mut FilterArgs)) -> String {
        let mut args = FilterArgs::default();
        change(&mut args);
        args.filter().unwrap().compound_texts().unwrap().join(" | ")
    }

    #[test]
    fn expressions_and_negations_are_one_expression() {
        assert_eq!(
            compound(|args| args.select = Some("with('a')".into())),
            "with('a')"
        );
        assert_eq!(
            compound(|args| {
                args.select = Some("with('a') or with('b')".into());
                args.without = vec!["c".into(), "d e=f".into()];
            }),
            r#"(with('a') or with('b')) and not with("c") and not (with("d") and with("e==f"))"#
        );
        let commented = compound(|args| {
            args.select = Some("true // all".into());
            args.without = vec!["c".into()];
        });
        assert_eq!(commented, "(true // all\n) and not with(\"c\")");
    }

    #[test]
    fn an_expression_that_does_not_parse_is_shown_as_it_was_typed() {
        let select = told(|args| {
            args.select = Some("with('a'".into());
            args.without = vec!["b".into()];
        });
        assert_eq!(select, r#""with('a'" is not an expression"#);
    }

    #[test]
    fn the_flags_can_be_given_again() {
        let args = FilterArgs {
            without: vec!["a b".into()],
            select: Some("with('x')".into()),
            ..FilterArgs::default()
        };
        assert_eq!(args.words().join(" "), "-X 'a b' -S \"with('x')\"");
    }
}
