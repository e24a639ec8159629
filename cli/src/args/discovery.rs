//! How nodes are found: `--dm --discovery-timeout --discovery-window --nodes`.

use std::path::PathBuf;
use std::time::Duration;

use crate::args::parse;
use crate::report::Stop;

/// How nodes are found.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Discovery")]
pub(crate) struct DiscoveryArgs {
    /// Way to find nodes: mc (also broadcast) or file (also flatfile)
    #[arg(long = "dm", aliases = ["disc-method", "discovery-method"], value_name = "METHOD")]
    pub(crate) method: Option<String>,
    /// Wait this long for discovery instead of ending it soon after the last answer
    #[arg(long, alias = "dt", value_name = "DURATION", value_parser = parse::duration)]
    pub(crate) discovery_timeout: Option<Duration>,
    /// End discovery soon after the last answer even so, or where that is switched off
    #[arg(long)]
    pub(crate) discovery_window: bool,
    /// Nodes from a file (text, .json, .yaml), or `-` for standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) nodes: Option<PathBuf>,
}

/// A discovery method this version has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// Ask everybody.
    Broadcast,
    /// Read names from a file.
    File,
}

impl DiscoveryArgs {
    /// The method in words of the flag, else of the configuration.
    pub(crate) fn method(&self, configured: &str) -> anyhow::Result<Method> {
        let name = self.method.as_deref().unwrap_or(configured);
        match name {
            "mc" | "broadcast" | "" => Ok(Method::Broadcast),
            "file" | "flatfile" => Ok(Method::File),
            "choria" | "puppetdb" | "external" | "inventory" => Err(Stop::error(format!(
                "discovery method {name} is not supported by this version"
            ))
            .hint("--dm mc asks the nodes themselves, --nodes FILE reads their names")
            .into()),
            _ => Err(Stop::error(format!("no discovery method is called {name}"))
                .hint("this version has mc (also broadcast) and file (also flatfile)")
                .into()),
        }
    }

    /// Whether discovery may end soon after the last answer. Who says how long to wait gets that wait, unless the window is
    /// asked for too.
    pub(crate) fn adaptive(&self, configured: bool) -> bool {
        self.discovery_window || (configured && self.discovery_timeout.is_none())
    }

    /// The flags that would give this again, quoted for a shell.
    pub(crate) fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if let Some(method) = &self.method {
            words.extend(["--dm".to_owned(), crate::explain::quoted(method)]);
        }
        if let Some(nodes) = &self.nodes {
            words.extend([
                "--nodes".to_owned(),
                crate::explain::quoted(&nodes.to_string_lossy()),
            ]);
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
    fn methods_of_the_reference_that_are_missing_here_are_said_to_be() {
        let error = method(Some("inventory"), "mc").unwrap_err();
        assert_eq!(
            error.to_string(),
            "discovery method inventory is not supported by this version"
        );
        let error = method(None, "psychic").unwrap_err();
        assert_eq!(error.to_string(), "no discovery method is called psychic");
    }
}
