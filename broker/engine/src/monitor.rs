//! The monitoring endpoints.

use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;
use tracing::warn;

use crate::hub::Hub;

/// Serves HTTP until the engine stops.
pub(crate) async fn serve(hub: Arc<Hub>, listener: TcpListener) {
    let stop = hub.stop.clone();
    let serving = axum::serve(listener, Router::<()>::new()).with_graceful_shutdown(stop.cancelled_owned());
    if let Err(error) = serving.await {
        warn!(%error, "monitoring ended");
    }
}
