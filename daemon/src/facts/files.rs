//! Fact files: YAML or JSON objects that configuration management leaves on the node.

use std::path::Path;

use protocol::rpc::Object;
use serde_json::Value;
use tracing::warn;

/// Longest fact file. Large Puppet fact caches are a few hundred kilobytes.
const MAX_FILE: u64 = 4 << 20;

/// Reads one file. Called once per change, so that a bad file is complained about once; it counts as empty.
pub(super) fn read(path: &Path) -> Object {
    match crate::watched::read(path, MAX_FILE) {
        Ok(text) => parse(path, &text),
        Err(error) => {
            warn!(file = %path.display(), %error, "fact file cannot be read");
            Object::new()
        }
    }
}

/// The ending tells the language. The reference reads `.yml` as JSON and so loses those files.
fn parse(path: &Path, text: &str) -> Object {
    let yaml = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml"));
    let parsed: Result<Value, String> = if yaml {
        serde_yaml::from_str(text).map_err(|error| error.to_string())
    } else {
        serde_json::from_str(text).map_err(|error| error.to_string())
    };
    match parsed {
        Ok(Value::Object(facts)) => facts,
        Ok(_) => {
            warn!(file = %path.display(), "fact file holds no object");
            Object::new()
        }
        Err(error) => {
            warn!(file = %path.display(), error, "fact file is not valid");
            Object::new()
        }
    }
}
