//! What the server itself writes into the metadata of streams and consumers.

use std::collections::BTreeMap;

use super::{PersistMode, StreamConfig};
use crate::info::VERSION;
use crate::streams::api::level::API_LEVEL;

/// Start of the names that are the server's.
const RESERVED: [&str; 3] = [VERSION_OF_SERVER, LEVEL_OF_SERVER, LEVEL_NEEDED];
const VERSION_OF_SERVER: &str = "_nats.ver";
const LEVEL_OF_SERVER: &str = "_nats.level";
const LEVEL_NEEDED: &str = "_nats.req.level";

impl StreamConfig {
    /// Writes which server this is and what the stream needs of one, whatever the caller wrote there.
    pub(crate) fn normalize_metadata(&mut self) {
        let needed = self.needed_level();
        normalize_metadata(&mut self.metadata, needed);
    }

    fn needed_level(&self) -> u32 {
        let is_async = self.persist_mode == PersistMode::Async;
        match () {
            () if self.allow_msg_counter || self.allow_msg_schedules || self.allow_atomic || is_async => 2,
            () if self.allow_msg_ttl => 1,
            () => 0,
        }
    }
}

/// Whether a member of the metadata is the server's.
pub(crate) fn is_of_server(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// Writes which server this is and which level of the API is needed, whatever the caller wrote there.
pub(crate) fn normalize_metadata(metadata: &mut BTreeMap<String, String>, needed: u32) {
    for name in RESERVED {
        metadata.remove(name);
    }
    for (name, value) in [
        (VERSION_OF_SERVER, VERSION.to_owned()),
        (LEVEL_OF_SERVER, API_LEVEL.to_string()),
        (LEVEL_NEEDED, needed.to_string()),
    ] {
        metadata.insert(name.to_owned(), value);
    }
}
