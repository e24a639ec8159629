//! A program as a member of the fleet: its name, its collectives, whom it trusts, and how it reaches the others.

use std::path::PathBuf;
use std::time::Duration;

use crate::draft::Draft;
use crate::key::Value;
use crate::{Network, Security, Settings, identity, network, security};

/// What every program is told of its place in the fleet.
#[derive(Debug, Clone)]
pub struct Member {
    /// Name of this node or host: `identity`, else what the machine knows of its own name without running any program.
    pub identity: String,
    /// `collectives`, at least one.
    pub collectives: Vec<String>,
    /// `main_collective`, else the first collective.
    pub main_collective: String,
    /// `logfile`.
    pub log_target: LogTarget,
    /// `loglevel`: one of debug, info, warn, error, fatal.
    pub log_level: String,
    /// `libdir`, then `plugin.choria.agent_provider.mcorpc.libdir`: roots of DDLs on disk.
    pub lib_dirs: Vec<PathBuf>,
    /// `ttl`.
    pub ttl: Duration,
    /// Who we are and whom we trust.
    pub security: Security,
    /// Where brokers are and how to reach them.
    pub network: Network,
    /// The raw keys, for plugins that have keys of their own.
    pub settings: Settings,
}

/// Where logs go.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the key")]
pub enum LogTarget {
    Stdout,
    Stderr,
    Discard,
    File(PathBuf),
}

/// Reads what every program is told.
pub(crate) fn read(draft: &mut Draft<'_>) -> Option<Member> {
    let identity = identity::identity(draft);
    let security = security::read(draft, identity.as_deref());
    let (collectives, main_collective) = collectives(draft);
    let network = network::read(draft);
    let mut lib_dirs = draft.paths("libdir");
    lib_dirs.extend(draft.paths("plugin.choria.agent_provider.mcorpc.libdir"));
    Some(Member {
        identity: identity?,
        collectives,
        main_collective,
        log_target: log_target(draft),
        log_level: draft.text("loglevel").unwrap_or_default(),
        lib_dirs,
        ttl: draft.duration("ttl"),
        security: security?,
        network,
        settings: draft.settings.clone(),
    })
}

/// All collectives and the main one, each usable in a subject.
fn collectives(draft: &mut Draft<'_>) -> (Vec<String>, String) {
    let mut collectives = draft.distinct("collectives");
    if collectives.is_empty() {
        let tokens = draft.text(security::PROVIDER).as_deref() == Some("choria");
        collectives = vec![if tokens { "choria" } else { "mcollective" }.to_owned()];
        draft
            .settings
            .derive("collectives", Value::List(collectives.clone()));
    }
    for name in &collectives {
        if !identity::is_subject(name) {
            draft.error(
                "collectives",
                format!("{name:?} cannot be the name of a collective"),
            );
        }
    }
    let main = draft
        .text("main_collective")
        .unwrap_or_else(|| collectives[0].clone());
    if !collectives.contains(&main) {
        let reason = format!(
            "{main:?} is not one of the collectives {}",
            collectives.join(", ")
        );
        draft.error("main_collective", reason);
    }
    draft
        .settings
        .derive("main_collective", Value::Text(main.clone()));
    draft
        .settings
        .derive("registration_collective", Value::Text(main.clone()));
    (collectives, main)
}

fn log_target(draft: &Draft<'_>) -> LogTarget {
    match draft.path("logfile") {
        Some(path) if path.as_os_str() == "stderr" => LogTarget::Stderr,
        Some(path) if path.as_os_str() == "discard" => LogTarget::Discard,
        Some(path) if path.as_os_str() != "stdout" => LogTarget::File(path),
        _ => LogTarget::Stdout,
    }
}
