//! For the documentation: pictures of the screens and tables of their keys, made from what the screens really do.

mod fleet;
mod jobs;
mod keys;
mod run;
mod site;
mod sitting;
mod streams;

use std::collections::BTreeSet;
use std::path::Path;

/// The pages that show something, below the root of the repository.
const PAGES: [&str; 7] = [
    "README.md",
    "docs/tui.md",
    "docs/tui/fleet.md",
    "docs/tui/run.md",
    "docs/tui/kv.md",
    "docs/tui/governors.md",
    "docs/tui/jobs.md",
];

/// Before a part that is made; its name follows.
const BEGIN: &str = "<!-- made by tui/src/pictures, do not edit: ";

/// After it.
const END: &str = "<!-- end -->";

/// A part of a page: its name, and who makes it.
type Part = (&'static str, fn() -> String);

#[test]
fn the_documentation_shows_the_screens_as_they_are() {
    let parts: Vec<Part> = [
        fleet::PICTURES,
        run::PICTURES,
        jobs::PICTURES,
        streams::PICTURES,
        keys::TABLES,
    ]
    .concat();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let refresh = std::env::var_os("MCO_REFRESH_DOCS").is_some();
    let mut shown = BTreeSet::new();
    for page in PAGES {
        let path = root.join(page);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{page}: {error}"));
        let fresh = made(&text, &parts, &mut shown);
        if refresh {
            std::fs::write(&path, &fresh).unwrap_or_else(|error| panic!("{page}: {error}"));
        } else {
            assert!(
                text == fresh,
                "{page} is stale; refresh it with: MCO_REFRESH_DOCS=1 cargo test -p mco-tui documentation"
            );
        }
    }
    let unshown: Vec<_> = parts.iter().filter(|(name, _)| !shown.contains(name)).collect();
    assert!(unshown.is_empty(), "no page shows {unshown:?}");
}

/// A page with all its parts made again.
fn made(page: &str, parts: &[Part], shown: &mut BTreeSet<&'static str>) -> String {
    let mut pieces = page.split(BEGIN);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece
            .split_once(" -->")
            .expect("the beginning of a part is closed");
        let (_, rest) = rest.split_once(END).expect("a part has an end");
        let part = parts.iter().find(|(known, _)| *known == name);
        let (name, make) = part.unwrap_or_else(|| panic!("nobody makes {name}"));
        shown.insert(*name);
        out.push_str(&format!("{BEGIN}{name} -->\n{}\n{END}{rest}", make()));
    }
    out
}

/// A screen between fences.
fn fenced(screen: &str) -> String {
    format!("```text\n{screen}\n```")
}
