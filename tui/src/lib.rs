//! The full-screen interface of `mco`, as a library that knows neither the command line nor the network.
//!
//! A key becomes a [`keymap::Verb`], the component on top that offers the verb folds it into its state and names the work that
//! should follow as effects. Work outside is an [`Order`] to a [`Backend`]; what comes of it arrives as [`Report`]s, which are
//! folded in the same way. Only [`run`] waits for anything.

mod app;
pub mod backend;
mod component;
pub mod contain;
mod effect;
pub mod fleet;
pub mod form;
pub mod fuzzy;
pub mod gov;
pub mod job;
pub mod keymap;
pub mod kv;
mod look;
mod measure;
pub mod order;
#[cfg(test)]
mod pictures;
mod popups;
#[doc(hidden)]
pub mod probe;
pub mod report;
mod run;
mod scope;
mod screens;
mod session;
#[cfg(test)]
mod stage;
mod term;
pub mod text;
pub mod theme;
mod widgets;

pub use backend::{Backend, Draft, Editing, Reports};
pub use form::pick;
pub use order::{Order, Ticket};
pub use report::Report;
pub use run::{Options, RunError, run};
pub use screens::ScreenName;
