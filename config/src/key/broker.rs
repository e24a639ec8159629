//! Keys of the broker and its services.

use super::keys;

keys! {
    /// Whether this program is a message broker.
    "plugin.choria.broker_network": BOOL = "false", BROKER, Error;
    /// Whether this program is a federation broker.
    "plugin.choria.broker_federation": BOOL = "false", BROKER, Error;
    /// Name of the federation this broker serves.
    "plugin.choria.federation.cluster": TEXT = "mcollective", BROKER, Error;
    /// Data adapters to run.
    "plugin.choria.adapters": COMMA_LIST, BROKER, Error;
    /// Kind of a data adapter: `choria_streams` or its other name `jetstream`.
    "plugin.choria.adapter.<name>.type": TEXT, BROKER, Error;
    /// Messages a data adapter holds before it drops new ones.
    "plugin.choria.adapter.<name>.queue_len": COUNT = "1000", BROKER, Warning;
    /// Subject a data adapter reads.
    "plugin.choria.adapter.<name>.ingest.topic": TEXT, BROKER, Error;
    /// What a data adapter reads: `request` or `reply`.
    "plugin.choria.adapter.<name>.ingest.protocol": TEXT = "reply", BROKER, Error;
    /// Connections a data adapter reads with.
    "plugin.choria.adapter.<name>.ingest.workers": COUNT = "10", BROKER, Warning;
    /// Subject a data adapter writes to; `%s` stands for the sender.
    "plugin.choria.adapter.<name>.stream.topic": TEXT, BROKER, Error;
    /// Brokers a data adapter writes to; the usual ones when unset.
    "plugin.choria.adapter.<name>.stream.servers": COMMA_LIST, BROKER, Error;
    /// Connections a data adapter writes with.
    "plugin.choria.adapter.<name>.stream.workers": COUNT = "10", BROKER, Warning;
    /// What moves the messages: our own broker, or a `nats-server` that this program looks after.
    "plugin.choria.network.engine": ENGINE = "embedded", BROKER, Error;
    /// Address to listen on; `::` is every address of both families.
    "plugin.choria.network.listen_address": TEXT = "::", BROKER, Error;
    /// Port clients and nodes connect to.
    "plugin.choria.network.client_port": PORT = "4222", BROKER, Error;
    /// `name:port` announced to clients; the identity and port when unset.
    "plugin.choria.network.public_url": TEXT, BROKER, Error;
    /// Addresses and networks whose connections may make requests; everyone when unset.
    "plugin.choria.network.client_hosts": COMMA_LIST, BROKER, Error;
    /// Whether clients with a token must come from `client_hosts` too.
    "plugin.choria.network.client_hosts_for_tokens": BOOL = "false", BROKER, Error;
    /// Files or hexadecimal keys of those who sign client tokens.
    "plugin.choria.network.client_signer_cert": COMMA_LIST, BROKER, Error;
    /// Files or hexadecimal keys of those who sign server tokens.
    "plugin.choria.network.server_signer_cert": COMMA_LIST, BROKER, Error;
    /// Whether nodes may do nothing on this broker.
    "plugin.choria.network.deny_server_connections": BOOL = "false", BROKER, Error;
    /// Whether TLS is required even where it was disabled.
    "plugin.choria.network.client_tls_force_required": BOOL = "false", BROKER, Error;
    /// How long a TLS handshake may take.
    "plugin.choria.network.tls_timeout": UP_TO_A_MINUTE = "2s", BROKER, Error;
    /// How long a connection may take to say who it is.
    "plugin.choria.network.auth_timeout": UP_TO_A_MINUTE = "2s", BROKER, Error;
    /// How long a slow reader may keep a message waiting.
    "plugin.choria.network.write_deadline": DURATION = "10s", BROKER, Error;
    /// Brokers of the same cluster as `host:port`; needs the `nats` engine.
    "plugin.choria.network.peers": COMMA_LIST, BROKER, Error;
    /// Port for brokers of the same cluster; 5222 when there are peers.
    "plugin.choria.network.peer_port": PORT = "0", BROKER, Error;
    /// User name between brokers of the same cluster.
    "plugin.choria.network.peer_user": TEXT, BROKER, Error;
    /// Password between brokers of the same cluster.
    "plugin.choria.network.peer_password": SECRET, BROKER, Error;
    /// Port for other clusters; 0 is off; needs the `nats` engine.
    "plugin.choria.network.gateway_port": PORT = "0", BROKER, Error;
    /// Name of this cluster among clusters.
    "plugin.choria.network.gateway_name": TEXT = "CHORIA", BROKER, Error;
    /// Names of the other clusters.
    "plugin.choria.network.gateway_remotes": COMMA_LIST, BROKER, Error;
    /// Addresses of another cluster.
    "plugin.choria.network.gateway_remote.<name>.urls": COMMA_LIST, BROKER, Error;
    /// Certificate shown to another cluster.
    "plugin.choria.network.gateway_remote.<name>.tls.cert": PATH, BROKER, Error;
    /// Private key of the certificate shown to another cluster.
    "plugin.choria.network.gateway_remote.<name>.tls.key": PATH, BROKER, Error;
    /// Certificate authorities of another cluster.
    "plugin.choria.network.gateway_remote.<name>.tls.ca": PATH, BROKER, Error;
    /// Whether the certificate of another cluster is verified.
    "plugin.choria.network.gateway_remote.<name>.tls.verify": BOOL = "true", BROKER, Error;
    /// Whether the connection to another cluster goes without TLS.
    "plugin.choria.network.gateway_remote.<name>.tls.disable": BOOL = "false", BROKER, Error;
    /// Port for leaf nodes; 0 is off; needs the `nats` engine.
    "plugin.choria.network.leafnode_port": PORT = "0", BROKER, Error;
    /// Names of the networks this broker is a leaf of.
    "plugin.choria.network.leafnode_remotes": COMMA_LIST, BROKER, Error;
    /// Addresses of a network this broker is a leaf of.
    "plugin.choria.network.leafnode_remote.<name>.url": COMMA_LIST, BROKER, Error;
    /// Local account joined to the network this broker is a leaf of.
    "plugin.choria.network.leafnode_remote.<name>.account": TEXT = "choria", BROKER, Error;
    /// NATS credentials file shown to the network this broker is a leaf of.
    "plugin.choria.network.leafnode_remote.<name>.credentials": PATH, BROKER, Error;
    /// Certificate shown to the network this broker is a leaf of.
    "plugin.choria.network.leafnode_remote.<name>.tls.cert": PATH, BROKER, Error;
    /// Private key of the certificate shown to the network this broker is a leaf of.
    "plugin.choria.network.leafnode_remote.<name>.tls.key": PATH, BROKER, Error;
    /// Certificate authorities of the network this broker is a leaf of.
    "plugin.choria.network.leafnode_remote.<name>.tls.ca": PATH, BROKER, Error;
    /// Whether the certificate of the network this broker is a leaf of is verified.
    "plugin.choria.network.leafnode_remote.<name>.tls.verify": BOOL = "true", BROKER, Error;
    /// Whether the connection to the network this broker is a leaf of goes without TLS.
    "plugin.choria.network.leafnode_remote.<name>.tls.disable": BOOL = "false", BROKER, Error;
    /// Port for websocket connections; 0 is off.
    "plugin.choria.network.websocket_port": PORT = "0", BROKER, Error;
    /// Address announced for websocket connections.
    "plugin.choria.network.websocket_advertise": TEXT, BROKER, Error;
    /// Names of the subject mappings to apply.
    "plugin.choria.network.mapping.names": COMMA_LIST, BROKER, Error;
    /// Subject a mapping applies to.
    "plugin.choria.network.mapping.<name>.source": TEXT, BROKER, Error;
    /// Subject a mapping leads to.
    "plugin.choria.network.mapping.<name>.destination": TEXT, BROKER, Error;
    /// User name of the system account.
    "plugin.choria.network.system.user": TEXT, CLIENT_AND_BROKER, Error;
    /// Password of the system account.
    "plugin.choria.network.system.password": SECRET, CLIENT_AND_BROKER, Error;
    /// Password of provisioners; enables provisioning on this broker.
    "plugin.choria.network.provisioning.client_password": SECRET, BROKER, Error;
    /// File with the key that signs provisioning tokens.
    "plugin.choria.network.provisioning.signer_cert": PATH, BROKER, Error;
    /// Whether provisioners may connect with the password only.
    "plugin.choria.network.provisioning.provisioner_without_token": BOOL = "false", BROKER, Error;
    /// Seconds a stopping broker waits for its connections.
    "plugin.choria.network.soft_shutdown_timeout": SECONDS = "60", BROKER, Warning;
}
