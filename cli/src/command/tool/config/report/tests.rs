use super::*;
use config::{Environment, Settings};
use std::path::Path;

const CONFIG: &str = "\
identity = ann.lab.test
collectives = mcollective, uk
plugin.choria.middleware_hosts = broker1.lab.test:4222
plugin.security.provider = file
plugin.security.file.certificate = /nowhere/ann.pem
plugin.security.file.key = /nowhere/ann.key
plugin.security.file.ca = /nowhere/ca.pem
plugin.nats.pass = s3cret
";

fn loaded() -> (Settings, Environment) {
    let environment = Environment {
        vars: [("USER".to_owned(), "ann".to_owned())].into(),
        hostname: "desk.lab.test".to_owned(),
        ..Environment::default()
    };
    (
        Settings::parse(CONFIG, Path::new("/etc/choria/client.conf")),
        environment,
    )
}

#[test]
fn the_overview_names_files_credentials_brokers_and_settings() {
    let (settings, environment) = loaded();
    let member = settings.client(&environment).unwrap().config.member;
    let set = settings
        .keys()
        .map(|key| (key.to_owned(), settings.value(key).unwrap(), settings.source(key)));
    let facts = Facts {
        files: vec!["/etc/choria/client.conf".into()],
        trust: Trust {
            files: vec![
                ("Certificate", "/nowhere/ann.pem".into()),
                ("Private key", "/nowhere/ann.key".into()),
                ("CA", "/nowhere/ca.pem".into()),
            ],
            errors: vec!["certificate /nowhere/ann.pem cannot be read: not found".to_owned()],
        },
        set: set.collect(),
        member: Some(member),
    };
    let text = overview(&facts, Theme::PLAIN);
    assert!(!text.contains("s3cret"));
    insta::assert_snapshot!(text, @r#"
    The configuration in effect. `mco tool config REGEX` explains the keys whose names match.

    Configuration files:

                  Loaded: /etc/choria/client.conf

    Security:

                Provider: file
                Certname: ann.mcollective
                  Usable: no
                 Problem: certificate /nowhere/ann.pem cannot be read: not found
             Certificate: /nowhere/ann.pem (absent)
             Private key: /nowhere/ann.key (absent)
                      CA: /nowhere/ca.pem (absent)

    Connectivity:

         Main collective: mcollective
             Collectives: mcollective, uk
                 Brokers: broker1.lab.test:4222
              SRV domain: not known

    Settings from files and the environment:

      collectives                      = ["mcollective","uk"]  (/etc/choria/client.conf:2)
      identity                         = ann.lab.test  (/etc/choria/client.conf:1)
      plugin.choria.middleware_hosts   = ["broker1.lab.test:4222"]  (/etc/choria/client.conf:3)
      plugin.nats.pass                 = *****  (/etc/choria/client.conf:8)
      plugin.security.file.ca          = /nowhere/ca.pem  (/etc/choria/client.conf:7)
      plugin.security.file.certificate = /nowhere/ann.pem  (/etc/choria/client.conf:5)
      plugin.security.file.key         = /nowhere/ann.key  (/etc/choria/client.conf:6)
      plugin.security.provider         = file  (/etc/choria/client.conf:4)
    "#);
}

#[test]
fn a_key_is_explained_in_a_block() {
    let (settings, _) = loaded();
    let explained: Vec<Explained> = settings.explain().filter(|one| one.name == "identity").collect();
    insta::assert_snapshot!(keys(&explained, 60, Theme::PLAIN), @"
    identity

    │     Value: ann.lab.test
    │      From: /etc/choria/client.conf:1
    │      Type: text
    │   Read by: client, server, broker
    │
    │ Name of this machine in the fleet; the host name when
    │ unset.
    ╰─
    ");
    assert!(keys(&explained, 60, Theme::ASCII).is_ascii());
}

#[test]
fn long_text_is_broken_at_spaces() {
    assert_eq!(wrap("one two three", 7), ["one two", "three"]);
    assert_eq!(wrap("extraordinary", 4), ["extraordinary"]);
}
