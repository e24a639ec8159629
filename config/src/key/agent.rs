//! Keys of single agents, and of hosting agents in other languages.

use super::keys;

keys! {
    /// Whether an agent is active on this node.
    "plugin.<agent>.activate_agent": BOOL = "true", SERVER, Error;
    /// Program that runs Ruby agents.
    "plugin.choria.agent_provider.mcorpc.agent_shim": PATH, SERVER, Error;
    /// Configuration handed to the program that runs Ruby agents.
    "plugin.choria.agent_provider.mcorpc.config": PATH, SERVER, Error;
    /// Folders below which external and Ruby agents are looked for.
    "plugin.choria.agent_provider.mcorpc.libdir": PATHS, CLIENT_AND_SERVER, Error;
    /// What manages packages; `puppet` stands for whatever this machine has.
    "plugin.package.provider": TEXT = "puppet", SERVER, Warning;
    /// What `yum_clean` cleans when a request does not say.
    "plugin.package.yum_clean_mode": TEXT = "all", SERVER, Warning;
    /// What manages services; `puppet` stands for whatever this machine has.
    "plugin.service.provider": TEXT = "puppet", SERVER, Warning;
    /// An option of a service provider.
    "plugin.service.<provider>.<option>": TEXT, SERVER, Warning;
    /// The Puppet command.
    "plugin.puppet.command": TEXT = "puppet agent", SERVER, Error;
    /// Puppet's configuration file.
    "plugin.puppet.config": PATH, SERVER, Error;
    /// Name of the Puppet service on Windows.
    "plugin.puppet.windows_service": TEXT = "puppet", SERVER, Warning;
    /// Whether Puppet runs start after a random wait.
    "plugin.puppet.splay": BOOL = "true", SERVER, Warning;
    /// Longest random wait in seconds before a Puppet run.
    "plugin.puppet.splaylimit": SECONDS = "30", SERVER, Warning;
    /// Whether a running Puppet daemon is signalled instead of a new run started.
    "plugin.puppet.signal_daemon": BOOL = "true", SERVER, Warning;
    /// Whether a request may name another Puppet server.
    "plugin.puppet.allow_server_override": BOOL = "false", SERVER, Error;
    /// Resource types that may be managed; not together with the list of those that may not.
    "plugin.puppet.resource_type_whitelist": COMMA_LIST, SERVER, Error;
    /// Resource types that may not be managed.
    "plugin.puppet.resource_type_blacklist": COMMA_LIST, SERVER, Error;
    /// Resources of a type that may be managed.
    "plugin.puppet.resource_name_whitelist.<type>": COMMA_LIST, SERVER, Error;
    /// Resources of a type that may not be managed.
    "plugin.puppet.resource_name_blacklist.<type>": COMMA_LIST, SERVER, Error;
    /// Whether resources that the catalog manages may be changed.
    "plugin.puppet.resource_allow_managed_resources": BOOL = "false", SERVER, Error;
    /// File the filemgr agent works on when a request names none.
    "plugin.filemgr.touch_file": PATH = "/var/run/mcollective.plugin.filemgr.touch", SERVER, Error;
    /// Folder with the state of shell commands.
    "plugin.shell.state_path": PATH = "/var/run/mcollective-shell", SERVER, Error;
}
