//! What the authority's folder promises.

use super::*;

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + days(365)
}

fn pki(dir: &Path) -> Pki {
    Pki::create(dir, "test", KeyKind::P256, now()).unwrap()
}

#[test]
fn an_authority_is_never_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    pki(dir.path());
    let before = files::read(&dir.path().join("ca.pem")).unwrap();
    let error = Pki::create(dir.path(), "other", KeyKind::P256, now()).unwrap_err();
    assert!(matches!(error, PkiError::Exists { .. }), "{error}");
    assert_eq!(files::read(&dir.path().join("ca.pem")).unwrap(), before);
}

#[test]
fn a_reopened_authority_issues_and_lists_what_it_issued() {
    let dir = tempfile::tempdir().unwrap();
    pki(dir.path());
    let pki = Pki::open(dir.path()).unwrap();
    pki.issue(
        Kind::Broker,
        &["b.example.net", "192.0.2.1"],
        KeyKind::P256,
        now(),
        10,
    )
    .unwrap();
    pki.issue(Kind::User, &["ann.mcollective"], KeyKind::Rsa, now(), 10)
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
            Kind::Broker,
            &["b.example.net", "192.0.2.1"],
            KeyKind::P256,
            now(),
            10,
        )
        .unwrap();
    let (key, before) = (
        files::read(&kit.join("key.pem")).unwrap(),
        pki.entries().unwrap().remove(1),
    );
    pki.renew(&before, now() + days(9)).unwrap();
    let after = pki.entries().unwrap().remove(1);
    assert_ne!(files::read(&kit.join("key.pem")).unwrap(), key);
    assert_eq!(after.info.alt_names, before.info.alt_names);
    assert!(after.info.not_after > before.info.not_after);
}

#[test]
fn private_keys_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let kit = pki(dir.path())
        .issue(Kind::Node, &["n1.example.net"], KeyKind::P256, now(), 10)
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
            .issue(Kind::Node, &[name], KeyKind::P256, now(), 10)
            .unwrap_err();
        assert!(matches!(error, PkiError::Name { .. }), "{name:?}: {error}");
    }
}
