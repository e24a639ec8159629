//! Which keys there are, as the screens hint them in the states that are pictured.

use std::collections::BTreeMap;

use super::Part;
use super::sitting::Sitting;
use super::{fleet, jobs, run, streams};
use crate::app::Hinted;
use crate::keymap::{Keymap, Verb};
use crate::stage::Stage;
use crate::theme::Theme;

pub(super) const TABLES: &[Part] = &[
    ("keys everywhere", || table(&everywhere())),
    ("keys of fleet", || table(&on(&at_fleet()))),
    ("keys of run, composing", || table(&on(&composing()))),
    ("keys of run, answers", || table(&on(&answers()))),
    ("keys of kv", || table(&on(&at_kv()))),
    ("keys of governors", || table(&on(&at_governors()))),
    ("keys of jobs", || table(&on(&at_jobs()))),
    ("names of keys", || names()),
];

/// What keys do, in the order of hints.
type Keys = Hinted;

fn at_fleet() -> Vec<Stage> {
    stages(vec![
        fleet::fleet(100, 30),
        fleet::asking(),
        fleet::why(),
        fleet::facets().keys("l"),
        fleet::diff(),
    ])
}

fn composing() -> Vec<Stage> {
    stages(vec![run::choose(), run::compose(28), run::over().keys("q esc")])
}

fn answers() -> Vec<Stage> {
    stages(vec![run::live(28), run::held(), run::over(), run::groups()])
}

fn at_kv() -> Vec<Stage> {
    vec![
        streams::buckets(),
        streams::kv(),
        streams::history(),
        streams::filtered(),
    ]
}

fn at_governors() -> Vec<Stage> {
    vec![streams::governors(), streams::leases()]
}

fn at_jobs() -> Vec<Stage> {
    stages(vec![jobs::jobs(30), jobs::jobs(30).keys("tab")])
}

/// Popups, which no screen's table has.
fn popups() -> Vec<Stage> {
    let mut all = stages(vec![
        run::confirm(),
        fleet::command(),
        fleet::scope(),
        run::choose().keys("i"),
        run::answer(),
        run::answer().keys("esc /"),
        fleet::searched(),
    ]);
    all.extend([streams::edited(), streams::overtaken(), streams::typed()]);
    all
}

fn stages(sittings: Vec<Sitting>) -> Vec<Stage> {
    sittings.into_iter().map(|sitting| sitting.stage).collect()
}

/// What the program itself answers.
fn everywhere() -> Keys {
    let states = [fleet::fleet(100, 30), fleet::fleet(100, 30).keys("2")];
    states
        .iter()
        .flat_map(|state| state.stage.app.hinted().1)
        .collect()
}

/// What a screen answers in some states.
fn on(states: &[Stage]) -> Keys {
    let mut keys = Keys::new();
    for state in states {
        let (top, _) = state.app.hinted();
        keys.extend(top);
    }
    keys
}

/// Keys with all they do.
fn table(keys: &Keys) -> String {
    let mut rows: Vec<(&str, Vec<&str>)> = Vec::new();
    for (_, keys, label) in keys {
        match rows.iter_mut().find(|(known, _)| known == keys) {
            Some((_, labels)) if labels.contains(&label.as_str()) => {}
            Some((_, labels)) => labels.push(label),
            None => rows.push((keys, vec![label])),
        }
    }
    let row = |(keys, labels): &(&str, Vec<&str>)| format!("| {} | {} |", coded(keys), labels.join("; "));
    let rows: Vec<String> = rows.iter().map(row).collect();
    format!("| key | does |\n|---|---|\n{}", rows.join("\n"))
}

/// Every name of `keys.toml` with its keys and all it does somewhere.
fn names() -> String {
    let states = [
        at_fleet(),
        composing(),
        answers(),
        at_kv(),
        at_governors(),
        at_jobs(),
        popups(),
    ];
    let states: Vec<Stage> = states.into_iter().flatten().collect();
    let mut labels: BTreeMap<Verb, Vec<String>> = BTreeMap::new();
    for (verb, _, label) in on(&states).into_iter().chain(everywhere()) {
        let labels = labels.entry(verb).or_default();
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let dead: Vec<_> = Verb::all().filter(|verb| !labels.contains_key(verb)).collect();
    assert!(dead.is_empty(), "no picture has keys for {dead:?}");
    let keymap = Keymap::default();
    let rows = labels.iter().map(|(verb, labels)| {
        let keys: Vec<String> = keymap.keys(*verb).iter().map(ToString::to_string).collect();
        format!(
            "| `{}` | {} | {} |",
            verb.name(),
            coded(&keys.join("  ")),
            labels.join("; ")
        )
    });
    let rows: Vec<String> = rows.collect();
    format!("| name | keys | does |\n|---|---|---|\n{}", rows.join("\n"))
}

/// Keys as code; bars would end a cell.
fn coded(keys: &str) -> String {
    let keys = keys
        .split("  ")
        .map(|key| format!("`{}`", key.replace('|', "\\|")));
    keys.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_keys_and_colours_of_the_documentation_can_be_read() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/tui.md");
    let page = std::fs::read_to_string(path).unwrap();
    let (_, file) = page.split_once("```toml\n").unwrap();
    let (file, _) = file.split_once("```").unwrap();
    assert_eq!(Keymap::parse(file).unwrap().warnings(), [""; 0]);
    assert!(Theme::parse(file).unwrap().is_some());
}
