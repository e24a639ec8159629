//! Whatever is asked of streams, published into them and acknowledged to them, they go on, come to rest and answer with documents.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| engine::try_streams(input));
