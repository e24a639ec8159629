//! Services that only pretend to run.

use std::sync::Arc;

use async_trait::async_trait;
use daemon::{Agent, Answer, Call, Context};
use serde::Deserialize;
use serde_json::json;
use tokio::time::sleep;

use super::{Props, Trouble};

/// The agent `service` over made-up services.
pub(super) struct Service {
    ddl: Arc<ddl::Agent>,
    props: Arc<Props>,
}

#[derive(Deserialize)]
struct Inputs {
    service: String,
}

impl Service {
    pub(super) fn new(ddl: Arc<ddl::Agent>, props: Arc<Props>) -> Self {
        Self { ddl, props }
    }

    async fn perform(&self, call: &Call, node: &Context) -> Result<Answer, Answer> {
        let Inputs { service } = call.inputs()?;
        let temper = self.props.temper(node);
        sleep(temper.lag).await;
        let known = self
            .props
            .with(node, |machine| machine.services.contains_key(&service));
        if known != Some(true) {
            return Err(Answer::aborted(format!(
                "unit {service}.service could not be found"
            )));
        }
        let wanted = match call.action.as_str() {
            "start" | "restart" => Some(true),
            "stop" => Some(false),
            _ => None,
        };
        if wanted.is_some() {
            sleep(temper.work).await;
        }
        let fails = wanted == Some(true) && temper.trouble == Some(Trouble::Broken);
        let runs = self.props.with(node, |machine| {
            let runs = machine.services.entry(service.clone()).or_default();
            *runs = wanted.unwrap_or(*runs) && !fails;
            *runs
        });
        let status = if runs == Some(true) { "running" } else { "stopped" };
        let outputs = Answer::of(&json!({"status": status}))?;
        if fails {
            let text = format!("{service} did not come up: its configuration is not valid");
            return Err(Answer::aborted(text).with(outputs.data));
        }
        Ok(outputs)
    }
}

#[async_trait]
impl Agent for Service {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    async fn call(&self, call: Call, node: &Context) -> Answer {
        self.perform(&call, node).await.unwrap_or_else(|refused| refused)
    }
}
