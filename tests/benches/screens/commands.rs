//! Commands that answer without asking anybody: how long they take from start to end.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tokio::time::Instant;

use super::desk::Desk;
use super::probe::children;

/// Runs of each.
const RUNS: u32 = 50;

/// Measures all of them, and the reference's client where it is installed.
pub(crate) fn measure(program: &Path, desk: &Desk) {
    for args in [
        "--version",
        "--help",
        "ping --help",
        "completion --zsh -- mco pi",
        "completion --zsh -- mco rpc ",
        "completion --zsh -- mco rpc rpcutil ping -",
        "completion --zsh -- mco find -C apa",
        "completion --zsh -- mco find -F country=",
        "completion --zsh -- mco find -F net",
        "completion --zsh -- mco find -I node4999",
    ] {
        run("mco", program, args, desk);
    }
    let Some(reference) = reference().filter(|path| path.exists()) else {
        return;
    };
    for args in [
        "--version",
        "ping --help",
        "completion --zsh --list-agents",
        "completion --zsh",
    ] {
        run("choria", &reference, args, desk);
    }
}

fn run(name: &str, program: &Path, args: &str, desk: &Desk) {
    // A word that is empty is what somebody completes who has typed a space.
    let words: Vec<&str> = args.split(' ').collect();
    let mut wall = Vec::new();
    let before = children();
    let mut bytes = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        let output = Command::new(program)
            .args(&words)
            .env_clear()
            .env("HOME", desk.home())
            .env("LC_ALL", "C.UTF-8")
            .current_dir(desk.home())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        wall.push(start.elapsed());
        bytes = output.stdout.len() + output.stderr.len();
    }
    let processor = (children() - before) / RUNS;
    wall.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "{:52} wall p50 {:6.1}  fastest {:6.1}   processor {:6.1}  ms   {bytes} bytes",
        format!("{name} {args}"),
        ms(wall[wall.len() / 2]),
        ms(wall[0]),
        ms(processor)
    );
}

/// Where `tests/peers/install.sh` puts it.
fn reference() -> Option<PathBuf> {
    let home = std::env::var_os("HOME")?;
    Some(Path::new(&home).join(".cache/mco/peers/bin/choria"))
}
