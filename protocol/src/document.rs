//! What the documents of both versions have in common: JSON in base64 in JSON, each naming its protocol.

use std::borrow::Cow;

use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::{Engine, alphabet};
use serde::{Deserialize, Deserializer};

use crate::{DecodeError, Hop, Layer};

/// Largest transport document that is read, in bytes: eight times what brokers let through by default.
pub(crate) const MAX_TRANSPORT: usize = 8 * 1024 * 1024;

/// Standard base64 that, like the reference, does not mind what the last character's spare bits hold.
pub(crate) const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
);

/// Reads a document.
pub(crate) fn parse<'a, T: Deserialize<'a>>(bytes: &'a [u8], layer: Layer) -> Result<T, DecodeError> {
    serde_json::from_slice(bytes).map_err(|source| DecodeError::Malformed { layer, source })
}

/// Reads a transport, or what is of interest of it.
pub(crate) fn parse_transport<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, DecodeError> {
    if bytes.len() > MAX_TRANSPORT {
        return Err(DecodeError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_TRANSPORT,
        });
    }
    parse(bytes, Layer::Transport)
}

/// Serialises a document of ours.
pub(crate) fn json<T: serde::Serialize>(document: &T) -> String {
    serde_json::to_string(document).expect("text, numbers and lists of them always serialise")
}

/// Decodes base64 that a peer may have wrapped in lines.
pub(crate) fn unbase64(text: &str, layer: Layer, member: &'static str) -> Result<Vec<u8>, DecodeError> {
    let decoded = match BASE64.decode(text) {
        Ok(bytes) => Ok(bytes),
        Err(_) => BASE64.decode(text.split_ascii_whitespace().collect::<String>()),
    };
    decoded.map_err(|_| DecodeError::Schema { layer, member })
}

pub(crate) fn expect_protocol(found: &str, wanted: &str, layer: Layer) -> Result<(), DecodeError> {
    if found == wanted {
        return Ok(());
    }
    Err(DecodeError::Protocol {
        layer,
        found: found.chars().take(80).collect(),
    })
}

/// Removes the optional base64 around an agent payload: whatever decodes was encoded. As in the reference only
/// line ends may stand between its characters.
pub(crate) fn payload(message: Cow<'_, [u8]>) -> Vec<u8> {
    let is_line_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let decoded = if message.iter().any(is_line_end) {
        let joined: Vec<u8> = message
            .iter()
            .copied()
            .filter(|byte| !is_line_end(byte))
            .collect();
        BASE64.decode(joined)
    } else {
        BASE64.decode(&message)
    };
    decoded.unwrap_or_else(|_| message.into_owned())
}

/// Hops are for people to read, so a peer's null where a broker's name belongs costs the name and not the message.
pub(crate) fn hops<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Hop>, D::Error> {
    let hops: Option<Vec<[Option<String>; 3]>> = Deserialize::deserialize(from)?;
    let hops = hops.unwrap_or_default().into_iter();
    Ok(hops.map(|hop| hop.map(Option::unwrap_or_default)).collect())
}

/// An empty text says as much as none.
pub(crate) fn filled(text: Option<&String>) -> Option<String> {
    text.filter(|text| !text.is_empty()).cloned()
}
