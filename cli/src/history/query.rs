//! Which commands of the past somebody means.

use std::time::SystemTime;

use time::OffsetDateTime;

use super::Record;

/// Words that a command must have, and what else must hold for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Query {
    /// Parts of the line, in any order and in any case.
    pub(crate) text: Vec<String>,
    /// Only what failed.
    pub(crate) failed: bool,
    /// Only of this agent.
    pub(crate) agent: Option<String>,
    /// Only since midnight, UTC.
    pub(crate) today: bool,
}

impl Query {
    /// Reads text in which `:failed`, `:today` and `:agent NAME` narrow down what is looked for.
    pub(crate) fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut words = text.split_whitespace();
        while let Some(word) = words.next() {
            match word {
                ":failed" => query.failed = true,
                ":today" => query.today = true,
                ":agent" => query.agent = words.next().map(str::to_owned),
                word => query.text.push(word.to_lowercase()),
            }
        }
        query
    }

    /// Whether it means this command.
    pub(crate) fn means(&self, record: &Record, now: SystemTime) -> bool {
        let line = record.line.to_lowercase();
        let agent = record.asked.agent.as_deref();
        let day = |time: SystemTime| OffsetDateTime::from(time).date();
        self.text.iter().all(|part| line.contains(part))
            && (!self.failed || record.went_wrong())
            && self.agent.as_deref().is_none_or(|wanted| agent == Some(wanted))
            && (!self.today || day(record.when()) == day(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::history::Asked;

    fn record(line: &str, exit: u8) -> Record {
        Record {
            time: "2026-11-20T00:00:01Z".to_owned(),
            line: line.to_owned(),
            asked: Asked {
                agent: Some("package".to_owned()),
                ..Asked::default()
            },
            exit,
            ..Record::default()
        }
    }

    #[test]
    fn words_and_conditions_narrow_down_what_is_meant() {
        let good = record("rpc package status package=Nginx", 0);
        let bad = record("rpc package install package=nginx", 2);
        let means = |text: &str| {
            let query = Query::parse(text);
            [&good, &bad].map(|record| query.means(record, fixture::start()))
        };
        assert_eq!(means(""), [true, true]);
        assert_eq!(means("nginx STATUS"), [true, false]);
        assert_eq!(means(":failed nginx"), [false, true]);
        assert_eq!(means(":agent package :today"), [true, true]);
        assert_eq!(means(":agent service"), [false, false]);
    }

    #[test]
    fn today_begins_at_midnight() {
        let query = Query::parse(":today");
        let mut record = record("ping", 0);
        record.time = "2026-11-19T23:59:59Z".to_owned();
        assert!(!query.means(&record, fixture::start()));
        record.time = "no time".to_owned();
        assert!(!query.means(&record, fixture::start()));
    }
}
