//! Transport bytes, as a node receives them.
#![no_main]

use std::sync::{Arc, LazyLock};
use std::time::{Duration, SystemTime};

use libfuzzer_sys::fuzz_target;
use protocol::security::x509::Verifier;
use protocol::v1::V1;
use protocol::{CallerId, Wire};

static WIRE: LazyLock<V1> = LazyLock::new(|| {
    let ca = include_str!("../../golden/test_only_ca.pem");
    let verifier = Verifier::new(ca, &[".".to_owned()], &[]).expect("the golden CA");
    V1::new(CallerId::new("choria=fuzz").expect("a name"), None, Some(Arc::new(verifier)))
});

fuzz_target!(|bytes: &[u8]| {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600);
    if let Ok((_, request)) = WIRE.decode_request(bytes, now) {
        assert_eq!(request.caller.as_str(), "choria=rip.mcollective");
    }
});
