//! The settings of a stream as flags.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::command::broker::size;

/// What a stream keeps, and how. What is not given stays as it is, or as new streams have it.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Settings {
    /// Subjects the stream keeps
    #[arg(long, value_name = "SUBJECTS", value_delimiter = ',')]
    subjects: Vec<String>,
    /// What it is for
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// How many brokers keep a copy
    #[arg(long, value_name = "N")]
    replicas: Option<u8>,
    /// When messages go: by limits, without interest, or once they are worked off
    #[arg(long, value_name = "POLICY", value_parser = ["limits", "interest", "work", "workqueue"])]
    retention: Option<String>,
    /// Which messages go when a limit is reached
    #[arg(long, value_name = "POLICY", value_parser = ["old", "new"])]
    discard: Option<String>,
    /// With `--discard new`, refuse new messages of a full subject too
    #[arg(long, overrides_with = "no_discard_per_subject")]
    discard_per_subject: bool,
    #[arg(long, hide = true)]
    no_discard_per_subject: bool,
    /// Longest a message stays
    #[arg(long, value_name = "DUR", value_parser = size::span)]
    max_age: Option<Duration>,
    /// Most bytes; -1 for no limit
    #[arg(long, value_name = "SIZE", value_parser = size::bytes, allow_hyphen_values = true)]
    max_bytes: Option<i64>,
    /// Most messages; -1 for no limit
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    max_msgs: Option<i64>,
    /// Most messages of each subject; -1 for no limit
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    max_msgs_per_subject: Option<i64>,
    /// Longest message; -1 for no limit
    #[arg(long, value_name = "SIZE", value_parser = size::bytes, allow_hyphen_values = true)]
    max_msg_size: Option<i64>,
    /// Most consumers; -1 for no limit
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    max_consumers: Option<i64>,
    /// How long a message id is remembered
    #[arg(long, value_name = "DUR", value_parser = size::span)]
    dupe_window: Option<Duration>,
    /// Acknowledge what is published
    #[arg(long, overrides_with = "no_ack")]
    ack: bool,
    #[arg(long, hide = true)]
    no_ack: bool,
    /// Any broker with a copy may answer gets
    #[arg(long, overrides_with = "no_allow_direct")]
    allow_direct: bool,
    #[arg(long, hide = true)]
    no_allow_direct: bool,
    /// Messages may replace all that came before them
    #[arg(long, overrides_with = "no_allow_rollup")]
    allow_rollup: bool,
    #[arg(long, hide = true)]
    no_allow_rollup: bool,
    /// Messages may say how long they stay
    #[arg(long)]
    allow_msg_ttl: bool,
    /// Messages may come in batches that are kept as a whole or not at all
    #[arg(long, overrides_with = "no_allow_batch")]
    allow_batch: bool,
    #[arg(long, hide = true)]
    no_allow_batch: bool,
    /// Messages are numbers that are added up
    #[arg(long)]
    allow_counter: bool,
    /// Messages may say when others are made of them
    #[arg(long)]
    allow_schedules: bool,
    /// When a message may be acknowledged: once it is safe, or before
    #[arg(long, value_name = "MODE", value_parser = ["default", "async"])]
    persist_mode: Option<String>,
    /// What is left in the place of the last message of a subject, and for how long
    #[arg(long, value_name = "DUR", value_parser = size::span)]
    subject_del_markers_ttl: Option<Duration>,
    /// Single messages cannot be deleted
    #[arg(long)]
    deny_delete: bool,
    /// It cannot be purged
    #[arg(long)]
    deny_purge: bool,
    /// How messages are kept on the disk
    #[arg(long, value_name = "METHOD", value_parser = ["none", "s2"])]
    compression: Option<String>,
    /// Subjects that are renamed when they are stored, with `--transform-destination`
    #[arg(long, value_name = "PATTERN", requires = "transform_destination")]
    transform_source: Option<String>,
    /// What they become
    #[arg(long, value_name = "SUBJECT")]
    transform_destination: Option<String>,
    /// Subjects that are published again once they are stored, with `--republish-destination`
    #[arg(long, value_name = "PATTERN", requires = "republish_destination")]
    republish_source: Option<String>,
    /// Where they are published
    #[arg(long, value_name = "SUBJECT")]
    republish_destination: Option<String>,
    /// Only the headers of them
    #[arg(long)]
    republish_headers: bool,
    /// Keep a copy of another stream
    #[arg(long, value_name = "STREAM", conflicts_with = "subjects")]
    mirror: Option<String>,
    /// Take messages from other streams
    #[arg(long, value_name = "STREAM")]
    source: Vec<String>,
    /// Something about it to remember
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    metadata: Vec<(String, String)>,
}

impl Settings {
    pub(super) fn names_subjects(&self) -> bool {
        !self.subjects.is_empty() || self.mirror.is_some() || !self.source.is_empty()
    }

    pub(super) fn set_subjects(&mut self, subjects: &str) {
        let subjects = subjects
            .split(',')
            .map(str::trim)
            .filter(|subject| !subject.is_empty());
        self.subjects = subjects.map(str::to_owned).collect();
    }

    /// Writes what was given into the settings of a stream.
    pub(super) fn apply(&self, config: &mut Map<String, Value>) {
        let mut set = |name: &str, value: Value| {
            config.insert(name.to_owned(), value);
        };
        if !self.subjects.is_empty() {
            set("subjects", json!(self.subjects));
        }
        for (name, value) in [
            ("description", &self.description),
            ("discard", &self.discard),
            ("compression", &self.compression),
            ("persist_mode", &self.persist_mode),
        ] {
            if let Some(value) = value {
                set(name, json!(value));
            }
        }
        if let Some(retention) = &self.retention {
            set(
                "retention",
                json!(if retention == "work" {
                    "workqueue"
                } else {
                    retention
                }),
            );
        }
        for (name, value) in [
            ("num_replicas", self.replicas.map(i64::from)),
            ("max_bytes", self.max_bytes),
            ("max_msgs", self.max_msgs),
            ("max_msgs_per_subject", self.max_msgs_per_subject),
            ("max_msg_size", self.max_msg_size),
            ("max_consumers", self.max_consumers),
        ] {
            if let Some(value) = value {
                set(name, json!(value));
            }
        }
        for (name, value) in [
            ("max_age", self.max_age),
            ("duplicate_window", self.dupe_window),
            ("subject_delete_marker_ttl", self.subject_del_markers_ttl),
        ] {
            if let Some(value) = value {
                set(name, json!(size::nanos(value)));
            }
        }
        self.apply_switches(&mut set);
        self.apply_routes(&mut set);
        let own = self.metadata.iter().cloned();
        if !self.metadata.is_empty() {
            let known = config.entry("metadata").or_insert_with(|| json!({}));
            for (name, value) in own {
                known[name] = json!(value);
            }
        }
    }

    fn apply_switches(&self, set: &mut dyn FnMut(&str, Value)) {
        for (name, on, off) in [
            (
                "discard_new_per_subject",
                self.discard_per_subject,
                self.no_discard_per_subject,
            ),
            ("no_ack", self.no_ack, self.ack),
            ("allow_direct", self.allow_direct, self.no_allow_direct),
            ("allow_rollup_hdrs", self.allow_rollup, self.no_allow_rollup),
            ("allow_msg_ttl", self.allow_msg_ttl, false),
            ("allow_atomic", self.allow_batch, self.no_allow_batch),
            ("allow_msg_counter", self.allow_counter, false),
            ("allow_msg_schedules", self.allow_schedules, false),
            ("deny_delete", self.deny_delete, false),
            ("deny_purge", self.deny_purge, false),
        ] {
            if on || off {
                set(name, json!(on));
            }
        }
    }

    fn apply_routes(&self, set: &mut dyn FnMut(&str, Value)) {
        if let Some(dest) = &self.transform_destination {
            let src = self.transform_source.as_deref().unwrap_or(">");
            set("subject_transform", json!({"src": src, "dest": dest}));
        }
        if let Some(dest) = &self.republish_destination {
            let src = self.republish_source.as_deref().unwrap_or(">");
            let republish = json!({"src": src, "dest": dest, "headers_only": self.republish_headers});
            set("republish", republish);
        }
        if let Some(name) = &self.mirror {
            set("mirror", json!({"name": name}));
        }
        if !self.source.is_empty() {
            let source = |name: &String| json!({"name": name});
            set("sources", self.source.iter().map(source).collect());
        }
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| format!("{text:?} is not NAME=VALUE"))?;
    Ok((name.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Words {
        #[command(flatten)]
        settings: Settings,
    }

    fn given(words: &str) -> Value {
        let words = Words::parse_from(std::iter::once("stream").chain(words.split_whitespace()));
        let mut config = Map::new();
        words.settings.apply(&mut config);
        Value::Object(config)
    }

    #[test]
    fn only_what_was_given_is_set() {
        assert_eq!(given(""), json!({}));
        assert_eq!(
            given("--allow-batch --allow-counter --allow-schedules --persist-mode async --retention work"),
            json!({
                "allow_atomic": true, "allow_msg_counter": true, "allow_msg_schedules": true, "persist_mode": "async",
                "retention": "workqueue",
            })
        );
        assert_eq!(
            given("--no-allow-batch --max-msgs -1"),
            json!({"allow_atomic": false, "max_msgs": -1})
        );
    }
}
