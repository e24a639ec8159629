//! What a client may say, read from bytes: pure, incremental, and never longer than its limits.

/// Longest verb and the blanks a peer may put behind it before the control line counts as too long.
const VERB_ROOM: usize = 16;
/// Longest number.
const MAX_DIGITS: usize = 9;
const VERBS: [&str; 10] = [
    "CONNECT", "PUB", "HPUB", "SUB", "UNSUB", "PING", "PONG", "INFO", "+OK", "-ERR",
];

/// Sizes a peer must keep to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Bytes of arguments on one control line.
    pub(crate) control_line: usize,
    /// Bytes of payload, headers included.
    pub(crate) payload: usize,
    /// Whether the peer said that it knows headers.
    pub(crate) headers: bool,
}

/// One thing a client said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame<'a> {
    /// Options and credentials, JSON.
    Connect(&'a str),
    Publish(Publish<'a>),
    Subscribe {
        subject: &'a str,
        queue: Option<&'a str>,
        sid: &'a str,
    },
    Unsubscribe {
        sid: &'a str,
        max: Option<u64>,
    },
    Ping,
    Pong,
    /// `+OK` and `INFO` of a client: nothing to do.
    Ignored,
}

/// PUB and HPUB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Publish<'a> {
    pub(crate) subject: &'a str,
    pub(crate) reply: Option<&'a str>,
    /// Length of the header block; none for PUB.
    pub(crate) headers: Option<usize>,
    /// Header block, payload, CRLF: what a subscriber gets too.
    pub(crate) body: &'a [u8],
}

impl Publish<'_> {
    /// Bytes of headers and payload.
    pub(crate) fn size(&self) -> usize {
        self.body.len() - 2
    }
}

/// What the bytes so far amount to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// A whole frame and the bytes it took.
    Frame(Frame<'a>, usize),
    /// More bytes are needed: at least so many in all, 0 when unknown.
    Incomplete(usize),
}

/// Why a peer's bytes are no frame; every one of them ends the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Violation {
    UnknownOperation,
    /// A known verb with wrong arguments, or an error the peer reports of us.
    Malformed,
    ControlLine,
    Payload,
    HeadersNotAgreed,
}

/// Reads the first frame of `input`.
pub(crate) fn next(input: &[u8], limits: Limits) -> Result<Step<'_>, Violation> {
    let window = &input[..input.len().min(limits.control_line + VERB_ROOM + 2)];
    let Some(end) = window.iter().position(|&b| b == b'\n') else {
        return incomplete_line(window, input.len() > window.len());
    };
    let used = end + 1;
    let line = window[..end].strip_suffix(b"\r").unwrap_or(&window[..end]);
    let line = std::str::from_utf8(line).map_err(|_| Violation::UnknownOperation)?;
    let (verb, args) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    let args = args.trim_matches([' ', '\t']);
    if args.len() > limits.control_line {
        return Err(Violation::ControlLine);
    }
    let frame = match verb.len() {
        3 if verb.eq_ignore_ascii_case("PUB") => return publish(input, used, args, false, limits),
        4 if verb.eq_ignore_ascii_case("HPUB") => return publish(input, used, args, true, limits),
        3 if verb.eq_ignore_ascii_case("SUB") => subscribe(args)?,
        5 if verb.eq_ignore_ascii_case("UNSUB") => unsubscribe(args)?,
        4 if verb.eq_ignore_ascii_case("PING") => Frame::Ping,
        4 if verb.eq_ignore_ascii_case("PONG") => Frame::Pong,
        7 if verb.eq_ignore_ascii_case("CONNECT") => Frame::Connect(args),
        3 if verb.eq_ignore_ascii_case("+OK") => Frame::Ignored,
        4 if verb.eq_ignore_ascii_case("INFO") => Frame::Ignored,
        4 if verb.eq_ignore_ascii_case("-ERR") => return Err(Violation::Malformed),
        _ => return Err(Violation::UnknownOperation),
    };
    Ok(Step::Frame(frame, used))
}

/// Garbage is refused at its first wrong byte, not when its line ends.
fn incomplete_line(start: &[u8], too_long: bool) -> Result<Step<'static>, Violation> {
    let could_be = |verb: &str| {
        let verb = verb.as_bytes();
        let shared = verb.len().min(start.len());
        start[..shared].eq_ignore_ascii_case(&verb[..shared])
            && start
                .get(verb.len())
                .is_none_or(|b| matches!(b, b' ' | b'\t' | b'\r'))
    };
    if !VERBS.iter().any(|verb| could_be(verb)) {
        return Err(Violation::UnknownOperation);
    }
    if too_long {
        Err(Violation::ControlLine)
    } else {
        Ok(Step::Incomplete(0))
    }
}

fn publish<'a>(
    input: &'a [u8],
    line: usize,
    args: &'a str,
    with_headers: bool,
    limits: Limits,
) -> Result<Step<'a>, Violation> {
    let mut words = words(args);
    let subject = words.next().ok_or(Violation::UnknownOperation)?;
    if with_headers && !limits.headers {
        return Err(Violation::HeadersNotAgreed);
    }
    let mut rest = [None; 4];
    for (slot, word) in rest.iter_mut().zip(words) {
        *slot = Some(word);
    }
    let (reply, headers, total) = match (with_headers, rest) {
        (false, [Some(total), None, ..]) => (None, None, total),
        (false, [Some(reply), Some(total), None, _]) => (Some(reply), None, total),
        (true, [Some(headers), Some(total), None, _]) => (None, Some(headers), total),
        (true, [Some(reply), Some(headers), Some(total), None]) => (Some(reply), Some(headers), total),
        _ => return Err(Violation::Malformed),
    };
    let total = number(total).ok_or(Violation::Malformed)?;
    let headers = headers
        .map(|text| number(text).ok_or(Violation::Malformed))
        .transpose()?;
    if headers.is_some_and(|length| length > total) {
        return Err(Violation::Malformed);
    }
    if total > limits.payload as u64 {
        return Err(Violation::Payload);
    }
    let whole = line + total as usize + 2;
    let Some(body) = input.get(line..whole) else {
        return Ok(Step::Incomplete(whole));
    };
    if !body.ends_with(b"\r\n") {
        return Err(Violation::UnknownOperation);
    }
    // No bytes of headers are no headers.
    let headers = headers.filter(|&length| length > 0).map(|length| length as usize);
    Ok(Step::Frame(
        Frame::Publish(Publish {
            subject,
            reply,
            headers,
            body,
        }),
        whole,
    ))
}

fn subscribe(args: &str) -> Result<Frame<'_>, Violation> {
    let mut words = words(args);
    match (words.next(), words.next(), words.next(), words.next()) {
        (Some(subject), Some(sid), None, _) => Ok(Frame::Subscribe {
            subject,
            queue: None,
            sid,
        }),
        (Some(subject), Some(queue), Some(sid), None) => Ok(Frame::Subscribe {
            subject,
            queue: Some(queue),
            sid,
        }),
        (None, ..) => Err(Violation::UnknownOperation),
        _ => Err(Violation::Malformed),
    }
}

fn unsubscribe(args: &str) -> Result<Frame<'_>, Violation> {
    let mut words = words(args);
    match (words.next(), words.next(), words.next()) {
        (Some(sid), None, _) => Ok(Frame::Unsubscribe { sid, max: None }),
        // What is no number is no limit, as at the reference.
        (Some(sid), Some(max), None) => Ok(Frame::Unsubscribe {
            sid,
            max: number(max),
        }),
        (None, ..) => Err(Violation::UnknownOperation),
        _ => Err(Violation::Malformed),
    }
}

fn words(args: &str) -> impl Iterator<Item = &str> {
    args.split([' ', '\t']).filter(|word| !word.is_empty())
}

/// Digits only, and not more of them than the reference reads: `parse` alone would take a sign.
fn number(text: &str) -> Option<u64> {
    if text.len() <= MAX_DIGITS && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
