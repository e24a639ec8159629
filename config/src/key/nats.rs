//! Keys of the `nats` engine.

use super::keys;

keys! {
    /// The `nats-server` to run, 2.12 or later; the one on the search path when unset.
    "plugin.choria.network.nats.program": PATH, BROKER, Error;
    /// Private folder of what the running `nats-server` needs; `nats` in the folder of streams when unset.
    "plugin.choria.network.nats.folder": PATH, BROKER, Error;
    /// How often streams are written to disk for good: `always` before each acknowledgement, or a duration, which loses as much in a crash.
    "plugin.choria.network.nats.sync_interval": TEXT = "always", BROKER, Error;
    /// Where client certificates are demanded: `listener`, `websocket` or `nowhere`; `nowhere` when unset and tokens are the rule, else `listener`.
    "plugin.choria.network.nats.client_certificates": CERTIFICATES_AT, BROKER, Error;
    /// Addresses of NATS servers that others run; this broker starts none and only works for theirs.
    "plugin.choria.network.nats.urls": COMMA_LIST, BROKER, Error;
    /// NATS credentials file for the services of this broker on NATS servers that others run.
    "plugin.choria.network.nats.credentials": PATH, BROKER, Error;
    /// File with the account seed that signs who may log in; brokers that share the work share it. Made from `peer_password` when unset.
    "plugin.choria.network.nats.callout_seed": PATH, BROKER, Error;
    /// NATS credentials file of the user that answers logins on NATS servers that others run; no login is answered when unset.
    "plugin.choria.network.nats.callout_credentials": PATH, BROKER, Error;
    /// Whether brokers of a cluster, and other clusters, must use TLS with a certificate of the same authority.
    "plugin.choria.network.peer_tls": BOOL = "true", BROKER, Error;
    /// User name other clusters log in with.
    "plugin.choria.network.gateway_user": TEXT, BROKER, Error;
    /// Password other clusters log in with; logins at theirs stand in their addresses.
    "plugin.choria.network.gateway_password": SECRET, BROKER, Error;
    /// User name leaf nodes log in with; with their certificate alone when unset.
    "plugin.choria.network.leafnode_user": TEXT, BROKER, Error;
    /// Password leaf nodes log in with.
    "plugin.choria.network.leafnode_password": SECRET, BROKER, Error;
}
