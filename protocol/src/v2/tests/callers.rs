//! Whose requests are believed: callers for themselves, and delegators for others.

use super::*;

#[test]
fn who_signs_for_itself_says_who_it_is() {
    let mut posing = request();
    posing.caller = CallerId::new("up=ann").unwrap();
    let refusal = decided(&posing, &client(FLEET, 3), "", 3).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "caller up=ann is not acceptable: the token belongs to another caller"
    );
    let named_by_delegator = decided(&posing, &client(FLEET, 3), &client(DELEGATOR, 5), 5).unwrap();
    assert_eq!(named_by_delegator.caller.as_str(), "up=ann");
    assert_eq!(named_by_delegator.claims.unwrap().caller, "up=bob");
}

#[test]
fn callers_are_refused_by_what_their_tokens_lack() {
    assert!(decided(&request(), &client(FLEET, 3), "", 3).is_ok());
    let both = ClientPermissions {
        signed_fleet_management: true,
        ..FLEET
    };
    let provisioning = token::Provisioning {
        token: "s".into(),
        ..token::Provisioning::default()
    };
    let cases = [
        (client(FLEET, 3), 9, "signature"),
        (client(FLEET, 9), 3, "signature"),
        (client(NOTHING, 3), 3, "token_permission"),
        (client(DELEGATOR, 3), 3, "token_permission"),
        (client(SIGNED, 3), 3, "token_delegation"),
        (client(both, 3), 3, "token_delegation"),
        (server("up=bob"), 4, "token_purpose"),
        (issue(1, Claims::Provisioning(provisioning)), 3, "token_purpose"),
        (client_of(9, "choria", FLEET, 3), 3, "token_forged"),
        (client_of(1, "acme", FLEET, 3), 3, "token_forged"),
        (client_of(1, "other", FLEET, 3), 3, "token_organization"),
        ("no token".to_owned(), 3, "token_malformed"),
        (
            format!("{}{}", client(FLEET, 3), " ".repeat(100_000)),
            9,
            "signature",
        ),
    ];
    for (token, signer, wanted) in cases {
        assert_eq!(cause(&token, "", signer), wanted);
    }
    let keyless = ClientClaims {
        caller: "up=bob".to_owned(),
        permissions: Some(FLEET),
        ..ClientClaims::default()
    };
    assert_eq!(cause(&issue(1, Claims::Client(keyless)), "", 3), "token_claim");
}

#[test]
fn delegators_are_refused_by_what_their_tokens_lack() {
    for caller in [FLEET, SIGNED] {
        assert!(decided(&request(), &client(caller, 3), &client(DELEGATOR, 5), 5).is_ok());
    }
    let caller = client(SIGNED, 3);
    let cases = [
        (&caller, client(DELEGATOR, 5), 3, "signature"),
        (&caller, client(FLEET, 5), 5, "token_permission"),
        (&caller, server("up=signer"), 4, "token_purpose"),
        (&caller, client_of(9, "choria", DELEGATOR, 5), 5, "token_forged"),
        (&caller, client_of(2, "acme", DELEGATOR, 5), 5, "token_chain"),
        (&client(NOTHING, 3), client(DELEGATOR, 5), 5, "token_permission"),
        (
            &client_of(9, "choria", SIGNED, 3),
            client(DELEGATOR, 5),
            5,
            "token_forged",
        ),
        (&server("up=bob"), client(DELEGATOR, 5), 5, "token_purpose"),
    ];
    for (caller, delegator, signer, wanted) in cases {
        assert_eq!(cause(caller, &delegator, signer), wanted);
    }
}

#[test]
fn refusals_name_the_holder_and_the_reason() {
    let refusal = decided(&request(), &client(SIGNED, 3), "", 3).unwrap_err();
    assert_eq!(refusal.to_string(), "token of up=bob is not accepted");
    let reason = std::error::Error::source(&refusal).unwrap().to_string();
    assert_eq!(reason, "can only make requests that a delegator signs");
}

#[test]
fn tokens_are_believed_between_their_times_only() {
    let (node, bytes) = (node(), bob().encode_request(&request(), &headers()).unwrap());
    let at = |now| {
        node.decode_request(&bytes, now)
            .map_or_else(|refusal| refusal.cause(), |_| "accepted")
    };
    let second = Duration::from_secs(1);
    assert_eq!(at(now() + HOUR - second), "accepted");
    assert_eq!(at(now() + HOUR), "token_expired");
    assert_eq!(at(now()), "accepted");
    assert_eq!(at(now() - second), "token_not_yet");
}
