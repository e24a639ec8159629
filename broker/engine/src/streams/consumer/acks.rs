//! Subjects that receivers answer on, and what their answers mean.

use serde::Deserialize;

use crate::sid::write_decimal;
use crate::streams::duration;
use crate::streams::message::{Message, Nanos};

/// What a receiver says about a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer<'a> {
    Done,
    /// Give it again, after a while.
    Return(Option<Nanos>),
    /// It takes longer.
    Working,
    /// Done, and this is a request for more.
    Next(&'a [u8]),
    /// Never give it again, because.
    Stop(&'a [u8]),
}

#[derive(Deserialize)]
struct Delay {
    delay: Nanos,
}

impl<'a> Answer<'a> {
    /// Reads an answer; none for what means nothing.
    pub(super) fn parse(payload: &'a [u8]) -> Option<Self> {
        match payload {
            b"" | b"+ACK" | b"+OK" => Some(Self::Done),
            b"+WPI" => Some(Self::Working),
            _ => {
                if let Some(request) = payload.strip_prefix(b"+NXT") {
                    Some(Self::Next(request))
                } else if let Some(delay) = payload.strip_prefix(b"-NAK") {
                    Some(Self::Return(parse_delay(delay.trim_ascii())))
                } else {
                    let reason = payload.strip_prefix(b"+TERM")?;
                    Some(Self::Stop(reason.trim_ascii()))
                }
            }
        }
    }
}

/// A delay that cannot be read is none.
fn parse_delay(text: &[u8]) -> Option<Nanos> {
    let delay = if text.first() == Some(&b'{') {
        serde_json::from_slice::<Delay>(text).ok()?.delay
    } else {
        duration::parse(std::str::from_utf8(text).ok()?)?
    };
    Some(delay.max(0))
}

/// Where a receiver answers for a delivery.
pub(super) fn subject(
    stream: &str,
    consumer: &str,
    deliveries: u32,
    consumer_seq: u64,
    message: &Message,
    waiting: u64,
) -> String {
    let mut subject = Vec::with_capacity(64 + stream.len() + consumer.len());
    subject.extend_from_slice(b"$JS.ACK.");
    subject.extend_from_slice(stream.as_bytes());
    subject.push(b'.');
    subject.extend_from_slice(consumer.as_bytes());
    let time = message.time.unsigned_abs();
    for number in [u64::from(deliveries), message.seq, consumer_seq, time, waiting] {
        subject.push(b'.');
        write_decimal(number, &mut subject);
    }
    String::from_utf8(subject).expect("names are text and digits are too")
}

/// Where a client answers a flow control request.
pub(super) fn flow_subject(stream: &str, consumer: &str, token: &str) -> String {
    format!("$JS.FC.{stream}.{consumer}.{token}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_as_clients_write_them() {
        assert_eq!(Answer::parse(b""), Some(Answer::Done));
        assert_eq!(Answer::parse(b"-NAK"), Some(Answer::Return(None)));
        assert_eq!(
            Answer::parse(b"-NAK {\"delay\": 5}"),
            Some(Answer::Return(Some(5)))
        );
        assert_eq!(
            Answer::parse(b"-NAK 2s"),
            Some(Answer::Return(Some(2_000_000_000)))
        );
        assert_eq!(Answer::parse(b"-NAK soon"), Some(Answer::Return(None)));
        assert_eq!(Answer::parse(b"+TERM no good"), Some(Answer::Stop(b"no good")));
        assert_eq!(Answer::parse(b"+NXT 5"), Some(Answer::Next(b" 5")));
        assert_eq!(Answer::parse(b"what"), None);
    }
}
