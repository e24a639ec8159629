//! Who comes to a broker: with good credentials, with none, and with some that are wrong.

use super::*;
use protocol::security::issue::{Authority, KeyKind, Purpose};
use protocol::token::{
    Claims, ClientClaims, ClientPermissions, Common, Issuer, Provisioning, ServerClaims, ServerPermissions,
    SigningKey,
};

/// Permissions clients are tried with.
const CLIENT_PERMISSIONS: &[&str] = &[
    "",
    "streams_admin",
    "streams_user",
    "events_viewer",
    "election_user",
    "system_user",
    "governor",
    "governor streams_user",
    "governor streams_admin",
    "org_admin",
    "fleet_management",
    "signed_fleet_management",
    "service",
    "authentication_delegator",
    "provisioner",
];

/// Permissions nodes are tried with.
const NODE_PERMISSIONS: &[&str] = &[
    "",
    "submission",
    "streams",
    "governor",
    "service_host",
    "governor streams",
];

impl Pair {
    fn holding(&self, claims: impl FnOnce(Common) -> Claims) -> Credentials {
        let seed = Seed::generate();
        let common = Common {
            public_key: seed.public().to_hex(),
            ..Common::default()
        };
        let issuer = Issuer::Key(SigningKey::Seed(self.issuer.clone()));
        Credentials {
            token: Some(issuer.issue(claims(common), self.now, HOUR).unwrap()),
            seed: Some(seed),
            ..Credentials::default()
        }
    }

    pub(super) fn client(&self, permissions: ClientPermissions) -> Credentials {
        self.holding(|common| client(common, permissions))
    }

    fn node(&self, permissions: ServerPermissions) -> Credentials {
        self.holding(|common| node(common, permissions))
    }

    /// Everybody with a token, and what is wrong with some of them.
    pub(super) fn holders(&self) -> Vec<(String, Credentials)> {
        let mut all = Vec::new();
        for name in CLIENT_PERMISSIONS {
            all.push((format!("client, {name}"), self.client(named(name))));
        }
        for name in NODE_PERMISSIONS {
            all.push((format!("node, {name}"), self.node(named(name))));
        }
        let good = self.client(named("fleet_management"));
        let unsigned = Credentials {
            seed: None,
            ..good.clone()
        };
        let stolen = Credentials {
            seed: Some(Seed::generate()),
            ..good.clone()
        };
        let issue = |by: &Seed, at: SystemTime| {
            let seed = Seed::generate();
            let common = Common {
                public_key: seed.public().to_hex(),
                ..Common::default()
            };
            let issuer = Issuer::Key(SigningKey::Seed(by.clone()));
            Credentials {
                token: Some(issuer.issue(client(common, named("")), at, HOUR).unwrap()),
                seed: Some(seed),
                ..Credentials::default()
            }
        };
        let provisioning = self.holding(|common| {
            Claims::Provisioning(Provisioning {
                token: "t0ken".to_owned(),
                urls: "localhost:4222".to_owned(),
                common,
                ..Provisioning::default()
            })
        });
        let more = [
            ("nobody", Credentials::default()),
            ("an unsigned nonce", unsigned),
            ("a stolen token", stolen),
            ("an expired token", issue(&self.issuer, self.now - 2 * HOUR)),
            ("an early token", issue(&self.issuer, self.now + HOUR)),
            ("a stranger", issue(&Seed::generate(), self.now)),
            ("an unprovisioned node", provisioning),
            ("a chain issuer", self.chained(true)),
            ("somebody a chain issuer vouches for", self.chained(false)),
        ];
        all.extend(more.map(|(who, credentials)| (who.to_owned(), credentials)));
        all
    }

    fn chained(&self, issuer_itself: bool) -> Credentials {
        let (middle, seed) = (Seed::generate(), Seed::generate());
        let common = |seed: &Seed| Common {
            public_key: seed.public().to_hex(),
            ..Common::default()
        };
        let token = Issuer::Organization(self.issuer.clone())
            .issue(client(common(&middle), named("")), self.now, HOUR)
            .unwrap();
        if issuer_itself {
            return Credentials {
                token: Some(token),
                seed: Some(middle),
                ..Credentials::default()
            };
        }
        let chain = Issuer::Chain { token, seed: middle };
        let claims = client(common(&seed), named("fleet_management"));
        Credentials {
            token: Some(chain.issue(claims, self.now, HOUR).unwrap()),
            seed: Some(seed),
            ..Credentials::default()
        }
    }

    /// Those who give a password.
    pub(super) fn named_users(&self) -> Vec<(String, Credentials)> {
        let mut all = Vec::new();
        for (user, right, permissions) in [
            ("boss", "s3cret", ["system_user", "org_admin", "fleet_management"]),
            (
                "provisioner",
                "pr0v",
                ["provisioner", "org_admin", "fleet_management"],
            ),
        ] {
            for pass in [Some(right), Some("guess"), None] {
                let with = |credentials: Credentials| Credentials {
                    user: Some(user),
                    pass,
                    ..credentials
                };
                all.push((format!("{user} {pass:?}, no token"), with(Credentials::default())));
                all.push((format!("{user} {pass:?}, certificate"), with(self.certified())));
                for name in permissions {
                    let client = self.client(named(name));
                    all.push((format!("{user} {pass:?}, {name}"), with(client)));
                }
            }
        }
        all
    }

    /// Somebody with a certificate of the site's authority.
    pub(super) fn certified(&self) -> Credentials {
        let site = self.world.dir().join("site");
        let read = |name: &str| std::fs::read_to_string(site.join(name)).unwrap();
        let authority = Authority::from_pem(&read("ca.pem"), &read("ca-key.pem")).unwrap();
        let issued = authority
            .issue(Purpose::Node, &["n9.example.net"], KeyKind::P256, self.now, HOUR)
            .unwrap();
        Credentials {
            certificate: Some((issued.certificate, issued.key)),
            ..Credentials::default()
        }
    }
}

/// Permissions by their names.
pub(super) fn named<P: serde::de::DeserializeOwned>(names: &str) -> P {
    let members = names
        .split_whitespace()
        .map(|name| (name.to_owned(), true.into()));
    serde_json::from_value(serde_json::Value::Object(members.collect())).unwrap()
}

fn client(common: Common, permissions: ClientPermissions) -> Claims {
    Claims::Client(ClientClaims {
        caller: "up=bob".to_owned(),
        permissions: Some(permissions),
        pub_subjects: vec!["site.extra".to_owned()],
        sub_subjects: vec!["site.heard".to_owned()],
        common,
        ..ClientClaims::default()
    })
}

fn node(common: Common, permissions: ServerPermissions) -> Claims {
    Claims::Server(ServerClaims {
        identity: "n1.example.net".to_owned(),
        collectives: vec!["choria".to_owned()],
        permissions: Some(permissions),
        pub_subjects: vec!["site.extra".to_owned()],
        common,
    })
}
