//! Who may sign what, with credentials issued for the test.

use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use super::*;
use crate::DecodeError;
use crate::security::issue::{Authority, Issued, KeyKind, Purpose};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const MESSAGE: &[u8] = b"message";

static CA: LazyLock<Authority> = LazyLock::new(|| ca("test CA"));
static ANN: LazyLock<Issued> = LazyLock::new(|| caller(&CA, "ann.mcollective"));

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600)
}

fn ca(name: &str) -> Authority {
    Authority::create(name, KeyKind::P256, now(), 365 * DAY).unwrap()
}

fn caller(ca: &Authority, name: &str) -> Issued {
    ca.issue(Purpose::Caller, &[name], KeyKind::Rsa, now(), DAY)
        .unwrap()
}

fn verifier(ca: &str) -> Verifier {
    let list = |patterns: &[&str]| patterns.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let allowed = list(&[r"\.mcollective$", r"/\.choria$/"]);
    Verifier::new(ca, &allowed, &list(&[r"\.privileged.mcollective$"])).unwrap()
}

fn verify(issued: &Issued, caller: &str, now: SystemTime) -> Result<(), DecodeError> {
    let signature = Signer::from_pem(&issued.key, &issued.certificate)
        .unwrap()
        .sign(MESSAGE)
        .unwrap();
    verifier(&CA.to_pem().certificate).verify(MESSAGE, &signature, &issued.certificate, caller, now)
}

fn refusal(issued: &Issued, caller: &str, now: SystemTime) -> String {
    verify(issued, caller, now).unwrap_err().to_string()
}

#[test]
fn callers_speak_for_themselves_only() {
    verify(&ANN, "choria=ann.mcollective", now()).unwrap();
    verify(&ANN, "up=ann.mcollective", now()).unwrap();
    insta::assert_snapshot!(
        refusal(&ANN, "choria=bob.mcollective", now()),
        @"caller choria=bob.mcollective is not acceptable: the certificate has another name"
    );
    insta::assert_snapshot!(
        refusal(&ANN, "choria=ann.mcollective;x", now()),
        @"caller choria=ann.mcollective;x is not acceptable: something follows its name"
    );
    insta::assert_snapshot!(
        refusal(&ANN, "ann.mcollective", now()),
        @"caller ann.mcollective is not acceptable: it is not of the form kind=name"
    );
}

#[test]
fn callers_off_the_allow_list_are_refused() {
    let node = caller(&CA, "n1.example.net");
    insta::assert_snapshot!(
        refusal(&node, "choria=n1.example.net", now()),
        @"caller choria=n1.example.net is not acceptable: its name is not on the allow list"
    );
    verify(&caller(&CA, "ann.choria"), "choria=ann.choria", now()).unwrap();
}

#[test]
fn privileged_callers_speak_for_others_whatever_the_allow_list_says() {
    let signer = caller(&CA, "aaa.privileged.mcollective");
    verify(&signer, "up=bob", now()).unwrap();
    verify(&signer, "choria=ann.mcollective", now()).unwrap();
}

#[test]
fn a_privileged_name_of_a_stranger_is_worth_nothing() {
    let signer = caller(&ca("test CA"), "aaa.privileged.mcollective");
    insta::assert_snapshot!(
        refusal(&signer, "up=bob", now()),
        @"certificate of up=bob is not trusted: no trusted CA issued it"
    );
}

#[test]
fn certificates_hold_within_their_validity_only() {
    let (first, last) = (now() - Duration::from_secs(3600), now() + DAY);
    let moment = Duration::from_secs(1);
    verify(&ANN, "choria=ann.mcollective", first).unwrap();
    verify(&ANN, "choria=ann.mcollective", last).unwrap();
    insta::assert_snapshot!(
        refusal(&ANN, "choria=ann.mcollective", first - moment),
        @"certificate of choria=ann.mcollective is not trusted: it is not valid yet"
    );
    insta::assert_snapshot!(
        refusal(&ANN, "choria=ann.mcollective", last + moment),
        @"certificate of choria=ann.mcollective is not trusted: it has expired"
    );
}

#[test]
fn a_remembered_chain_expires_too() {
    let signature = Signer::from_pem(&ANN.key, &ANN.certificate)
        .unwrap()
        .sign(MESSAGE)
        .unwrap();
    let verifier = verifier(&CA.to_pem().certificate);
    let at = |now| {
        verifier.verify(
            MESSAGE,
            &signature,
            &ANN.certificate,
            "choria=ann.mcollective",
            now,
        )
    };
    at(now()).unwrap();
    at(now()).unwrap();
    let refusal = at(now() + 2 * DAY).unwrap_err();
    assert!(matches!(refusal, DecodeError::Certificate { .. }), "{refusal}");
    assert!(matches!(
        verifier.verify(
            b"other",
            &signature,
            &ANN.certificate,
            "choria=ann.mcollective",
            now()
        ),
        Err(DecodeError::Signature)
    ));
}

#[test]
fn an_expired_ca_vouches_for_nobody() {
    let ca = Authority::create("short", KeyKind::P256, now(), DAY).unwrap();
    let ann = ca
        .issue(
            Purpose::Caller,
            &["ann.mcollective"],
            KeyKind::Rsa,
            now(),
            9 * DAY,
        )
        .unwrap();
    let signature = Signer::from_pem(&ann.key, &ann.certificate)
        .unwrap()
        .sign(MESSAGE)
        .unwrap();
    let verifier = verifier(&ca.to_pem().certificate);
    let at = |now| {
        verifier.verify(
            MESSAGE,
            &signature,
            &ann.certificate,
            "choria=ann.mcollective",
            now,
        )
    };
    at(now()).unwrap();
    assert!(at(now() + 2 * DAY).is_err());
}

#[test]
fn any_ca_of_the_bundle_may_vouch() {
    let bundle = format!(
        "{}{}",
        ca("other CA").to_pem().certificate,
        CA.to_pem().certificate
    );
    let signature = Signer::from_pem(&ANN.key, &ANN.certificate)
        .unwrap()
        .sign(MESSAGE)
        .unwrap();
    verifier(&bundle)
        .verify(
            MESSAGE,
            &signature,
            &ANN.certificate,
            "choria=ann.mcollective",
            now(),
        )
        .unwrap();
}

#[test]
fn a_bundle_without_certificates_is_refused() {
    for bundle in [
        "",
        "insecure",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ] {
        let refusal = Verifier::new(bundle, &[], &[]).unwrap_err();
        assert!(matches!(refusal, CredentialError::Certificate), "{bundle:?}");
    }
    let odd = Verifier::new(&CA.to_pem().certificate, &["(".to_owned()], &[]).unwrap_err();
    assert!(matches!(odd, CredentialError::Pattern { .. }));
}

#[test]
fn keys_other_than_rsa_are_refused_cleanly() {
    let node = CA
        .issue(Purpose::Node, &["ann.mcollective"], KeyKind::P256, now(), DAY)
        .unwrap();
    assert!(matches!(
        Signer::from_pem(&node.key, &node.certificate),
        Err(CredentialError::Key)
    ));
    let refusal = verifier(&CA.to_pem().certificate)
        .verify(
            MESSAGE,
            &[0; 256],
            &node.certificate,
            "choria=ann.mcollective",
            now(),
        )
        .unwrap_err();
    insta::assert_snapshot!(
        refusal,
        @"certificate of choria=ann.mcollective is not trusted: its key is not an RSA key"
    );
}

/// A caller's certificate with these purposes.
fn with_purposes(purposes: Vec<rcgen::ExtendedKeyUsagePurpose>) -> Issued {
    let key = rcgen::KeyPair::from_pem(&ANN.key).unwrap();
    let mut params = rcgen::CertificateParams::new(["ann.mcollective".to_owned()]).unwrap();
    params.extended_key_usages = purposes;
    let ca = CA.to_pem();
    let ca_key = rcgen::KeyPair::from_pem(&ca.key).unwrap();
    let issuer = rcgen::Issuer::from_ca_cert_pem(&ca.certificate, ca_key).unwrap();
    Issued {
        certificate: params.signed_by(&key, &issuer).unwrap().pem(),
        key: ANN.key.clone(),
    }
}

#[test]
fn certificates_for_servers_alone_do_not_sign_requests() {
    use rcgen::ExtendedKeyUsagePurpose::{Any, ClientAuth, ServerAuth};
    insta::assert_snapshot!(
        refusal(&with_purposes(vec![ServerAuth]), "choria=ann.mcollective", now()),
        @"certificate of choria=ann.mcollective is not trusted: it may not be used by clients"
    );
    for purposes in [vec![], vec![Any], vec![ServerAuth, ClientAuth]] {
        verify(&with_purposes(purposes), "choria=ann.mcollective", now()).unwrap();
    }
}

#[test]
fn cas_do_not_sign_requests() {
    let own = Authority::create("ann.mcollective", KeyKind::Rsa, now(), DAY)
        .unwrap()
        .to_pem();
    let refusal = verifier(&own.certificate)
        .verify(
            MESSAGE,
            &[0; 256],
            &own.certificate,
            "choria=ann.mcollective",
            now(),
        )
        .unwrap_err();
    assert!(matches!(refusal, DecodeError::Certificate { .. }), "{refusal}");
}

#[test]
fn garbage_for_a_certificate_is_refused() {
    let verifier = verifier(&CA.to_pem().certificate);
    let huge = format!("{}{}", ANN.certificate, "\n".repeat(64 * 1024));
    let cut = &ANN.certificate[..ANN.certificate.len() / 2];
    for certificate in ["", "garbage", cut, &huge] {
        let refusal = verifier
            .verify(MESSAGE, &[0; 256], certificate, "choria=ann.mcollective", now())
            .unwrap_err();
        assert!(matches!(refusal, DecodeError::Certificate { .. }), "{refusal}");
    }
}

#[test]
fn a_key_of_another_certificate_is_noticed() {
    let bob = caller(&CA, "bob.mcollective");
    assert!(matches!(
        Signer::from_pem(&bob.key, &ANN.certificate),
        Err(CredentialError::Mismatch)
    ));
}

#[test]
fn a_key_in_the_certificate_file_is_not_sent() {
    let file = format!("Subject: ann\n{}{}", ANN.key, ANN.certificate);
    let signer = Signer::from_pem(&file, &file).unwrap();
    assert_eq!(signer.certificate(), ANN.certificate);
}

#[test]
fn certificates_tell_about_themselves() {
    let names = ["b1.example.net", "127.0.0.1", "::1"];
    let broker = CA
        .issue(Purpose::Broker, &names, KeyKind::P256, now(), DAY)
        .unwrap();
    let info = inspect(&broker.certificate).unwrap();
    assert_eq!(info.common_name.as_deref(), Some("b1.example.net"));
    assert_eq!(info.alt_names, names);
    assert_eq!(info.issuer.as_deref(), Some("test CA"));
    assert_eq!(info.not_before, now() - Duration::from_secs(3600));
    assert_eq!(info.not_after, now() + DAY);
    assert!(!info.is_ca);
    assert_eq!(info.serial.len(), 32);
    assert_eq!(info.fingerprint.len(), 95);
    assert_eq!(info.key, "EC P-256");

    assert_eq!(inspect(&ANN.certificate).unwrap().key, "RSA 2048");
    assert!(inspect(&CA.to_pem().certificate).unwrap().is_ca);
    assert!(inspect("none").is_err());
}
