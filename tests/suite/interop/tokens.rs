//! Tokens made by one side and believed by the other.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Output, Stdio};

use harness::{Outcome, peers};
use mco::Exit;
use serde_json::Value;
use tempfile::TempDir;

/// Runs one of our commands in `folder`; words that start with `@` are files there.
async fn ours(folder: &TempDir, line: &str) -> Outcome {
    let words = line.split_whitespace().map(|word| match word.strip_prefix('@') {
        Some(file) => folder.path().join(file).into_os_string(),
        None => OsString::from(word),
    });
    Outcome::of(words.collect(), &[]).await
}

/// Runs the real program in `folder`.
async fn theirs(choria: &Path, folder: &TempDir, line: &str) -> Output {
    tokio::process::Command::new(choria)
        .args(line.split_whitespace().map(|word| word.trim_start_matches('@')))
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .unwrap()
}

/// Keys of an organization, of a chain issuer and of somebody, and tokens: a chain issuer's, a client's, a node's, one for
/// provisioning.
const MAKING: [&str; 7] = [
    "jwt keys @org.seed @org.public",
    "jwt keys @chain.seed @chain.public",
    "jwt keys @bob.seed @bob.public",
    "jwt client @chain.jwt up=chain @org.seed --issuer --public-key @chain.public",
    "jwt client @bob.jwt up=bob @org.seed --public-key @bob.public --agents rpcutil.* --stream-user --governor",
    "jwt server @n1.jwt n1.example.net @bob.public @org.seed --collectives choria --submission --service",
    "jwt provisioning @p.jwt @org.seed --token s3cret --urls nats://b1:4222 --urls nats://b2:4222 --default --protocol-v2",
];

const TOKENS: [&str; 4] = ["chain.jwt", "bob.jwt", "n1.jwt", "p.jwt"];

fn claims(json: &[u8]) -> Value {
    let mut claims: Value = serde_json::from_slice(json).expect("claims are JSON");
    // These differ from one making to the next.
    for claim in ["iat", "nbf", "exp", "jti", "tcs", "iss"] {
        assert!(
            claims.as_object_mut().unwrap().remove(claim).is_some() || claim == "tcs",
            "{claim}"
        );
    }
    claims
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reference_believes_our_tokens() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    for line in MAKING {
        let made = ours(&folder, line).await;
        assert_eq!(made.exit, Exit::Done, "{line}: {made:?}");
    }
    let chained = ours(
        &folder,
        "jwt client @eve.jwt up=eve @chain.seed --chain @chain.jwt --public-key @bob.public",
    );
    assert_eq!(chained.await.exit, Exit::Done);
    for token in TOKENS.into_iter().chain(["eve.jwt"]) {
        let seen = theirs(&choria, &folder, &format!("jwt view @{token} @org.public")).await;
        let text = String::from_utf8_lossy(&seen.stdout);
        assert!(
            seen.status.success() && text.starts_with("Validated "),
            "{token}: {seen:?}"
        );
        let stranger = theirs(&choria, &folder, &format!("jwt view @{token} @bob.public")).await;
        assert!(!stranger.status.success(), "{token}: {stranger:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn we_believe_the_references_tokens() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    for line in MAKING {
        let made = theirs(&choria, &folder, line).await;
        assert!(made.status.success(), "{line}: {made:?}");
    }
    for token in TOKENS {
        let seen = ours(&folder, &format!("jwt view @{token} @org.public")).await;
        assert_eq!(seen.exit, Exit::Done, "{token}: {seen:?}");
        assert!(seen.out.contains("signature verified"), "{token}: {seen:?}");
        let stranger = ours(&folder, &format!("jwt view @{token} @bob.public")).await;
        assert_eq!(stranger.exit, Exit::Error, "{token}: {stranger:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_words_make_the_same_claims() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    for line in MAKING {
        assert!(theirs(&choria, &folder, line).await.status.success(), "{line}");
    }
    let mut reference = Vec::new();
    for token in TOKENS {
        let seen = theirs(&choria, &folder, &format!("jwt view --json @{token}")).await;
        reference.push(claims(&seen.stdout));
    }
    for line in &MAKING[3..] {
        let made = ours(&folder, &format!("{line} --force")).await;
        assert_eq!(made.exit, Exit::Done, "{line}: {made:?}");
    }
    for (token, theirs) in TOKENS.into_iter().zip(reference) {
        let seen = ours(&folder, &format!("jwt view --json @{token}")).await;
        assert_eq!(claims(seen.out.as_bytes()), theirs, "{token}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_says_the_same_as_the_references() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    for line in MAKING {
        assert_eq!(ours(&folder, line).await.exit, Exit::Done, "{line}");
    }
    for line in [
        "@bob.jwt --purpose client --identity up=bob --no-chain-issuer",
        "@bob.jwt --purpose server",
        "@bob.jwt --validity-min 2h",
        "@bob.jwt --validity-max 30m",
        "@bob.jwt --client-opa",
        "@bob.jwt --pub a.b",
        "@chain.jwt --chain-issuer",
        "@n1.jwt --identity n1.example.net",
        "@n1.jwt --identity n2.example.net",
        "@none.jwt",
        "@p.jwt --purpose provisioning",
    ] {
        let real = theirs(&choria, &folder, &format!("jwt check {line}")).await;
        let our = ours(&folder, &format!("jwt check {line}")).await;
        assert_eq!(
            Some(i32::from(our.exit.code())),
            real.status.code(),
            "{line}: {our:?} {real:?}"
        );
    }
}
