//! What was found, in the words of monitoring systems.

use serde_json::json;

use super::Format;
use crate::ctx::Printer;
use crate::exit::Health;
use crate::out::{grid, pretty_two};
use crate::theme::clean;

/// Everything that was found out about one token.
#[derive(Debug)]
pub(super) struct Verdict {
    name: String,
    critical: Vec<String>,
    unknown: Vec<String>,
    good: Vec<&'static str>,
    /// Seconds until it ends, less than zero when it has.
    pub(super) expires: Option<i64>,
}

impl Verdict {
    /// About the token of this name.
    pub(super) fn new(name: &str) -> Self {
        Self {
            name: clean(name).into_owned(),
            critical: Vec::new(),
            unknown: Vec::new(),
            good: Vec::new(),
            expires: None,
        }
    }

    /// Something is not as it should be.
    pub(super) fn critical(&mut self, finding: impl AsRef<str>) {
        self.critical.push(clean(finding.as_ref()).into_owned());
    }

    /// It cannot be told how things are.
    pub(super) fn unknown(&mut self, finding: impl AsRef<str>) {
        self.unknown.push(clean(finding.as_ref()).into_owned());
    }

    /// It is what it should be.
    pub(super) fn good(&mut self, finding: &'static str) {
        self.good.push(finding);
    }

    /// The worst of it.
    pub(super) fn status(&self) -> Health {
        if !self.critical.is_empty() {
            Health::Critical
        } else if !self.unknown.is_empty() {
            Health::Unknown
        } else {
            Health::Ok
        }
    }

    /// The verdict as text.
    pub(super) fn render(&self, format: Format, out: &Printer) -> anyhow::Result<String> {
        Ok(match format {
            Format::Nagios => self.nagios(),
            Format::Json => self.json()?,
            Format::Prometheus => self.prometheus(),
            Format::Text => self.text(out),
        })
    }

    fn nagios(&self) -> String {
        let mut words = vec![self.status().word().to_owned(), self.name.clone()];
        words.extend(self.critical.iter().map(|finding| format!("Crit:{finding}")));
        words.extend(self.unknown.iter().map(|finding| format!("Unknown:{finding}")));
        words.extend(self.good.iter().map(|finding| format!("OK:{finding}")));
        let text = words.join(" ").replace(['|', '\n'], " ");
        match self.expires {
            Some(expires) => format!("{text} | expires={expires}s\n"),
            None => format!("{text}\n"),
        }
    }

    fn json(&self) -> anyhow::Result<String> {
        let mut document = json!({
            "status": self.status().word(),
            "check_suite": "jwt",
            "check_name": self.name,
        });
        for (member, findings) in [
            ("critical", json!(self.critical)),
            ("unknown", json!(self.unknown)),
            ("ok", json!(self.good)),
        ] {
            if findings != json!([]) {
                document[member] = findings;
            }
        }
        if let Some(expires) = self.expires {
            let data = json!({"name": "expires", "value": expires, "warning": 0, "critical": 0, "unit": "s"});
            document["perf_data"] = json!([data]);
        }
        Ok(format!("{}\n", pretty_two(&document)?))
    }

    fn prometheus(&self) -> String {
        let item = self
            .name
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n");
        let expires = self.expires.map(|expires| {
            format!(
                "# HELP choria_jwt_expires Seconds until expiry\n# TYPE choria_jwt_expires gauge\n\
                 choria_jwt_expires{{item=\"{item}\"}} {expires}\n"
            )
        });
        let status = self.status();
        format!(
            "{}# HELP choria_jwt_status_code Nagios compatible status code for jwt\n\
             # TYPE choria_jwt_status_code gauge\n\
             choria_jwt_status_code{{item=\"{item}\",status=\"{}\"}} {}\n",
            expires.unwrap_or_default(),
            status.word(),
            status.code()
        )
    }

    fn text(&self, out: &Printer) -> String {
        let row = |status: &str, finding: &str| vec![status.to_owned(), finding.to_owned()];
        let mut rows = Vec::new();
        rows.extend(self.critical.iter().map(|finding| row("Critical", finding)));
        rows.extend(self.unknown.iter().map(|finding| row("Unknown", finding)));
        rows.extend(self.good.iter().map(|finding| row("OK", finding)));
        if let Some(expires) = self.expires {
            rows.push(row("Expires", &format!("{expires}s")));
        }
        let header = ["Status", "Finding"].map(str::to_owned);
        format!(
            "{}: {}\n\n{}\n",
            self.name,
            self.status().word(),
            grid(header.into(), rows, out)
        )
    }
}
