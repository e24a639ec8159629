use std::error::Error;

use config::{FileSecurity, PuppetSecurity};
use protocol::Version;

use super::*;
use crate::fixture::Site;

fn chain(error: CredentialsError) -> String {
    match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

/// Ann's configuration with other files.
fn with_files(change: impl FnOnce(&mut FileSecurity)) -> config::Member {
    let mut member = Site::get().member("ann.mcollective");
    let SecurityProvider::File(files) = &mut member.security.provider else {
        panic!("the site uses files")
    };
    change(files);
    member
}

#[test]
fn a_caller_signs_as_the_name_in_the_certificate() {
    let wire = caller(&Site::get().member("ann.mcollective")).unwrap();
    assert_eq!(wire.caller().as_str(), "choria=ann.mcollective");
    assert_eq!(wire.version(), Version::V1);
}

#[test]
fn a_node_may_have_a_key_that_cannot_sign() {
    let wire = node(&Site::get().member("web1.example.net")).unwrap();
    assert_eq!(wire.caller().as_str(), "choria=web1.example.net");

    let error = caller(&Site::get().member("web1.example.net")).unwrap_err();
    assert!(
        matches!(
            error,
            CredentialsError::Unusable {
                what: "private key",
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn puppets_layout_is_known() {
    let mut member = Site::get().member("ann.mcollective");
    member.security.provider = SecurityProvider::Puppet(PuppetSecurity {
        ssldir: "/ssl".into(),
    });
    let expected = X509Files {
        certificate: "/ssl/certs/ann.mcollective.pem".into(),
        key: "/ssl/private_keys/ann.mcollective.pem".into(),
        ca: "/ssl/certs/ca.pem".into(),
    };
    assert_eq!(files(&member).unwrap(), expected);
}

#[test]
fn missing_names_files_and_providers_are_told_plainly() {
    let mut nameless = Site::get().member("ann.mcollective");
    nameless.security.certname = None;
    insta::assert_snapshot!(chain(caller(&nameless).unwrap_err()), @"no caller name: set MCOLLECTIVE_CERTNAME to the name in your certificate, e.g. ann.mcollective");

    let missing = with_files(|files| files.key = "/nowhere/ann.pem".into());
    insta::assert_snapshot!(chain(caller(&missing).unwrap_err()), @"private key /nowhere/ann.pem cannot be read: No such file or directory (os error 2)");
}

#[test]
fn files_that_hold_something_else_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let odd = folder.path().join("odd.pem");
    std::fs::write(&odd, "nothing of use").unwrap();
    let told = |error: CredentialsError| chain(error).replace(&folder.path().display().to_string(), "DIR");

    let key = with_files(|files| files.key = odd.clone());
    insta::assert_snapshot!(told(caller(&key).unwrap_err()), @"private key DIR/odd.pem is not usable: no RSA private key in PKCS#1 or PKCS#8 PEM");
    insta::assert_snapshot!(told(node(&key).unwrap_err()), @"private key DIR/odd.pem is not usable: no RSA private key in PKCS#1 or PKCS#8 PEM");
    let certificate = with_files(|files| files.certificate = odd.clone());
    insta::assert_snapshot!(told(caller(&certificate).unwrap_err()), @"certificate DIR/odd.pem is not usable: no certificate in PEM");
    let ca = with_files(|files| files.ca = odd.clone());
    insta::assert_snapshot!(told(node(&ca).unwrap_err()), @"CA DIR/odd.pem is not usable: no certificate in PEM");

    std::fs::write(&odd, vec![b' '; MAX_FILE as usize + 1]).unwrap();
    insta::assert_snapshot!(told(node(&ca).unwrap_err()), @"CA DIR/odd.pem cannot be read: it is larger than 4 MiB");
}

#[test]
fn a_pattern_that_does_not_compile_is_not_blamed_on_a_file() {
    let mut member = Site::get().member("web1.example.net");
    member.security.allowed_callers = vec!["(".into()];
    let error = node(&member).unwrap_err();
    assert!(matches!(error, CredentialsError::Callers(_)), "{error}");
}

#[test]
fn a_caller_learns_here_what_nodes_would_hold_against_it() {
    let now = Clock::system().now();
    let told = |member: &config::Member| doubt(member, now).unwrap().map(|doubt| doubt.to_string());
    let mut member = Site::get().member("ann.mcollective");
    assert_eq!(told(&member), None);

    member.security.certname = Some("eve.mcollective".into());
    insta::assert_snapshot!(told(&member).unwrap(), @"caller choria=eve.mcollective is not acceptable: the certificate has another name");
}
