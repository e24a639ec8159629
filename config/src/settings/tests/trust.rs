//! Who a program is and whom it trusts.

use std::collections::BTreeMap;
use std::path::Path;

use super::{FILES, env, env_with, parse, shown};
use crate::{Environment, RequestSigner, SecurityProvider, TokenFiles};

/// What stops a node with these lines besides working security.
fn server_error(lines: &str) -> String {
    let problems = parse(&format!("{FILES}{lines}")).server(&env()).unwrap_err();
    shown(&problems.0)
}

#[test]
fn the_certificate_name_follows_the_provider_and_the_program() {
    let puppet = "identity = n1\n";
    let file = FILES;
    let file_named = format!("identity = n1\n{FILES}");
    let choria = "plugin.security.provider = choria\nplugin.security.choria.token_file = /t\n\
        plugin.security.choria.seed_file = /s\n";
    let root = || Environment { root: true, ..env() };
    let chosen = || env_with(&[("MCOLLECTIVE_CERTNAME", "rip.mcollective")]);
    let client =
        |text: &str, env: &Environment| parse(text).client(env).unwrap().config.member.security.certname;
    let server =
        |text: &str, env: &Environment| parse(text).server(env).unwrap().config.member.security.certname;

    assert_eq!(client(puppet, &env()).as_deref(), Some("bob.mcollective"));
    assert_eq!(client(puppet, &chosen()).as_deref(), Some("rip.mcollective"));
    assert_eq!(server(puppet, &env()).as_deref(), Some("n1"));
    assert_eq!(server(puppet, &chosen()).as_deref(), Some("rip.mcollective"));
    assert_eq!(client(file, &env()).as_deref(), Some("bob.mcollective"));
    assert_eq!(client(file, &root()), None);
    assert_eq!(client(&file_named, &root()).as_deref(), Some("n1"));
    assert_eq!(
        client(
            file,
            &Environment {
                root: true,
                ..chosen()
            }
        )
        .as_deref(),
        Some("rip.mcollective")
    );
    assert_eq!(server(file, &root()).as_deref(), Some("web1.example.net"));
    assert_eq!(client(choria, &env()).as_deref(), Some("bob"));
}

#[test]
fn each_provider_says_what_it_misses() {
    insta::assert_snapshot!(shown(&parse("plugin.security.provider = file\n").client(&env()).unwrap_err().0), @r#"
    plugin.security.file.certificate: is not set, and the file provider needs it
    plugin.security.file.key: is not set, and the file provider needs it
    plugin.security.file.ca: is not set, and the file provider needs it
    "#);
    let text = "plugin.security.provider = choria\nplugin.security.choria.trusted_signers = zz\n\
        plugin.security.issuer.names = choria\nplugin.choria.security.server.token_file = /t\n";
    insta::assert_snapshot!(shown(&parse(text).broker(&env()).unwrap_err().0), @r#"
    plugin.security.choria.token_file: is not set, and the choria provider needs it
    plugin.security.choria.seed_file: is not set, and the choria provider needs it
    plugin.security.choria.certificate: is not set, and a broker with the choria provider needs it
    plugin.security.choria.key: is not set, and a broker with the choria provider needs it
    plugin.security.issuer.choria.public: is not set, and plugin.security.issuer.names names "choria"
    /etc/choria/test.conf:2: plugin.security.choria.trusted_signers: "zz" is not a public key of 64 hexadecimal digits
    /etc/choria/test.conf:2: plugin.security.choria.trusted_signers: cannot be used together with plugin.security.issuer.names
    /etc/choria/test.conf:4: plugin.choria.security.server.token_file: cannot be used with the choria provider
    "#);
    let text = "plugin.security.provider = pkcs11\n";
    insta::assert_snapshot!(shown(&parse(text).client(&env()).unwrap_err().0), @"/etc/choria/test.conf:1: plugin.security.provider: the pkcs11 provider is not supported (file, puppet, choria)");
    let text = format!("{FILES}plugin.security.client_anon_tls = y\n");
    insta::assert_snapshot!(shown(&parse(&text).client(&env()).unwrap_err().0), @"/etc/choria/test.conf:5: plugin.security.client_anon_tls: anonymous TLS is not supported; use the choria provider");
}

#[test]
fn tokens_choose_their_own_collective_and_issuers() {
    let key = "ab".repeat(32);
    let text = format!(
        "plugin.security.provider = choria\nplugin.security.choria.token_file = /t\n\
         plugin.security.choria.seed_file = ~/s\nplugin.security.issuer.names = choria\n\
         plugin.security.issuer.choria.public = {key}\n"
    );
    let member = parse(&text).server(&env()).unwrap().config.member;
    assert_eq!(member.collectives, ["choria"]);
    let SecurityProvider::Choria(choria) = member.security.provider else {
        panic!("another provider")
    };
    assert_eq!(choria.seed_file, Path::new("/home/bob/s"));
    assert_eq!(choria.issuers, BTreeMap::from([("choria".to_owned(), key)]));
    assert!(choria.sign_replies);
}

#[test]
fn a_request_signer_needs_a_token_and_only_clients_have_one() {
    const SIGNER: &str = "plugin.choria.security.request_signer";
    let url = format!("{FILES}{SIGNER}.url = https://signer/sign\n");
    insta::assert_snapshot!(shown(&parse(&url).client(&env()).unwrap_err().0), @"plugin.choria.security.request_signer.token_file: is not set, and the request signer needs it");

    let text = format!("{url}{SIGNER}.token_file = /home/bob/bob.jwt\n");
    let security = |text: &str| parse(text).client(&env()).unwrap().config.member.security;
    assert_eq!(
        security(&text).request_signer,
        Some(RequestSigner::Url("https://signer/sign".into()))
    );
    let token = |seed: &str| TokenFiles {
        token: "/home/bob/bob.jwt".into(),
        seed: seed.into(),
    };
    assert_eq!(security(&text).token, Some(token("/home/bob/bob.key")));

    let both = format!("{text}{SIGNER}.service = yes\n{SIGNER}.seed_file = /s\n");
    assert_eq!(security(&both).request_signer, Some(RequestSigner::Service));
    assert_eq!(security(&both).token, Some(token("/s")));
    let server = parse(&both).server(&env()).unwrap().config.member.security;
    assert_eq!((server.token, server.request_signer), (None, None));
}

#[test]
fn the_puppet_provider_knows_where_puppet_keeps_certificates() {
    let ssldir = |text: &str, env: &Environment| match parse(text)
        .server(env)
        .unwrap()
        .config
        .member
        .security
        .provider
    {
        SecurityProvider::Puppet(puppet) => puppet.ssldir,
        other => panic!("{other:?}"),
    };
    let root = Environment { root: true, ..env() };
    assert_eq!(
        ssldir("", &env()),
        Path::new("/home/bob/.puppetlabs/etc/puppet/ssl")
    );
    assert_eq!(ssldir("", &root), Path::new("/etc/puppetlabs/puppet/ssl"));
    assert_eq!(ssldir("plugin.choria.ssldir = /ssl", &root), Path::new("/ssl"));
}

#[test]
fn only_clients_listen_to_the_variable_that_disables_tls() {
    let env = env_with(&[("INSECURE_DISABLE_TLS", "true")]);
    assert!(
        parse(FILES)
            .client(&env)
            .unwrap()
            .config
            .member
            .security
            .disable_tls
    );
    assert!(
        !parse(FILES)
            .server(&env)
            .unwrap()
            .config
            .member
            .security
            .disable_tls
    );
}

#[test]
fn names_that_no_subject_can_hold_are_refused() {
    for name in ["a b", "*", "a.>", "a..b", ".a", &"x".repeat(254)] {
        assert!(
            server_error(&format!("identity = {name}\n")).contains("identity"),
            "{name}"
        );
    }
    let nameless = Environment {
        hostname: String::new(),
        ..env()
    };
    assert!(parse(FILES).server(&nameless).is_err());
}
