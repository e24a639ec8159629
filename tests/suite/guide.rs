//! The pages about buckets and governors: what they show is typed into a shell line by line, and must come out.

use std::fs;
use std::path::Path;

use harness::{Engine, World, on_both_engines};
use mco::site::Security;
use regex::Regex;

use crate::governor::config;
use crate::kv::shell;

on_both_engines!(
    the_page_about_values_shows_what_is_printed,
    the_page_about_governors_shows_what_is_printed,
);

/// A line that is typed, and what comes of it.
#[derive(Debug, Default)]
struct Typed {
    line: String,
    shown: String,
}

async fn the_page_about_values_shows_what_is_printed(engine: Engine) {
    holds(&engine, "kv.md").await;
}

async fn the_page_about_governors_shows_what_is_printed(engine: Engine) {
    holds(&engine, "governors.md").await;
}

async fn holds(engine: &Engine, page: &str) {
    let world = World::on(engine, Security::V1, 1).await;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(page);
    let typed = typed(&fs::read_to_string(file).unwrap());
    assert!(typed.len() > 5, "{page} is read: {typed:?}");
    let config = config(&world).display().to_string();
    for Typed { line, shown } in typed {
        let line = line.replace("/etc/mco/server.conf", &config);
        let (_, out, err) = shell(&world, &line).await;
        let told = if out.ends_with('\n') || out.is_empty() {
            out
        } else {
            out + "\n"
        };
        assert_eq!(timeless(&(told + &err)), timeless(&shown), "{page}: {line}");
    }
}

/// The lines after `$ ` in blocks of a console, and what the page shows below them.
fn typed(page: &str) -> Vec<Typed> {
    let mut all: Vec<Typed> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match line.strip_prefix("$ ") {
            _ if line.starts_with("```") => inside = line == "```console",
            Some(line) if inside => all.push(Typed {
                line: line.to_owned(),
                shown: String::new(),
            }),
            _ if inside => {
                let last = all.last_mut().expect("a block begins with a line that is typed");
                last.shown = format!("{}{line}\n", last.shown);
            }
            _ => {}
        }
    }
    all
}

/// Text without what differs from run to run: times, ages, names of holders, and the widths of tables that come of them.
fn timeless(text: &str) -> String {
    let mut text = text.to_owned();
    for (what, instead) in [
        (r"\d{2} [A-Z][a-z]{2} \d{2} \d{2}:\d{2} UTC", "TIME"),
        (r"\d+m?[\d.]*m?s *│", "AGE │"),
        (r"│ (\d+) +┆ [^ ]+ +┆ AGE", "│ $1 ┆ HOLDER ┆ AGE"),
        (r#"Evicted "[^"]+""#, "Evicted HOLDER"),
        (r"[─═ ]+", " "),
    ] {
        text = Regex::new(what).unwrap().replace_all(&text, instead).into_owned();
    }
    text
}
