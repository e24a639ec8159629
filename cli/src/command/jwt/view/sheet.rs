//! A token as a person reads it.

use std::fmt::Write;
use std::time::{Duration, SystemTime};

use protocol::token::{Claims, ClientClaims, Common, Provisioning, ServerClaims};
use protocol::{Collective, Subject};

use super::{seconds, words};
use crate::out::words::{clock, span};
use crate::theme::{Meaning, Theme, clean, line};

/// Column that labels end at.
const LABELS: usize = 18;

const HIDDEN: &str = "*****";

/// What is shown.
pub(super) struct Sheet<'a> {
    /// What the token is called, usually its file.
    pub(super) name: String,
    /// Whether its signature was checked.
    pub(super) verified: bool,
    pub(super) claims: &'a Claims,
    pub(super) now: SystemTime,
}

/// Text in the making.
struct Page {
    text: String,
    theme: Theme,
    now: SystemTime,
}

impl Sheet<'_> {
    /// The whole sheet.
    pub(super) fn render(&self, theme: Theme) -> String {
        let mut page = Page {
            text: String::new(),
            theme,
            now: self.now,
        };
        page.title(&self.name, self.verified);
        match self.claims {
            Claims::Client(claims) => page.client(claims),
            Claims::Server(claims) => page.server(claims),
            Claims::Provisioning(claims) => page.provisioning(claims),
            _ => page.common(self.claims.common()),
        }
        page.text
    }
}

impl Page {
    fn title(&mut self, name: &str, verified: bool) {
        let state = match verified {
            true => self.theme.paint(Meaning::Good, "signature verified"),
            false => self
                .theme
                .paint(Meaning::Warning, "signature not checked, no public key was given"),
        };
        let _ = writeln!(self.text, "Token {}: {state}\n", line(name));
    }

    fn client(&mut self, claims: &ClientClaims) {
        self.row("For", "a client");
        self.row("Caller", &claims.caller);
        self.list("Agents", &claims.agents);
        self.common(&claims.common);
        self.inbox(&claims.caller);
        self.list("May publish to", &claims.pub_subjects);
        self.list("May subscribe to", &claims.sub_subjects);
        for (name, value) in &claims.user_properties {
            self.row("Property", &format!("{name} = {value}"));
        }
        self.permissions(&words::client(claims.permissions()), "Nothing but being a client");
        if !claims.opa_policy.is_empty() {
            let _ = writeln!(self.text, "\nPolicy:\n");
            for policy in clean(&claims.opa_policy).lines() {
                let _ = writeln!(self.text, "    {policy}");
            }
        }
    }

    fn server(&mut self, claims: &ServerClaims) {
        self.row("For", "a node");
        self.row("Identity", &claims.identity);
        self.list("Collectives", &claims.collectives);
        self.common(&claims.common);
        self.inbox(&claims.identity);
        self.list("May publish to", &claims.pub_subjects);
        self.permissions(&words::server(claims.permissions()), "Nothing but being a node");
    }

    fn provisioning(&mut self, claims: &Provisioning) {
        let yes = |yes| if yes { "yes" } else { "no" };
        self.row("For", "nodes that wait to be provisioned");
        self.row("Access token", HIDDEN);
        self.row("TLS", yes(claims.secure));
        self.some("Brokers", &claims.urls);
        self.some("SRV domain", &claims.srv_domain);
        self.row("By default", yes(claims.by_default));
        self.some("Registration", &claims.registration_file);
        self.some("Facts", &claims.facts_file);
        self.some("User", &claims.user);
        if !claims.password.is_empty() {
            self.row("Password", HIDDEN);
        }
        self.row("Protocol", if claims.protocol_v2 { "v2" } else { "v1" });
        self.row("Upgrades", yes(claims.allow_update));
        if let Some(extensions) = &claims.extensions {
            self.row("Extensions", &serde_json::json!(extensions).to_string());
        }
        self.common(&claims.common);
    }

    fn common(&mut self, claims: &Common) {
        self.some("Organization", &claims.ou);
        self.some("Public key", &claims.public_key);
        self.some("Issuer", &claims.iss);
        if let Some(chain) = words::chain(claims) {
            self.row("Trust chain", &chain);
        }
        self.some("Id", &claims.jti);
        if let Some(begin) = claims.nbf.or(claims.iat) {
            let early = begin > seconds(self.now);
            let note = if early { " (not yet valid)" } else { "" };
            self.row("Valid from", &format!("{}{note}", moment(begin)));
        }
        let end = match claims.end() {
            None => "never".to_owned(),
            Some(end) => format!("{} ({})", moment(end), self.remaining(end)),
        };
        self.row("Expires", &end);
    }

    fn remaining(&self, end: i64) -> String {
        let left = end.saturating_sub(seconds(self.now));
        let words = span(left.unsigned_abs());
        match left > 0 {
            true => format!("in {words}"),
            false => format!("expired {words} ago"),
        }
    }

    /// Where brokers let its holder listen for answers.
    fn inbox(&mut self, name: &str) {
        if let Ok(any) = Collective::new("COLLECTIVE") {
            self.row("Inboxes", &format!("{}.>", Subject::inbox_prefix(&any, name)));
        }
    }

    fn permissions(&mut self, granted: &[&str], none: &str) {
        let _ = writeln!(self.text, "\nMay:\n");
        for words in granted {
            let _ = writeln!(self.text, "    {words}");
        }
        if granted.is_empty() {
            let _ = writeln!(self.text, "    {none}");
        }
    }

    fn list(&mut self, label: &str, values: &[String]) {
        self.some(label, &values.join(", "));
    }

    fn some(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            self.row(label, value);
        }
    }

    fn row(&mut self, label: &str, value: &str) {
        let _ = writeln!(self.text, "{label:>LABELS$}: {}", line(value));
    }
}

fn moment(seconds: i64) -> String {
    let since = Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
    match SystemTime::UNIX_EPOCH.checked_add(since) {
        Some(time) => clock(time),
        None => "unknown".to_owned(),
    }
}
