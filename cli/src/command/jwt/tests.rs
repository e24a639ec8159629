mod checking;

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use client::Clock;
use tempfile::TempDir;

use crate::exit::{Exit, Health};
use crate::fixture::{self, Text};
use crate::host::Input;
use crate::run_with;

/// Public keys of the seeds `01..01`, `02..02` and `03..03`.
const ORG: &str = "8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c";
const CHAIN: &str = "8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394";
const CLIENT: &str = "ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1";

/// A folder with the seeds `org.seed`, `chain.seed` and `client.seed`.
struct Desk {
    folder: TempDir,
    clock: Clock,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
            clock: Clock::manual(fixture::start()),
        };
        for (name, digit) in [("org.seed", "01"), ("chain.seed", "02"), ("client.seed", "03")] {
            std::fs::write(desk.path(name), digit.repeat(32)).unwrap();
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command; words that start with `@` are files of the folder. Tells status, output and complaints.
    async fn typed(&self, line: &str, answers: Option<&str>) -> (Exit, String, String) {
        let (out, err) = (Text::default(), Text::default());
        let mut host = fixture::host(Box::new(out.clone()), Box::new(err.clone()));
        host.clock = self.clock.clone();
        if let Some(answers) = answers {
            host.input = Input {
                reader: Box::new(std::io::Cursor::new(answers.to_owned())),
                terminal: true,
                piped: false,
            };
            host.err.terminal = true;
        }
        let words = line.split_whitespace().map(|word| match word.strip_prefix('@') {
            Some(file) => self.path(file).into_os_string(),
            None => word.into(),
        });
        let exit = run_with(std::iter::once("mco".into()).chain(words), host).await;
        let folder = format!("{}/", self.folder.path().display());
        (
            exit,
            out.text().replace(&folder, ""),
            err.text().replace(&folder, ""),
        )
    }

    async fn run(&self, line: &str) -> (Exit, String, String) {
        self.typed(line, None).await
    }

    /// Runs a command that succeeds; tells what it printed.
    async fn ok(&self, line: &str) -> String {
        let (exit, out, err) = self.run(line).await;
        assert_eq!(exit, Exit::Done, "{line}: {err}");
        out
    }
}

/// Leaves out the random id.
fn masked(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("Id: "));
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_pair_of_keys_is_made_once_and_for_the_owner_only() {
    let desk = Desk::new();
    let out = desk.ok("keys @new.seed @new.public").await;
    let seed = std::fs::read_to_string(desk.path("new.seed")).unwrap();
    let public = std::fs::read_to_string(desk.path("new.public")).unwrap();
    assert_eq!((seed.len(), public.len()), (64, 64));
    assert_eq!(
        out,
        format!("Public Key: {public}\n\nEd25519 seed saved in new.seed\n")
    );
    let mode = desk.path("new.seed").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    let (exit, _, err) = desk.run("jwt keys @new.seed").await;
    assert_eq!(exit, Exit::Refused);
    insta::assert_snapshot!(err, @r"
    mco: new.seed exists already, nothing was written
      hint: --force replaces it
    ");
    assert_eq!(std::fs::read_to_string(desk.path("new.seed")).unwrap(), seed);

    let shown = desk.ok("jwt keys @new.seed --show-public").await;
    assert_eq!(shown, format!("Public Key: {public}\n"));
    desk.ok("jwt keys @new.seed -f").await;
    assert_ne!(std::fs::read_to_string(desk.path("new.seed")).unwrap(), seed);
}

#[tokio::test]
async fn a_person_may_agree_to_replace_a_file() {
    let desk = Desk::new();
    let (exit, _, err) = desk.typed("jwt keys @org.seed", Some("n\n")).await;
    assert_eq!(exit, Exit::Refused);
    assert!(
        err.starts_with("org.seed exists already. Replace it? [y/N] "),
        "{err}"
    );
    let (exit, _, _) = desk.typed("jwt keys @org.seed", Some("yes\n")).await;
    assert_eq!(exit, Exit::Done);
    assert_ne!(
        std::fs::read_to_string(desk.path("org.seed")).unwrap(),
        "01".repeat(32)
    );
}

#[tokio::test]
async fn a_clients_token_is_told_in_words() {
    let desk = Desk::new();
    desk.ok(&format!(
        "jwt client @bob.jwt up=bob @org.seed --public-key {CLIENT} --agents rpcutil.* --agents puppet --stream-user \
         --publish a.b --subscribe c.d --signed-fleet-management --validity 2h"
    ))
    .await;
    let mode = desk.path("bob.jwt").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    insta::assert_snapshot!(masked(&desk.ok(&format!("jwt view @bob.jwt {ORG}")).await), @r"
    Token bob.jwt: signature verified

                   For: a client
                Caller: up=bob
                Agents: rpcutil.*, puppet
          Organization: choria
            Public key: ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1
                Issuer: mco
            Valid from: 2026-11-20T10:41:02Z
               Expires: 2026-11-20T12:41:02Z (in 2h)
               Inboxes: COLLECTIVE.reply.72dc525f8fe0064c0372c1fb3d729560.>
        May publish to: a.b
      May subscribe to: c.d

    May:

        Make requests to nodes that an authority signs
        Use streams, key-value buckets and objects
    ");
}

#[tokio::test]
async fn a_nodes_token_is_told_in_words() {
    let desk = Desk::new();
    desk.ok(&format!(
        "jwt server @n1.jwt n1.example.net {CLIENT} @org.seed --collectives a,b --submission --stream-user --governor"
    ))
    .await;
    insta::assert_snapshot!(masked(&desk.ok("jwt @n1.jwt").await), @r"
    Token n1.jwt: signature not checked, no public key was given

                   For: a node
              Identity: n1.example.net
           Collectives: a, b
          Organization: choria
            Public key: ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1
                Issuer: mco
            Valid from: 2026-11-20T10:41:02Z
               Expires: 2027-11-20T10:41:02Z (in 365d)
               Inboxes: COLLECTIVE.reply.38e94427598c62d98e1d2121c68a20a4.>

    May:

        Publish messages through Submission
        Use streams
        Use governors
    ");
}

#[tokio::test]
async fn a_provisioning_token_keeps_its_secrets() {
    let desk = Desk::new();
    let line =
        "jwt prov @p.jwt @org.seed --urls nats://a:1 --password hush --username u --protocol-v2 --upgrade";
    let (exit, _, err) = desk.typed(line, Some("s3cret\n")).await;
    assert_eq!(
        (exit, err.as_str()),
        (Exit::Done, "Provisioning access token: \n")
    );
    let shown = desk.ok("jwt @p.jwt").await;
    assert!(!shown.contains("s3cret") && !shown.contains("hush"), "{shown}");
    insta::assert_snapshot!(masked(&shown), @r"
    Token p.jwt: signature not checked, no public key was given

                   For: nodes that wait to be provisioned
          Access token: *****
                   TLS: no
               Brokers: nats://a:1
            By default: no
                  User: u
              Password: *****
              Protocol: v2
              Upgrades: yes
          Organization: choria
                Issuer: mco
            Valid from: 2026-11-20T10:41:02Z
               Expires: 2027-11-20T10:41:02Z (in 365d)
    ");
    let raw = desk.ok("jwt view --json @p.jwt").await;
    let claims: serde_json::Value = serde_json::from_str(&raw).unwrap();
    assert_eq!(
        (&claims["cht"], &claims["update"]),
        (&"s3cret".into(), &true.into())
    );

    let (exit, _, _) = desk.run("jwt prov @q.jwt @org.seed --token x").await;
    assert_eq!(exit, Exit::Error, "neither --urls nor --srv");
}

#[tokio::test]
async fn a_chain_of_trust_is_verified_from_its_organization() {
    let desk = Desk::new();
    desk.ok(&format!(
        "jwt client @chain.jwt up=chain @org.seed --issuer --public-key {CHAIN} --auth-delegation \
         --signed-fleet-management --server-provisioner"
    ))
    .await;
    desk.ok(&format!(
        "jwt client @bob.jwt up=bob @chain.seed --chain @chain.jwt --public-key {CLIENT}"
    ))
    .await;
    desk.ok(&format!(
        "jwt server @n1.jwt n1 {CLIENT} @chain.seed --chain @chain.jwt"
    ))
    .await;

    let chain = desk.ok(&format!("jwt @chain.jwt {ORG}")).await;
    assert!(
        chain.contains(&format!("Trust chain: may issue tokens, by authority of {ORG}")),
        "{chain}"
    );
    assert!(chain.contains("rovision"), "{chain}");
    for word in ["Make requests", "Sign requests"] {
        assert!(!chain.contains(word), "{chain}");
    }
    for token in ["@bob.jwt", "@n1.jwt"] {
        let shown = desk.ok(&format!("jwt {token} {ORG}")).await;
        assert!(shown.contains("issued by chain issuer"), "{shown}");
        let (exit, _, err) = desk.run(&format!("jwt {token} {CHAIN}")).await;
        assert_eq!(exit, Exit::Error);
        assert!(err.contains("has a broken chain of trust"), "{err}");
    }
}

#[tokio::test]
async fn an_expired_token_is_shown_and_is_a_failure() {
    let desk = Desk::new();
    desk.ok("jwt client @bob.jwt up=bob @org.seed --validity 1m")
        .await;
    desk.clock.advance(Duration::from_secs(90));
    let (exit, out, _) = desk.run(&format!("jwt @bob.jwt {ORG}")).await;
    assert_eq!(exit, Exit::Error);
    assert!(out.contains("signature verified"), "{out}");
    assert!(out.contains("(expired 30s ago)"), "{out}");
    let (exit, _, _) = desk.run("jwt view --json @bob.jwt").await;
    assert_eq!(exit, Exit::Error);
}

#[tokio::test]
async fn somebody_elses_signature_is_refused() {
    let desk = Desk::new();
    desk.ok("jwt client @bob.jwt up=bob @org.seed").await;
    let (exit, out, err) = desk.run(&format!("jwt view @bob.jwt {CHAIN}")).await;
    assert_eq!((exit, out.as_str()), (Exit::Error, ""));
    insta::assert_snapshot!(err, @r"
    mco: token bob.jwt cannot be used
      because: is not signed by anyone trusted here
    ");
}

#[tokio::test]
async fn what_cannot_be_made_is_told_plainly() {
    let desk = Desk::new();
    let told = async |line: &str| desk.run(line).await.2;
    insta::assert_snapshot!(told("jwt client @b.jwt up=b @org.seed --vault").await, @r"
    mco: signing with Vault is not available in this version
      hint: give the seed or RSA key as a file
    ");
    insta::assert_snapshot!(told("jwt client @b.jwt up=b @none.seed").await, @r"
    mco: none.seed cannot be read
      because: No such file or directory (os error 2)
    ");
    insta::assert_snapshot!(told("jwt client @b.jwt up=b @org.seed --public-key 00").await, @r#"mco: "00" is neither 64 hexadecimal digits nor a file"#);
    insta::assert_snapshot!(told("jwt client @b.jwt up=b @org.seed --issuer").await, @r"
    mco: the token cannot be made
      because: has no usable claim public_key
    ");
    assert!(!desk.path("b.jwt").exists());
}
