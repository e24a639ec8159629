//! `mco-broker`: the lean broker.

fn main() {}
