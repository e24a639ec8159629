//! Holds `docs/commands.md` to what is true: every spelling in its tables is tried.

use std::fs;
use std::path::Path;

use clap::error::ErrorKind;

use super::*;
use crate::exit::Exit;
use crate::fixture::ran;

/// One table, told apart by the commands its heading names.
struct Group {
    commands: Vec<String>,
    rows: Vec<Row>,
}

/// Spellings with the same state.
struct Row {
    spellings: Vec<String>,
    state: String,
}

/// What the page says of a spelling.
#[derive(Debug, PartialEq, Eq)]
enum State {
    Yes,
    Later,
    No,
}

fn page() -> Vec<Group> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/commands.md");
    let text = fs::read_to_string(path).unwrap();
    let mut groups: Vec<Group> = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix('#') {
            groups.push(Group {
                commands: code(heading),
                rows: Vec::new(),
            });
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let ["", go, ruby, state, ""] = cells.as_slice()
            && !["State", "---"].contains(state)
        {
            groups.last_mut().unwrap().rows.push(Row {
                spellings: code(go).into_iter().chain(code(ruby)).collect(),
                state: (*state).to_owned(),
            });
        }
    }
    groups
}

/// What stands between backticks.
fn code(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn state(row: &Row) -> State {
    let (word, rest) = row.state.split_once([',', ':']).unwrap_or((&row.state, ""));
    match word {
        "yes" if rest.is_empty() || rest.starts_with(" differs: ") => State::Yes,
        "later" if rest.is_empty() => State::Later,
        "no" if rest.len() > 1 => State::No,
        _ => panic!("{:?} is no state", row.state),
    }
}

/// The command lines that a row stands for. A flag belongs to the command before it in its row, else to those of the heading.
fn lines(group: &Group, row: &Row) -> Vec<Vec<String>> {
    let mut bases: Vec<Vec<String>> = group.commands.iter().map(|line| words(line)).collect();
    let mut lines = Vec::new();
    for spelling in &row.spellings {
        if !spelling.starts_with('-') {
            bases = vec![words(&format!("mco {spelling}"))];
            lines.extend(bases.iter().cloned());
            continue;
        }
        for flag in flags(spelling) {
            lines.extend(bases.iter().map(|base| [base.as_slice(), &flag].concat()));
        }
    }
    lines
}

/// `-F --wf FACT=VALUE` are two flags with a value, `--[no-]x` is `--x` and `--no-x`.
fn flags(spelling: &str) -> Vec<Vec<String>> {
    let (names, values): (Vec<&str>, Vec<&str>) = spelling.split(' ').partition(|word| word.starts_with('-'));
    let names = names
        .into_iter()
        .flat_map(|name| match name.strip_prefix("--[no-]") {
            Some(name) => vec![format!("--{name}"), format!("--no-{name}")],
            None => vec![name.to_owned()],
        });
    let values: Vec<String> = values.into_iter().map(value).collect();
    names.map(|name| [&[name], values.as_slice()].concat()).collect()
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(value).collect()
}

/// Something to put in the place of a word in capitals.
fn value(word: &str) -> String {
    let value = match word {
        "N" | "SEC" | "SIZE" => "3",
        "N%" => "10%",
        "DUR" => "5m",
        "AGENT" => "rpcutil",
        "ACTION" => "get_fact",
        "FACT" => "country",
        "FACT=VALUE" => "country=uk",
        "K=V" => "file=nodes.txt",
        "METHOD" => "mc",
        "MODE" => "ok",
        "EXPR" => "true",
        other => other,
    };
    value.to_owned()
}

#[tokio::test]
async fn every_spelling_in_the_tables_has_the_state_they_say() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for group in page() {
        for row in &group.rows {
            if row.spellings.is_empty() || group.commands.is_empty() {
                continue;
            }
            let wanted = state(row);
            for line in lines(&group, row) {
                tried += 1;
                if !holds(&wanted, &line).await {
                    wrong.push(format!("{wanted:?}: {}", line.join(" ")));
                }
            }
        }
    }
    assert!(tried > 1000, "the tables are read: {tried}");
    assert!(
        wrong.is_empty(),
        "docs/commands.md is wrong:\n{}",
        wrong.join("\n")
    );
}

async fn holds(state: &State, line: &[String]) -> bool {
    let line: Vec<&str> = line.iter().map(String::as_str).collect();
    match state {
        State::Yes => is_understood(&line),
        State::No => is_refused(&line).await.is_some(),
        State::Later => is_refused(&line)
            .await
            .is_some_and(|said| said.contains("not available in this version")),
    }
}

fn is_understood(line: &[&str]) -> bool {
    match words_of(line).parse() {
        Ok(cli) => !matches!(cli.command, Command::Agent(_)),
        Err(error) => matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion),
    }
}

/// What is said to a line that is refused before anything is asked of a broker.
async fn is_refused(line: &[&str]) -> Option<String> {
    let (exit, _, said) = ran(line).await;
    (exit == Exit::Error).then_some(said)
}

fn words_of(line: &[&str]) -> Words {
    Words::new(line.iter().map(OsString::from), None)
}
