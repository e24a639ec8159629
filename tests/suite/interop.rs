//! Mixed company: the reference's programs with ours, in every seat.

mod agents;
mod broker;
mod choria;
mod choria_tokens;
mod differential;
mod nats_py;
mod nats_server;
mod tokens;
