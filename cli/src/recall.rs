//! What an action was asked with before, and what its user asks it with unless they say otherwise.
//!
//! Earlier inputs come from the history. Defaults stand in `defaults.toml` of the user's configuration folder, a table for each
//! action, and may be written by hand:
//!
//! ```toml
//! ["package#install"]
//! package = "nginx"
//! ```
//!
//! Both only fill in forms: what scripts ask never depends on them.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::SystemTime;

use client::files;
use config::Environment;
use ddl::Action;
use toml::{Table, Value};

use crate::explain;
use crate::history::History;

/// Largest file of defaults.
const MAX_FILE: u64 = 1 << 20;

/// Most different earlier inputs of one action.
const MAX_EARLIER: usize = 20;

/// Inputs as they would be typed.
pub(crate) type Inputs = Vec<(String, String)>;

/// Earlier inputs and defaults of one user.
#[derive(Debug, Clone)]
pub(crate) struct Recall {
    history: Option<History>,
    defaults: Option<PathBuf>,
}

/// Why defaults cannot be had or kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum RecallError {
    /// There is no place for files of this user.
    #[error("there is no folder for defaults: neither XDG_CONFIG_HOME nor HOME is set")]
    NoFolder,
    /// The file.
    #[error("{path} cannot be {what}")]
    File {
        /// Which.
        path: PathBuf,
        /// `read` or `written`.
        what: &'static str,
        /// Why.
        source: io::Error,
    },
    /// What is in it.
    #[error("{path} is not TOML")]
    Malformed {
        /// Which.
        path: PathBuf,
        /// Why.
        source: Box<toml::de::Error>,
    },
    /// It is written in a way that this program does not dare to change.
    #[error("the table {title:?} of {path} has to be changed by hand")]
    ByHand {
        /// Which file.
        path: PathBuf,
        /// Which table.
        title: String,
    },
}

impl Recall {
    /// What the user's folders hold; nothing where there are none.
    pub(crate) fn of(environment: &Environment) -> Self {
        Self {
            history: History::of(environment),
            defaults: environment
                .config_dir()
                .map(|folder| folder.join("defaults.toml")),
        }
    }

    /// The different inputs an action had before, newest first, with the time of the last such request. Secrets are stars.
    pub(crate) fn earlier(&self, agent: &str, action: &str) -> Vec<(SystemTime, Inputs)> {
        let read = self
            .history
            .as_ref()
            .and_then(|history| history.read(usize::MAX).ok());
        let records = read.unwrap_or_default().into_iter().filter(|record| {
            let asked = &record.asked;
            (asked.agent.as_deref(), asked.action.as_deref()) == (Some(agent), Some(action))
        });
        let mut found: Vec<(SystemTime, Inputs)> = Vec::new();
        for record in records {
            let inputs = explain::inputs(&record.asked.inputs).map(|(name, value)| (name.clone(), value));
            let inputs: Inputs = inputs.collect();
            if found.len() < MAX_EARLIER && !found.iter().any(|(_, known)| *known == inputs) {
                found.push((record.when(), inputs));
            }
        }
        found
    }

    /// The user's defaults for an action.
    pub(crate) fn defaults(&self, agent: &str, action: &str) -> Result<Inputs, RecallError> {
        let (_, file) = self.read()?;
        let Some(Value::Table(table)) = file.get(&title(agent, action)) else {
            return Ok(Inputs::new());
        };
        Ok(table
            .iter()
            .map(|(name, value)| (name.clone(), text(value)))
            .collect())
    }

    /// Keeps inputs as the defaults of an action, in the place of older ones; secret inputs are left out. The rest of the file stays
    /// as it is.
    pub(crate) fn keep(
        &self,
        agent: &str,
        action: &Action,
        inputs: &[(String, String)],
    ) -> Result<(), RecallError> {
        let path = self.defaults.clone().ok_or(RecallError::NoFolder)?;
        let title = title(agent, &action.name);
        let secret = |name: &str| match action.input.get(name) {
            Some(input) => input.is_secret(name),
            None => ddl::secret::is_secret(name),
        };
        let kept: Table = inputs
            .iter()
            .filter(|(name, value)| !secret(name) && value != ddl::secret::STARS)
            .map(|(name, value)| (name.clone(), Value::String(value.clone())))
            .collect();
        let (old, mut wanted) = self.read()?;
        let text = replaced(&old, &title, &kept);
        wanted.insert(title.clone(), Value::Table(kept));
        if text.parse::<Table>().ok().as_ref() != Some(&wanted) {
            return Err(RecallError::ByHand { path, title });
        }
        let written = path.parent().map_or(Ok(()), files::private_folder);
        let written = written.and_then(|()| files::replace(&path, text.as_bytes(), files::SECRET));
        written.map_err(|source| RecallError::File {
            path,
            what: "written",
            source,
        })
    }

    /// The file of defaults as text and as what it means; an absent one is empty.
    fn read(&self) -> Result<(String, Table), RecallError> {
        let Some(path) = self
            .defaults
            .clone()
            .filter(|path| fs::exists(path).unwrap_or(true))
        else {
            return Ok((String::new(), Table::new()));
        };
        let text = match files::read_text(&path, MAX_FILE) {
            Ok(text) => text,
            Err(source) => {
                return Err(RecallError::File {
                    path,
                    what: "read",
                    source,
                });
            }
        };
        match text.parse() {
            Ok(table) => Ok((text, table)),
            Err(source) => Err(RecallError::Malformed {
                path,
                source: Box::new(source),
            }),
        }
    }
}

fn title(agent: &str, action: &str) -> String {
    format!("{agent}#{action}")
}

/// A value as it would be typed.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Datetime(time) => time.to_string(),
        Value::Array(_) | Value::Table(_) => serde_json::to_string(value).unwrap_or_default(),
    }
}

/// The file with another table in the place of the one with this title, or at its end.
fn replaced(old: &str, title: &str, table: &Table) -> String {
    let head = format!("[{}]", quoted(title));
    let mut text = String::new();
    let mut inside = false;
    for line in old.lines() {
        if line.trim_start().starts_with('[') {
            inside = line.trim() == head || line.trim() == format!("['{title}']");
        }
        if !inside {
            text.push_str(line);
            text.push('\n');
        }
    }
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
    text.push_str(&format!("{head}\n"));
    for (name, value) in table {
        if let Value::String(value) = value {
            text.push_str(&format!("{} = {}\n", key(name), quoted(value)));
        }
    }
    text
}

fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(bare) {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// A TOML string. JSON's are almost the same.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('\u{7f}', "\\u007F")
}

#[cfg(test)]
mod tests;
