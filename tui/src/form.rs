//! Forms made from DDLs: on the run screen, and in a few lines of the terminal for commands of the plain command line.

mod ask;
mod choice;
mod draw;
mod editor;
mod entry;
mod inline;
mod json;
mod model;
mod notes;
mod pick;
pub mod rules;
mod words;

pub use ask::{Options, ask};
pub(crate) use choice::Choice;
pub(crate) use draw::Sheet;
pub(crate) use editor::Editor;
pub(crate) use entry::{Entry, Group, Widget};
pub(crate) use model::{Form, Spot};
pub(crate) use notes::brief;
pub use pick::{Item, pick};
pub use words::{quoted, words};
