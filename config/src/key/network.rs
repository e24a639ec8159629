//! Keys about reaching brokers and other central services.

use super::keys;

keys! {
    /// Brokers as `host:port` or `nats://host:port`; DNS, then `puppet:4222`, when unset.
    "plugin.choria.middleware_hosts": COMMA_LIST, ALL, Error;
    /// Whether brokers and other services are looked up in DNS service records.
    "plugin.choria.use_srv": BOOL = "true", ALL, Error;
    /// Domain of the DNS service records; the domain of this machine when unset.
    "plugin.choria.srv_domain": TEXT, ALL, Error;
    /// How long a connection may take, with TLS and authentication.
    "plugin.choria.network.connect_timeout": UP_TO_TWO_MINUTES = "2s", CLIENT_AND_SERVER, Error;
    /// User name shown to the broker.
    "plugin.nats.user": TEXT, CLIENT_AND_SERVER, Error;
    /// Password of the user shown to the broker.
    "plugin.nats.pass": SECRET, CLIENT_AND_SERVER, Error;
    /// NATS credentials file shown to the broker.
    "plugin.nats.credentials": PATH, CLIENT_AND_SERVER, Error;
    /// Federations that requests go through.
    "plugin.choria.federation.collectives": COMMA_LIST, CLIENT, Error;
    /// Brokers of the federation; DNS when unset.
    "plugin.choria.federation_middleware_hosts": COMMA_LIST, CLIENT_AND_BROKER, Error;
    /// Name of the Puppet server.
    "plugin.choria.puppetserver_host": TEXT = "puppet", CLIENT_AND_SERVER, Error;
    /// Port of the Puppet server.
    "plugin.choria.puppetserver_port": PORT = "8140", CLIENT_AND_SERVER, Error;
    /// Name of the Puppet certificate authority.
    "plugin.choria.puppetca_host": TEXT = "puppet", CLIENT_AND_SERVER, Error;
    /// Port of the Puppet certificate authority.
    "plugin.choria.puppetca_port": PORT = "8140", CLIENT_AND_SERVER, Error;
    /// Name of the PuppetDB server; DNS when unset.
    "plugin.choria.puppetdb_host": TEXT, CLIENT, Error;
    /// Port of the PuppetDB server.
    "plugin.choria.puppetdb_port": PORT = "8081", CLIENT, Error;
    /// Whether requests without a filter are refused.
    "plugin.choria.require_client_filter": BOOL = "false", CLIENT, Error;
    /// Command of the external discovery method.
    "plugin.choria.discovery.external.command": PATH, CLIENT, Error;
    /// File of the inventory discovery method.
    "plugin.choria.discovery.inventory.source": PATH, CLIENT, Error;
    /// Whether broadcast discovery ends early once answers stop coming.
    "plugin.choria.discovery.broadcast.windowed_timeout": BOOL = "true", CLIENT, Warning;
    /// Least silence that ends discovery early; longer where answers come slowly. Raise it where some nodes are far away.
    "plugin.mco.discovery.silence": DURATION = "300ms", CLIENT, Warning;
    /// Folder where descriptions from the registry are kept.
    "plugin.choria.services.registry.cache": PATH, CLIENT, Error;
}
