//! Counters for Prometheus, over HTTP on `plugin.choria.stats_port`.

use std::fmt::Write;
use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::info;

use crate::Context;

const TEXT_FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Serves `/metrics`, and the reference's `/choria/prometheus`, until `stop` fires.
pub(crate) async fn serve(listener: TcpListener, node: Arc<Context>, stop: CancellationToken) {
    if let Ok(address) = listener.local_addr() {
        info!(%address, "serving metrics");
    }
    let page = move || {
        let text = render(node.identity.as_str(), &node.stats.named());
        std::future::ready(([(CONTENT_TYPE, TEXT_FORMAT)], text))
    };
    let router = Router::new()
        .route("/metrics", get(page.clone()))
        .route("/choria/prometheus", get(page));
    pages::serve(listener, router, stop).await;
}

/// The text format, with the reference's names, which predate the `_total` suffix that exporters add on their own.
fn render(identity: &str, counters: &[(&str, u64)]) -> String {
    let identity = identity.replace('\\', "\\\\").replace('"', "\\\"");
    let mut text = String::new();
    for (name, value) in counters {
        let _ = write!(
            text,
            "# TYPE choria_server_{name} counter\nchoria_server_{name}{{identity=\"{identity}\"}} {value}\n"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_carry_the_name_of_the_reference_and_the_identity() {
        assert_eq!(
            render("n1.example.net", &[("total", 3), ("ttlexpired", 0)]),
            "# TYPE choria_server_total counter\n\
             choria_server_total{identity=\"n1.example.net\"} 3\n\
             # TYPE choria_server_ttlexpired counter\n\
             choria_server_ttlexpired{identity=\"n1.example.net\"} 0\n"
        );
    }
}
