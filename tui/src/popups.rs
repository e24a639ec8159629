//! What opens on top of a screen.

pub(crate) mod confirm;
pub(crate) mod pager;
pub(crate) mod pick;
pub(crate) mod prompt;
#[cfg(test)]
mod tests;
mod window;
