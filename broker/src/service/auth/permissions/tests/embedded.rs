//! The embedded engine.

use std::sync::Arc;

use engine::{Engine, Options, Permissions};

use super::Everybody;
use super::attempt::attempt;

pub(super) async fn allowed<'s>(
    permissions: Option<Permissions>,
    publish: &[&'s str],
    subscribe: &[&'s str],
) -> (Vec<&'s str>, Vec<&'s str>) {
    let options = Options {
        authenticator: Arc::new(Everybody(permissions.map(Arc::new))),
        workers: 1,
        ..Options::local()
    };
    let engine = Engine::start(options).await.unwrap();
    attempt(engine.address(), publish, subscribe).await
}
