//! Where programs that chose their ports themselves listen.

use std::path::Path;

use crate::{Process, eventually};

/// The port of a `nats-server` that tells its ports in this folder (`ports_file_dir`), once it has one.
///
/// # Panics
/// When it tells none in time.
pub async fn nats_port(server: &Process, folder: &Path) -> u16 {
    let file = folder.join(format!("nats-server_{}.ports", server.id()));
    let port = async || {
        let ports: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).ok()?).ok()?;
        let url = ports["nats"][0].as_str().or_else(|| ports["tls"][0].as_str())?;
        url.rsplit_once(':')?.1.parse().ok()
    };
    eventually("nats-server to tell its port", port).await
}
