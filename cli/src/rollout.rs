//! Asking a fleet part by part: who comes next, when to stop, and what is left to do.

mod batch;
mod check;
mod ending;
mod machine;
mod plan;
mod preview;
mod recall;
mod run;
mod tally;

use batch::Asking;
pub(crate) use ending::{Ending, State};
pub(crate) use machine::{Batch, Halt, Machine, Shape};
pub(crate) use plan::{Check, numbers, pace, pauses, start};
pub(crate) use preview::{Preview, dry_run};
pub(crate) use recall::{Again, Left, left, nothing_left, resume};
use run::Run;
