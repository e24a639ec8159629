//! The shipped bash script in a real bash.

use std::path::Path;
use std::process::Command;

/// A job nobody has begun.
const PLAN: &str = concat!(
    r#"{"k":"plan","time":"2026-11-20T10:41:02Z","command":"mco rpc rpcutil ping","request":{"agent":"rpcutil","action":"ping","data":{}},"#,
    r#""collective":"mcollective","filter":{"fact":[],"cf_class":[],"agent":[],"identity":[],"compound":[]},"#,
    r#""numbers":{"canary":1,"batch":2,"pause":1000},"targets":["a"]}"#,
    "\n"
);

/// What bash offers after these words to a user with this state folder.
fn offered(words: &[&str], state: &Path) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../completions/mco.bash");
    let program = env!("CARGO_BIN_EXE_mco");
    let line = format!(
        "source {}; COMP_WORDS=({program} {}); COMP_CWORD={}; COMP_LINE=\"mco ${{COMP_WORDS[*]:1}}\"; COMP_POINT=${{#COMP_LINE}}; _mco_agents {program} '{}' '{}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script.display(),
        words
            .iter()
            .map(|word| format!("'{word}'"))
            .collect::<Vec<_>>()
            .join(" "),
        words.len(),
        words[words.len() - 1],
        words.iter().rev().nth(1).unwrap_or(&"mco"),
    );
    let home = std::env::temp_dir();
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", &line])
        .env("HOME", &home)
        .env("XDG_STATE_HOME", state)
        .current_dir(&home);
    let text = bash
        .output()
        .map(|done| String::from_utf8_lossy(&done.stdout).into_owned());
    text.unwrap_or_default().lines().map(str::to_owned).collect()
}

#[test]
fn bash_offers_commands_agents_actions_and_inputs() {
    if Command::new("bash").arg("--version").output().is_err() {
        eprintln!("skipped: there is no bash here");
        return;
    }
    let state = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(state.path().join("mco/sets")).unwrap();
    std::fs::write(state.path().join("mco/sets/webs"), "web1\n").unwrap();
    std::fs::create_dir_all(state.path().join("mco/jobs")).unwrap();
    std::fs::write(state.path().join("mco/jobs/k7m2q.jsonl"), PLAN).unwrap();
    let offers = |words: &[&str], wanted: &str| {
        let offered = offered(words, state.path());
        assert!(
            offered.iter().any(|word| word == wanted),
            "{words:?}: {offered:?}"
        );
    };
    offers(&["pi"], "ping");
    offers(&["rpcu"], "rpcutil");
    offers(&["rpc", "pack"], "package");
    offers(&["rpc", "package", "inst"], "install");
    offers(&["rpcutil", "get_f"], "get_fact");
    offers(&["rpc", "package", "install", ""], "version=");
    offers(&["rpc", "rpcutil", "ping", "--dis"], "--display");
    offers(&["find", "-I", ""], "@webs");
    offers(&["find", "--nodes", "@", "we"], "webs");
    offers(&["rpc", "rpcutil", "ping", "-T", "m"], "mcollective");
    offers(&["rpc", "rpcutil", "ping", "--dm", "inv"], "inventory");
    offers(&["rpc", "rpcutil", "ping", "--resume", ""], "k7m2q");
    offers(&["resume", "k"], "k7m2q");
    offers(&["jobs", "show", ""], "k7m2q");
    offers(&["set", "show", ""], "webs");
    offers(&["plugin", "doc", "pack"], "package");
}
