//! Agent payloads in both directions.
#![no_main]

use libfuzzer_sys::fuzz_target;
use protocol::rpc::{RpcReply, RpcRequest};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(request) = RpcRequest::decode(bytes) {
        RpcRequest::decode(&request.encode()).expect("our own request");
    }
    if let Ok(reply) = RpcReply::decode(bytes) {
        RpcReply::decode(&reply.encode()).expect("our own reply");
    }
});
