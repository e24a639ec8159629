//! What opens on top of a screen.

pub(crate) mod confirm;
