//! The commands of older clients, as people type them, on a small fleet.

mod applications;
mod asking;
mod choosing;
mod describing;
mod looking;
mod printing;
mod shell;

use harness::{Outcome, World};
use mco::Exit;

/// The fleet of these tests, in order of name.
const NODES: [&str; 5] = [
    "app1.de.example.net",
    "cache1.us.example.net",
    "db1.uk.example.net",
    "web1.jp.example.net",
    "web1.mt.example.net",
];

async fn fleet() -> World {
    World::with_nodes(NODES.len()).await
}

/// Runs a line as it stands in a shell; apostrophes keep words together.
async fn typed(world: &World, line: &str) -> Outcome {
    let quoted = line.split('\'').enumerate();
    let words: Vec<&str> = quoted
        .flat_map(|(index, part)| match index % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        })
        .collect();
    assert_eq!(words[0], "mco", "{line}");
    world.mco(&words[1..]).await
}

/// What a line that succeeds prints.
async fn answer(world: &World, line: &str) -> String {
    let outcome = typed(world, line).await;
    assert_eq!(outcome.exit, Exit::Done, "{line}: {outcome:?}");
    outcome.out
}

/// The sorted lines of it.
async fn names(world: &World, line: &str) -> Vec<String> {
    let answer = answer(world, line).await;
    let mut names: Vec<String> = answer.lines().map(str::to_owned).collect();
    names.sort();
    names
}
