//! What the server itself writes into the metadata of a stream.

use super::StreamConfig;
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
        for name in RESERVED {
            self.metadata.remove(name);
        }
        let needed = u32::from(self.allow_msg_ttl);
        for (name, value) in [
            (VERSION_OF_SERVER, VERSION.to_owned()),
            (LEVEL_OF_SERVER, API_LEVEL.to_string()),
            (LEVEL_NEEDED, needed.to_string()),
        ] {
            self.metadata.insert(name.to_owned(), value);
        }
    }
}
