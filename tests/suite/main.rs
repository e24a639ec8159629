//! The system suites: real broker, real nodes, real TLS, and the reference's programs where they are installed.

mod bad_input;
mod demo;
mod fleet;
mod interop;
mod restart;
