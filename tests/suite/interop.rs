//! Mixed company: the reference's programs with ours, in every seat.

mod agents;
mod broker;
mod choria;
mod differential;
mod nats_py;
mod nats_server;
mod tokens;
