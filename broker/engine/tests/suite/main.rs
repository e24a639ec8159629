//! The engine over real sockets.

mod clients;
mod credentials;
mod wire;
