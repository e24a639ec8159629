//! Groups of flags that commands share.

mod discovery;
mod filter;
mod fleet;
mod global;
mod later;
mod output;
pub(crate) mod parse;
mod request;
mod rollout;

pub(crate) use discovery::{DiscoveryArgs, Method, Options};
pub(crate) use filter::FilterArgs;
pub(crate) use fleet::FleetArgs;
pub(crate) use global::GlobalArgs;
pub(crate) use later::{later, later_command};
pub(crate) use output::{DisplayMode, Format, JsonShape, OutputArgs};
pub(crate) use request::{Limit, RequestArgs};
pub(crate) use rollout::{RolloutArgs, Trouble};
