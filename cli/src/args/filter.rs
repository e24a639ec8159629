//! Which nodes are meant: `-F -C -A -I -W -T`.

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
    /// Nodes of this name, as `web1.lab.test` or `/^web/`; any may match
    #[arg(short = 'I', long = "wi", alias = "with-identity", value_name = "NODE")]
    pub(crate) identities: Vec<String>,
    /// Facts and classes in one, as `"apache country=uk"`
    #[arg(short = 'W', long = "with", value_name = "WORDS")]
    pub(crate) combined: Vec<String>,
    /// Sub collective instead of the main one
    #[arg(short = 'T', long, value_name = "COLLECTIVE")]
    pub(crate) target: Option<String>,
}

impl FilterArgs {
    /// The filter as it goes on the wire.
    pub(crate) fn filter(&self) -> anyhow::Result<Filter> {
        let mut filter = Filter {
            cf_class: unique(&self.classes),
            agent: unique(&self.agents),
            identity: unique(&self.identities),
            ..Filter::default()
        };
        for fact in &self.facts {
            filter.add_fact(fact)?;
        }
        for words in &self.combined {
            filter.add_combined(words)?;
        }
        Ok(filter)
    }

    /// The collective to ask: the given one, which must be configured, else the main one.
    pub(crate) fn collective(&self, common: &config::Common) -> anyhow::Result<Collective> {
        let Some(wanted) = &self.target else {
            return Ok(Collective::new(&common.main_collective)?);
        };
        if !common.collectives.contains(wanted) {
            let known = common.collectives.join(", ");
            return Err(Stop::error(format!("collective {wanted} is not configured here"))
                .hint(format!("`collectives` names {known}"))
                .into());
        }
        Ok(Collective::new(wanted)?)
    }

    /// The flags that would give this filter again, quoted for a shell.
    pub(crate) fn words(&self) -> Vec<String> {
        let groups = [
            ("-F", &self.facts),
            ("-C", &self.classes),
            ("-A", &self.agents),
            ("-I", &self.identities),
            ("-W", &self.combined),
        ];
        let filters = groups
            .into_iter()
            .flat_map(|(flag, values)| values.iter().map(move |value| (flag, value)));
        filters
            .chain(self.target.iter().map(|target| ("-T", target)))
            .flat_map(|(flag, value)| [flag.to_owned(), crate::explain::quoted(value)])
            .collect()
    }
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
