//! `/healthz`: whether the server is fit for work.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use serde::{Deserialize, Serialize};

use super::lenient::Flag;
use crate::hub::Hub;
use crate::options::Account;

/// What a caller asks for; unknown members are ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// Streams have to be there at all; their state is not looked at.
    #[serde(rename = "js-enabled-only", alias = "js-enabled")]
    js_enabled_only: Flag,
    /// The state of each stream is not looked at.
    #[serde(rename = "js-server-only")]
    js_server_only: Flag,
    account: String,
    /// This one has to be there.
    stream: String,
    /// And this one of its consumers.
    consumer: String,
    details: Flag,
}

/// The verdict.
#[derive(Debug, Serialize)]
pub(crate) struct Health {
    status: &'static str,
    /// As HTTP would say it; none where HTTP says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status_code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Fault>,
}

#[derive(Debug, Serialize)]
struct Fault {
    r#type: &'static str,
    error: String,
}

pub(crate) fn page(hub: &Arc<Hub>, asked: &Asked) -> Health {
    match check(hub, asked) {
        Ok(()) => Health {
            status: "ok",
            status_code: Some(200),
            error: None,
            errors: Vec::new(),
        },
        Err((code, kind, error)) => {
            let fault = asked.details.0.then(|| Fault {
                r#type: kind,
                error: error.clone(),
            });
            Health {
                status: if code == 404 { "error" } else { "unavailable" },
                status_code: Some(code),
                error: (!asked.details.0).then_some(error),
                errors: fault.into_iter().collect(),
            }
        }
    }
}

type Unfit = (u16, &'static str, String);

fn check(hub: &Hub, asked: &Asked) -> Result<(), Unfit> {
    if hub.counts.leaving.load(Relaxed) {
        return Err((503, "CONNECTION", "in lame duck mode".to_owned()));
    }
    let about_streams = asked.js_enabled_only.0 || asked.js_server_only.0 || !asked.stream.is_empty();
    let Some(streams) = &hub.streams else {
        return if about_streams {
            Err((503, "JETSTREAM", "JetStream is not enabled".to_owned()))
        } else {
            Ok(())
        };
    };
    if !asked.account.is_empty() && asked.account != Account::Choria.name() {
        let text = format!("JetStream is not enabled for account {:?}", asked.account);
        return Err((404, "ACCOUNT", text));
    }
    if !asked.stream.is_empty() {
        return check_stream(streams, asked);
    }
    if asked.js_enabled_only.0 || asked.js_server_only.0 {
        return Ok(());
    }
    match streams.unfit() {
        Some(text) => Err((503, "STREAM", text)),
        None => Ok(()),
    }
}

fn check_stream(streams: &crate::streams::Streams, asked: &Asked) -> Result<(), Unfit> {
    let (stream, consumer) = (&asked.stream, &asked.consumer);
    match streams.has(stream, consumer) {
        (false, _) => Err((404, "STREAM", format!("JetStream stream \"{stream}\" not found"))),
        (true, false) => Err((
            404,
            "CONSUMER",
            format!("JetStream consumer \"{consumer}\" not found"),
        )),
        (true, true) => Ok(()),
    }
}
