use std::error::Error;

use protocol::Version;
use protocol::token::{ClientClaims, ClientPermissions};

use super::*;
use crate::Clock;
use crate::credentials::{self, caller, doubt, node};
use crate::fixture::{Site, Tokens};

const HOUR: Duration = Duration::from_secs(3600);

fn now() -> SystemTime {
    Clock::system().now()
}

/// What is told of an error, with its cause.
fn told(site: &Tokens, error: &CredentialsError) -> String {
    let cause = error
        .source()
        .map(|cause| format!(": {cause}"))
        .unwrap_or_default();
    let folder = site.path("").display().to_string();
    format!("{error}{cause}").replace(&folder, "DIR/")
}

fn managing() -> ClientPermissions {
    ClientPermissions {
        fleet_management: true,
        ..ClientPermissions::default()
    }
}

#[test]
fn a_client_asks_as_its_token_says() {
    let site = Tokens::new();
    let wire = caller(&site.member("ann", "")).unwrap();
    assert_eq!((wire.caller().as_str(), wire.version()), ("up=ann", Version::V2));
}

#[test]
fn a_node_needs_a_token_of_its_own_and_somebody_to_believe() {
    let site = Tokens::new();
    let wire = node(&site.member("web1", &site.trusting())).unwrap();
    assert_eq!(wire.caller().as_str(), "web1.example.net");

    let refused = |name, lines: &str| told(&site, &node(&site.member(name, lines)).unwrap_err());
    insta::assert_snapshot!(refused("web1", ""), @"nobody is trusted to issue tokens: set plugin.security.issuer.names or plugin.security.choria.trusted_signers");
    site.node("web2", "web2.example.net");
    insta::assert_snapshot!(refused("web2", &site.trusting()), @r#"token DIR/web2.jwt is for "web2.example.net", and the identity here is "web1.example.net""#);
    insta::assert_snapshot!(refused("ann", &site.trusting()), @"token DIR/ann.jwt is not usable: is for a client, not for a node");
    let signer = format!("plugin.security.choria.trusted_signers = {}\n", "ab".repeat(32));
    assert!(node(&site.member("web1", &signer)).is_ok());
}

#[test]
fn a_node_is_no_client() {
    let site = Tokens::new();
    let error = caller(&site.member("web1", "")).unwrap_err();
    insta::assert_snapshot!(told(&site, &error), @"token DIR/web1.jwt is not usable: is for a node, not for a client");
}

#[test]
fn tokens_and_seeds_that_do_not_do_are_told_plainly() {
    let site = Tokens::new();
    let refused = || told(&site, &caller(&site.member("ann", "")).unwrap_err());
    let seed = std::fs::read(site.path("ann.seed")).unwrap();
    std::fs::copy(site.path("web1.seed"), site.path("ann.seed")).unwrap();
    insta::assert_snapshot!(refused(), @"token DIR/ann.jwt is not usable: does not belong to the seed");
    std::fs::write(site.path("ann.seed"), "zz").unwrap();
    insta::assert_snapshot!(refused(), @"seed DIR/ann.seed is not usable: is not a seed of 64 hexadecimal digits");
    std::fs::remove_file(site.path("ann.seed")).unwrap();
    insta::assert_snapshot!(refused(), @"seed DIR/ann.seed cannot be read: No such file or directory (os error 2)");

    std::fs::write(site.path("ann.seed"), seed).unwrap();
    site.client_at("ann", managing(), now() - 48 * HOUR);
    insta::assert_snapshot!(refused(), @"token DIR/ann.jwt is not usable: expired");
    site.client_at("ann", managing(), now() + HOUR);
    insta::assert_snapshot!(refused(), @"token DIR/ann.jwt is not usable: is not valid yet");
    std::fs::write(site.path("ann.jwt"), "a.b").unwrap();
    insta::assert_snapshot!(refused(), @"token DIR/ann.jwt is not usable: is not a token: it does not have three parts");
}

#[test]
fn our_own_token_may_be_a_little_early_or_late() {
    let at = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
    let claims = Common {
        nbf: Some(1000),
        exp: Some(2000),
        ..Common::default()
    };
    for fine in [995, 1000, 1999, 2004] {
        assert_eq!(check_times(&claims, at(fine)), Ok(()), "{fine}");
    }
    assert_eq!(check_times(&claims, at(994)), Err(TokenError::NotYet));
    assert_eq!(check_times(&claims, at(2005)), Err(TokenError::Expired));
    assert_eq!(check_times(&Common::default(), at(0)), Ok(()));
    let issuer_ends = Common {
        issexp: Some(1500),
        ..claims
    };
    assert_eq!(check_times(&issuer_ends, at(1505)), Err(TokenError::Expired));
}

#[test]
fn a_client_learns_here_what_nodes_would_hold_against_its_token() {
    let site = Tokens::new();
    let told = |name: &str, lines: &str, at| {
        let doubt = doubt(&site.member(name, lines), at).unwrap();
        doubt.map(|doubt| doubt.to_string())
    };
    assert_eq!(told("ann", "", now()), None);
    assert_eq!(told("ann", &site.trusting(), now()), None);
    insta::assert_snapshot!(told("ann", "", now() + 48 * HOUR).unwrap(), @"the token expired");
    insta::assert_snapshot!(told("web1", "", now()).unwrap(), @"the token is for a node, not for a client");
    site.client("eve", ClientPermissions::default());
    insta::assert_snapshot!(told("eve", "", now()).unwrap(), @"the token does not allow requests to nodes (fleet_management)");

    let signed = ClientPermissions {
        signed_fleet_management: true,
        ..managing()
    };
    site.client("bob", signed);
    insta::assert_snapshot!(told("bob", "", now()).unwrap(), @"the token demands a request signer, and none is configured (signed_fleet_management)");
    let signer = "plugin.choria.security.request_signer.service = yes\n";
    assert_eq!(told("bob", signer, now()), None);

    let stranger = Tokens::new();
    insta::assert_snapshot!(told("ann", &stranger.trusting(), now()).unwrap(), @"the token is not signed by anyone trusted here");
    let elsewhere = stranger
        .trusting()
        .replace("choria.public", "acme.public")
        .replace("= choria", "= acme");
    insta::assert_snapshot!(told("ann", &elsewhere, now()).unwrap(), @r#"the token is of organization "choria", which has no issuer here"#);
}

#[test]
fn with_a_request_signer_certificates_ask_as_the_token_says() {
    let site = Tokens::new();
    let lines = format!(
        "plugin.choria.security.request_signer.service = yes\n\
         plugin.choria.security.request_signer.token_file = {}\n\
         plugin.choria.security.request_signer.seed_file = {}\n",
        site.path("ann.jwt").display(),
        site.path("ann.seed").display()
    );
    let member = Site::get().config("ann.mcollective", &lines).member;
    let wire = caller(&member).unwrap();
    assert_eq!((wire.caller().as_str(), wire.version()), ("up=ann", Version::V1));
    assert!(doubt(&member, now()).unwrap().is_none());
    assert!(credentials::token_end(&member).unwrap() > now());
}

#[test]
fn a_token_that_outlives_the_calendar_does_not_end() {
    let site = Tokens::new();
    let end_after = |years: u32| {
        let claims = ClientClaims {
            caller: "up=ann".to_owned(),
            ..ClientClaims::default()
        };
        let validity = Duration::from_secs(366 * 24 * 3600) * years;
        let token = site.issuer().issue(Claims::Client(claims), now(), validity);
        std::fs::write(site.path("ann.jwt"), token.unwrap()).unwrap();
        credentials::token_end(&site.member("ann", ""))
    };
    assert!(end_after(7000).is_some());
    assert_eq!(end_after(9000), None);
}

#[test]
fn without_certificates_a_broker_is_only_verified_where_its_ca_is_named() {
    let site = Tokens::new();
    let bare = credentials::tls(&site.member("ann", "")).unwrap();
    assert_eq!((bare.ca, bare.identity), (None, None));
    let lines = "plugin.security.choria.ca = /ca.pem\nplugin.security.choria.certificate = /c.pem\n\
                 plugin.security.choria.key = /k.pem\n";
    let all = credentials::tls(&site.member("ann", lines)).unwrap();
    assert_eq!(all.ca, Some("/ca.pem".into()));
    assert_eq!(all.identity, Some(("/c.pem".into(), "/k.pem".into())));
}

#[test]
fn what_works_but_should_not_stay_is_told() {
    let site = Tokens::new();
    let told = |lines: &str| {
        let warnings = credentials::warnings(&site.member("ann", lines));
        let told: Vec<_> = warnings.iter().map(ToString::to_string).collect();
        told.join("\n")
            .replace(&site.path("").display().to_string(), "DIR/")
    };
    assert_eq!(told("plugin.security.choria.ca = /ca.pem\n"), "");
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o640);
    std::fs::set_permissions(site.path("ann.seed"), open).unwrap();
    insta::assert_snapshot!(told(""), @r"
    seed DIR/ann.seed is open to others (mode 0640): chmod 0600 closes it
    the broker's certificate is NOT verified: plugin.security.choria.ca names who signs it
    ");
    assert_eq!(
        credentials::warnings(&Site::get().member("ann.mcollective")).len(),
        1
    );
}
