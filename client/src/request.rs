//! One call: who is asked and what is sent.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use protocol::rpc::{Object, RpcRequest};
use protocol::{AgentName, Collective, Filter, Headers, Identity, Request, RequestId, Subject};
use tokio::time::{Instant, timeout};

use crate::link::Subscription;
use crate::replies::Awaited;
use crate::{Fleet, LinkError, Replies, SignerError, signer};

/// Longest wait for the connection to take one message; a connection that takes nothing is gone.
const SEND_TIMEOUT: Duration = Duration::from_secs(10);

/// Who is asked.
#[derive(Debug, Clone)]
pub enum Targets {
    /// One directed message per node.
    Nodes(Vec<Identity>),
    /// One broadcast to everybody the filter means; `expect` answers end the wait when known.
    Broadcast {
        /// How many answers to wait for.
        expect: Option<usize>,
    },
    /// Any one node that hosts the service agent.
    Service,
}

/// A call to an agent.
#[derive(Debug, Clone)]
pub struct Call {
    /// Agent.
    pub agent: AgentName,
    /// Action.
    pub action: String,
    /// Typed, checked inputs.
    pub data: Object,
    /// Who is asked.
    pub targets: Targets,
    /// Collective to ask.
    pub collective: Collective,
    /// Filter carried in the request; the agent is added when missing.
    pub filter: Filter,
    /// Longest wait for answers.
    pub timeout: Duration,
    /// How long the request lives; none for the configured `ttl`.
    pub ttl: Option<Duration>,
}

/// Why a call could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// It could not be signed or encoded.
    #[error("request could not be made")]
    Encode(#[from] protocol::EncodeError),
    /// Whoever signs requests for us did not sign this one.
    #[error("request was not signed")]
    Signer(#[from] SignerError),
    /// It could not be sent.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// A request without a filter, which `plugin.choria.require_client_filter` forbids.
    #[error("a filter is required here (plugin.choria.require_client_filter)")]
    FilterRequired,
    /// No targets were given.
    #[error("no nodes to ask")]
    NoTargets,
}

/// One request to encode and publish.
pub(crate) struct Question<'a> {
    pub(crate) agent: &'a AgentName,
    /// Collective to ask.
    pub(crate) collective: &'a Collective,
    /// Collective whose reply subjects are used.
    pub(crate) reply_collective: &'a Collective,
    pub(crate) filter: Filter,
    pub(crate) payload: Vec<u8>,
    pub(crate) ttl: Duration,
}

/// A request that was sent, and where its answers arrive.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) id: RequestId,
    pub(crate) answers: Subscription,
    /// When it began, by the calendar and by the stopwatch.
    pub(crate) start: SystemTime,
    pub(crate) began: Instant,
    /// Time spent publishing.
    pub(crate) publish: Duration,
}

/// Signs a call, publishes it to whom it concerns and listens for the answers.
pub(crate) async fn call(fleet: &Fleet, call: Call) -> Result<Replies, RequestError> {
    let timeout = call.timeout;
    let (question, subjects, awaited) = address(fleet, &call)?;
    let asked = ask(fleet, question, &subjects).await?;
    Ok(Replies::new(fleet, asked, awaited, timeout))
}

/// Signs a call and publishes it to whom it concerns; answers go to `reply_to`, or where nobody listens.
pub(crate) async fn tell(
    fleet: &Fleet,
    call: Call,
    reply_to: Option<&str>,
) -> Result<RequestId, RequestError> {
    let (question, subjects, _) = address(fleet, &call)?;
    if subjects.is_empty() {
        return Err(RequestError::NoTargets);
    }
    let (request, mut headers) = prepare(fleet, question);
    if let Some(subject) = reply_to {
        headers.reply_to = Some(subject.to_owned());
    }
    let bytes = Bytes::from(signer::encode(fleet, &request, &headers).await?);
    send(fleet, &bytes, &subjects).await?;
    tracing::debug!(request_id = %request.id, agent = %request.agent, requests = subjects.len(), "request published");
    Ok(request.id)
}

/// What a call asks, where it is published, and whose answers are awaited.
fn address<'a>(
    fleet: &'a Fleet,
    call: &'a Call,
) -> Result<(Question<'a>, Vec<Subject>, Awaited), RequestError> {
    let rpc = RpcRequest {
        agent: call.agent.to_string(),
        action: call.action.clone(),
        data: call.data.clone(),
    };
    let mut filter = call.filter.clone();
    if !filter.agent.iter().any(|agent| agent == call.agent.as_str()) {
        filter.agent.push(call.agent.to_string());
    }
    let (subjects, awaited) = match &call.targets {
        Targets::Nodes(nodes) => {
            let nodes: BTreeSet<_> = nodes.iter().cloned().collect();
            let subjects = nodes
                .iter()
                .map(|node| Subject::node(&call.collective, node))
                .collect();
            (subjects, Awaited::nodes(nodes))
        }
        Targets::Broadcast { expect } => {
            check_filter(fleet, &filter)?;
            (
                vec![Subject::broadcast(&call.collective, &call.agent)],
                Awaited::anyone(*expect),
            )
        }
        Targets::Service => {
            // Service hosts refuse requests that carry any filter.
            filter = Filter::default();
            (
                vec![Subject::service(&call.collective, &call.agent)],
                Awaited::service(),
            )
        }
    };
    let question = Question {
        agent: &call.agent,
        collective: &call.collective,
        reply_collective: fleet.main_collective(),
        filter,
        payload: rpc.encode(),
        ttl: call.ttl.unwrap_or(fleet.config().member.ttl),
    };
    Ok((question, subjects, awaited))
}

/// Refuses a filter that means everybody where the configuration asks for one.
pub(crate) fn check_filter(fleet: &Fleet, filter: &Filter) -> Result<(), RequestError> {
    // The agent that is asked says nothing about the nodes that are meant.
    let everybody = Filter {
        agent: Vec::new(),
        ..filter.clone()
    }
    .is_empty()
        && filter.agent.len() < 2;
    if everybody && fleet.config().require_filter {
        return Err(RequestError::FilterRequired);
    }
    Ok(())
}

/// Encodes a question once and publishes the same bytes to every subject.
///
/// One connection carries subscription and requests in this order, so no answer can come too early.
pub(crate) async fn ask(
    fleet: &Fleet,
    question: Question<'_>,
    subjects: &[Subject],
) -> Result<Asked, RequestError> {
    if subjects.is_empty() {
        return Err(RequestError::NoTargets);
    }
    let (request, headers) = prepare(fleet, question);
    let bytes = signer::encode(fleet, &request, &headers).await?;
    Ok(publish(fleet, &request, &headers, bytes, subjects).await?)
}

/// Makes a request of a question, with a new id and a reply subject of its own.
pub(crate) fn prepare(fleet: &Fleet, question: Question<'_>) -> (Request, Headers) {
    let (link, wire) = (fleet.link(), fleet.wire());
    let id = wire.new_request_id();
    let reply_to = Subject::reply(question.reply_collective, wire.caller(), &id);
    let sender = &fleet.config().member.identity;
    let server = link.server();
    let headers = Headers {
        reply_to: Some(reply_to.to_string()),
        sender: sender.clone(),
        seen_by: vec![[server.clone(), sender.clone(), server]],
        federation: None,
    };
    let request = Request {
        id,
        sender: sender.clone(),
        caller: wire.caller().clone(),
        collective: question.collective.clone(),
        agent: question.agent.clone(),
        ttl: question.ttl,
        time: fleet.clock().now(),
        filter: question.filter,
        payload: question.payload,
        claims: None,
    };
    (request, headers)
}

/// Listens for the answers to a request, and publishes it.
pub(crate) async fn publish(
    fleet: &Fleet,
    request: &Request,
    headers: &Headers,
    bytes: Vec<u8>,
    subjects: &[Subject],
) -> Result<Asked, LinkError> {
    let (link, bytes) = (fleet.link(), Bytes::from(bytes));
    let answers = link
        .subscribe(headers.reply_to.as_deref().unwrap_or_default(), None)
        .await?;
    let began = Instant::now();
    send(fleet, &bytes, subjects).await?;
    tracing::debug!(request_id = %request.id, agent = %request.agent, requests = subjects.len(), "request published");
    Ok(Asked {
        id: request.id.clone(),
        answers,
        start: request.time,
        began,
        publish: began.elapsed(),
    })
}

async fn send(fleet: &Fleet, bytes: &Bytes, subjects: &[Subject]) -> Result<(), LinkError> {
    let link = fleet.link();
    for subject in subjects {
        patiently(link.publish(subject.as_str(), bytes.clone())).await?;
    }
    patiently(link.written()).await
}

async fn patiently(sending: impl Future<Output = Result<(), LinkError>>) -> Result<(), LinkError> {
    timeout(SEND_TIMEOUT, sending)
        .await
        .unwrap_or(Err(LinkError::Disconnected))
}
