//! Pages over HTTP for monitoring, within bounds that peers cannot move.

mod serve;

pub use serve::serve;
