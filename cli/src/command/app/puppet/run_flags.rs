//! How Puppet should run.

use std::time::Duration;

use crate::args::parse;

/// How Puppet should run.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Puppet run")]
pub(crate) struct RunFlags {
    /// Run without waiting a random time first
    #[arg(long)]
    force: bool,
    /// Puppet server to use
    #[arg(long, value_name = "SERVER")]
    server: Option<String>,
    /// Apply only resources with these tags
    #[arg(
        long = "tag",
        visible_alias = "tags",
        value_name = "TAG",
        value_delimiter = ','
    )]
    tags: Vec<String>,
    /// Leave out resources with these tags
    #[arg(
        long = "skip_tag",
        visible_alias = "skip_tags",
        value_name = "TAG",
        value_delimiter = ','
    )]
    skip_tags: Vec<String>,
    /// Report what would change and change nothing
    #[arg(long)]
    noop: bool,
    /// Change things even where Puppet is set up not to
    #[arg(long = "no-noop", overrides_with = "noop")]
    no_noop: bool,
    /// Puppet environment
    #[arg(short = 'E', long, value_name = "ENVIRONMENT")]
    environment: Option<String>,
    /// Wait a random time before the run
    #[arg(long)]
    splay: bool,
    /// Do not wait a random time before the run
    #[arg(long = "no-splay", overrides_with = "splay")]
    no_splay: bool,
    /// Longest random wait
    #[arg(long, value_name = "SECONDS")]
    splaylimit: Option<u64>,
    /// Apply the catalog of the last run
    #[arg(long = "use_cached_catalog")]
    use_cached_catalog: bool,
    /// Do not apply the catalog of the last run
    #[arg(long = "no-use_cached_catalog", overrides_with = "use_cached_catalog")]
    no_use_cached_catalog: bool,
    /// Apply also what is scheduled for another time
    #[arg(long)]
    ignoreschedules: bool,
    /// With runall: start over, with at least this long between two starts
    #[arg(long, value_name = "DURATION", value_parser = parse::duration)]
    pub(super) rerun: Option<Duration>,
}

impl RunFlags {
    /// Inputs of `puppet#runonce`.
    pub(super) fn inputs(&self) -> Vec<(String, String)> {
        let list = |items: &[String]| (!items.is_empty()).then(|| items.join(","));
        super::super::inputs([
            ("force", self.force.then(|| "true".to_owned())),
            ("server", self.server.clone()),
            ("tags", list(&self.tags)),
            ("skip_tags", list(&self.skip_tags)),
            ("noop", either(self.noop, self.no_noop)),
            ("environment", self.environment.clone()),
            ("splay", either(self.splay, self.no_splay)),
            ("splaylimit", self.splaylimit.map(|seconds| seconds.to_string())),
            ("ignoreschedules", self.ignoreschedules.then(|| "true".to_owned())),
            (
                "use_cached_catalog",
                either(self.use_cached_catalog, self.no_use_cached_catalog),
            ),
        ])
    }

    /// The environment, which single resources have too.
    pub(super) fn environment(&self) -> Option<String> {
        self.environment.clone()
    }
}

/// A flag that can be switched on, off, or left to the node.
fn either(on: bool, off: bool) -> Option<String> {
    match (on, off) {
        (_, true) => Some("false".to_owned()),
        (true, false) => Some("true".to_owned()),
        (false, false) => None,
    }
}
