use std::io;

use anyhow::Context;

use super::*;

fn shown(error: anyhow::Error) -> String {
    render(&error, "mco", Theme::PLAIN)
}

#[test]
fn an_unreachable_broker_is_named_with_its_cause_and_a_hint() {
    let error = FleetError::from(LinkError::Unreachable {
        servers: vec!["nats://broker:4222".to_owned()],
        source: Box::new(io::Error::new(
            io::ErrorKind::ConnectionRefused,
            "connection refused",
        )),
    });
    insta::assert_snapshot!(shown(error.into()), @r"
    mco: no broker answered at nats://broker:4222
      because: connection refused
      hint: is a broker running there? plugin.choria.middleware_hosts names the brokers; `mco demo` brings its own
    ");
}

#[test]
fn a_certificate_that_is_refused_is_no_reason_to_look_for_the_broker() {
    let error = FleetError::from(LinkError::Unreachable {
        servers: vec!["nats://broker:4222".to_owned()],
        source: "TLS: it refused our certificate (CertificateExpired)".into(),
    });
    insta::assert_snapshot!(shown(error.into()), @r"
    mco: no broker answered at nats://broker:4222
      because: TLS: it refused our certificate (CertificateExpired)
      hint: `mco pki show FILE` tells whose a certificate is and how long it is valid, `mco tool config` which files are used
    ");
}

#[test]
fn a_broker_that_would_not_have_us_is_there() {
    let error = FleetError::from(LinkError::Unreachable {
        servers: vec!["nats://broker:4222".to_owned()],
        source: "it refused our credentials (authorization violation)".into(),
    });
    let error = anyhow::Error::from(error);
    assert!(is_refusal(&error));
    insta::assert_snapshot!(shown(error.context("token /home/ann/token.jwt has expired")), @r"
    mco: token /home/ann/token.jwt has expired
      because: no broker answered at nats://broker:4222
      because: it refused our credentials (authorization violation)
      hint: `mco tool config` shows which credentials are used, `mco jwt view FILE` what a token says, `mco login` fetches a new one
    ");
}

#[test]
fn root_without_a_name_is_told_which_variable_to_set() {
    let error = FleetError::from(CredentialsError::NoCertname);
    insta::assert_snapshot!(shown(error.into()), @r"
    mco: no caller name: set MCOLLECTIVE_CERTNAME to the name in your certificate, e.g. ann.mcollective
      hint: `mco pki user` makes credentials for a caller; root has none until MCOLLECTIVE_CERTNAME names them
    ");
}

#[test]
fn a_missing_file_is_named() {
    let error = FleetError::from(CredentialsError::Unreadable {
        what: "private key",
        path: "/etc/mco/ann.key".into(),
        source: io::Error::new(io::ErrorKind::NotFound, "no such file"),
    });
    insta::assert_snapshot!(shown(error.into()), @r"
    mco: private key /etc/mco/ann.key cannot be read
      because: no such file
      hint: `mco tool config` shows which files are used, `mco pki user` makes them, `mco demo` needs none
    ");
}

#[test]
fn a_broken_pipe_is_success_and_a_refusal_is_ten() {
    let pipe = Err::<(), _>(io::Error::from(io::ErrorKind::BrokenPipe)).context("printing");
    assert_eq!(exit(&pipe.unwrap_err()), Exit::Done);
    assert_eq!(exit(&Stop::refused("no").into()), Exit::Refused);
    assert_eq!(exit(&anyhow::anyhow!("no")), Exit::Error);
}

#[test]
fn a_name_nobody_knows_leads_to_the_list_of_names() {
    let error = SetError::Unknown {
        name: "wbe".to_owned(),
    };
    insta::assert_snapshot!(shown(error.into()), @"
    mco: there is no set @wbe
      hint: `mco set list` shows the sets, `mco set save NAME` makes one
    ");
    insta::assert_snapshot!(shown(StoreError::Unknown("k7".to_owned()).into()), @"
    mco: no job is called k7
      hint: `mco jobs` lists them
    ");
}
