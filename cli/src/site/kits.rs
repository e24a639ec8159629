//! What lies on the disk for everybody of a site: credentials, configuration, and the facts and classes of nodes.

use std::path::{Path, PathBuf};

use client::Clock;
use protocol::security::issue::KeyKind;

use super::{BROKER, Character, Security, Site, SiteError, USER};
use crate::pki::{BrokerKit, Kind, NodeKit, Order, Pki, PkiError, UserKit};

/// What the site's user may do beyond asking nodes, where tokens are the rule: look at and change what the broker keeps.
const USER_PERMISSIONS: [&str; 4] = ["streams_admin", "streams_user", "events_viewer", "governor"];

impl Site {
    /// Makes credentials (unless there are some) and a configuration for a user.
    pub fn enroll_user(&self, name: &str) -> Result<(), SiteError> {
        let kit = issue(&self.pki, Kind::User, &[name], &self.plan.clock)?;
        UserKit {
            home: &kit,
            brokers: &self.brokers(),
            issuer: self.pki.issuer(),
        }
        .write(&kit)?;
        Ok(())
    }

    /// Makes the kit of one character and returns its folder.
    pub fn cast(&self, character: &Character) -> Result<PathBuf, SiteError> {
        let kit = issue(&self.pki, Kind::Node, &[&character.identity], &self.plan.clock)?;
        self.write_node(&kit, character)?;
        Ok(kit)
    }

    pub(super) fn write_broker(&self) -> Result<(), PkiError> {
        let kit = self.broker_kit();
        BrokerKit {
            name: BROKER,
            home: &kit,
            listen: self.plan.listen,
            monitor: None,
            streams: Some(&kit.join("streams")),
            issuer: self.pki.issuer(),
            extra: &self.plan.broker_lines,
        }
        .write(&kit)
    }

    fn write_node(&self, kit: &Path, character: &Character) -> Result<(), SiteError> {
        let (facts, classes) = (kit.join("facts.json"), kit.join("classes.txt"));
        write(&facts, &format!("{:#}\n", character.facts))?;
        write(&classes, &format!("{}\n", character.classes.join("\n")))?;
        let extra = format!(
            "\nplugin.yaml = {}\nclassesfile = {}\n",
            facts.display(),
            classes.display()
        );
        NodeKit {
            name: &character.identity,
            home: kit,
            brokers: &self.brokers(),
            admins: &[self.pki.caller(USER)],
            issuer: self.pki.issuer(),
            extra: &extra,
        }
        .write(kit)?;
        Ok(())
    }

    fn brokers(&self) -> Vec<String> {
        if !self.brokers.is_empty() {
            return self.brokers.clone();
        }
        vec![format!("{BROKER}:{}", self.plan.listen.port())]
    }
}

/// Issues unless there is such a kit already. Callers sign with RSA; P-256 makes the many others cheap.
pub(super) fn issue(pki: &Pki, kind: Kind, names: &[&str], clock: &Clock) -> Result<PathBuf, PkiError> {
    // A certificate allows all of this anyway.
    let more = match (kind, pki.security()) {
        (Kind::User, Security::V2) => USER_PERMISSIONS.as_slice(),
        _ => &[],
    };
    let permissions: Vec<String> = more.iter().map(|name| (*name).to_owned()).collect();
    let key = if kind == Kind::User {
        KeyKind::Rsa
    } else {
        KeyKind::P256
    };
    let order = Order {
        kind,
        names,
        key,
        days: kind.days(),
        permissions: &permissions,
    };
    match pki.issue(&order, clock.now()) {
        Err(PkiError::Exists { path }) => Ok(path),
        issued => issued,
    }
}

fn write(path: &Path, text: &str) -> Result<(), SiteError> {
    std::fs::write(path, text).map_err(|source| SiteError::File {
        path: path.to_owned(),
        source,
    })
}
