//! What a person at a terminal waits for, measured on real processes: `mco tui` with a large fleet in its cache and no broker, the
//! screens while answers pour in, and commands that must start quickly. `cargo bench -p mco-tests --bench screens`; with
//! `--nodes N` for other than 50 000, `--program PATH` for another `mco`, and `tui`, `flood` or `start` to measure only that.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::unwrap_used, reason = "what a benchmark cannot set up ends it")]
#![expect(
    clippy::disallowed_methods,
    reason = "a measurement waits between keys and looks, as a person does"
)]

mod commands;
mod desk;
mod flood;
mod probe;
mod screens;

use std::path::PathBuf;

const NODES: usize = 50_000;

/// What is measured, of what.
struct Wanted {
    nodes: usize,
    program: PathBuf,
    parts: Vec<String>,
}

fn main() {
    let wanted = Wanted::from_args();
    if wanted.parts.iter().any(|part| part == flood::SCREENS) {
        return flood::show(wanted.nodes);
    }
    if wanted.wants("start") || wanted.wants("tui") {
        let desk = desk::Desk::new(wanted.nodes);
        if wanted.wants("start") {
            commands::measure(&wanted.program, &desk);
        }
        if wanted.wants("tui") {
            screens::measure(&wanted.program, &desk, wanted.nodes);
        }
    }
    if wanted.wants("flood") {
        flood::measure(wanted.nodes);
    }
}

impl Wanted {
    fn from_args() -> Self {
        let mut wanted = Self {
            nodes: NODES,
            program: env!("CARGO_BIN_EXE_test-mco").into(),
            parts: Vec::new(),
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--nodes" => wanted.nodes = words.next().unwrap().parse().unwrap(),
                "--program" => wanted.program = words.next().unwrap().into(),
                // What cargo tells every benchmark.
                "--bench" => {}
                _ => wanted.parts.push(word),
            }
        }
        wanted
    }

    fn wants(&self, part: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|wanted| wanted == part)
    }
}
