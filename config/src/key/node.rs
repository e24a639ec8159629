//! Keys of the parts of a node.

use super::keys;

keys! {
    /// Whether this node asks to be provisioned; decided by its credentials when unset.
    "plugin.choria.server.provision": BOOL, SERVER, Error;
    /// Whether a provisioner may replace this program with another version.
    "plugin.choria.server.provision.allow_update": BOOL = "false", SERVER, Error;
    /// How long before its credentials expire a node asks for new ones; 0 is never.
    "plugin.choria.server.provision.renew_before": DURATION = "0", SERVER, Error;
    /// File that `file_content` registration publishes.
    "plugin.choria.registration.file_content.data": PATH, SERVER, Error;
    /// Subject that `file_content` registration publishes to.
    "plugin.choria.registration.file_content.target": TEXT, SERVER, Warning;
    /// Whether `file_content` registration compresses its data.
    "plugin.choria.registration.file_content.compression": BOOL = "true", SERVER, Warning;
    /// Subject that `inventory_content` registration publishes to.
    "plugin.choria.registration.inventory_content.target": TEXT, SERVER, Warning;
    /// Whether `inventory_content` registration compresses its data.
    "plugin.choria.registration.inventory_content.compression": BOOL = "true", SERVER, Warning;
    /// Bytes a registration message must have changed by to be sent at once; 0 is off.
    "plugin.choria.registration.size_trigger": COUNT = "0", SERVER, Warning;
    /// Seconds between looks at the size of the registration message.
    "plugin.choria.registration.size_interval": SOME_SECONDS = "30", SERVER, Warning;
    /// File the node's health is written to.
    "plugin.choria.status_file_path": PATH, SERVER, Error;
    /// Seconds between writes of the status file.
    "plugin.choria.status_update_interval": SOME_SECONDS = "30", SERVER, Warning;
    /// Address of the HTTP statistics.
    "plugin.choria.stats_address": TEXT = "127.0.0.1", DAEMONS, Error;
    /// Port of the HTTP statistics; 0 is off.
    "plugin.choria.stats_port": PORT = "0", DAEMONS, Error;
    /// Whether lifecycle events leave out the CloudEvents envelope.
    "plugin.choria.legacy_lifecycle_format": BOOL = "false", SERVER, Warning;
    /// Folder of the autonomous agents.
    "plugin.choria.machine.store": PATH, SERVER, Error;
    /// Public key, hexadecimal, that must have signed specifications of autonomous agents.
    "plugin.choria.machine.signing_key": TEXT, SERVER, Error;
    /// Port of the local HTTP interface to autonomous agents; 0 is off.
    "plugin.choria.machine.http_port": PORT = "0", SERVER, Error;
    /// Whether autonomous agents are installed from a key-value bucket.
    "plugin.machines.download": BOOL = "false", SERVER, Error;
    /// Bucket with the list of autonomous agents to install.
    "plugin.machines.bucket": TEXT = "CHORIA_PLUGINS", SERVER, Warning;
    /// Key of the list of autonomous agents to install.
    "plugin.machines.key": TEXT = "plugins", SERVER, Warning;
    /// Whether autonomous agents that are not on the list are removed.
    "plugin.machines.purge": BOOL = "true", SERVER, Warning;
    /// How often the list of autonomous agents is read.
    "plugin.machines.poll_interval": DURATION = "1m", SERVER, Warning;
    /// How often installed autonomous agents are checked for changes.
    "plugin.machines.check_interval": DURATION = "30s", SERVER, Warning;
    /// Public key, hexadecimal, that must have signed the list of autonomous agents.
    "plugin.machines.signing_key": TEXT, SERVER, Error;
    /// File with overrides for Scout checks.
    "plugin.scout.overrides": PATH, SERVER, Error;
    /// File with Scout tags.
    "plugin.scout.tags": PATH, SERVER, Error;
    /// Whether the Scout agent is left out.
    "plugin.scout.agent_disabled": BOOL = "false", SERVER, Warning;
    /// Goss resource types that local manifests may not use.
    "plugin.scout.goss.denied_local_resources": COMMA_LIST, SERVER, Error;
    /// Goss resource types that manifests sent over the network may not use.
    "plugin.scout.goss.denied_remote_resources": COMMA_LIST = "command", SERVER, Error;
    /// Folder the Prometheus node exporter reads text files from.
    "plugin.choria.prometheus_textfile_directory": PATH, SERVER, Error;
    /// Folder with messages to publish.
    "plugin.choria.submission.spool": PATH, SERVER, Error;
    /// Most messages waiting in each priority of the spool.
    "plugin.choria.submission.max_spool_size": COUNT = "500", SERVER, Warning;
    /// Whether this node runs long jobs.
    "plugin.choria.executor.enabled": BOOL = "false", SERVER, Error;
    /// Folder with the state of long jobs.
    "plugin.choria.executor.spool": PATH, SERVER, Error;
    /// Most workflows that run at once.
    "plugin.choria.workflow.max_concurrent": COUNT = "10", SERVER, Warning;
    /// Folder with the files of Puppet tasks.
    "plugin.choria.tasks.cache": PATH, SERVER, Error;
    /// Folder with the state of Puppet tasks.
    "plugin.choria.tasks.spool": PATH, SERVER, Error;
    /// The older name of `plugin.choria.tasks.cache`.
    "plugin.choria.tasks_cache": PATH, SERVER, Error;
    /// Whether only the caller who started a task sees its status.
    "plugin.choria.tasks.own_status_only": BOOL = "true", SERVER, Error;
    /// Whether nodes check a task's inputs themselves.
    "plugin.choria.tasks.validate_on_node": BOOL = "false", SERVER, Error;
    /// Program that runs tasks instead of the built-in one.
    "plugin.choria.tasks.wrapper_path": PATH, SERVER, Error;
    /// Folder with the descriptions that the registry service offers.
    "plugin.choria.services.registry.store": PATH, SERVER, Error;
}
