//! Key-value buckets as people and scripts use them.

mod announced;
mod asking;
mod commands;
mod edit;
mod watch;

use std::path::PathBuf;

use harness::{Engine, World};
use mco::Exit;
use mco::site::{Security, USER};

/// A broker with streams, and no nodes.
async fn world(engine: &Engine) -> World {
    World::on(engine, Security::V1, 0).await
}

/// The same with a bucket.
async fn with_bucket(engine: &Engine) -> World {
    let world = world(engine).await;
    done(&world, &["kv", "add", "CFG"]).await;
    world
}

/// What a command that succeeds prints.
async fn done(world: &World, words: &[&str]) -> String {
    let outcome = world.mco(words).await;
    assert_eq!(outcome.exit, Exit::Done, "{words:?}: {outcome:?}");
    outcome.out
}

/// What a command that fails says, with what to do about it.
async fn failed(world: &World, words: &[&str]) -> String {
    let outcome = world.mco(words).await;
    assert_eq!(
        (outcome.exit, outcome.out.as_str()),
        (Exit::Error, ""),
        "{words:?}: {outcome:?}"
    );
    outcome.err
}

/// A folder for the search path in which our program goes by both its names, and what else a process needs to act as the site's user.
pub(crate) fn desk(world: &World) -> (PathBuf, Vec<(&'static str, String)>) {
    let home = world.dir().join("home");
    let bin = home.join("bin");
    if !bin.exists() {
        std::fs::create_dir_all(&bin).unwrap();
        for name in ["mco", "choria"] {
            std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_test-mco"), bin.join(name)).unwrap();
        }
        std::fs::copy(world.site.client_config(), home.join(".choriarc")).unwrap();
    }
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let vars = vec![
        ("PATH", path),
        ("HOME", home.display().to_string()),
        ("MCOLLECTIVE_CERTNAME", USER.to_owned()),
        ("XDG_STATE_HOME", world.state()),
        ("LC_ALL", "C.UTF-8".to_owned()),
    ];
    (home, vars)
}

/// Runs a script in a shell of the machine, as the site's user.
pub(crate) async fn shell(world: &World, script: &str) -> (i32, String, String) {
    let (home, vars) = desk(world);
    let output = tokio::process::Command::new("/bin/sh")
        .args(["-c", script])
        .env_clear()
        .envs(vars)
        .current_dir(home)
        .stdin(std::process::Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code().unwrap_or(-1),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// Text with the time of each value replaced.
fn timeless(text: &str) -> String {
    text.lines()
        .map(|line| match line.split_once("created @ ") {
            Some((head, _)) => format!("{head}created @ TIME\n"),
            None => format!("{line}\n"),
        })
        .collect()
}
