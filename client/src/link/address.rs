//! Addresses of brokers: reading them strictly, showing them without passwords.

use async_nats::ServerAddr;
use config::Secret;

use super::LinkError;

/// Reads `host:port`, `nats://host:port` or `tls://host:port`; the port is mandatory, a user and password may stand before
/// the host.
pub(super) fn parse(text: &str) -> Result<ServerAddr, LinkError> {
    let wrong = || LinkError::Address {
        address: without_login(text),
    };
    let address: ServerAddr = text.trim().parse().map_err(|_| wrong())?;
    let url = address.clone().into_inner();
    let plain = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    let usable = matches!(url.scheme(), "nats" | "tls") && plain && url.port().is_some_and(|port| port != 0);
    if !usable || address.host().is_empty() {
        return Err(wrong());
    }
    Ok(address)
}

/// The user and password in an address, if any.
pub(super) fn login(address: &ServerAddr) -> Option<(String, Secret)> {
    let user = address.username()?.to_owned();
    Some((user, Secret::new(address.password().unwrap_or_default())))
}

/// An address as `nats://host:port`, without user and password.
pub(super) fn show(address: &ServerAddr) -> String {
    let url = address.clone().into_inner();
    let host = url.host_str().unwrap_or_default();
    format!("{}://{host}:{}", url.scheme(), address.port())
}

fn without_login(text: &str) -> String {
    let (_, rest) = text.rsplit_once('@').unwrap_or(("", text));
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_need_a_host_and_a_port() {
        for (text, shown) in [
            ("broker:4222", "nats://broker:4222"),
            (
                "nats://broker.example.net:4333/",
                "nats://broker.example.net:4333",
            ),
            ("tls://[::1]:4222", "tls://[::1]:4222"),
            (" 10.0.0.1:4222 ", "nats://10.0.0.1:4222"),
            ("nats://ann:secret@broker:4222", "nats://broker:4222"),
        ] {
            assert_eq!(show(&parse(text).unwrap()), shown);
        }
        for text in [
            "",
            "broker",
            "nats://broker",
            "nats://:4222",
            "http://broker:80",
            "wss://b:443",
            "b:0",
            "b:99999",
            "b:1/x",
        ] {
            let error = parse(text).unwrap_err();
            assert!(matches!(error, LinkError::Address { .. }), "{text}: {error}");
        }
    }

    #[test]
    fn passwords_in_addresses_are_used_but_never_shown() {
        let (user, password) = login(&parse("nats://ann:secret@broker:4222").unwrap()).unwrap();
        assert_eq!((user.as_str(), password.expose()), ("ann", "secret"));

        let error = parse("nats://ann:secret@broker").unwrap_err();
        assert_eq!(error.to_string(), r#"broker address "broker" is not host:port"#);
        let error = parse("ann:sec://ret@broker").unwrap_err();
        assert!(!error.to_string().contains("sec"), "{error}");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_accepted_is_shown_so_that_it_can_be_read_again(text in "(nats://|tls://)?\\PC{0,20}:[0-9]{0,6}/?") {
            if let Ok(address) = parse(&text) {
                let again = parse(&show(&address)).unwrap();
                proptest::prop_assert_eq!(show(&again), show(&address));
                proptest::prop_assert!(login(&again).is_none());
            }
        }
    }
}
