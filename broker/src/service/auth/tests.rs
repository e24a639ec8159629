//! Who is let in, as whom, and for how long.

mod site;

use std::time::SystemTime;

use protocol::security::ed25519::{Seed, nonce_signature};
use protocol::security::issue::{Authority, KeyKind};
use protocol::token::{ClientPermissions, Issuer, SigningKey};

use super::*;
use site::{HOUR, NONCE, Organization, Peer, client, new_node, nobody, node};

const PASSWORDS: &str = "plugin.choria.network.system.user = boss\nplugin.choria.network.system.password = s3cret\n\
    plugin.choria.network.provisioning.client_password = pr0v\n";

fn as_choria(user: &str) -> Result<(Account, String), String> {
    Ok((Account::Choria, user.to_owned()))
}

#[test]
fn holders_of_tokens_are_who_their_tokens_say_until_these_end() {
    let site = Organization::new();
    let rules = site.rules("");
    for (peer, name) in [
        (site.client(nobody()), "up=ann"),
        (site.node(), "n1.example.net"),
        (site.client(nobody()).named("anything", "at all"), "up=ann"),
    ] {
        let identified = peer.identify(&rules).unwrap();
        assert_eq!(
            (identified.account, identified.user.as_str()),
            (Account::Choria, name)
        );
        assert_eq!(identified.valid_for, Some(HOUR));
        assert!(identified.permissions.is_some());
    }
    let admin = ClientPermissions {
        org_admin: true,
        ..nobody()
    };
    assert!(site.client(admin).identify(&rules).unwrap().permissions.is_none());
}

#[test]
fn a_token_without_its_key_opens_nothing() {
    let site = Organization::new();
    let rules = site.rules("");
    let stolen = |signature: Option<String>| Peer {
        signature,
        ..site.client(nobody())
    };
    let other_nonce = {
        let seed = Seed::generate();
        let token = site
            .issuer()
            .issue(client(&seed, nobody()), site.now, HOUR)
            .unwrap();
        Peer {
            signature: Some(nonce_signature(&seed, "another nonce..")),
            ..Peer::holding(&token, &seed)
        }
    };
    let unfit = Err("its signature of the nonce does not fit its token".to_owned());
    let unsigned = Err("it did not sign the nonce".to_owned());
    assert_eq!(stolen(None).ask(&rules), unsigned);
    assert_eq!(stolen(Some(String::new())).ask(&rules), unsigned);
    assert_eq!(stolen(Some("???".to_owned())).ask(&rules), unfit);
    assert_eq!(
        stolen(Some(nonce_signature(&Seed::generate(), NONCE))).ask(&rules),
        unfit
    );
    assert_eq!(other_nonce.ask(&rules), unfit);
}

#[test]
fn tokens_of_strangers_and_of_other_times_are_refused_by_cause() {
    let site = Organization::new();
    let rules = site.rules("");
    let (seed, stranger) = (Seed::generate(), Organization::new());
    let day = 24 * HOUR;
    let held = |token: &str| Peer::holding(token, &seed).ask(&rules).unwrap_err();
    let issue = |claims: Claims, by: &Issuer, at: SystemTime| by.issue(claims, at, HOUR).unwrap();
    let mine = || client(&seed, nobody());
    assert_eq!(
        held(&issue(mine(), &stranger.issuer(), site.now)),
        "its token is not signed by anyone trusted here"
    );
    assert_eq!(
        held(&issue(mine(), &site.issuer(), site.now - day)),
        "its token expired"
    );
    assert_eq!(
        held(&issue(mine(), &site.issuer(), site.now + day)),
        "its token is not valid yet"
    );
    let Claims::Client(mut elsewhere) = mine() else {
        unreachable!()
    };
    elsewhere.common.ou = "shop".to_owned();
    assert_eq!(
        held(&issue(Claims::Client(elsewhere), &site.issuer(), site.now)),
        "its token is of organization \"shop\", which has no issuer here"
    );
    assert!(held("not.a.token").starts_with("its token is not a token"));
}

#[test]
fn what_a_chain_issuer_issued_ends_with_it() {
    let site = Organization::new();
    let rules = site.rules("");
    let (middle, seed) = (Seed::generate(), Seed::generate());
    let manager = Issuer::Organization(site.seed.clone())
        .issue(client(&middle, nobody()), site.now, HOUR)
        .unwrap();
    let chain = Issuer::Chain {
        token: manager,
        seed: middle,
    };
    let token = chain
        .issue(client(&seed, nobody()), site.now, 100 * HOUR)
        .unwrap();
    let identified = Peer::holding(&token, &seed).identify(&rules).unwrap();
    assert_eq!(
        (identified.user.as_str(), identified.valid_for),
        ("up=ann", Some(HOUR))
    );
}

#[test]
fn where_tokens_are_the_rule_a_certificate_alone_counts_little() {
    let site = Organization::new();
    let certified = site.certified();
    let refused = |rules: &Rules, peer: &Peer| peer.ask(rules).unwrap_err();
    let strict = site.rules("");
    assert_eq!(
        refused(&strict, &Peer::default()),
        "neither a token nor a client certificate"
    );
    assert_eq!(refused(&strict, &certified), "a certificate without a token");
    let mixed = site.rules("plugin.security.choria.ca = /ca\n");
    let identified = certified.identify(&mixed).unwrap();
    assert_eq!(
        identified.permissions.as_deref(),
        Some(&permissions::other_programs())
    );
    assert_eq!(identified.user, "n9.example.net");
}

#[test]
fn signers_stand_for_clients_or_nodes_and_are_keys_or_files() {
    let site = Organization::new();
    let public = site.seed.public().to_hex();
    let clients = site.rules_of(&format!(
        "plugin.choria.network.client_signer_cert = {}, {public}\n",
        Seed::generate().public()
    ));
    assert_eq!(site.client(nobody()).ask(&clients), as_choria("up=ann"));
    assert_eq!(
        site.node().ask(&clients).unwrap_err(),
        "nobody is trusted to sign tokens of its kind"
    );
    // Certificates count fully where no issuer vouches for tokens.
    assert!(site.certified().identify(&clients).unwrap().permissions.is_none());

    let key = Authority::create("signer", KeyKind::Rsa, site.now, HOUR)
        .unwrap()
        .to_pem();
    let file = site.file("signer.pem", &key.certificate);
    let nodes = site.rules_of(&format!(
        "plugin.choria.network.server_signer_cert = {}\n",
        file.display()
    ));
    let seed = Seed::generate();
    let token = Issuer::Key(SigningKey::Rsa(key.key))
        .issue(node(&seed), site.now, HOUR)
        .unwrap();
    assert_eq!(
        Peer::holding(&token, &seed).ask(&nodes),
        as_choria("n1.example.net")
    );
    assert!(site.node().ask(&nodes).is_err());

    let broken = site.file("broken.pem", "nothing");
    for entry in [broken.as_path(), std::path::Path::new("/does/not/exist.pem")] {
        let lines = format!("plugin.choria.network.client_signer_cert = {}\n", entry.display());
        let error = site.try_rules(&lines).unwrap_err();
        assert!(error.to_string().contains("client_signer_cert"), "{error}");
    }
}

#[test]
fn the_system_user_shows_a_password_and_a_certificate_or_a_token_that_says_so() {
    let site = Organization::new();
    let rules = site.rules(PASSWORDS);
    let boss = |peer: Peer, pass| peer.named("boss", pass).ask(&rules);
    let system = Ok((Account::System, "boss".to_owned()));
    for permissions in [
        ClientPermissions {
            system_user: true,
            ..nobody()
        },
        ClientPermissions {
            org_admin: true,
            ..nobody()
        },
    ] {
        assert_eq!(boss(site.client(permissions), "s3cret"), system);
        let unsigned = Peer {
            signature: None,
            ..site.client(permissions)
        };
        assert_eq!(boss(unsigned, "s3cret").unwrap_err(), "it did not sign the nonce");
        let wrong = boss(site.client(permissions), "guess").unwrap_err();
        assert_eq!(wrong, "wrong password of the system user");
    }
    assert_eq!(boss(site.certified(), "s3cret"), system);
    assert_eq!(
        boss(site.certified(), "").unwrap_err(),
        "wrong password of the system user"
    );
    assert_eq!(
        boss(site.client(nobody()), "s3cret").unwrap_err(),
        "its token does not allow the system account"
    );
    assert_eq!(
        boss(Peer::default(), "s3cret").unwrap_err(),
        "the system user needs a client certificate or a token"
    );
    // Without such a user configured the name is as good as any other.
    assert_eq!(
        site.client(nobody()).named("boss", "x").ask(&site.rules("")),
        as_choria("up=ann")
    );
}

#[test]
fn a_provisioner_shows_a_password_and_a_token_or_a_certificate() {
    let site = Organization::new();
    let rules = site.rules(PASSWORDS);
    let provisioner = site.client(ClientPermissions {
        provisioner: true,
        ..nobody()
    });
    let let_in = Ok((Account::Provisioning, "provisioner".to_owned()));
    let ask = |peer: &Peer, pass, rules: &Rules| peer.named("provisioner", pass).ask(rules);
    assert_eq!(ask(&provisioner, "pr0v", &rules), let_in);
    assert_eq!(
        ask(&provisioner, "guess", &rules).unwrap_err(),
        "wrong password of the provisioner"
    );
    assert_eq!(
        ask(&site.client(nobody()), "pr0v", &rules).unwrap_err(),
        "its token does not allow provisioning"
    );
    assert_eq!(
        ask(&Peer::default(), "pr0v", &rules).unwrap_err(),
        "a provisioner needs a token"
    );
    assert_eq!(
        ask(&provisioner, "pr0v", &site.rules("")).unwrap_err(),
        "provisioning is not configured on this broker"
    );
    let relaxed = format!("{PASSWORDS}plugin.choria.network.provisioning.provisioner_without_token = true\n");
    assert_eq!(ask(&Peer::default(), "pr0v", &site.rules(&relaxed)), let_in);
    let classic = site.rules_of(PASSWORDS);
    assert_eq!(ask(&site.certified(), "pr0v", &classic), let_in);
    assert_eq!(
        ask(&Peer::default(), "pr0v", &classic).unwrap_err(),
        "a provisioner needs a client certificate"
    );
}

#[test]
fn an_unprovisioned_node_shows_its_token_over_unverified_tls() {
    let site = Organization::new();
    let rules = site.rules(PASSWORDS);
    let issue = |by: &Issuer| Peer {
        token: Some(by.issue(new_node(), site.now, HOUR).unwrap()),
        ..Peer::default()
    };
    let new = issue(&site.issuer());
    let identified = new.identify(&rules).unwrap();
    assert_eq!(identified.account, Account::Provisioning);
    assert_eq!(
        identified.permissions.as_deref(),
        Some(&permissions::unprovisioned())
    );
    assert_eq!(identified.valid_for, Some(HOUR));
    assert_eq!(
        new.ask(&site.rules("")).unwrap_err(),
        "provisioning is not configured on this broker"
    );
    let certified = Peer {
        certificate: site.certified().certificate,
        ..new
    };
    assert!(certified.ask(&rules).is_err());
    assert!(issue(&Organization::new().issuer()).ask(&rules).is_err());

    let key = Authority::create("signer", KeyKind::Rsa, site.now, HOUR)
        .unwrap()
        .to_pem();
    let file = site.file("provision.pem", &key.certificate);
    let signer = format!(
        "{PASSWORDS}plugin.choria.network.provisioning.signer_cert = {}\n",
        file.display()
    );
    let old = issue(&Issuer::Key(SigningKey::Rsa(key.key)));
    let let_in = Ok((Account::Provisioning, String::new()));
    assert_eq!(old.ask(&site.rules(&signer)), let_in);
    assert_eq!(old.ask(&site.rules_of(&signer)), let_in);
    assert!(old.ask(&rules).is_err());
    // A client's token signed by them is none of theirs to sign.
    assert!(site.client(nobody()).ask(&site.rules_of(&signer)).is_err());
}

#[test]
fn addresses_outside_the_list_make_nodes_and_with_the_switch_shut_out_clients() {
    let site = Organization::new();
    let hosts = "plugin.choria.network.client_hosts = 192.0.2.0/24\n";
    let (inside, outside) = ("192.0.2.9:1", "198.51.100.9:1");
    let classic = site.rules_of(hosts);
    let permissions = |peer: &Peer, rules: &Rules| peer.identify(rules).unwrap().permissions;
    assert!(permissions(&site.certified().at(inside), &classic).is_none());
    assert_eq!(
        permissions(&site.certified().at(outside), &classic).as_deref(),
        Some(&permissions::node_without_token())
    );
    let (client, node) = (site.client(nobody()).at(outside), site.node().at(outside));
    assert!(client.ask(&site.rules(hosts)).is_ok());
    let strict = site.rules(&format!(
        "{hosts}plugin.choria.network.client_hosts_for_tokens = true\n"
    ));
    assert_eq!(
        client.ask(&strict).unwrap_err(),
        "clients may not come from its address"
    );
    assert!(client.at(inside).ask(&strict).is_ok() && node.ask(&strict).is_ok());
}

#[test]
fn a_broker_that_denies_nodes_lets_them_do_nothing() {
    let site = Organization::new();
    let deny = "plugin.choria.network.deny_server_connections = true\n";
    let nothing = permissions::nothing();
    let node = site.node().identify(&site.rules(deny)).unwrap();
    assert_eq!(node.permissions.as_deref(), Some(&nothing));
    let client = site.client(nobody()).identify(&site.rules(deny)).unwrap();
    assert_ne!(client.permissions.as_deref(), Some(&nothing));
}

#[test]
fn without_tls_nobody_is_let_in() {
    let site = Organization::new();
    let login = Login {
        address: "127.0.0.1:1".parse().unwrap(),
        tls: false,
        certificates: &[],
        nonce: NONCE,
        user: Some("boss"),
        pass: Some("s3cret"),
        auth_token: None,
        jwt: None,
        nkey: None,
        sig: None,
        name: None,
    };
    assert!(site.rules(PASSWORDS).authenticate(&login).is_err());
}
