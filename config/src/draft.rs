//! A typed configuration in the making: reads keys and collects mistakes.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use crate::key::{self, Key, Value};
use crate::{Bound, Environment, Loaded, Problem, Problems, Secret, Settings, Severity};

/// Which program reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Client,
    Server,
    Broker,
}

/// Keys, surroundings and the mistakes so far.
pub(crate) struct Draft<'a> {
    pub(crate) settings: Settings,
    pub(crate) env: &'a Environment,
    pub(crate) role: Role,
    problems: Vec<Problem>,
}

impl Role {
    pub(crate) fn reads(self, key: &Key) -> bool {
        match self {
            Self::Client => key.readers.client,
            Self::Server => key.readers.server,
            Self::Broker => key.readers.broker,
        }
    }
}

/// Reads a typed configuration; every mistake is reported, and any error among them makes it fail.
///
/// `read` returns none only after it reported an error.
pub(crate) fn finish<T>(
    settings: &Settings,
    env: &Environment,
    role: Role,
    read: fn(&mut Draft<'_>) -> Option<T>,
) -> Result<Loaded<T>, Problems> {
    let mut settings = settings.clone();
    settings.adopt(env);
    let problems = settings.problems(role);
    let mut draft = Draft {
        settings,
        env,
        role,
        problems,
    };
    let config = read(&mut draft);
    let mut problems = draft.problems;
    problems.sort_by(|left, right| (left.severity, &left.place).cmp(&(right.severity, &right.place)));
    let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
    match config {
        Some(config) if !failed => Ok(Loaded {
            config,
            warnings: problems,
        }),
        _ => Err(Problems(problems)),
    }
}

impl Draft<'_> {
    pub(crate) fn error(&mut self, key: &str, reason: impl Into<String>) {
        self.report(Severity::Error, key, reason.into());
    }

    pub(crate) fn warn(&mut self, key: &str, reason: impl Into<String>) {
        self.report(Severity::Warning, key, reason.into());
    }

    fn report(&mut self, severity: Severity, key: &str, reason: String) {
        let place = self.settings.source(key).place();
        self.problems.push(Problem {
            severity,
            key: key.to_owned(),
            place,
            reason,
        });
    }

    pub(crate) fn is_set(&self, key: &str) -> bool {
        self.settings.raw(key).is_some()
    }

    pub(crate) fn bool(&self, key: &str) -> bool {
        self.get(key)
            .and_then(|value| value.as_bool())
            .unwrap_or_default()
    }

    pub(crate) fn int(&self, key: &str) -> i64 {
        self.get(key).and_then(|value| value.as_int()).unwrap_or_default()
    }

    /// A duration, or a whole number of seconds.
    pub(crate) fn duration(&self, key: &str) -> Duration {
        self.get(key)
            .and_then(|value| value.as_duration())
            .unwrap_or_default()
    }

    /// How much may be taken; as usual where the key is wrong.
    pub(crate) fn bound(&self, key: &str) -> Bound {
        self.get(key)
            .and_then(|value| value.as_bound())
            .unwrap_or(Bound::USUAL)
    }

    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.get(key)?.as_text().map(str::to_owned)
    }

    pub(crate) fn list(&self, key: &str) -> Vec<String> {
        self.get(key)
            .and_then(|value| value.as_list().map(<[String]>::to_vec))
            .unwrap_or_default()
    }

    /// A list without repetitions, in the order of the first ones.
    pub(crate) fn distinct(&self, key: &str) -> Vec<String> {
        let mut seen = BTreeSet::new();
        self.list(key)
            .into_iter()
            .filter(|item| seen.insert(item.clone()))
            .collect()
    }

    pub(crate) fn path(&self, key: &str) -> Option<PathBuf> {
        self.get(key)?.as_path().map(PathBuf::from)
    }

    pub(crate) fn paths(&self, key: &str) -> Vec<PathBuf> {
        self.get(key)
            .and_then(|value| value.as_paths().map(<[PathBuf]>::to_vec))
            .unwrap_or_default()
    }

    pub(crate) fn secret(&self, key: &str) -> Option<Secret> {
        self.get(key)?.as_secret().cloned()
    }

    /// A path that `why` cannot do without; an error when the key is unset.
    pub(crate) fn required_path(&mut self, key: &str, why: &str) -> Option<PathBuf> {
        let path = self.path(key);
        if path.is_none() && !self.is_set(key) {
            self.error(key, format!("is not set, and {why} needs it"));
        }
        path
    }

    pub(crate) fn port(&self, key: &str) -> u16 {
        u16::try_from(self.int(key)).unwrap_or_default()
    }

    /// The address a listener binds to; an error when the first key holds no IP address.
    pub(crate) fn socket(&mut self, address: &str, port: &str) -> Option<SocketAddr> {
        let text = self.text(address).unwrap_or_default();
        let bare = text
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .unwrap_or(&text);
        match bare.parse::<IpAddr>() {
            Ok(ip) => Some(SocketAddr::new(ip, self.port(port))),
            Err(_) => {
                self.error(
                    address,
                    format!("{text:?} is not an IP address, such as 127.0.0.1, 0.0.0.0 or ::"),
                );
                None
            }
        }
    }

    /// Where the HTTP statistics listen; none when their port is 0.
    pub(crate) fn stats_listen(&mut self) -> Option<SocketAddr> {
        const PORT: &str = "plugin.choria.stats_port";
        if self.port(PORT) == 0 {
            return None;
        }
        self.socket("plugin.choria.stats_address", PORT)
    }

    fn get(&self, key: &str) -> Option<Value> {
        debug_assert!(key::find(key).is_some(), "{key} is not declared");
        self.settings.get(key)
    }
}
