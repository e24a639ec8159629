//! The monitoring endpoints of a broker with a `nats-server`: its own pages passed on, and the reference's.

mod metrics;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde_json::json;
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;

use super::monitor::{self, Varz};
use super::{NatsError, Setting};

/// What `nats-server` shows that says nothing about its secrets or its memory.
const PASSED_ON: &[&str] = &[
    "/varz",
    "/connz",
    "/routez",
    "/gatewayz",
    "/leafz",
    "/subsz",
    "/subscriptionsz",
    "/accountz",
    "/accstatz",
    "/jsz",
    "/healthz",
    "/ipqueuesz",
    "/raftz",
];

const JSON: &str = "application/json";
const METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The pages; they end with this.
#[derive(Debug)]
pub(super) struct Pages {
    address: SocketAddr,
    _stop: DropGuard,
}

/// What pages are made from.
#[derive(Debug)]
struct Source {
    server: SocketAddr,
    identity: String,
    tls: bool,
}

impl Pages {
    /// Serves them; none where nobody asked for them.
    pub(super) async fn start(setting: &Setting<'_>, server: SocketAddr) -> Result<Option<Self>, NatsError> {
        let Some(address) = setting.config.stats_listen else {
            return Ok(None);
        };
        let failed = |source| NatsError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let source = Source {
            server,
            identity: setting.config.member.identity.clone(),
            tls: setting.tls.is_some(),
        };
        let stop = CancellationToken::new();
        TaskTracker::new().spawn(pages::serve(listener, router(source), stop.clone()));
        Ok(Some(Self {
            address,
            _stop: stop.drop_guard(),
        }))
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }
}

fn router(source: Source) -> Router {
    let mut router = Router::new()
        .route("/", get(async || Html(index())))
        .route("/choria/", get(choria))
        .route("/choria/prometheus", get(prometheus))
        .route("/choria/metrics", get(prometheus));
    for path in PASSED_ON {
        router = router.route(path, get(passed_on));
    }
    router.with_state(Arc::new(source))
}

fn index() -> String {
    let ours = ["/choria/", "/choria/prometheus"];
    let links = PASSED_ON.iter().chain(&ours);
    let links: String = links
        .map(|path| format!("<li><a href=\"{path}\">{}</a></li>", path.trim_matches('/')))
        .collect();
    format!("<html><body><h1>mco broker</h1><ul>{links}</ul></body></html>\n")
}

/// A page of the server as it is, with what was asked of it.
async fn passed_on(State(source): State<Arc<Source>>, asked: Uri) -> Response {
    let path = asked.path_and_query().map_or("/", |path| path.as_str());
    match monitor::fetch(source.server, path).await {
        Ok((status, body)) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
            (status, [(header::CONTENT_TYPE, JSON)], body).into_response()
        }
        Err(error) => away(&error.to_string()),
    }
}

/// The reference's own document; figures of the system are those of the server.
async fn choria(State(source): State<Arc<Source>>) -> Response {
    let Some(Varz {
        mem,
        cpu,
        cores,
        max_connections,
        ..
    }) = monitor::varz(source.server).await
    else {
        return away("nats-server does not answer");
    };
    let document = json!({
        "build": {
            "version": env!("CARGO_PKG_VERSION"),
            "sha": "",
            "build_date": "",
            "license": env!("CARGO_PKG_LICENSE"),
            "tls": source.tls,
            "secure": source.tls,
            "go": "rust",
            "max_broker_clients": max_connections,
        },
        "system": { "rss": mem, "cpu_percent": cpu, "cpu_cores": cores },
        "config_file": "",
        "identity": source.identity,
    });
    ([(header::CONTENT_TYPE, JSON)], format!("{document:#}\n")).into_response()
}

async fn prometheus(State(source): State<Arc<Source>>) -> Response {
    let (varz, jsz, leafz) = tokio::join!(
        monitor::varz(source.server),
        monitor::jsz(source.server),
        monitor::leafz(source.server)
    );
    let Some(varz) = varz else {
        return away("nats-server does not answer");
    };
    let text = metrics::text(
        &source.identity,
        &varz,
        &jsz.unwrap_or_default(),
        &leafz.unwrap_or_default(),
    );
    ([(header::CONTENT_TYPE, METRICS)], text).into_response()
}

fn away(reason: &str) -> Response {
    let document = json!({ "status": "unavailable", "error": reason });
    let head = [(header::CONTENT_TYPE, JSON)];
    (StatusCode::SERVICE_UNAVAILABLE, head, format!("{document:#}\n")).into_response()
}
