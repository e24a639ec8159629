//! Keys about who we are and whom we trust.

use super::keys;

keys! {
    /// How programs prove who they are: `file` and `puppet` with certificates, `choria` with tokens.
    "plugin.security.provider": PROVIDER = "puppet", ALL, Error;
    /// Certificate of the `file` provider, PEM with its chain.
    "plugin.security.file.certificate": PATH, ALL, Error;
    /// Private key of the `file` provider, PEM.
    "plugin.security.file.key": PATH, ALL, Error;
    /// Certificate authorities of the `file` provider, PEM.
    "plugin.security.file.ca": PATH, ALL, Error;
    /// Root of Puppet's certificate folders; Puppet's own default for this user when unset.
    "plugin.choria.ssldir": PATH, ALL, Error;
    /// Whether server certificates without alternative names are accepted.
    "plugin.security.support_legacy_certificates": BOOL = "false", CLIENT_AND_SERVER, Error;
    /// TLS cipher suites, by their Go names.
    "plugin.security.cipher_suites": COMMA_LIST, ALL, Error;
    /// TLS key exchange groups, by their Go names.
    "plugin.security.ecc_curves": COMMA_LIST, ALL, Error;
    /// Regular expressions for the names of certificates whose owners may make requests.
    "plugin.choria.security.certname_whitelist": COMMA_LIST = "\\.mcollective$,\\.choria$", SERVER, Error;
    /// Regular expressions for the names of certificates that may sign for any caller.
    "plugin.choria.security.privileged_users": COMMA_LIST = "\\.privileged.mcollective$,\\.privileged.choria$", SERVER, Error;
    /// Token of the `choria` provider.
    "plugin.security.choria.token_file": PATH, ALL, Error;
    /// Seed of the `choria` provider's key, 64 hexadecimal digits.
    "plugin.security.choria.seed_file": PATH, ALL, Error;
    /// TLS certificate of the `choria` provider; brokers need one.
    "plugin.security.choria.certificate": PATH, ALL, Error;
    /// TLS private key of the `choria` provider; brokers need one.
    "plugin.security.choria.key": PATH, ALL, Error;
    /// Certificate authorities of the `choria` provider; without them a peer's certificate is not verified.
    "plugin.security.choria.ca": PATH, ALL, Error;
    /// Public keys, hexadecimal, of those who may issue tokens; not together with issuers.
    "plugin.security.choria.trusted_signers": COMMA_LIST, DAEMONS, Error;
    /// Whether nodes sign their replies.
    "plugin.security.choria.sign_replies": BOOL = "true", SERVER, Error;
    /// Organizations whose issuers are trusted; each needs its public key.
    "plugin.security.issuer.names": COMMA_LIST, DAEMONS, Error;
    /// Public key of an organization's issuer, 64 hexadecimal digits.
    "plugin.security.issuer.<name>.public": TEXT, DAEMONS, Error;
    /// Whether this node connects with a token over TLS that does not verify the broker.
    "plugin.security.server_anon_tls": BOOL = "false", SERVER, Error;
    /// Whether this client connects with a token over TLS that does not verify the broker.
    "plugin.security.client_anon_tls": BOOL = "false", CLIENT, Error;
    /// Token a node with anonymous TLS uses; `server.jwt` beside the configuration when unset.
    "plugin.choria.security.server.token_file": PATH, SERVER, Error;
    /// Seed a node with anonymous TLS uses; `server.seed` beside the configuration when unset.
    "plugin.choria.security.server.seed_file": PATH, SERVER, Error;
    /// Address of the HTTP service that signs requests.
    "plugin.choria.security.request_signer.url": TEXT, CLIENT, Error;
    /// Whether requests are signed by the signing service on the network.
    "plugin.choria.security.request_signer.service": BOOL = "false", CLIENT, Error;
    /// Token shown to the signing service.
    "plugin.choria.security.request_signer.token_file": PATH, CLIENT, Error;
    /// Seed used with the signing service; the token file with the suffix `.key` when unset.
    "plugin.choria.security.request_signer.seed_file": PATH, CLIENT, Error;
    /// Addresses of the login service.
    "plugin.login.aaasvc.login.url": COMMA_LIST, CLIENT, Error;
    /// Driver of a PKCS#11 token, which is not supported yet.
    "plugin.security.pkcs11.driver_file": PATH, CLIENT, Error;
    /// Slot of a PKCS#11 token, which is not supported yet.
    "plugin.security.pkcs11.slot": COUNT = "0", CLIENT, Error;
    /// Namespace of the cert-manager issuer, which is not supported yet.
    "plugin.security.certmanager.namespace": TEXT = "choria", DAEMONS, Error;
    /// Name of the cert-manager issuer, which is not supported yet.
    "plugin.security.certmanager.issuer": TEXT, DAEMONS, Error;
    /// Whether an existing cert-manager request is replaced, which is not supported yet.
    "plugin.security.certmanager.replace": BOOL = "true", DAEMONS, Error;
    /// More names for the cert-manager request, which is not supported yet.
    "plugin.security.certmanager.alt_names": COMMA_LIST, DAEMONS, Error;
    /// Version of the cert-manager API, which is not supported yet.
    "plugin.security.certmanager.api_version": TEXT = "v1", DAEMONS, Error;
}
