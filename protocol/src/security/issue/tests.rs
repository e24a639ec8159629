//! A CA that is saved and loaded, and what it will not issue.

use super::*;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600)
}

fn ca() -> Authority {
    Authority::create("test CA", KeyKind::P256, now(), DAY).unwrap()
}

#[test]
fn a_ca_survives_being_saved() {
    let saved = ca().to_pem();
    let loaded = Authority::from_pem(&saved.certificate, &saved.key).unwrap();
    loaded
        .issue(Purpose::Node, &["n1"], KeyKind::P256, now(), DAY)
        .unwrap();
    assert_eq!(loaded.to_pem().certificate, saved.certificate);
}

#[test]
fn what_is_no_ca_is_refused() {
    let (saved, other) = (ca().to_pem(), ca().to_pem());
    let node = ca()
        .issue(Purpose::Node, &["n1"], KeyKind::P256, now(), DAY)
        .unwrap();
    let refusal =
        |certificate: &str, key: &str| Authority::from_pem(certificate, key).unwrap_err().to_string();
    insta::assert_snapshot!(refusal("", ""), @"not a CA certificate with its private key: there is no certificate in PEM");
    insta::assert_snapshot!(refusal(&node.certificate, &node.key), @"not a CA certificate with its private key: the certificate is not a CA");
    insta::assert_snapshot!(refusal(&saved.certificate, "none"), @"not a CA certificate with its private key: there is no usable private key in PEM");
    insta::assert_snapshot!(refusal(&saved.certificate, &other.key), @"not a CA certificate with its private key: the private key belongs to another certificate");
}

#[test]
fn callers_get_rsa_keys_only() {
    let refusal = ca().issue(Purpose::Caller, &["ann"], KeyKind::P256, now(), DAY);
    assert!(matches!(refusal, Err(IssueError::CallerKey)));
}

#[test]
fn impossible_names_and_times_are_refused() {
    let ca = ca();
    for name in ["", "a b", "a\nb", "ä", &"a".repeat(254)] {
        let refusal = ca.issue(Purpose::Node, &[name], KeyKind::P256, now(), DAY);
        assert!(matches!(refusal, Err(IssueError::Name { .. })), "{name:?}");
    }
    assert!(ca.issue(Purpose::Node, &[], KeyKind::P256, now(), DAY).is_err());
    for validity in [Duration::MAX, 9_000 * 365 * DAY] {
        let refusal = ca.issue(Purpose::Node, &["n1"], KeyKind::P256, now(), validity);
        assert!(matches!(refusal, Err(IssueError::Validity { .. })));
    }
}

#[test]
fn private_keys_stay_out_of_debug_output() {
    let saved = ca().to_pem();
    assert!(!format!("{saved:?}").contains("PRIVATE KEY"));
}
