//! Discovery: says `pong` to whoever asks, without authorization or audit. It is no RPC agent and has no schema.

use protocol::rpc::DISCOVERY_PONG;

/// Its name on the wire.
pub(crate) const NAME: &str = "discovery";

/// What it is, for inventories.
pub(crate) fn metadata() -> ddl::Metadata {
    ddl::Metadata {
        name: NAME.into(),
        description: "Answers discovery requests".into(),
        author: "The mco authors".into(),
        license: "Apache-2.0".into(),
        version: crate::VERSION.into(),
        timeout: 2,
        ..ddl::Metadata::default()
    }
}

/// The answer to a payload, if it gets one: it has to hold `ping` somewhere, as legacy clients wrap it in their own ways.
pub(crate) fn answer(payload: &[u8]) -> Option<&'static [u8]> {
    payload
        .windows(4)
        .any(|window| window == b"ping")
        .then_some(DISCOVERY_PONG)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_ping_gets_a_pong() {
        assert_eq!(answer(b"ping"), Some(&b"pong"[..]));
        assert_eq!(answer(b"--- :ping\n"), Some(&b"pong"[..]));
        assert_eq!(answer(b"pin"), None);
        assert_eq!(answer(b""), None);
    }
}
