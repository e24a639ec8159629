//! Mixed company: the reference's programs with ours, in every seat.

mod broker;
mod differential;
mod keeping;
mod mixed;
mod nats_py;
mod nats_server;
mod policies;
mod scenarios;
mod tokens;
