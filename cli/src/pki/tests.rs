//! What the authority's folder promises.

use super::*;

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + days(20_000)
}

fn pki(dir: &Path) -> Pki {
    Pki::create(dir, "test", Security::V1, KeyKind::P256, now()).unwrap()
}

fn order<'a>(kind: Kind, names: &'a [&'a str], key: KeyKind) -> Order<'a> {
    Order {
        kind,
        names,
        key,
        days: 10,
        permissions: &[],
    }
}

#[test]
fn an_authority_is_never_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    pki(dir.path());
    let before = files::read(&dir.path().join("ca.pem")).unwrap();
    let error = Pki::create(dir.path(), "other", Security::V1, KeyKind::P256, now()).unwrap_err();
    assert!(matches!(error, PkiError::Exists { .. }), "{error}");
    assert_eq!(files::read(&dir.path().join("ca.pem")).unwrap(), before);
}

#[test]
fn a_reopened_authority_issues_and_lists_what_it_issued() {
    let dir = tempfile::tempdir().unwrap();
    pki(dir.path());
    let pki = Pki::open(dir.path()).unwrap();
    pki.issue(
        &order(Kind::Broker, &["b.example.net", "192.0.2.1"], KeyKind::P256),
        now(),
    )
    .unwrap();
    pki.issue(&order(Kind::User, &["ann.mcollective"], KeyKind::Rsa), now())
        .unwrap();
    let names: Vec<_> = pki
        .entries()
        .unwrap()
        .into_iter()
        .map(|entry| (entry.kind, entry.name))
        .collect();
    assert_eq!(
        names,
        [
            (None, String::new()),
            (Some(Kind::Broker), "b.example.net".to_owned()),
            (Some(Kind::User), "ann.mcollective".to_owned())
        ]
    );
}

#[test]
fn renewing_keeps_the_names_and_changes_the_key() {
    let dir = tempfile::tempdir().unwrap();
    let pki = pki(dir.path());
    let kit = pki
        .issue(
            &order(Kind::Broker, &["b.example.net", "192.0.2.1"], KeyKind::P256),
            now(),
        )
        .unwrap();
    let (key, before) = (
        files::read(&kit.join("key.pem")).unwrap(),
        pki.entries().unwrap().remove(1),
    );
    let info = |entry: &Entry| match &entry.credential {
        Credential::Certificate(info) => info.clone(),
        Credential::Token(_) => panic!("{entry:?}"),
    };
    pki.renew(&before, now() + days(9)).unwrap();
    let after = pki.entries().unwrap().remove(1);
    assert_ne!(files::read(&kit.join("key.pem")).unwrap(), key);
    assert_eq!(info(&after).alt_names, info(&before).alt_names);
    assert!(after.credential.end() > before.credential.end());
}

#[test]
fn private_keys_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let kit = pki(dir.path())
        .issue(&order(Kind::Node, &["n1.example.net"], KeyKind::P256), now())
        .unwrap();
    for key in [dir.path().join("ca-key.pem"), kit.join("key.pem")] {
        assert_eq!(
            std::fs::metadata(&key).unwrap().permissions().mode() & 0o777,
            0o600,
            "{}",
            key.display()
        );
    }
}

#[test]
fn names_that_would_leave_the_folder_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let pki = pki(dir.path());
    for name in ["", "..", "a/b", "../x", "a b", "*"] {
        let error = pki
            .issue(&order(Kind::Node, &[name], KeyKind::P256), now())
            .unwrap_err();
        assert!(matches!(error, PkiError::Name { .. }), "{name:?}: {error}");
    }
}

/// A site of tokens with one kit of each kind.
fn organization(dir: &Path) -> Pki {
    let pki = Pki::create(dir, "test", Security::V2, KeyKind::P256, now()).unwrap();
    for (kind, name) in [
        (Kind::Broker, "b.example.net"),
        (Kind::Node, "n1.example.net"),
        (Kind::User, "ann"),
    ] {
        pki.issue(&order(kind, &[name], KeyKind::P256), now()).unwrap();
    }
    pki
}

#[test]
fn where_tokens_are_the_rule_only_brokers_have_certificates() {
    let dir = tempfile::tempdir().unwrap();
    organization(dir.path());
    let pki = Pki::open(dir.path()).unwrap();
    assert_eq!(
        (pki.security(), pki.caller("ann")),
        (Security::V2, "up=ann".to_owned())
    );
    let listed: Vec<_> = pki
        .entries()
        .unwrap()
        .iter()
        .map(|entry| format!("{} {}", entry.name, entry.credential.word()))
        .collect();
    assert_eq!(
        listed,
        [
            " certificate",
            "b.example.net certificate",
            "b.example.net token",
            "n1.example.net token",
            "ann token"
        ]
    );
    let again = pki
        .issue(&order(Kind::User, &["ann"], KeyKind::P256), now())
        .unwrap_err();
    assert!(matches!(again, PkiError::Exists { .. }), "{again}");
}

#[test]
fn a_renewed_token_says_the_same_of_another_key_for_longer() {
    let dir = tempfile::tempdir().unwrap();
    let pki = organization(dir.path());
    let entry = || pki.entries().unwrap().pop().unwrap();
    let claims = |entry: &Entry| match organization::read(&entry.path).unwrap() {
        protocol::token::Claims::Client(claims) => claims,
        other => panic!("{other:?}"),
    };
    let before = entry();
    let said = claims(&before);
    pki.renew(&before, now() + days(9)).unwrap();
    let after = entry();
    assert!(after.credential.end() > before.credential.end());
    let (before, after) = (said, claims(&after));
    assert_eq!(
        (&after.caller, after.permissions),
        (&before.caller, before.permissions)
    );
    assert_ne!(after.common.public_key, before.common.public_key);
}

#[test]
fn more_permissions_are_given_by_name_and_only_in_tokens() {
    let (dir, certificates) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let site = organization(dir.path());
    let issue = |pki: &Pki, kind, name: &str, permission: &str| {
        let (names, permissions) = ([name], [permission.to_owned()]);
        let order = Order {
            permissions: &permissions,
            ..order(kind, &names, KeyKind::P256)
        };
        pki.issue(&order, now())
    };
    let kit = issue(&site, Kind::User, "zoe", "org_admin").unwrap();
    let claims = organization::read(&organization::token_file(&kit)).unwrap();
    let protocol::token::Claims::Client(claims) = claims else {
        panic!("{claims:?}")
    };
    assert!(claims.permissions().org_admin && claims.permissions().fleet_management);
    issue(&site, Kind::Node, "n2", "service_host").unwrap();
    for refused in [
        issue(&site, Kind::User, "yan", "superuser"),
        issue(&site, Kind::Node, "n3", "org_admin"),
        issue(&pki(certificates.path()), Kind::User, "ann", "org_admin"),
    ] {
        assert!(matches!(refused, Err(PkiError::Permission { .. })), "{refused:?}");
    }
    assert!(!site.kit(Kind::User, "yan").exists());
}

#[test]
fn seeds_and_tokens_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let pki = organization(dir.path());
    let kit = pki.kit(Kind::User, "ann");
    for secret in [
        dir.path().join("issuer.seed"),
        kit.join("token.seed"),
        kit.join("token.jwt"),
    ] {
        let mode = std::fs::metadata(&secret).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", secret.display());
    }
}

#[test]
fn configurations_of_tokens_name_the_files_of_the_kit_and_the_issuer() {
    let home = Path::new("/etc/mco");
    let brokers = ["b.example.net:4222".to_owned()];
    let user = UserKit {
        home,
        brokers: &brokers,
        issuer: Some("ab12"),
    };
    insta::assert_snapshot!(user.text(), @r"
    plugin.security.provider = choria
    plugin.security.choria.token_file = /etc/mco/token.jwt
    plugin.security.choria.seed_file = /etc/mco/token.seed
    plugin.security.choria.ca = /etc/mco/ca.pem

    plugin.choria.middleware_hosts = b.example.net:4222
    plugin.choria.use_srv = false
    ");
    let broker = BrokerKit {
        name: "b.example.net",
        home,
        listen: "[::]:4222".parse().unwrap(),
        monitor: None,
        streams: Some(Path::new("/srv/streams")),
        issuer: Some("ab12"),
        extra: "",
    };
    insta::assert_snapshot!(broker.text(), @r"
    plugin.security.provider = choria
    plugin.security.choria.token_file = /etc/mco/token.jwt
    plugin.security.choria.seed_file = /etc/mco/token.seed
    plugin.security.choria.certificate = /etc/mco/cert.pem
    plugin.security.choria.key = /etc/mco/key.pem
    plugin.security.issuer.names = choria
    plugin.security.issuer.choria.public = ab12

    identity = b.example.net

    plugin.choria.broker_network = true
    plugin.choria.network.listen_address = ::
    plugin.choria.network.client_port = 4222

    # streams, buckets and governors
    plugin.choria.network.stream.store = /srv/streams
    ");
}
