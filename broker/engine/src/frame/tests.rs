use proptest::prelude::*;

use super::*;

const LIMITS: Limits = Limits {
    control_line: 64,
    payload: 1024,
    headers: true,
};

fn one(input: &[u8]) -> Frame<'_> {
    match next(input, LIMITS) {
        Ok(Step::Frame(frame, used)) if used == input.len() => frame,
        other => panic!("{other:?}"),
    }
}

/// All frames of `input` as text, read as if it arrived in pieces of the given sizes.
fn all(input: &[u8], pieces: &[usize]) -> Result<Vec<String>, Violation> {
    let mut frames = Vec::new();
    let mut held = Vec::new();
    let mut rest = input;
    let mut sizes = pieces.iter().copied().chain(std::iter::repeat(usize::MAX));
    while !rest.is_empty() {
        let size = sizes.next().unwrap_or(usize::MAX).clamp(1, rest.len());
        held.extend_from_slice(&rest[..size]);
        rest = &rest[size..];
        while let Step::Frame(frame, used) = next(&held, LIMITS)? {
            frames.push(format!("{frame:?}"));
            held.drain(..used);
        }
    }
    Ok(frames)
}

#[test]
fn verbs_are_read_in_any_case_and_with_tabs() {
    let publish = |reply, headers, body| {
        Frame::Publish(Publish {
            subject: "a.b",
            reply,
            headers,
            body,
        })
    };
    assert_eq!(one(b"pub a.b 2\r\nhi\r\n"), publish(None, None, b"hi\r\n"));
    assert_eq!(one(b"PUB\ta.b  r \t0\r\n\r\n"), publish(Some("r"), None, b"\r\n"));
    assert_eq!(
        one(b"hPub a.b 12 14\r\nNATS/1.0\r\n\r\nhi\r\n"),
        publish(None, Some(12), b"NATS/1.0\r\n\r\nhi\r\n")
    );
    assert_eq!(
        one(b"Sub a q 1\n"),
        Frame::Subscribe {
            subject: "a",
            queue: Some("q"),
            sid: "1"
        }
    );
    assert_eq!(
        one(b"UNSUB 1 5\r\n"),
        Frame::Unsubscribe {
            sid: "1",
            max: Some(5)
        }
    );
    assert_eq!(one(b"ping\r\n"), Frame::Ping);
    assert_eq!(one(b"PONG \r\n"), Frame::Pong);
    assert_eq!(one(b"CONNECT {\"a\": 1}\r\n"), Frame::Connect("{\"a\": 1}"));
    assert_eq!(one(b"+OK\r\n"), Frame::Ignored);
}

#[test]
fn malformed_lines_are_refused() {
    for bad in [
        "PUB a\r\n",
        "PUB a b c 1\r\n",
        "PUB a -1\r\n",
        "PUB a +1\r\n",
        "PUB a 99999999999999999999\r\n",
        "HPUB a 5\r\n",
        "HPUB a 5 4\r\n",
        "HPUB a 5000 4000\r\n",
        "HPUB a b c 4 5\r\n",
        "SUB a\r\n",
        "SUB a b c d\r\n",
        "UNSUB 1 2 3\r\n",
        "-ERR 'what?'\r\n",
    ] {
        assert_eq!(next(bad.as_bytes(), LIMITS), Err(Violation::Malformed), "{bad:?}");
    }
}

#[test]
fn what_is_no_frame_is_refused() {
    for bad in [
        "PUB\r\n",
        "SUB\r\n",
        "UNSUB\r\n",
        "PUB a 2\r\nhiXX",
        "GET / HTTP/1.1\r\n",
        "\r\n",
        "PINGS\r\n",
        "P\u{e9}\r\n",
    ] {
        assert_eq!(
            next(bad.as_bytes(), LIMITS),
            Err(Violation::UnknownOperation),
            "{bad:?}"
        );
    }
}

#[test]
fn headers_are_for_those_who_said_so_and_empty_ones_are_none() {
    let strict = Limits {
        headers: false,
        ..LIMITS
    };
    assert_eq!(
        next(b"HPUB a 12 14\r\n", strict),
        Err(Violation::HeadersNotAgreed)
    );
    assert!(matches!(
        one(b"HPUB a 0 2\r\nhi\r\n"),
        Frame::Publish(Publish { headers: None, .. })
    ));
}

#[test]
fn a_limit_that_is_no_number_is_none() {
    for text in ["UNSUB 1 x\r\n", "UNSUB 1 -1\r\n", "UNSUB 1\r\n"] {
        assert_eq!(one(text.as_bytes()), Frame::Unsubscribe { sid: "1", max: None });
    }
}

#[test]
fn garbage_is_refused_before_its_line_ends() {
    assert_eq!(next(b"\x16\x03\x01", LIMITS), Err(Violation::UnknownOperation));
    assert_eq!(next(b"PUBX", LIMITS), Err(Violation::UnknownOperation));
    assert_eq!(next(b"PU", LIMITS), Ok(Step::Incomplete(0)));
    assert_eq!(next(b"", LIMITS), Ok(Step::Incomplete(0)));
}

#[test]
fn sizes_are_capped_before_anything_is_kept() {
    assert_eq!(next(b"PUB a 1025\r\n", LIMITS), Err(Violation::Payload));
    assert_eq!(
        next(b"PUB a 1024\r\n", LIMITS),
        Ok(Step::Incomplete(12 + 1024 + 2))
    );
    let long = [b"SUB ".as_slice(), &[b'a'; 100]].concat();
    assert_eq!(next(&long, LIMITS), Err(Violation::ControlLine));
    let ended = [b"SUB ".as_slice(), &[b'a'; 70], b" 1\r\n"].concat();
    assert_eq!(next(&ended, LIMITS), Err(Violation::ControlLine));
}

fn line() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        (
            "[a-c.]{1,8}",
            proptest::option::of("[a-c]{1,4}"),
            proptest::collection::vec(any::<u8>(), 0..40)
        )
            .prop_map(|(subject, reply, payload)| {
                let reply = reply.map(|reply| format!("{reply} ")).unwrap_or_default();
                let mut out = format!("PUB {subject} {reply}{}\r\n", payload.len()).into_bytes();
                out.extend_from_slice(&payload);
                out.extend_from_slice(b"\r\n");
                out
            }),
        "SUB [a-c.*>]{1,8} [0-9]{1,3}\r\n".prop_map(String::into_bytes),
        "HPUB [a-c]{1,3} 12 12\r\nNATS/1\\.0\r\n\r\n\r\n".prop_map(String::into_bytes),
        "HPUB a [a-c]{1,3} 12 14\r\nNATS/1\\.0\r\n\r\nhi\r\n".prop_map(String::into_bytes),
        Just(b"PING\r\n".to_vec()),
        Just(b"UNSUB 4\n".to_vec()),
    ]
}

/// What a line may hold where it should not.
fn strange() -> impl Strategy<Value = Vec<u8>> {
    let usual = proptest::sample::select(
        &[
            "CONNECT {}",
            "pub ",
            "hpub ",
            "SUB ",
            "unsub ",
            "+OK",
            "-ERR",
            "INFO",
            "PONG",
            " ",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "0",
            "7",
            "1024",
            "1025",
            "999999999",
            "9999999999",
        ][..],
    );
    prop_oneof![
        3 => usual.prop_map(|text| text.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..4),
        1 => (0_usize..100).prop_map(|length| vec![b'a'; length]),
    ]
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic_and_where_they_are_cut_does_not_matter(
        lines in proptest::collection::vec(line(), 0..6),
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), 0_usize..4, strange()), 0..4),
        pieces in proptest::collection::vec(1_usize..20, 0..80),
    ) {
        let mut input = lines.concat();
        for (at, cut, piece) in edits {
            let at = at.index(input.len() + 1);
            input.splice(at..input.len().min(at + cut), piece);
        }
        // Which of its faults a line is refused for may depend on how much of it has come.
        prop_assert_eq!(all(&input, &pieces).ok(), all(&input, &[]).ok());
    }

    #[test]
    fn lines_cut_anywhere_give_the_same_frames(
        lines in proptest::collection::vec(line(), 0..6),
        pieces in proptest::collection::vec(1_usize..20, 0..80),
    ) {
        let input = lines.concat();
        prop_assert_eq!(all(&input, &pieces), all(&input, &[]));
        prop_assert_eq!(all(&input, &[]).map(|frames| frames.len()), Ok(lines.len()));
    }
}
