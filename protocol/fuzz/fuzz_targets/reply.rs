//! Transport bytes, as a client receives them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use protocol::v1::V1;
use protocol::{CallerId, Wire};

fuzz_target!(|bytes: &[u8]| {
    let wire = V1::new(CallerId::new("choria=fuzz").expect("a name"), None, None);
    if let Ok((headers, reply)) = wire.decode_reply(bytes) {
        if let Ok(again) = wire.encode_reply(&reply, &headers) {
            assert_eq!(wire.decode_reply(&again).expect("our own reply"), (headers, reply));
        }
    }
    let _ = wire.peek_sender(bytes);
});
