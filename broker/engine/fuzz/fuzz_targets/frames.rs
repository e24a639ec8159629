//! Bytes of a stranger never panic the parser, and give the same frames however they arrive.

#![no_main]

#[allow(dead_code, unreachable_pub, reason = "the parser is compiled alone, without what uses all of it")]
#[path = "../../src/frame.rs"]
mod frame;

use frame::{Limits, Step, Violation, next};
use libfuzzer_sys::fuzz_target;

const LIMITS: Limits = Limits { control_line: 128, payload: 512, headers: true };

/// The frames of `input` as text, and how it ended.
fn read(input: &[u8], piece: usize) -> (Vec<String>, Option<Violation>) {
    let (mut frames, mut held) = (Vec::new(), Vec::new());
    for part in input.chunks(piece) {
        held.extend_from_slice(part);
        loop {
            match next(&held, LIMITS) {
                Ok(Step::Frame(frame, used)) => {
                    frames.push(format!("{frame:?}"));
                    held.drain(..used);
                }
                Ok(Step::Incomplete(needed)) => {
                    assert!(needed == 0 || needed > held.len());
                    break;
                }
                Err(violation) => return (frames, Some(violation)),
            }
        }
    }
    (frames, None)
}

fuzz_target!(|input: &[u8]| {
    let (whole, end) = read(input, input.len().max(1));
    let (bytewise, bytewise_end) = read(input, 1);
    assert_eq!(whole, bytewise);
    // A line that is both too long and wrong may be refused for either, depending on what is seen first.
    assert_eq!(end.is_some(), bytewise_end.is_some());
});
