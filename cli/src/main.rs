//! `mco`: fleet orchestration from a terminal.

fn main() {}
