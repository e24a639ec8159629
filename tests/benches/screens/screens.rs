//! `mco tui` in a terminal, with a fleet that is known and a broker that is not there.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::desk::{self, Desk};
use super::probe::{Moment, Watched, print, print_one};

/// Starts of the program.
const STARTS: usize = 20;

/// Keys of each kind.
const KEYS: usize = 100;

/// Longer than two drawings are apart, so that none waits for its turn.
const PAUSE: Duration = Duration::from_millis(60);

/// How long nothing happens.
const IDLE: Duration = Duration::from_secs(20);

/// Measures everything.
pub(crate) fn measure(program: &Path, desk: &Desk, nodes: usize) {
    let listed = format!("Nodes {}", tui::text::count(nodes));
    let mut starts = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let watched = Watched::start(program, &["tui"], desk.home());
        starts.0.push(watched.written(0));
        starts.1.push(watched.shown("? keys"));
    }
    print("from the start to the first byte", &starts.0);
    print("from the start to the first screen", &starts.1);

    let watched = Watched::start(program, &["tui"], desk.home());
    let moment = watched.shown(&listed);
    print_one("from the start to the whole list", moment, &watched);
    sleep(Duration::from_secs(2));
    for (name, key) in [
        ("a row down", "j"),
        ("a page down", "<pgdn>"),
        ("the end of the list", "G"),
        ("its beginning", "<home>"),
    ] {
        keys(&watched, name, key);
    }
    idle(&watched, "at rest");
    keys(&watched, "another order", "s");
    keys(&watched, "all marks", "<c-a>");
    facets(&watched);
    scope(&watched, nodes);
    idle(&watched, "at rest after all that");
}

fn keys(watched: &Watched, name: &str, key: &str) {
    let press = |_| {
        let drawn = watched.press(key);
        sleep(PAUSE);
        drawn
    };
    print(name, &(0..KEYS).map(press).collect::<Vec<_>>());
    let (now, highest) = watched.memory();
    println!(
        "{:44} {now} MiB, at most {highest} MiB",
        format!("resident after {name}")
    );
}

fn idle(watched: &Watched, name: &str) {
    sleep(Duration::from_secs(1));
    let before = watched.processor();
    sleep(IDLE);
    let used = watched.processor().saturating_sub(before);
    let share = used.as_secs_f64() / IDLE.as_secs_f64() * 100.0;
    let (now, highest) = watched.memory();
    println!("{name:44} {share:.2} % of a processor   resident {now} MiB, at most {highest} MiB");
}

/// Has all nodes counted.
fn facets(watched: &Watched) {
    let (before, processor) = (watched.written(0), watched.processor());
    print("facets opened", &[watched.press("f")]);
    let shown = watched.shown("production");
    let counted = Moment {
        wall: shown.wall.saturating_sub(before.wall),
        processor: watched.processor().saturating_sub(processor),
    };
    print_one("until they are counted", counted, watched);
    watched.press("f");
}

/// Types a scope, a letter at a time.
fn scope(watched: &Watched, nodes: usize) {
    watched.press("/");
    let mut last = (watched.written(0), watched.processor());
    let mut drawn = Vec::new();
    for letter in "-C apache -F country=uk".chars() {
        let key = if letter == ' ' {
            "<space>".to_owned()
        } else {
            letter.to_string()
        };
        last = (watched.written(0), watched.processor());
        drawn.push(watched.press(&key));
        sleep(PAUSE);
    }
    print("a letter of a scope", &drawn);
    let shown = watched.shown(&format!(
        "Nodes {} known",
        tui::text::count(desk::matching(nodes))
    ));
    let counted = Moment {
        wall: shown.wall.saturating_sub(last.0.wall),
        processor: watched.processor().saturating_sub(last.1),
    };
    print_one("from its last letter to the count", counted, watched);
    watched.press("<esc>");
}
