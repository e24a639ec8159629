//! The streams of a broker.

use std::path::PathBuf;
use std::time::Duration;

use crate::draft::Draft;
use crate::{Bound, nats};

const STORE: &str = "plugin.choria.network.stream.store";
const MAX_MEMORY: &str = "plugin.choria.network.stream.max_memory";
const MAX_DISK: &str = "plugin.choria.network.stream.max_disk";
const MANAGE: &str = "plugin.choria.network.stream.manage_streams";

/// Retention and replicas of each standard stream.
const EVENTS: Keys = (
    "plugin.choria.network.stream.event_retention",
    "plugin.choria.network.stream.event_replicas",
);
const MACHINES: Keys = (
    "plugin.choria.network.stream.machine_retention",
    "plugin.choria.network.stream.machine_replicas",
);
const ADVISORIES: Keys = (
    "plugin.choria.network.stream.advisory_retention",
    "plugin.choria.network.stream.advisory_replicas",
);
const EXECUTOR: Keys = (
    "plugin.choria.network.stream.executor_retention",
    "plugin.choria.network.stream.executor_replicas",
);
const ELECTIONS: Keys = (
    "plugin.choria.network.stream.leader_election_ttl",
    "plugin.choria.network.stream.leader_election_replicas",
);

type Keys = (&'static str, &'static str);

/// Where streams are stored, and the ones every broker has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Streams {
    /// `plugin.choria.network.stream.store`: a folder; empty where others run the servers.
    pub store: PathBuf,
    /// `plugin.choria.network.stream.max_memory`.
    pub max_memory: Bound,
    /// `plugin.choria.network.stream.max_disk`.
    pub max_disk: Bound,
    /// `plugin.choria.network.stream.manage_streams`.
    pub manage: bool,
    /// `.event_retention` and `.event_replicas`.
    pub events: Kept,
    /// `.machine_retention` and `.machine_replicas`.
    pub machines: Kept,
    /// `.advisory_retention` and `.advisory_replicas`.
    pub advisories: Kept,
    /// `.executor_retention` and `.executor_replicas`.
    pub executor: Kept,
    /// `.leader_election_ttl` and `.leader_election_replicas`.
    pub elections: Kept,
}

/// How long a standard stream keeps what it has, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// 0 for no such stream; elections always have one, and 0 is for ever there.
    pub retention: Duration,
    /// Copies; none for one on each peer.
    pub replicas: Option<usize>,
}

/// Reads the keys of streams; none without a folder for them.
pub(crate) fn read(draft: &mut Draft<'_>, engine: &str) -> Option<Streams> {
    let all = [EVENTS, MACHINES, ADVISORIES, EXECUTOR, ELECTIONS];
    // Servers of others have a folder of their own; whether their streams are ours to make, somebody has to say.
    let theirs = engine == "nats" && draft.is_set(nats::URLS) && draft.is_set(MANAGE);
    let Some(store) = draft.path(STORE).or(theirs.then(PathBuf::new)) else {
        let keys = all
            .iter()
            .flat_map(|(retention, replicas)| [*retention, *replicas]);
        for key in [MANAGE, MAX_MEMORY, MAX_DISK].into_iter().chain(keys) {
            if draft.is_set(key) {
                draft.warn(key, format!("has no effect without {STORE}"));
            }
        }
        return None;
    };
    let [events, machines, advisories, executor, elections] = all.map(|keys| kept(draft, keys, engine));
    Some(Streams {
        store,
        max_memory: draft.bound(MAX_MEMORY),
        max_disk: draft.bound(MAX_DISK),
        manage: draft.bool(MANAGE),
        events,
        machines,
        advisories,
        executor,
        elections,
    })
}

fn kept(draft: &mut Draft<'_>, (retention, replicas): Keys, engine: &str) -> Kept {
    let mut copies = usize::try_from(draft.int(replicas))
        .ok()
        .map(|copies| copies.max(1));
    if engine == "embedded" && copies > Some(1) {
        draft.warn(
            replicas,
            "only the nats engine keeps several copies; there is one",
        );
        copies = Some(1);
    }
    Kept {
        retention: draft.duration(retention),
        replicas: copies,
    }
}
