//! Tokens that nobody believes, and those that nobody should issue.

use super::*;

#[test]
fn signatures_are_never_taken_for_another_kind() {
    let claims = json_of(CLIENT).to_string();
    let public = seed(1).public();
    for algorithm in ["none", "None", "HS256", "ES256", "PS256", "EDDSA", ""] {
        let signed = signed_text(algorithm, &claims);
        let secret = hmac::Key::new(hmac::HMAC_SHA256, public.to_hex().as_bytes());
        let mac = hmac::sign(&secret, signed.as_bytes());
        for signature in [&[][..], mac.as_ref(), &seed(1).sign(signed.as_bytes())] {
            let refusal = trust().verify(&jwt::compact(&signed, signature), at(BEGIN));
            let algorithm = algorithm.to_owned();
            assert_eq!(refusal, Err(TokenError::Algorithm { algorithm }));
        }
    }
    let odd = TokenError::Algorithm {
        algorithm: "\u{1b}[31mE\n".to_owned(),
    };
    assert!(!odd.to_string().contains(char::is_control), "{odd}");
    let signed = signed_text("RS256", &claims);
    let eddsa = jwt::compact(&signed, &seed(1).sign(signed.as_bytes()));
    assert_eq!(refusal(&eddsa), "is not signed by anyone trusted here");
}

#[test]
fn strangers_are_refused() {
    let stranger = Issuer::Key(SigningKey::Seed(seed(9)));
    let token = stranger.issue(Claims::Client(client()), at(BEGIN), HOUR).unwrap();
    assert_eq!(refusal(&token), "is not signed by anyone trusted here");
    let mut elsewhere = json_of(CLIENT);
    for ou in [json!("acme"), Value::Null] {
        elsewhere["ou"] = ou;
        let token = sign(&elsewhere, &seed(1));
        assert!(refusal(&token).ends_with("which has no issuer here"), "{token}");
        assert!(signers(&[1]).verify(&token, at(BEGIN)).is_ok());
    }
    assert_eq!(signers(&[]).verify(CLIENT, at(BEGIN)), Err(TokenError::Signature));
}

#[test]
fn odd_text_is_no_token() {
    let part = BASE64_URL_SAFE_NO_PAD.encode("{}");
    let deep = format!(
        r#"{{"purpose":"choria_provisioning","extensions":{}}}"#,
        "[".repeat(100_000)
    );
    let cases = [
        (String::new(), "it does not have three parts"),
        ("a.b".to_owned(), "it does not have three parts"),
        (format!("{CLIENT}.x"), "it does not have three parts"),
        (format!("..{part}"), "its header cannot be read"),
        (
            format!("{part}.{part}.{part}"),
            "its header cannot be read: missing field `alg`",
        ),
        (format!("é.{part}.{part}"), "its header is not URL-safe base64"),
        (
            signed_text("EdDSA", "{}") + ".+",
            "its signature is not URL-safe base64",
        ),
        (signed_text("EdDSA", "[]") + ".", "its claims cannot be read"),
        (
            signed_text("EdDSA", &deep[..20_000]) + ".",
            "its claims cannot be read: recursion limit exceeded",
        ),
        (signed_text("EdDSA", &deep) + ".", "it has more than 65536 bytes"),
        (
            signed_text(r#"EdDSA","crit":["x"],"a":""#, "{}") + ".",
            "its header demands extensions",
        ),
        (
            signed_text("EdDSA", r#"{"purpose":"choria_server","collectives":7}"#) + ".",
            "its claims cannot be read: invalid type",
        ),
        (
            signed_text("EdDSA", r#"{"purpose":"choria_server","exp":1e300}"#) + ".",
            "its claims cannot be read: no moment in time",
        ),
    ];
    for (token, reason) in cases {
        let refusal = read(&token).unwrap_err().to_string();
        assert!(
            refusal.starts_with(&format!("is not a token: {reason}")),
            "{refusal}"
        );
        assert!(refusal.len() < 200, "{refusal}");
    }
    for claims in [json!({}), json!({"purpose": "x"}), json!({"purpose": 7})] {
        let token = signed_text("EdDSA", &claims.to_string()) + ".";
        assert_eq!(read(&token), Err(TokenError::Claim { claim: "purpose" }));
    }
    let by_subject = signed_text("EdDSA", r#"{"sub":"choria_provisioning"}"#) + ".";
    assert_eq!(
        read(&by_subject).map(|claims| claims.purpose()),
        Ok(Purpose::Provisioning)
    );
}

#[test]
fn tokens_nobody_would_accept_are_not_issued() {
    let refused = |issuer: Issuer, change: fn(&mut ClientClaims)| {
        let mut claims = client();
        change(&mut claims);
        issuer
            .issue(Claims::Client(claims), at(BEGIN), HOUR)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refused(organization(), |it| it.caller.clear()),
        "has no usable claim callerid"
    );
    assert_eq!(
        refused(organization(), |it| it.common.public_key = "07".to_owned()),
        "has no usable claim public_key"
    );
    assert_eq!(
        refused(organization(), |it| it.common.iss = "C-x".to_owned()),
        "has no usable claim iss"
    );
    assert_eq!(
        refused(chain_issuer(), |it| it.common.public_key.clear()),
        "has no usable claim public_key"
    );
    let issue =
        |issuer: Issuer, claims, validity| issuer.issue(claims, at(BEGIN), validity).unwrap_err().to_string();
    let homeless = ServerClaims {
        collectives: Vec::new(),
        ..server()
    };
    assert_eq!(
        issue(organization(), Claims::Server(homeless), HOUR),
        "has no usable claim collectives"
    );
    assert_eq!(
        issue(organization(), Claims::Server(server()), Duration::MAX),
        "has no usable claim exp"
    );
    assert_eq!(
        issue(Issuer::Organization(seed(1)), Claims::Server(server()), HOUR),
        "is for a node, not for a client"
    );
    assert_eq!(
        issue(chain_issuer(), Claims::Provisioning(provisioning()), HOUR),
        "is for provisioning, not for a client"
    );
    assert_eq!(
        SigningKey::from_text(RSA_CERTIFICATE).unwrap_err().to_string(),
        "is not a seed of 64 hexadecimal digits or an RSA private key in PEM"
    );
    assert_eq!(
        TrustedKey::from_text(RSA_KEY).unwrap_err().to_string(),
        "is not a public key of 64 hexadecimal digits or an RSA public key or certificate in PEM"
    );
}
