//! Somebody's desk: a home with a configuration, DDLs, saved sets and what is known of a fleet.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use client::cache::{Cache, Learned};
use harness::{Terminal, eventually};
use protocol::Identity;
use serde_json::json;
use tempfile::TempDir;

use super::Shell;

/// Where this site's brokers would be.
const BROKER: &str = "broker.lab.test:4222";

/// A value that does harm where a shell evaluates it.
const HOSTILE: &str = "$(touch PWNED); `touch PWNED` it's \"x\"";

/// A job nobody has begun.
const JOB: &str = concat!(
    r#"{"k":"plan","time":"2026-11-20T10:41:02Z","command":"mco rpc rpcutil ping","request":{"agent":"rpcutil","action":"ping","data":{}},"#,
    r#""collective":"mcollective","filter":{"fact":[],"cf_class":[],"agent":[],"identity":[],"compound":[]},"#,
    r#""numbers":{"canary":1,"batch":2,"pause":1000},"targets":["a"]}"#,
    "\n"
);

/// A home and the shell that is used there.
pub(super) struct Desk {
    shell: Shell,
    program: PathBuf,
    home: TempDir,
}

/// A shell in a terminal.
pub(super) struct Session<'a> {
    desk: &'a Desk,
    terminal: Terminal,
}

impl Desk {
    /// A desk for a shell; none where that is not installed.
    pub(super) fn with(shell: Shell) -> Option<Self> {
        let program = shell.program()?;
        let desk = Self {
            shell,
            program,
            home: tempfile::tempdir().unwrap(),
        };
        desk.furnish();
        Some(desk)
    }

    /// A file or folder of the home.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Whether a value from the fleet was run as a command.
    pub(super) fn was_tricked(&self) -> bool {
        self.path("PWNED").exists()
    }

    /// Puts a program in the place of `mco` that answers nothing.
    pub(super) fn replace_program(&self) {
        let path = self.path("bin/mco");
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("/bin/false", path).unwrap();
    }

    /// The shell with some code instead of a terminal, and what that prints.
    pub(super) fn run(&self, arguments: &[&str]) -> String {
        let output = Command::new(&self.program)
            .args(arguments)
            .env_clear()
            .envs(self.variables())
            .current_dir(self.home.path())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let complaints = String::from_utf8_lossy(&output.stderr);
        assert_eq!(complaints, "", "{text}");
        text
    }

    /// The shell in a terminal, ready to be typed at.
    pub(super) async fn session(&self) -> Session<'_> {
        fs::write(self.path(self.shell.start_file()), self.shell.start()).unwrap();
        let variables = self.variables();
        let variables: Vec<(&str, &str)> = variables
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        // It begins where the test runs, and its files are named from the home.
        let go = format!("cd {} && exec \"$0\" \"$@\"", self.home.path().display());
        let mut arguments = vec!["-c", go.as_str()];
        let program = self.program.to_str().unwrap();
        arguments.push(program);
        arguments.extend(self.shell.arguments());
        let terminal = Terminal::spawn(Path::new("/bin/sh"), &arguments, &variables, 100, 40);
        terminal.wait_for("ready>").await;
        Session { desk: self, terminal }
    }

    fn variables(&self) -> Vec<(String, String)> {
        let home = self.home.path().to_str().unwrap();
        let path = std::env::var("PATH").unwrap();
        let variables = [
            ("HOME", home.to_owned()),
            ("ZDOTDIR", home.to_owned()),
            ("PATH", format!("{home}/bin:{path}")),
            ("LC_ALL", "C.UTF-8".to_owned()),
        ];
        variables.map(|(name, value)| (name.to_owned(), value)).into()
    }

    fn furnish(&self) {
        self.write(
            ".config/mco/client.conf",
            &format!(
                "plugin.choria.middleware_hosts = {BROKER}\nlibdir = {}\n",
                self.path("lib").display()
            ),
        );
        self.write("lib/mcollective/agent/deploy.json", &deploy().to_string());
        self.write(".local/state/mco/sets/workers", "web1.lab.test\n");
        self.write(".local/state/mco/jobs/k7m2q.jsonl", JOB);
        self.write("nodes of uk.txt", "web1.lab.test\n");
        fs::create_dir(self.path("bin")).unwrap();
        std::os::unix::fs::symlink(program(), self.path("bin/mco")).unwrap();
        fs::create_dir_all(self.path(".cache/mco")).unwrap();
        let cache = Cache::new(self.path(".cache/mco/fleet.redb"), BROKER);
        // Whole seconds, long after the epoch.
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_171_262);
        cache.learn(&[node("web1.lab.test", "uk"), node("web2.lab.test", "de")], now);
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

impl Session<'_> {
    /// Types, presses the key, and tells the words that the shell itself finds in the line, each with `|` behind it; without
    /// one behind the last when no space follows it.
    pub(super) async fn completed(&mut self, typed: &str) -> String {
        let line = self.line(&format!("{typed}<tab>")).await;
        let code = format!("printf '%s|' {line}");
        let words = self.desk.run(&["-c", &code]);
        match line.ends_with(' ') {
            true => words,
            false => words.trim_end_matches('|').to_owned(),
        }
    }

    /// The line after some keys, which is empty again then.
    pub(super) async fn line(&mut self, keys: &str) -> String {
        let file = self.desk.path("line");
        let _ = fs::remove_file(&file);
        self.terminal.press(keys);
        self.terminal.press("<c-x>");
        eventually(keys, async || fs::read_to_string(&file).ok()).await
    }
}

/// `mco` as cargo built it for this package.
fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.parent().and_then(Path::parent).unwrap().join("test-mco")
}

fn node(name: &str, country: &str) -> Learned {
    let answer = json!({
        "collectives": ["mcollective"],
        "agents": ["rpcutil", "deploy"],
        "classes": ["role::web", "evil\u{1b}[2J"],
        "facts": {
            "country": country,
            "cpus": 8,
            "os": {"name": "Debian GNU/Linux"},
            "motd": HOSTILE,
        },
    });
    Learned::from_inventory(&Identity::new(name).unwrap(), &answer)
}

/// An agent whose inputs are of every kind that has values to offer.
fn deploy() -> serde_json::Value {
    json!({
        "metadata": {
            "name": "deploy", "description": "Deploys things", "author": "Ann", "license": "Apache-2.0",
            "version": "1.0.0", "url": "https://lab.test", "timeout": 10
        },
        "actions": [{
            "action": "stage", "description": "Stages a release", "display": "always",
            "input": {
                "release": {"prompt": "Release", "description": "Which release", "type": "string", "optional": false,
                    "validation": "^.+$", "maxlength": 50},
                "mode": {"prompt": "Mode", "description": "How", "type": "list", "optional": true,
                    "list": ["fast", "very slow"]},
                "force": {"prompt": "Force", "description": "Whether", "type": "boolean", "optional": true}
            },
            "output": {}
        }]
    })
}
