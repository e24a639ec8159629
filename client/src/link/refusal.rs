//! Why brokers were not reached, in words an operator can act on.

mod cause;

use std::error::Error;
use std::fmt;

const SILENT: &str = "it did not answer in time";

/// Why one broker was not reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// For people.
    pub(super) reason: String,
    /// Whether trying again helps.
    pub(super) outlook: Outlook,
}

/// Whether trying again helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outlook {
    /// A busy or slow broker may answer in a moment.
    Passing,
    /// Nobody is there; a broker that restarts is back after a while.
    Absent,
    /// Certificates or credentials are wrong.
    Lasting,
}

/// What each broker said at the last attempt; the source of [`super::LinkError::Unreachable`].
#[derive(Debug, Default)]
pub(super) struct Refusals(Vec<(String, Refusal)>);

impl Refusal {
    fn passing(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            outlook: Outlook::Passing,
        }
    }

    fn absent(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            outlook: Outlook::Absent,
        }
    }

    fn lasting(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            outlook: Outlook::Lasting,
        }
    }
}

impl Refusals {
    /// Replaces what is known about one broker.
    pub(super) fn note(&mut self, server: String, refusal: Refusal) {
        match self.0.iter_mut().find(|(known, _)| *known == server) {
            Some((_, last)) => *last = refusal,
            None => self.0.push((server, refusal)),
        }
    }

    /// Adds the brokers that were never heard of.
    pub(super) fn complete(&mut self, servers: &[String]) {
        for server in servers {
            if !self.0.iter().any(|(known, _)| known == server) {
                self.0.push((server.clone(), Refusal::passing(SILENT)));
            }
        }
    }

    /// The best outlook any broker known so far gives.
    pub(super) fn outlook(&self) -> Outlook {
        let outlooks = self.0.iter().map(|(_, refusal)| refusal.outlook);
        outlooks.min().unwrap_or(Outlook::Passing)
    }
}

impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((_, first)) = self.0.first() else {
            return f.write_str("nothing was tried");
        };
        if self.0.iter().all(|(_, refusal)| refusal.reason == first.reason) {
            return f.write_str(&first.reason);
        }
        for (index, (server, refusal)) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "; " };
            write!(f, "{comma}{server}: {}", refusal.reason)?;
        }
        Ok(())
    }
}

impl Error for Refusals {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reason_is_told_once_and_several_with_their_broker() {
        let mut refusals = Refusals::default();
        refusals.note("nats://a:1".into(), Refusal::passing("connection refused"));
        refusals.note("nats://b:1".into(), Refusal::passing("connection refused"));
        assert_eq!(refusals.to_string(), "connection refused");

        refusals.note("nats://b:1".into(), Refusal::absent("TLS: it does not speak TLS"));
        refusals.complete(&["nats://a:1".into(), "nats://c:1".into()]);
        assert_eq!(
            refusals.to_string(),
            "nats://a:1: connection refused; nats://b:1: TLS: it does not speak TLS; \
             nats://c:1: it did not answer in time"
        );
        assert_eq!(refusals.outlook(), Outlook::Passing);
    }
}
