//! What `mco tool config` prints.

use std::fmt::Write;
use std::path::PathBuf;

use config::{Explained, Member, SecurityProvider, Source};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::out::value;
use crate::theme::{Meaning, Theme, line};

/// Widest paragraph.
const MAX_COLUMNS: usize = 100;

/// What there is to know about the configuration.
pub(super) struct Facts {
    /// Files read, in merge order.
    pub(super) files: Vec<PathBuf>,
    /// Whether credentials work.
    pub(super) trust: Trust,
    /// The shared settings, if they are valid.
    pub(super) member: Option<Member>,
    /// Keys that are set, their value and where it comes from.
    pub(super) set: Vec<(String, Value, Source)>,
}

/// Credentials and what is wrong with them.
pub(super) struct Trust {
    /// Label and path of each.
    pub(super) files: Vec<(&'static str, PathBuf)>,
    pub(super) errors: Vec<String>,
}

/// Files, security, brokers, settings.
pub(super) fn overview(facts: &Facts, theme: Theme) -> String {
    let mut text = String::from(
        "The configuration in effect. `mco tool config REGEX` explains the keys whose names match.\n",
    );
    section(&mut text, "Configuration files", theme);
    if facts.files.is_empty() {
        row(&mut text, "Loaded", "none, defaults apply");
    }
    for (index, file) in facts.files.iter().enumerate() {
        row(
            &mut text,
            if index == 0 { "Loaded" } else { "" },
            &file.display().to_string(),
        );
    }
    section(&mut text, "Security", theme);
    security(&mut text, facts, theme);
    if let Some(member) = &facts.member {
        section(&mut text, "Connectivity", theme);
        connectivity(&mut text, member);
    }
    section(&mut text, "Settings from files and the environment", theme);
    text.push_str(&settings(&facts.set));
    text
}

fn security(text: &mut String, facts: &Facts, theme: Theme) {
    if let Some(member) = &facts.member {
        let provider = match &member.security.provider {
            SecurityProvider::Puppet(_) => "puppet",
            SecurityProvider::File(_) => "file",
            SecurityProvider::Choria(_) => "choria",
            _ => "unknown",
        };
        row(text, "Provider", provider);
        row(
            text,
            "Certname",
            member.security.certname.as_deref().unwrap_or("none"),
        );
        if member.security.disable_tls {
            row(text, "TLS", &theme.paint(Meaning::Warning, "disabled"));
        }
    }
    let usable = match facts.trust.errors.is_empty() {
        true => theme.paint(Meaning::Good, "yes"),
        false => theme.paint(Meaning::Bad, "no"),
    };
    row(text, "Usable", &usable);
    for (index, error) in facts.trust.errors.iter().enumerate() {
        row(text, if index == 0 { "Problem" } else { "" }, &line(error));
    }
    for (label, path) in &facts.trust.files {
        let found = if path.is_file() { "found" } else { "absent" };
        row(text, label, &format!("{} ({found})", path.display()));
    }
}

fn connectivity(text: &mut String, member: &Member) {
    row(text, "Main collective", &member.main_collective);
    row(text, "Collectives", &member.collectives.join(", "));
    let brokers = match member.network.hosts.as_slice() {
        [] => "none named: SRV records, then puppet:4222".to_owned(),
        hosts => hosts.join(", "),
    };
    row(text, "Brokers", &brokers);
    let domain = match (member.network.use_srv, &member.network.srv_domain) {
        (false, _) => "not used",
        (true, None) => "not known",
        (true, Some(domain)) => domain,
    };
    row(text, "SRV domain", domain);
}

fn settings(set: &[(String, Value, Source)]) -> String {
    let width = set.iter().map(|(key, _, _)| key.width()).max().unwrap_or(0);
    let mut text = String::new();
    for (key, value, source) in set {
        let _ = writeln!(
            text,
            "  {key:width$} = {}  ({})",
            value::short(value),
            place(source)
        );
    }
    if set.is_empty() {
        text.push_str("  none\n");
    }
    text
}

fn place(source: &Source) -> String {
    match source {
        Source::Default => "default".to_owned(),
        Source::File(path, line) => format!("{}:{line}", path.display()),
        Source::Environment(name) => name.clone(),
        Source::Program => "command line".to_owned(),
    }
}

/// What keys mean, one block each.
pub(super) fn keys(keys: &[Explained], columns: usize, theme: Theme) -> String {
    let (side, end) = if theme.ascii {
        ("|", "+-")
    } else {
        ("│", "╰─")
    };
    let mut text = String::new();
    for explained in keys {
        let _ = writeln!(text, "{}\n", theme.paint(Meaning::Title, &explained.name));
        let mut row = |label: &str, value: &str| {
            let _ = writeln!(text, "{side} {label:>9}: {value}");
        };
        if let Some(value) = &explained.value {
            row("Value", &value::short(value));
            row("From", &place(&explained.source));
        }
        row("Type", &explained.key.kind.describe());
        if let Some(default) = explained.key.default {
            row("Default", default);
        }
        row("Read by", &explained.key.readers.to_string());
        let _ = writeln!(text, "{side}");
        for paragraph in wrap(explained.key.doc, columns.min(MAX_COLUMNS).saturating_sub(2)) {
            let _ = writeln!(text, "{side} {paragraph}");
        }
        let _ = writeln!(text, "{end}\n");
    }
    text
}

/// Breaks text at spaces so that lines fit.
fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    for word in text.split_whitespace() {
        if !current.is_empty() && current.width() + 1 + word.width() > columns {
            lines.push(std::mem::take(&mut current));
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current);
    lines
}

fn section(text: &mut String, title: &str, theme: Theme) {
    let _ = writeln!(text, "\n{}\n", theme.paint(Meaning::Title, format!("{title}:")));
}

fn row(text: &mut String, label: &str, value: &str) {
    let colon = if label.is_empty() { ' ' } else { ':' };
    let _ = writeln!(text, "{label:>20}{colon} {value}");
}

#[cfg(test)]
mod tests;
