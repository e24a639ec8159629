//! The monitoring endpoints: what nats-server shows under the same paths, and the reference's own.

pub(crate) mod accounts;
pub(crate) mod connz;
pub(crate) mod health;
pub(crate) mod jsz;
mod lenient;
mod metrics;
pub(crate) mod neighbours;
pub(crate) mod subsz;
pub(crate) mod varz;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

use crate::hub::Hub;

/// Most entries of one page, whatever was asked for.
const LONGEST_PAGE: usize = 10_000;

const INDEX: &str = "<html><body><h1>mco broker</h1><ul>\
<li><a href=\"/varz\">varz</a></li><li><a href=\"/connz\">connz</a></li><li><a href=\"/subsz\">subsz</a></li>\
<li><a href=\"/jsz\">jsz</a></li><li><a href=\"/accountz\">accountz</a></li>\
<li><a href=\"/accstatz\">accstatz</a></li><li><a href=\"/healthz\">healthz</a></li><li><a href=\"/choria/\">choria</a></li>\
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
        .route("/connz", shown(connz::page))
        .route("/subsz", shown(subsz::page))
        .route("/subscriptionsz", shown(subsz::page))
        .route("/jsz", shown(jsz::page))
        .route("/accountz", shown(accounts::accountz))
        .route("/accstatz", shown(accounts::accstatz))
        .route("/routez", plain(neighbours::routez))
        .route("/gatewayz", plain(neighbours::gatewayz))
        .route("/leafz", plain(neighbours::leafz))
        .route("/healthz", get(health))
        .route(
            "/choria/",
            get(async |State(hub): State<Arc<Hub>>| Json(varz::choria(&hub)).into_response()),
        )
        .route("/choria/prometheus", get(prometheus))
        .route("/choria/metrics", get(prometheus))
        .with_state(hub);
    pages::serve(listener, pages, stop).await;
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

/// A page that is the same whatever its address asks for.
fn plain(make: fn(&Hub) -> Value) -> MethodRouter<Arc<Hub>> {
    get(async move |State(hub): State<Arc<Hub>>| Json(make(&hub)).into_response())
}

type Rejected = axum::extract::rejection::QueryRejection;

/// A page that is made of what its address asks for, away from the threads that serve peers: some wait for a stream.
fn shown<Q, T>(make: fn(&Arc<Hub>, &Q) -> T) -> MethodRouter<Arc<Hub>>
where
    Q: DeserializeOwned + Send + 'static,
    T: Serialize + Send + 'static,
{
    get(
        async move |State(hub): State<Arc<Hub>>, asked: Result<Query<Q>, Rejected>| match asked {
            Err(odd) => (StatusCode::BAD_REQUEST, odd.body_text()).into_response(),
            Ok(Query(asked)) => made(move || make(&hub, &asked)).await,
        },
    )
}

async fn made<T: Serialize + Send + 'static>(make: impl FnOnce() -> T + Send + 'static) -> Response {
    match spawn_blocking(make).await {
        Ok(page) => Json(page).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn health(State(hub): State<Arc<Hub>>, asked: Result<Query<health::Asked>, Rejected>) -> Response {
    match asked {
        Err(odd) => (StatusCode::BAD_REQUEST, odd.body_text()).into_response(),
        Ok(Query(asked)) => {
            let mut page = health::page(&hub, &asked);
            let code = page.status_code.take().unwrap_or_default();
            let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, Json(page)).into_response()
        }
    }
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
