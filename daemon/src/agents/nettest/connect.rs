//! Whether a TCP port can be connected to.

use std::io::ErrorKind;
use std::time::Duration;

use protocol::rpc::Object;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

use crate::Answer;
use crate::agents::input::{chain, outputs, refused};

/// How long a peer has to accept.
const PATIENCE: Duration = Duration::from_secs(2);

pub(super) async fn connect(host: &str, data: &Object) -> Result<Object, Answer> {
    let port = port(data)?;
    let started = Instant::now();
    let result = timeout(PATIENCE, TcpStream::connect((host, port))).await;
    let elapsed = started.elapsed().as_secs_f64();
    let status = match result {
        Ok(Ok(_)) => "Connected",
        Ok(Err(error)) if error.kind() == ErrorKind::ConnectionRefused => "Connection Refused",
        Ok(Err(error)) if error.kind() == ErrorKind::TimedOut => "Connection Timeout",
        Err(_) => "Connection Timeout",
        Ok(Err(error)) => {
            let message = format!("could not connect to {host} port {port}: {}", chain(&error));
            return Err(Answer::aborted(message).with(outcome(false, "Connection Failed", elapsed)));
        }
    };
    Ok(outcome(status == "Connected", status, elapsed))
}

fn outcome(connected: bool, status: &str, elapsed: f64) -> Object {
    outputs([
        ("connect", json!(connected)),
        ("connect_status", json!(status)),
        ("connect_time", json!(elapsed)),
    ])
}

/// The port, which schemas have declared as text and as a number.
fn port(data: &Object) -> Result<u16, Answer> {
    let port = match data.get("port") {
        Some(Value::String(text)) => text.parse().ok(),
        Some(value) => value
            .as_f64()
            .filter(|port| port.fract() == 0.0)
            .and_then(|port| {
                let whole = (1.0..=f64::from(u16::MAX)).contains(&port);
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "the range was just checked"
                )]
                whole.then_some(port as u16)
            }),
        None => None,
    };
    port.filter(|port| *port != 0)
        .ok_or_else(|| refused("port", "is not a port number"))
}
