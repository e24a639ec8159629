//! `mco-server`: the daemon on every managed node.

fn main() {}
