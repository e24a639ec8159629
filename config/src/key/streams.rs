//! Keys of the broker's streams.

use super::keys;

keys! {
    /// Folder the streams are stored in; without it there are none.
    "plugin.choria.network.stream.store": PATH, BROKER, Error;
    /// What streams in memory may take together: a size, or a part of the machine's memory; `none` for no limit.
    "plugin.choria.network.stream.max_memory": BOUND = "75%", BROKER, Error;
    /// What streams on disk may take together: a size, or a part of what is free there and what they have; `none` for no limit.
    "plugin.choria.network.stream.max_disk": BOUND = "75%", BROKER, Error;
    /// Whether this broker creates and updates the standard streams.
    "plugin.choria.network.stream.manage_streams": BOOL = "true", BROKER, Error;
    /// How long lifecycle events are kept; 0 keeps none.
    "plugin.choria.network.stream.event_retention": DURATION = "24h", BROKER, Warning;
    /// Copies of lifecycle events; -1 is one per peer.
    "plugin.choria.network.stream.event_replicas": REPLICAS = "-1", BROKER, Warning;
    /// How long events of autonomous agents are kept; 0 keeps none.
    "plugin.choria.network.stream.machine_retention": DURATION = "24h", BROKER, Warning;
    /// Copies of autonomous agents' events; -1 is one per peer.
    "plugin.choria.network.stream.machine_replicas": REPLICAS = "-1", BROKER, Warning;
    /// How long events of long jobs are kept; 0 keeps none.
    "plugin.choria.network.stream.executor_retention": DURATION = "24h", BROKER, Warning;
    /// Copies of long jobs' events; -1 is one per peer.
    "plugin.choria.network.stream.executor_replicas": REPLICAS = "-1", BROKER, Warning;
    /// How long advisories about streams are kept; 0 keeps none.
    "plugin.choria.network.stream.advisory_retention": DURATION = "168h", BROKER, Warning;
    /// Copies of the advisories; -1 is one per peer.
    "plugin.choria.network.stream.advisory_replicas": REPLICAS = "-1", BROKER, Warning;
    /// How long a leader stays elected without saying that it is alive.
    "plugin.choria.network.stream.leader_election_ttl": DURATION = "1m", BROKER, Warning;
    /// Copies of the election data; -1 is one per peer.
    "plugin.choria.network.stream.leader_election_replicas": REPLICAS = "-1", BROKER, Warning;
}
