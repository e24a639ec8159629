//! Verifies each token once.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use aws_lc_rs::digest::{SHA256, digest};

use super::claims::seconds;
use super::{Claims, ClientClaims, Purpose, TokenError, Trust, TrustedKey};
use crate::security::ed25519::PublicKey;

/// Verifies tokens and remembers those that passed for as long as they last, so that who comes again costs a hash and no
/// signatures. What it says is what [`Trust::verify`] would say.
#[derive(Debug)]
pub(crate) struct Verifier {
    trust: Trust,
    known: Mutex<Known>,
}

/// A token that passed.
#[derive(Debug, PartialEq)]
pub(crate) struct Verified {
    pub(crate) holder: Holder,
    /// The holder's key.
    pub(crate) key: Option<PublicKey>,
    /// The trusted key behind it.
    pub(crate) issuer: TrustedKey,
    begin: Option<i64>,
    end: Option<i64>,
}

/// Whose token it is, no larger than needed: a client may remember all nodes of a cell.
#[derive(Debug, PartialEq)]
pub(crate) enum Holder {
    Client(Arc<ClientClaims>),
    /// Identity of a node.
    Server(Arc<str>),
    Provisioning,
}

/// Tokens by their hash. When full, the oldest leaves; only issuers can fill it.
#[derive(Debug)]
struct Known {
    capacity: usize,
    tokens: HashMap<[u8; 32], Arc<Verified>>,
    /// In order of arrival.
    order: VecDeque<[u8; 32]>,
}

impl Verifier {
    /// Remembers at most `capacity` tokens.
    pub(crate) fn new(trust: Trust, capacity: usize) -> Self {
        Self {
            trust,
            known: Mutex::new(Known {
                capacity,
                tokens: HashMap::new(),
                order: VecDeque::new(),
            }),
        }
    }

    /// Verifies signature, chain of trust and times at `now`. The caller still checks purpose and permissions.
    pub(crate) fn verify(&self, token: &str, now: SystemTime) -> Result<Arc<Verified>, TokenError> {
        let mut mark = [0; 32];
        mark.copy_from_slice(digest(&SHA256, token.trim_ascii().as_bytes()).as_ref());
        let known = self.lock().tokens.get(&mark).cloned();
        if let Some(known) = known.filter(|known| known.is_valid(now)) {
            return Ok(known);
        }
        let (claims, issuer) = self.trust.trace(token, now)?;
        let verified = Arc::new(Verified::new(claims, issuer));
        self.lock().remember(mark, &verified);
        Ok(verified)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn remember(&mut self, mark: [u8; 32], verified: &Arc<Verified>) {
        if self.tokens.insert(mark, Arc::clone(verified)).is_none() {
            self.order.push_back(mark);
        }
        if self.order.len() > self.capacity
            && let Some(oldest) = self.order.pop_front()
        {
            self.tokens.remove(&oldest);
        }
    }
}

impl Verified {
    fn new(claims: Claims, issuer: TrustedKey) -> Self {
        let common = claims.common();
        Self {
            key: PublicKey::from_hex(&common.public_key).ok(),
            issuer,
            begin: common.nbf,
            end: common.end(),
            holder: match claims {
                Claims::Client(claims) => Holder::Client(Arc::new(claims)),
                Claims::Server(claims) => Holder::Server(claims.identity.into()),
                Claims::Provisioning(_) => Holder::Provisioning,
            },
        }
    }

    fn is_valid(&self, now: SystemTime) -> bool {
        let now = seconds(now);
        self.begin.is_none_or(|begin| begin <= now) && self.end.is_none_or(|end| now < end)
    }
}

impl Holder {
    /// The refusal of a token that is for something else.
    pub(crate) fn is_not_for(&self, wanted: Purpose) -> TokenError {
        let purpose = match self {
            Self::Client(_) => Purpose::Client,
            Self::Server(_) => Purpose::Server,
            Self::Provisioning => Purpose::Provisioning,
        };
        TokenError::Purpose {
            wanted: wanted.described(),
            found: purpose.described().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::super::tests::{BEGIN, at, client, organization, seed, server, trust};
    use super::super::{Issuer, SigningKey};
    use super::*;

    const HOUR: u64 = 3600;

    /// Three that last for different hours, a stranger's, and text that is no token.
    fn tokens() -> Vec<String> {
        let issue = |issuer: Issuer, claims, begin: u64, hours: u64| {
            let validity = Duration::from_secs(hours * HOUR);
            issuer.issue(claims, at(BEGIN + begin * HOUR), validity).unwrap()
        };
        let stranger = Issuer::Key(SigningKey::Seed(seed(9)));
        vec![
            issue(organization(), Claims::Client(client()), 0, 4),
            issue(organization(), Claims::Client(client()), 2, 2),
            issue(organization(), Claims::Server(server()), 1, 1),
            issue(stranger, Claims::Client(client()), 0, 4),
            "a.b.c".to_owned(),
        ]
    }

    proptest! {
        #[test]
        fn what_is_remembered_is_what_would_be_found_out(
            capacity in 1..4_usize,
            asked in proptest::collection::vec((0..5_usize, 0..5 * HOUR, any::<bool>()), 1..40),
        ) {
            let tokens = tokens();
            let verifier = Verifier::new(trust(), capacity);
            for (number, later, is_padded) in asked {
                let now = at(BEGIN - HOUR / 2 + later);
                let padding = if is_padded { "\n" } else { "" };
                let found = verifier.verify(&format!("{}{padding}", tokens[number]), now);
                let wanted = trust().trace(&tokens[number], now);
                let wanted = wanted.map(|(claims, issuer)| Arc::new(Verified::new(claims, issuer)));
                prop_assert_eq!(found, wanted);
                let known = verifier.lock();
                prop_assert!(known.tokens.len() <= capacity && known.order.len() == known.tokens.len());
            }
        }
    }

    #[test]
    fn a_token_is_verified_once() {
        let verifier = Verifier::new(trust(), 2);
        let [one, two, node, ..] = &tokens()[..] else {
            unreachable!("five tokens")
        };
        let now = at(BEGIN + 2 * HOUR - 1);
        let first = verifier.verify(one, now).unwrap();
        assert!(Arc::ptr_eq(&first, &verifier.verify(one, now).unwrap()));
        let later = at(BEGIN + 2 * HOUR);
        assert!(verifier.verify(node, now).is_ok() && verifier.verify(two, later).is_ok());
        // Two others came, so this one had to go.
        assert!(!Arc::ptr_eq(&first, &verifier.verify(one, later).unwrap()));
    }
}
