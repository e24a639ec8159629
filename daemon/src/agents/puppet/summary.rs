//! What came of the last run, from the files Puppet leaves.

use std::collections::BTreeMap;

use protocol::rpc::Object;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::Answer;
use crate::agents::input::{flag, outputs};

use super::Work;
use super::installation::{Paths, read};

/// Log lines a reply carries.
const LOG_LIMIT: usize = 1000;

/// The counters Puppet may leave out.
const COUNTERS: &[&str] = &[
    "failed",
    "changed",
    "corrective_change",
    "total",
    "restarted",
    "out_of_sync",
];

/// `last_run_summary.yaml`, with every section there.
pub(super) struct Summary(Object);

impl Summary {
    /// Reads the file; without one all is empty.
    pub(super) async fn read(paths: &Paths) -> Result<Self, Answer> {
        let text = read(&paths.summary).await?.unwrap_or_default();
        let read: Option<Value> = serde_yaml::from_str(&text)
            .map_err(|_| Answer::aborted(format!("{} is not valid YAML", paths.summary.display())))?;
        let mut summary = match read {
            Some(Value::Object(summary)) => summary,
            _ => Object::new(),
        };
        for section in ["changes", "events", "resources", "time", "version"] {
            let found = summary.entry(section).or_insert_with(|| json!({}));
            if !found.is_object() {
                *found = json!({});
            }
        }
        for counter in COUNTERS {
            let resources = summary.get_mut("resources").and_then(Value::as_object_mut);
            if let Some(resources) = resources {
                resources.entry(*counter).or_insert(json!(0));
            }
        }
        Ok(Self(summary))
    }

    /// When the last run ended in Unix seconds, 0 when there was none.
    pub(super) fn last_run(&self) -> i64 {
        let lastrun = self.get("time", "last_run");
        lastrun
            .as_i64()
            .or_else(|| lastrun.as_str()?.parse().ok())
            .unwrap_or(0)
    }

    fn get(&self, section: &str, name: &str) -> &Value {
        self.0
            .get(section)
            .and_then(|section| section.get(name))
            .unwrap_or(&Value::Null)
    }

    fn number(&self, section: &str, name: &str) -> Value {
        match self.get(section, name) {
            Value::Number(number) => json!(number),
            _ => json!(0),
        }
    }
}

pub(super) async fn last_run(work: &Work<'_>) -> Result<Object, Answer> {
    let summary = Summary::read(work.paths).await?;
    let logs = match flag(&work.call.data, "logs")?.unwrap_or(false) {
        true => logs(work.paths).await?,
        false => Vec::new(),
    };
    let resources = read(&work.paths.resources).await?.unwrap_or_default();
    let lastrun = summary.last_run();
    let version = match summary.get("version", "config") {
        Value::String(version) => version.clone(),
        Value::Null => "unknown".into(),
        other => other.to_string(),
    };
    Ok(outputs([
        (
            "out_of_sync_resources",
            summary.number("resources", "out_of_sync"),
        ),
        ("failed_resources", summary.number("resources", "failed")),
        (
            "corrected_resources",
            summary.number("resources", "corrective_change"),
        ),
        ("changed_resources", summary.number("resources", "changed")),
        ("total_resources", summary.number("resources", "total")),
        ("total_time", summary.number("time", "total")),
        (
            "config_retrieval_time",
            summary.number("time", "config_retrieval"),
        ),
        ("lastrun", json!(lastrun)),
        ("since_lastrun", json!((work.now - lastrun).max(0))),
        ("config_version", json!(version)),
        ("type_distribution", json!(types(&resources))),
        ("logs", json!(logs)),
        ("summary", Value::Object(summary.0)),
    ]))
}

/// Counts resources by type, from lines such as `concat::fragment[motd]`.
fn types(resources: &str) -> BTreeMap<String, u64> {
    let mut types = BTreeMap::new();
    for (name, _) in resources.lines().filter_map(|line| line.split_once('[')) {
        let parts: Vec<String> = name.split("::").map(capitalized).collect();
        *types.entry(parts.join("::")).or_insert(0) += 1;
    }
    types
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first
        .into_iter()
        .chain(letters.map(|letter| letter.to_ascii_lowercase()))
        .collect()
}

/// The log lines of the last report. Reports are large, so they are read off the runtime.
async fn logs(paths: &Paths) -> Result<Vec<Value>, Answer> {
    let Some(text) = read(&paths.report).await? else {
        return Ok(Vec::new());
    };
    let parsed = tokio::task::spawn_blocking(move || read_logs(&text))
        .await
        .ok()
        .flatten();
    parsed.ok_or_else(|| Answer::aborted(format!("{} is not a report", paths.report.display())))
}

/// Reads the `logs` of a report, a YAML document full of Ruby's type tags.
fn read_logs(report: &str) -> Option<Vec<Value>> {
    let report: serde_yaml::Value = serde_yaml::from_str(report).ok()?;
    let lines = untagged(&report).get("logs").map(untagged)?.as_sequence()?;
    Some(
        lines
            .iter()
            .take(LOG_LIMIT)
            .map(|line| log_line(untagged(line)))
            .collect(),
    )
}

fn log_line(line: &serde_yaml::Value) -> Value {
    let field = |name: &str| {
        line.get(name)
            .map(untagged)
            .and_then(serde_yaml::Value::as_str)
            .unwrap_or_default()
    };
    let time = unix_time(field("time"));
    json!({
        "time": time,
        "time_utc": time,
        "level": field("level").trim_start_matches(':'),
        "source": field("source"),
        "msg": field("message").trim_end(),
    })
}

/// Unix seconds of `2024-05-01T10:20:30.5+02:00`, or of the same with blanks as older versions write it; 0 when unreadable.
fn unix_time(text: &str) -> i64 {
    let joined = match text.split(' ').collect::<Vec<_>>()[..] {
        [day, clock, zone] => format!("{day}T{clock}{zone}"),
        _ => text.to_owned(),
    };
    OffsetDateTime::parse(&joined, &Rfc3339).map_or(0, OffsetDateTime::unix_timestamp)
}

fn untagged(value: &serde_yaml::Value) -> &serde_yaml::Value {
    match value {
        serde_yaml::Value::Tagged(tagged) => untagged(&tagged.value),
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_are_counted_by_their_type() {
        let counted = types("file[/etc/motd]\nfile[/etc/hosts]\nconcat::fragment[a]\nbroken\n");
        assert_eq!(json!(counted), json!({ "Concat::Fragment": 1, "File": 2 }));
    }

    #[test]
    fn log_lines_are_found_among_ruby_tags() {
        let report = "--- !ruby/object:Puppet::Transaction::Report
logs:
- !ruby/object:Puppet::Util::Log
  level: :info
  message: \"Applying configuration version '1'\\n\"
  source: Puppet
  time: 2013-04-19 10:00:00.123456 +00:00
- level: notice
  message: ensure changed
  source: \"/Stage[main]/File[/etc/motd]/ensure\"
  time: '2013-04-19T12:00:00.5+02:00'
metrics: {}
";
        let expected = json!([
            { "time": 1_366_365_600, "time_utc": 1_366_365_600, "level": "info", "source": "Puppet", "msg": "Applying configuration version '1'" },
            { "time": 1_366_365_600, "time_utc": 1_366_365_600, "level": "notice", "source": "/Stage[main]/File[/etc/motd]/ensure", "msg": "ensure changed" },
        ]);
        assert_eq!(json!(read_logs(report).unwrap()), expected);
        assert_eq!(read_logs("nothing: here"), None);
    }

    proptest::proptest! {
        #[test]
        fn reports_of_any_shape_are_read_or_refused(logs in "[-:!{}&*a-z \n]{0,80}", time in "[0-9T:+. -]{0,30}") {
            let _ = read_logs(&format!("logs:\n{logs}\n"));
            let line = format!("logs:\n- time: '{time}'\n  message: m\n");
            proptest::prop_assert_eq!(read_logs(&line).map(|lines| lines.len()), Some(1));
        }
    }
}
