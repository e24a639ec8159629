//! What a check looks at in a token.

use protocol::filter::expr::Scope;
use protocol::rpc::Object;
use protocol::token::Claims;
use serde_json::Value;

/// The claims that flags ask for.
pub(super) struct Facts<'a> {
    /// Caller id or identity; none for a provisioning token.
    pub(super) name: Option<&'a str>,
    pub(super) chain_issuer: bool,
    pub(super) policy: bool,
    pub(super) publish: &'a [String],
    pub(super) sub: &'a [String],
}

/// Claims as an expression sees them.
pub(super) struct Scoped<'a>(pub(super) &'a Object);

impl<'a> Facts<'a> {
    pub(super) fn of(claims: &'a Claims) -> Self {
        let common = claims.common();
        let chain_issuer = common.iss.starts_with("I-") && !common.tcs.is_empty();
        match claims {
            Claims::Client(client) => Self {
                name: Some(&client.caller),
                chain_issuer,
                policy: !client.opa_policy.is_empty(),
                publish: &client.pub_subjects,
                sub: &client.sub_subjects,
            },
            Claims::Server(server) => Self {
                name: Some(&server.identity),
                chain_issuer: false,
                policy: false,
                publish: &server.pub_subjects,
                sub: &[],
            },
            _ => Self {
                name: None,
                chain_issuer: false,
                policy: false,
                publish: &[],
                sub: &[],
            },
        }
    }
}

impl Scope for Scoped<'_> {
    fn variable(&self, name: &str) -> Value {
        self.0.get(name).cloned().unwrap_or_default()
    }

    fn call(&self, _name: &str, _arguments: &[Value]) -> Option<Result<Value, String>> {
        None
    }
}
