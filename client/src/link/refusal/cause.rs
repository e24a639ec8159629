//! What was in the way, read from what async-nats says of it.

use std::error::Error;
use std::io;

use async_nats::{ConnectError, ConnectErrorKind};
use rustls::{AlertDescription, CertificateError};

use super::{Refusal, SILENT};

const UNAUTHORIZED: &str = "it refused our credentials (authorization violation)";

/// How async-nats begins when we do not show our token.
const UNSIGNED: &str = "failed signing nonce: ";

/// Names of a certificate worth showing.
const MAX_NAMES: usize = 5;

impl Refusal {
    /// Reads async-nats' error, whose useful part is at the bottom of the chain. `tls` tells whether TLS is configured.
    pub(in crate::link) fn new(error: &ConnectError, tls: bool) -> Self {
        if let Some(refused) = find::<rustls::Error>(error) {
            return from_tls(refused, tls);
        }
        match error.kind() {
            ConnectErrorKind::TimedOut => Self::passing(SILENT),
            ConnectErrorKind::AuthorizationViolation => Self::lasting(UNAUTHORIZED),
            // Nothing was said to the broker: our own token did not do.
            ConnectErrorKind::Authentication => Self::lasting(unwrapped(&bottom(error))),
            ConnectErrorKind::Dns => Self::absent(format!("name lookup failed: {}", bottom(error))),
            ConnectErrorKind::Tls if !tls => Self::lasting("it requires TLS, which is switched off here"),
            ConnectErrorKind::Tls => Self::lasting(format!("TLS: {}", bottom(error))),
            _ => from_io(error),
        }
    }

    /// Reads the text async-nats keeps of an error while it reconnects.
    pub(in crate::link) fn from_text(text: &str) -> Self {
        match text {
            "timed out" => Self::passing(SILENT),
            text if text.starts_with("authorization violation") => Self::lasting(UNAUTHORIZED),
            text if text.starts_with(UNSIGNED) => Self::lasting(unwrapped(&text[UNSIGNED.len()..])),
            text if text.starts_with("DNS error") => Self::absent("name lookup failed"),
            text if text.contains("Connection refused") => Self::absent("connection refused"),
            text => Self::passing(text.strip_prefix("IO error: ").unwrap_or(text)),
        }
    }
}

fn from_tls(error: &rustls::Error, tls: bool) -> Refusal {
    use rustls::Error as Tls;
    match error {
        Tls::InvalidCertificate(_) if !tls => Refusal::lasting("it requires TLS, which is switched off here"),
        Tls::InvalidCertificate(CertificateError::UnknownIssuer | CertificateError::BadSignature) => {
            Refusal::lasting("TLS: its certificate was not issued by our CA")
        }
        Tls::InvalidCertificate(CertificateError::NotValidForNameContext { expected, presented }) => {
            let (names, wanted) = (presented_names(presented), expected.to_str());
            Refusal::lasting(format!("TLS: its certificate is for {names}, not for {wanted}"))
        }
        Tls::InvalidCertificate(why) => Refusal::lasting(format!("TLS: its certificate is not valid: {why}")),
        Tls::AlertReceived(
            alert @ (AlertDescription::CertificateRequired
            | AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
            | AlertDescription::DecryptError),
        ) => Refusal::lasting(format!("TLS: it refused our certificate ({alert:?})")),
        // A broker too busy to greet in time says so without TLS, so one more attempt is worth it.
        Tls::InvalidMessage(_) => Refusal::absent("TLS: it does not speak TLS"),
        other => Refusal::passing(format!("TLS: {other}")),
    }
}

/// What we said to async-nats about our token.
fn unwrapped(text: &str) -> &str {
    let inside = text.strip_prefix("AuthError(");
    inside.and_then(|inside| inside.strip_suffix(')')).unwrap_or(text)
}

/// The names of a certificate, which rustls wraps as in `DnsName("broker")`.
fn presented_names(presented: &[String]) -> String {
    let bare = |name: &String| {
        let inside = name.split_once('(').map_or(name.as_str(), |(_, inside)| inside);
        inside.trim_end_matches(')').trim_matches('"').to_owned()
    };
    match presented {
        [] => "nobody".to_owned(),
        names => names
            .iter()
            .take(MAX_NAMES)
            .map(bare)
            .collect::<Vec<_>>()
            .join(", "),
    }
}

fn from_io(error: &ConnectError) -> Refusal {
    let Some(cause) = find::<io::Error>(error) else {
        return Refusal::passing(match bottom(error).as_str() {
            "expected INFO, got nothing" | "broken pipe" => "it closed the connection".to_owned(),
            text if text.starts_with("expected INFO") => "it does not speak the NATS protocol".to_owned(),
            text => text.to_owned(),
        });
    };
    match cause.kind() {
        io::ErrorKind::ConnectionRefused => Refusal::absent("connection refused"),
        io::ErrorKind::ConnectionReset | io::ErrorKind::UnexpectedEof | io::ErrorKind::BrokenPipe => {
            Refusal::passing("it closed the connection")
        }
        io::ErrorKind::InvalidInput => Refusal::lasting("it does not speak the NATS protocol"),
        _ => Refusal::passing(bottom(cause)),
    }
}

/// The first error of type `T` in a chain; looks inside `io::Error`, which hides what it wraps.
fn find<'e, T: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = inner(error);
    }
    None
}

/// What the last error of a chain says.
fn bottom(error: &(dyn Error + 'static)) -> String {
    let mut last = error;
    while let Some(source) = inner(last) {
        last = source;
    }
    last.to_string()
}

fn inner<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>() {
        Some(io) => io.get_ref().map(|inner| inner as &(dyn Error + 'static)),
        None => error.source(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Outlook;
    use super::*;

    fn reason(error: impl Into<ConnectError>) -> String {
        Refusal::new(&error.into(), true).reason
    }

    fn tls(error: rustls::Error) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, error)
    }

    #[test]
    fn the_cause_is_dug_out_of_the_wrapping() {
        let issuer = rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer);
        assert_eq!(
            reason(tls(issuer)),
            "TLS: its certificate was not issued by our CA"
        );
        let required = rustls::Error::AlertReceived(AlertDescription::CertificateRequired);
        assert_eq!(
            reason(tls(required)),
            "TLS: it refused our certificate (CertificateRequired)"
        );
        assert_eq!(
            reason(io::Error::from(io::ErrorKind::ConnectionRefused)),
            "connection refused"
        );
        assert_eq!(reason(ConnectErrorKind::TimedOut), "it did not answer in time");
        let lookup = ConnectError::with_source(ConnectErrorKind::Dns, io::Error::other("no such name"));
        assert_eq!(reason(lookup), "name lookup failed: no such name");
        let banner = ConnectError::with_source(ConnectErrorKind::Io, "expected INFO, got Ping");
        assert_eq!(reason(banner), "it does not speak the NATS protocol");
    }

    #[test]
    fn what_async_nats_remembers_of_an_error_reads_the_same() {
        for (error, shown) in [
            (
                ConnectError::from(io::Error::from_raw_os_error(111)),
                "connection refused",
            ),
            (ConnectErrorKind::TimedOut.into(), SILENT),
            (ConnectErrorKind::AuthorizationViolation.into(), UNAUTHORIZED),
            (
                ConnectError::with_source(
                    ConnectErrorKind::Authentication,
                    async_nats::AuthError::new("token t is not usable: expired"),
                ),
                "token t is not usable: expired",
            ),
            (ConnectErrorKind::Dns.into(), "name lookup failed"),
            (io::Error::other("odd").into(), "odd"),
        ] {
            assert_eq!(Refusal::from_text(&error.to_string()).reason, shown);
        }
    }

    #[test]
    fn certificate_and_credential_troubles_are_lasting_and_silence_is_not() {
        let outlook = |error: ConnectError| Refusal::new(&error, true).outlook;
        let issuer = rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer);
        assert_eq!(outlook(tls(issuer).into()), Outlook::Lasting);
        assert_eq!(
            outlook(ConnectErrorKind::AuthorizationViolation.into()),
            Outlook::Lasting
        );
        let nobody = io::Error::from(io::ErrorKind::ConnectionRefused);
        assert_eq!(outlook(nobody.into()), Outlook::Absent);
        assert_eq!(outlook(ConnectErrorKind::TimedOut.into()), Outlook::Passing);
    }
}
