//! What of the API this server knows, as a number that clients ask for.

/// Per-message expiry, delete markers, pauses and priority groups; counters, batches, schedules and persist modes.
pub(crate) const API_LEVEL: u32 = 2;
/// Header of requests that need a newer server.
pub(crate) const REQUIRED: &str = "Nats-Required-Api-Level";

/// Whether a request says that it needs more than this server knows.
pub(crate) fn is_too_high(headers: &[u8]) -> bool {
    let Ok(headers) = std::str::from_utf8(headers) else {
        return false;
    };
    let wanted = headers.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        (name == REQUIRED).then_some(value.trim())
    });
    wanted.is_some_and(|wanted| wanted.parse::<u32>().map_or(true, |wanted| wanted > API_LEVEL))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_for_a_newer_server_are_noticed() {
        let block = |value: &str| format!("NATS/1.0\r\nA: b\r\nNats-Required-Api-Level: {value}\r\n\r\n");
        assert!(!is_too_high(b"") && !is_too_high(block("0").as_bytes()));
        assert!(!is_too_high(block("2").as_bytes()));
        assert!(is_too_high(block("3").as_bytes()) && is_too_high(block("new").as_bytes()));
    }
}
