//! The chain of trust: who may issue in whose name, and each way it breaks.

use super::*;

#[test]
fn a_chain_issuer_issues_what_the_organization_accepts_until_it_ends_itself() {
    let token = chain_issuer()
        .issue(Claims::Client(client()), at(BEGIN), 100 * HOUR)
        .unwrap();
    for trust in [trust(), signers(&[3, 1])] {
        let claims = trust.verify(&token, at(BEGIN + 1)).unwrap();
        assert_eq!(claims.common().exp, Some(BEGIN as i64 + 36_000));
        assert_eq!(claims.common().issexp, claims.common().exp);
        assert_eq!(trust.verify(&token, at(BEGIN + 36_000)), Err(TokenError::Expired));
    }
    assert!(trust().verify(&chain_issuer_token(), at(BEGIN)).is_ok());
    let node = chain_issuer()
        .issue(Claims::Server(server()), at(BEGIN), HOUR)
        .unwrap();
    assert!(trust().verify(&node, at(BEGIN)).is_ok());
    let early = chain_issuer().issue(Claims::Client(client()), at(BEGIN + 40_000), HOUR);
    assert_eq!(early, Err(TokenError::Expired));
}

#[test]
fn each_broken_link_of_the_chain_is_named() {
    let sound = json_of(
        &chain_issuer()
            .issue(Claims::Client(client()), at(BEGIN), HOUR)
            .unwrap(),
    );
    assert!(trust().verify(&sign(&sound, &seed(2)), at(BEGIN)).is_ok());
    let other = json_of(
        &chain_issuer()
            .issue(Claims::Client(client()), at(BEGIN), HOUR)
            .unwrap(),
    );
    let halves = |claims: &Value| {
        let (one, two) = claims["tcs"].as_str().unwrap().split_once('.').unwrap();
        (one.to_owned(), two.to_owned())
    };
    let ((vouched, link), (_, other_link)) = (halves(&sound), halves(&other));
    let (id, _) = sound["iss"].as_str().unwrap().split_once('.').unwrap();
    let cases: [(&str, Value, &str); 15] = [
        ("jti", Value::Null, "has no usable claim jti"),
        ("iat", Value::Null, "has no usable claim iat"),
        ("exp", Value::Null, "has no usable claim exp"),
        ("issexp", Value::Null, "has no usable claim issexp"),
        ("tcs", Value::Null, "has no usable claim tcs"),
        ("public_key", Value::Null, "has no usable claim public_key"),
        (
            "jti",
            "id".into(),
            "has a broken chain of trust: its id is no KSUID",
        ),
        (
            "iat",
            json!(BEGIN + 1),
            "has a broken chain of trust: its id was not made when it was issued",
        ),
        (
            "iss",
            "C-one".into(),
            "has a broken chain of trust: its issuer is not named by id and key",
        ),
        (
            "iss",
            "C-one.two".into(),
            "has a broken chain of trust: its issuer has no usable key",
        ),
        (
            "iss",
            format!("{id}.{}", key(3)).into(),
            "has a broken chain of trust: its issuer is not vouched for by the organization",
        ),
        (
            "tcs",
            vouched.as_str().into(),
            "has a broken chain of trust: it does not have two signatures",
        ),
        (
            "tcs",
            format!("{vouched}.{link}.{link}").into(),
            "has a broken chain of trust: it does not have two signatures",
        ),
        (
            "tcs",
            format!("{link}.{vouched}").into(),
            "has a broken chain of trust: its issuer is not vouched for by the organization",
        ),
        (
            "tcs",
            format!("{vouched}.{other_link}").into(),
            "has a broken chain of trust: it is not vouched for by its issuer",
        ),
    ];
    for (claim, value, reason) in cases {
        let mut odd = sound.clone();
        odd[claim] = value;
        assert_eq!(refusal(&sign(&odd, &seed(2))), reason, "{claim}");
    }
    // All is well but the last signature.
    assert_eq!(
        refusal(&sign(&sound, &seed(3))),
        "is not signed by anyone trusted here"
    );
}

#[test]
fn nobody_becomes_a_chain_issuer_by_saying_so() {
    // Old peers only asked whether the chain hangs together, not whether it ends in the organization.
    let mut own = client();
    own.common.ou = "choria".to_owned();
    own.common.public_key = key(9);
    own.common.jti = "37dGalnvxoLQhb6fzRwhDhn3R1D".to_owned();
    own.common.exp = Some(END as i64);
    chain::make_issuer(&mut own.common, &seed(9));
    let issued = Issuer::Chain {
        token: sign(
            &{
                let mut claims = serde_json::to_value(&own).unwrap();
                claims["purpose"] = "choria_client_id".into();
                claims
            },
            &seed(9),
        ),
        seed: seed(9),
    };
    let token = issued.issue(Claims::Client(client()), at(BEGIN), HOUR).unwrap();
    let wanted = "has a broken chain of trust: its issuer is not vouched for by the organization";
    assert_eq!(refusal(&token), wanted);
    // A holder of an ordinary token cannot issue either.
    let plain = Issuer::Chain {
        token: CLIENT.to_owned(),
        seed: seed(3),
    };
    let refused = plain
        .issue(Claims::Client(client()), at(BEGIN), HOUR)
        .unwrap_err();
    assert_eq!(
        refused.to_string(),
        "has a broken chain of trust: its issuer is no chain issuer"
    );
    let stolen = Issuer::Chain {
        token: chain_issuer_token(),
        seed: seed(3),
    };
    let refused = stolen.issue(Claims::Client(client()), at(BEGIN), HOUR);
    assert_eq!(refused, Err(TokenError::Seed));
}

#[test]
fn a_node_that_could_issue_is_refused() {
    let token = organization()
        .issue(Claims::Server(server()), at(BEGIN), HOUR)
        .unwrap();
    let mut claims = json_of(&token);
    claims["tcs"] = "00".into();
    let wanted = "has a broken chain of trust: it is a chain issuer's without being a client's";
    assert_eq!(refusal(&sign(&claims, &seed(1))), wanted);
}
