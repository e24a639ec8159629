//! How nodes are found: `--dm --do --discovery-timeout --discovery-window --nodes --not-nodes`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use protocol::Identity;

use crate::args::parse;
use crate::report::Stop;

/// How nodes are found.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Discovery")]
pub(crate) struct DiscoveryArgs {
    /// Way to find nodes: mc (also broadcast), choria (also puppetdb), inventory, external or file (also flatfile)
    #[arg(long = "dm", aliases = ["disc-method", "discovery-method"], value_name = "METHOD")]
    pub(crate) method: Option<String>,
    /// Option of that way, as `file=nodes.yaml`
    #[arg(long = "do", aliases = ["disc-option", "discovery-option"], value_name = "KEY=VALUE", value_parser = parse::option)]
    pub(crate) options: Vec<(String, String)>,
    /// Wait this long for discovery instead of ending it soon after the last answer
    #[arg(long, alias = "dt", value_name = "DURATION", value_parser = parse::duration)]
    pub(crate) discovery_timeout: Option<Duration>,
    /// End discovery soon after the last answer even so, or where that is switched off
    #[arg(long)]
    pub(crate) discovery_window: bool,
    /// Nodes from a file (text, .json, .yaml), a saved set as `@web`, or `-` for standard input
    #[arg(long, value_name = "FILE|@SET")]
    pub(crate) nodes: Option<PathBuf>,
    /// Leave out the nodes of a file or of a saved set
    #[arg(long, value_name = "FILE|@SET")]
    pub(crate) not_nodes: Vec<PathBuf>,
    /// Nodes that somebody in this process chose; no flag can say them.
    #[arg(skip)]
    pub(crate) handed: Option<Handed>,
}

/// Nodes that were chosen by hand.
#[derive(Debug, Clone)]
pub(crate) struct Handed(pub(crate) Arc<[Identity]>);

/// A discovery method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// Ask everybody.
    Broadcast,
    /// Ask PuppetDB.
    PuppetDb,
    /// Look into an inventory file.
    Inventory,
    /// Ask a program.
    External,
    /// Read names from a file.
    File,
}

/// Chosen nodes that are named in a command line; more are only counted, in a way that cannot be run by mistake.
const MOST_NAMED: usize = 20;

/// Options of a method by name.
pub(crate) type Options = BTreeMap<String, String>;

impl Method {
    /// Its name in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Broadcast => "mc",
            Self::PuppetDb => "choria",
            Self::Inventory => "inventory",
            Self::External => "external",
            Self::File => "file",
        }
    }

    /// Options it understands; none when it takes any.
    fn known(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Broadcast | Self::PuppetDb => Some(&[]),
            Self::Inventory => Some(&["file", "novalidate", "noverify"]),
            Self::External => None,
            Self::File => Some(&["file", "format", "filter"]),
        }
    }
}

impl Handed {
    /// The flags that mean these nodes.
    pub(crate) fn plain(&self) -> Vec<String> {
        match self.0.len() {
            1..=MOST_NAMED => {
                let names = self.0.iter();
                names
                    .flat_map(|node| ["-I".to_owned(), node.to_string()])
                    .collect()
            }
            many => {
                let nodes = crate::out::words::count(many, "node");
                vec!["--nodes".to_owned(), format!("the {nodes} that were chosen")]
            }
        }
    }

    /// The same, quoted for a shell.
    pub(crate) fn words(&self) -> Vec<String> {
        self.plain().iter().map(|word| tui::text::quoted(word)).collect()
    }
}

impl DiscoveryArgs {
    /// The method in words of the flag, else of the configuration.
    pub(crate) fn method(&self, configured: &str) -> anyhow::Result<Method> {
        let name = self.method.as_deref().unwrap_or(configured);
        match name {
            "mc" | "broadcast" | "" => Ok(Method::Broadcast),
            "choria" | "puppetdb" => Ok(Method::PuppetDb),
            "inventory" => Ok(Method::Inventory),
            "external" => Ok(Method::External),
            "file" | "flatfile" => Ok(Method::File),
            _ => Err(Stop::error(format!("no discovery method is called {name}"))
                .hint("there are mc, choria, inventory, external and file")
                .into()),
        }
    }

    /// The same for a command that must not take what is on standard input for a list of nodes.
    pub(crate) fn with_method(self) -> Self {
        Self {
            method: self.method.or_else(|| Some("mc".to_owned())),
            ..self
        }
    }

    /// The options for a method: those of the flags, which it must know, else the configured ones.
    pub(crate) fn options(&self, method: Method, configured: &[String]) -> anyhow::Result<Options> {
        if self.options.is_empty() {
            let parsed = configured.iter().map(|text| {
                parse::option(text)
                    .map_err(|reason| Stop::error(format!("default_discovery_options: {reason}")))
            });
            return Ok(parsed.collect::<Result<_, _>>()?);
        }
        let known = method.known();
        let odd = self
            .options
            .iter()
            .find(|(key, _)| known.is_some_and(|known| !known.contains(&key.as_str())));
        if let Some((key, _)) = odd {
            let stop = Stop::error(format!("discovery method {} has no option {key}", method.name()));
            return Err(match known {
                Some([_, ..]) => stop.hint(format!("it has {}", known.unwrap_or_default().join(", "))),
                _ => stop.hint("--dm chooses another method"),
            }
            .into());
        }
        Ok(self.options.iter().cloned().collect())
    }

    /// Whether discovery may end soon after the last answer. Who says how long to wait gets that wait, unless the window is
    /// asked for too.
    pub(crate) fn adaptive(&self, configured: bool) -> bool {
        self.discovery_window || (configured && self.discovery_timeout.is_none())
    }

    /// Whether a list says which nodes are meant.
    pub(crate) fn is_listed(&self) -> bool {
        self.nodes.is_some() || self.handed.is_some()
    }

    /// The flags that would give this again, quoted for a shell.
    pub(crate) fn words(&self) -> Vec<String> {
        let mut words = self.handed.as_ref().map(Handed::words).unwrap_or_default();
        let mut word = |flag: &str, value: &str| words.extend([flag.to_owned(), tui::text::quoted(value)]);
        if let Some(method) = &self.method {
            word("--dm", method);
        }
        for (key, value) in &self.options {
            word("--do", &format!("{key}={value}"));
        }
        if let Some(nodes) = &self.nodes {
            word("--nodes", &nodes.to_string_lossy());
        }
        for nodes in &self.not_nodes {
            word("--not-nodes", &nodes.to_string_lossy());
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn method(flag: Option<&str>, configured: &str) -> anyhow::Result<Method> {
        let args = DiscoveryArgs {
            method: flag.map(str::to_owned),
            ..DiscoveryArgs::default()
        };
        args.method(configured)
    }

    #[test]
    fn the_flag_wins_over_the_configuration() {
        assert_eq!(method(None, "mc").unwrap(), Method::Broadcast);
        assert_eq!(method(Some("flatfile"), "mc").unwrap(), Method::File);
        assert_eq!(method(Some("broadcast"), "file").unwrap(), Method::Broadcast);
    }

    #[test]
    fn a_wait_that_was_asked_for_is_kept_unless_the_window_is_too() {
        let of = |timeout: Option<u64>, discovery_window| DiscoveryArgs {
            discovery_timeout: timeout.map(Duration::from_secs),
            discovery_window,
            ..DiscoveryArgs::default()
        };
        assert!(of(None, false).adaptive(true));
        assert!(!of(None, false).adaptive(false));
        assert!(!of(Some(5), false).adaptive(true));
        assert!(of(Some(5), true).adaptive(false));
    }

    #[test]
    fn every_method_of_the_reference_has_its_names() {
        for (name, method_of) in [
            ("choria", Method::PuppetDb),
            ("puppetdb", Method::PuppetDb),
            ("inventory", Method::Inventory),
            ("external", Method::External),
        ] {
            assert_eq!(method(Some(name), "mc").unwrap(), method_of);
        }
        let error = method(None, "psychic").unwrap_err();
        assert_eq!(error.to_string(), "no discovery method is called psychic");
    }

    #[test]
    fn options_of_flags_replace_the_configured_ones_and_must_be_known() {
        let of = |flags: &[&str], method: Method| {
            let args = DiscoveryArgs {
                options: flags.iter().map(|text| parse::option(text).unwrap()).collect(),
                ..DiscoveryArgs::default()
            };
            args.options(method, &["file=a=b".to_owned()])
        };
        assert_eq!(of(&[], Method::Broadcast).unwrap()["file"], "a=b");
        assert_eq!(of(&["file=c"], Method::Inventory).unwrap()["file"], "c");
        assert_eq!(of(&["any=thing"], Method::External).unwrap()["any"], "thing");
        let error = of(&["files=c"], Method::File).unwrap_err().to_string();
        assert_eq!(error, "discovery method file has no option files");
    }
}
