//! Groups of flags that commands share.

mod discovery;
mod filter;
mod fleet;
mod global;
mod ignored;
mod later;
mod output;
pub(crate) mod parse;
mod request;
mod rollout;

pub(crate) use discovery::{DiscoveryArgs, Handed, Method, Options};
pub(crate) use filter::FilterArgs;
pub(crate) use fleet::FleetArgs;
pub(crate) use global::{ColorChoice, ExitDialect, GlobalArgs};
pub(crate) use ignored::IgnoredArgs;
pub(crate) use later::{later, later_command, later_subcommand};
pub(crate) use output::{DisplayMode, Format, JsonShape, OutputArgs};
pub(crate) use request::{Limit, LimitArgs, RequestArgs};
pub(crate) use rollout::{RolloutArgs, Trouble};
