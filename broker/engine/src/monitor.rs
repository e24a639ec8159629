//! The monitoring endpoints: what nats-server shows under the same paths, and the reference's own.

mod connz;
mod metrics;
mod subsz;
mod varz;

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde::Serialize;
use tokio::net::TcpListener;
use tracing::warn;

use crate::hub::Hub;

/// Most entries of one page, whatever was asked for.
const LONGEST_PAGE: usize = 10_000;

const INDEX: &str = "<html><body><h1>mco broker</h1><ul>\
<li><a href=\"/varz\">varz</a></li><li><a href=\"/connz\">connz</a></li><li><a href=\"/subsz\">subsz</a></li>\
<li><a href=\"/healthz\">healthz</a></li><li><a href=\"/choria/\">choria</a></li>\
<li><a href=\"/choria/prometheus\">metrics</a></li></ul></body></html>\n";

/// Serves HTTP until the engine stops.
pub(crate) async fn serve(hub: Arc<Hub>, listener: TcpListener) {
    let stop = hub.stop.clone();
    let pages = Router::new()
        .route("/", get(async || Html(INDEX)))
        .route(
            "/varz",
            get(async |State(hub): State<Arc<Hub>>| Json(varz::varz(&hub)).into_response()),
        )
        .route("/connz", get(connz::page))
        .route("/subsz", get(subsz::page))
        .route("/subscriptionsz", get(subsz::page))
        .route("/healthz", get(health))
        .route(
            "/choria/",
            get(async |State(hub): State<Arc<Hub>>| Json(varz::choria(&hub)).into_response()),
        )
        .route("/choria/prometheus", get(prometheus))
        .route("/choria/metrics", get(prometheus))
        .with_state(hub);
    // Waiting for HTTP peers that keep their connection open would hold up the engine's own end.
    let serving = stop
        .run_until_cancelled(axum::serve(listener, pages).into_future())
        .await;
    if let Some(Err(error)) = serving {
        warn!(%error, "monitoring ended");
    }
}

/// A document for people as much as for programs: indented, as the reference's.
struct Json<T>(T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_string_pretty(&self.0) {
            Ok(text) => ([(header::CONTENT_TYPE, "application/json")], text).into_response(),
            Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
        }
    }
}

#[derive(Serialize)]
struct Health {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
}

async fn health(State(hub): State<Arc<Hub>>) -> impl IntoResponse {
    if hub.counts.leaving.load(Relaxed) {
        let health = Health {
            status: "unavailable",
            error: Some("in lame duck mode"),
        };
        return (StatusCode::SERVICE_UNAVAILABLE, Json(health));
    }
    (
        StatusCode::OK,
        Json(Health {
            status: "ok",
            error: None,
        }),
    )
}

async fn prometheus(State(hub): State<Arc<Hub>>) -> impl IntoResponse {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], metrics::text(&hub))
}

/// `offset` and `limit` of a list.
fn page<T>(all: Vec<T>, offset: usize, limit: usize) -> Vec<T> {
    all.into_iter()
        .skip(offset)
        .take(limit.min(LONGEST_PAGE))
        .collect()
}
