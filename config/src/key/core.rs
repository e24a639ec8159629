//! Keys without a prefix, and those of authorisation and audit.

use super::keys;

keys! {
    /// Name of this machine in the fleet; the host name when unset.
    "identity": TEXT, ALL, Error;
    /// Collectives to join or talk to; `choria` with the `choria` security provider, else `mcollective`.
    "collectives": COMMA_LIST, CLIENT_AND_SERVER, Error;
    /// The collective used when none is named; the first of `collectives` when unset.
    "main_collective": TEXT, CLIENT_AND_SERVER, Error;
    /// Where logs go: `stdout`, `stderr`, `discard` or a file.
    "logfile": PATH = "stdout", ALL, Error;
    /// How much is logged.
    "loglevel": LOG_LEVEL = "info", ALL, Warning;
    /// Folders below which agents' descriptions are looked for.
    "libdir": PATHS, CLIENT_AND_SERVER, Error;
    /// Whether commands use colours on a terminal.
    "color": BOOL = "true", CLIENT, Warning;
    /// Which commands that ask the fleet `mco history` keeps: those somebody watches on a terminal, those of scripts too, or none.
    "plugin.mco.history": HISTORY = "terminal", CLIENT, Warning;
    /// File with one class of this node per line.
    "classesfile": PATH = "/opt/puppetlabs/puppet/cache/state/classes.txt", SERVER, Error;
    /// Files with the facts of this node, YAML or JSON; later ones win.
    "plugin.yaml": PATHS_AT_ONCE, SERVER, Error;
    /// Seconds discovery waits for answers.
    "discovery_timeout": SOME_SECONDS = "2", CLIENT, Warning;
    /// How nodes are found when a command does not say.
    "default_discovery_method": DISCOVERY = "mc", CLIENT, Warning;
    /// Options handed to the default discovery method.
    "default_discovery_options": STRINGS, CLIENT, Warning;
    /// Seconds a request stays valid after it was made.
    "ttl": SOME_SECONDS = "60", CLIENT_AND_SERVER, Warning;
    /// Which of the found nodes a limited request goes to.
    "rpclimitmethod": LIMIT_METHOD = "first", CLIENT, Warning;
    /// Whether each request is written to the audit log.
    "rpcaudit": BOOL = "false", SERVER, Error;
    /// The audit log, one JSON document per line.
    "plugin.rpcaudit.logfile": PATH, SERVER, Error;
    /// Group that owns the audit log.
    "plugin.rpcaudit.logfile.group": TEXT, SERVER, Error;
    /// Permissions of a new audit log, octal.
    "plugin.rpcaudit.logfile.mode": TEXT = "0600", SERVER, Error;
    /// Whether denied requests are written to the audit log too.
    "plugin.rpcaudit.denied": BOOL = "true", SERVER, Error;
    /// Whether a second audit line tells how each request ended.
    "plugin.rpcaudit.outcome": BOOL = "true", SERVER, Error;
    /// Bytes of the audit log at which it is moved aside and a new one begun; 0 leaves that to other programs.
    "plugin.rpcaudit.logfile.max_size": COUNT = "0", SERVER, Error;
    /// Old audit logs that are kept when this program moves them aside.
    "plugin.rpcaudit.logfile.keep": COUNT = "5", SERVER, Error;
    /// Whether requests are checked against a policy before they run.
    "rpcauthorization": BOOL = "true", SERVER, Error;
    /// What decides about requests: `action_policy`, `rego_policy` or `aaasvc`.
    "rpcauthprovider": TITLE = "action_policy", SERVER, Error;
    /// Whether an action policy file without a default line allows what none of its lines decides.
    "plugin.actionpolicy.allow_unconfigured": BOOL = "n", SERVER, Error;
    /// Whether agents without an action policy file use the default one.
    "plugin.actionpolicy.enable_default": BOOL = "n", SERVER, Error;
    /// Name of the default action policy, without its suffix.
    "plugin.actionpolicy.default_name": TEXT = "default", SERVER, Error;
    /// Whether the evaluation of Rego policies is traced into the log.
    "plugin.regopolicy.tracing": BOOL = "n", SERVER, Warning;
    /// What is published about this node at intervals: `file_content`, `inventory_content`.
    "registration": COMMA_LIST, SERVER, Warning;
    /// The collective registration data goes to; the main one when unset.
    "registration_collective": TEXT, SERVER, Warning;
    /// Seconds between registration messages.
    "registerinterval": SECONDS = "300", SERVER, Warning;
    /// Whether the first registration waits a random part of the interval.
    "registration_splay": BOOL = "true", SERVER, Warning;
    /// Seconds a stopping program waits for its work to end.
    "soft_shutdown_timeout": SECONDS = "2", CLIENT_AND_SERVER, Warning;
}
