//! Other people's programs we must get along with, where they are installed.

use std::path::PathBuf;
use std::process::Command;

/// Finds a peer or a shell: `tests/peers/install.sh` puts peers into a cache folder; the search path is looked at too.
///
/// Says on standard error when it is absent, so that a skipped test shows; with `MCO_REQUIRE_PEERS=1` absence is a failure.
///
/// # Panics
/// When the peer is absent and required.
pub fn find(name: &str) -> Option<PathBuf> {
    let found = candidates(name).find(|path| path.is_file());
    found.or_else(|| absent(name))
}

/// Finds a Python interpreter that has `module`; absence is treated as in [`find`].
///
/// # Panics
/// When there is none and it is required.
pub fn python_with(module: &str) -> Option<PathBuf> {
    let has_module = |python: &PathBuf| {
        let output = Command::new(python)
            .args(["-c", &format!("import {module}")])
            .output();
        output.is_ok_and(|output| output.status.success())
    };
    candidates("python3")
        .find(has_module)
        .or_else(|| absent(&format!("python module {module}")))
}

fn absent(what: &str) -> Option<PathBuf> {
    let required = std::env::var("MCO_REQUIRE_PEERS").is_ok_and(|value| value == "1");
    assert!(
        !required,
        "{what} is required here (MCO_REQUIRE_PEERS=1): .ci/run installs it"
    );
    #[allow(clippy::print_stderr, reason = "a person must see what was skipped")]
    {
        eprintln!("SKIPPED: {what} is not installed; .ci/run installs it");
    }
    None
}

fn candidates(name: &str) -> impl Iterator<Item = PathBuf> {
    folders().into_iter().map(move |folder| folder.join(name))
}

fn folders() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = Vec::new();
    if let Some(peers) = cache() {
        folders.push(peers.join("bin"));
        folders.push(peers.join("venv/bin"));
    }
    folders.extend(std::env::split_paths(&path));
    folders
}

fn cache() -> Option<PathBuf> {
    let var = |name| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    var("MCO_PEERS").or_else(|| {
        let cache = var("XDG_CACHE_HOME").or_else(|| var("HOME").map(|home| home.join(".cache")))?;
        Some(cache.join("mco/peers"))
    })
}
