//! What opens on top of a screen.

pub(crate) mod command;
pub(crate) mod confirm;
pub(crate) mod fields;
pub(crate) mod help;
pub(crate) mod history;
pub(crate) mod pager;
pub(crate) mod pick;
pub(crate) mod prompt;
#[cfg(test)]
mod tests;
pub(crate) mod window;
