//! What configuration takes from the process.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use super::{Entry, Settings, Source};

/// Variables that set a key, over every file.
const OVERRIDES: &[(&str, &str)] = &[
    ("CHORIA_SRV_DOMAIN", "plugin.choria.srv_domain"),
    ("MCOLLECTIVE_NATS_USERNAME", "plugin.nats.user"),
    ("MCOLLECTIVE_NATS_PASSWORD", "plugin.nats.pass"),
    ("MCOLLECTIVE_NATS_CREDENTIALS", "plugin.nats.credentials"),
    ("CHORIA_FED_COLLECTIVE", "plugin.choria.federation.collectives"),
    ("CHORIA_REGISTRY", "plugin.choria.services.registry.cache"),
];

/// What configuration takes from the process: passed in, so that tests own it. `Debug` leaves the variables' values out.
#[derive(Clone, Default)]
pub struct Environment {
    /// Environment variables.
    pub vars: BTreeMap<String, String>,
    /// Home directory of the user.
    pub home: Option<PathBuf>,
    /// Working directory, where project files (`choria.conf`) are searched upwards.
    pub cwd: PathBuf,
    /// Name of this machine as the kernel says it.
    pub hostname: String,
    /// Whether the user is root.
    pub root: bool,
}

impl Environment {
    /// What the running process sees. Variables that are not UTF-8 are left out.
    pub fn from_process() -> Self {
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        Self {
            vars: std::env::vars_os().filter_map(text).collect(),
            home: std::env::var_os("HOME")
                .filter(|home| !home.is_empty())
                .map(PathBuf::from),
            cwd: std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/")),
            hostname: rustix::system::uname().nodename().to_string_lossy().into_owned(),
            root: rustix::process::geteuid().is_root(),
        }
    }

    /// A variable that is set and not empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.vars
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// Folder for what this user's commands remember, `mco` below the XDG state folder. It need not exist; none without a home.
    pub fn state_dir(&self) -> Option<PathBuf> {
        self.folder("XDG_STATE_HOME", ".local/state")
    }

    /// Folder for what can be learned again, `mco` below the XDG cache folder. It need not exist; none without a home.
    pub fn cache_dir(&self) -> Option<PathBuf> {
        self.folder("XDG_CACHE_HOME", ".cache")
    }

    /// Folder for what this user sets, `mco` below the XDG configuration folder. It need not exist; none without a home.
    pub fn config_dir(&self) -> Option<PathBuf> {
        self.folder("XDG_CONFIG_HOME", ".config")
    }

    /// The XDG rules: a variable counts when it is an absolute path.
    fn folder(&self, variable: &str, usual: &str) -> Option<PathBuf> {
        let named = self
            .var(variable)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute());
        let folder = named.or_else(|| self.home.as_ref().map(|home| home.join(usual)))?;
        Some(folder.join("mco"))
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment")
            .field("vars", &self.vars.keys())
            .field("home", &self.home)
            .field("cwd", &self.cwd)
            .field("hostname", &self.hostname)
            .field("root", &self.root)
            .finish()
    }
}

impl Settings {
    /// Takes the home folder and the overriding variables from `env`; what the program set stays.
    pub(crate) fn adopt(&mut self, env: &Environment) {
        self.home.clone_from(&env.home);
        for (variable, key) in OVERRIDES {
            let Some(value) = env.var(variable) else { continue };
            if self.source(key) != Source::Program {
                let source = Source::Environment((*variable).to_owned());
                self.entries.insert(
                    (*key).to_owned(),
                    vec![Entry {
                        value: value.to_owned(),
                        source,
                    }],
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_follow_the_xdg_rules() {
        let mut env = Environment::default();
        assert_eq!(env.state_dir(), None);
        env.home = Some("/home/ann".into());
        assert_eq!(env.state_dir(), Some("/home/ann/.local/state/mco".into()));
        assert_eq!(env.cache_dir(), Some("/home/ann/.cache/mco".into()));
        env.vars
            .insert("XDG_STATE_HOME".to_owned(), "/var/state".to_owned());
        env.vars
            .insert("XDG_CACHE_HOME".to_owned(), "relative".to_owned());
        assert_eq!(env.state_dir(), Some("/var/state/mco".into()));
        assert_eq!(env.cache_dir(), Some("/home/ann/.cache/mco".into()));
    }

    #[test]
    fn every_overriding_variable_sets_a_declared_key_and_is_documented() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/configuration.md");
        let page = std::fs::read_to_string(page).unwrap();
        for (variable, key) in OVERRIDES {
            assert!(crate::key::find(key).is_some(), "{key}");
            assert!(
                page.contains(&format!("| `{variable}` | `{key}` |")),
                "{variable} is not in docs/configuration.md"
            );
        }
    }
}
