//! Every flag of a command that asks the fleet something.

use crate::args::{DiscoveryArgs, FilterArgs, OutputArgs, RequestArgs, RolloutArgs};

/// Every flag of a command that asks the fleet something.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct FleetArgs {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) discovery: DiscoveryArgs,
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    #[command(flatten)]
    pub(crate) rollout: RolloutArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
