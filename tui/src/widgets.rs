//! Parts that screens are made of: pure state and drawing, no keys of their own.

pub(crate) mod area;
pub(crate) mod bar;
pub(crate) mod field;
pub(crate) mod gauge;
pub(crate) mod list;
pub(crate) mod pane;
pub(crate) mod prompt;
pub(crate) mod prose;
pub(crate) mod scope_line;
pub(crate) mod scroll;
pub(crate) mod spark;
pub(crate) mod table;
