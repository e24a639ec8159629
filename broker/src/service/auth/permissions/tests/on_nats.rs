//! The `nats` engine.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use config::{Environment, Settings};
use engine::Permissions;

use super::attempt::attempt;
use super::{Everybody, peers};
use crate::nats::{Nats, Setting};

/// None where there is no `nats-server`.
pub(super) async fn allowed<'s>(
    permissions: Option<Permissions>,
    publish: &[&'s str],
    subscribe: &[&'s str],
) -> Option<(Vec<&'s str>, Vec<&'s str>)> {
    let program = peers::find("nats-server")?;
    let dir = tempfile::tempdir().unwrap();
    let text = format!(
        "identity = b1\nplugin.security.provider = file\nplugin.security.file.certificate = /c\n\
         plugin.security.file.key = /k\nplugin.security.file.ca = /ca\n\
         plugin.choria.network.listen_address = 127.0.0.1\nplugin.choria.network.client_port = 0\n\
         plugin.choria.network.engine = nats\nplugin.choria.network.nats.program = {}\n\
         plugin.choria.network.nats.folder = {}\n",
        program.display(),
        dir.path().display()
    );
    let settings = Settings::parse(&text, Path::new("/broker.conf"));
    let config = settings.broker(&Environment::default()).unwrap().config;
    let setting = Setting {
        config: &config,
        nats: config.nats.as_ref().unwrap(),
        tls: None,
    };
    let everybody = Arc::new(Everybody(permissions.map(Arc::new)));
    let nats = Nats::start(&setting, everybody).await.unwrap();
    let found = attempt(nats.address(), publish, subscribe).await;
    nats.shutdown(Duration::from_secs(10)).await;
    Some(found)
}
