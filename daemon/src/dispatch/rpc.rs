//! One RPC request: find the action, authorise, write down, check the inputs, run.

use std::any::Any;
use std::error::Error;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use protocol::Request;
use protocol::rpc::{RpcReply, RpcRequest, Status};
use tokio::time::timeout;
use tracing::{debug, error, info, warn};

use crate::hosting::Hosted;
use crate::patience::Patience;
use crate::policy::{Authorizer, Decision, Question, Why};
use crate::stats::bump;
use crate::{Agent, Answer, Call, Context, Described, audit};

/// What the reference answers to whoever may not.
const DENIED: &str = "You are not authorized to call this agent or action";

/// Runs calls of the node's agents for whoever may.
pub(super) struct Rpc {
    node: Arc<Context>,
    authorizer: Arc<Authorizer>,
    /// Reads and evaluates policies; a slow one keeps nothing else waiting.
    patience: Patience,
}

impl Rpc {
    pub(super) fn new(node: Arc<Context>) -> Self {
        let authorizer = Authorizer::from_config(&node.config);
        if let Authorizer::Unsupported(provider) = &authorizer {
            warn!(
                provider,
                "authorization provider is not supported by this version, every call will be denied"
            );
        }
        Self {
            node,
            authorizer: Arc::new(authorizer),
            patience: Patience::default(),
        }
    }

    /// Answers a request; none when the agent is unknown or ran out of time, of which callers hear nothing.
    pub(super) async fn run(&self, request: &Arc<Request>) -> Option<RpcReply> {
        let agent = self.node.agents.hosted().get(&request.agent)?.clone();
        let body = match RpcRequest::decode(&request.payload) {
            Ok(body) => Arc::new(body),
            Err(error) => {
                let text = format!("could not read the request: {error}");
                return Some(reply(String::new(), Answer::fail(Status::InvalidData, text)));
            }
        };
        let action = body.action.clone();
        let answer = match self.check(agent.ddl(), request, &body).await {
            Err(refused) => refused,
            Ok(action) => {
                self.audit(request, &body).await;
                match inputs(agent.as_ref(), action, Arc::unwrap_or_clone(body)) {
                    Err(refused) => refused,
                    Ok(body) => self.call(agent.as_ref(), request, body).await?,
                }
            }
        };
        Some(reply(action, answer))
    }

    /// The action, if it exists and the caller may call it. In this order, as in the reference: asking for an unknown action needs
    /// no authorization and leaves no audit line.
    async fn check<'a>(
        &self,
        agent: &'a ddl::Agent,
        request: &Arc<Request>,
        body: &Arc<RpcRequest>,
    ) -> Result<&'a ddl::Action, Answer> {
        let Some(action) = agent.action(&body.action) else {
            let text = format!("Unknown action {} for agent {}", body.action, request.agent);
            return Err(Answer::fail(Status::UnknownAction, text));
        };
        if body.agent != request.agent.as_str() {
            // What else it names may be a megabyte of anything.
            info!(caller = %request.caller, agent = %request.agent, "denied: the request names two agents");
            return Err(Answer::aborted(DENIED));
        }
        let decision = self.decide(request, body).await;
        if decision.allowed {
            debug!(caller = %request.caller, action = body.action, why = %decision.why, "allowed");
            Ok(action)
        } else {
            self.log_denial(request, body, &decision.why);
            Err(Answer::aborted(DENIED))
        }
    }

    /// Asks the policies: here if that takes no time, else in a thread of their own.
    async fn decide(&self, request: &Arc<Request>, body: &Arc<RpcRequest>) -> Decision {
        let described = match *self.authorizer {
            Authorizer::Off | Authorizer::Token(_) => Described::default(),
            _ => match self.node.described().await {
                Some(described) => described,
                None => return Decision::denied(Why::NoFacts),
            },
        };
        let hosted = self.node.agents.hosted();
        let asked = question(&hosted, request, body, &described);
        if let Some(decision) = self.authorizer.decide_at_once(&asked) {
            return decision;
        }
        let (authorizer, request, body) = (self.authorizer.clone(), request.clone(), body.clone());
        let decide = move || authorizer.decide(&question(&hosted, &request, &body, &described));
        let decided = self.patience.read(decide).await;
        decided.unwrap_or_else(|| Decision::denied(Why::NoAnswer))
    }

    fn log_denial(&self, request: &Request, body: &RpcRequest, why: &Why) {
        let (caller, request_id) = (&request.caller, &request.id);
        info!(%caller, %request_id, agent = body.agent, action = body.action, %why, "denied");
    }

    /// Writes the audit line before the action runs. A failure is logged and never stops the action.
    async fn audit(&self, request: &Request, body: &RpcRequest) {
        let Some(config) = self
            .node
            .config
            .audit
            .clone()
            .filter(|audit| audit.file.is_some())
        else {
            return;
        };
        let line = audit::line(request, body, self.node.clock.now());
        if let Err(error) = audit::write(config, line).await {
            let cause = error.source().map(ToString::to_string);
            error!(request_id = %request.id, %error, cause, "audit line is lost");
        }
    }

    /// Runs the action for as long as its agent's schema grants.
    async fn call(&self, agent: &dyn Agent, request: &Request, body: RpcRequest) -> Option<Answer> {
        let action = body.action.clone();
        let call = Call {
            action: body.action,
            data: body.data,
            caller: request.caller.clone(),
            request_id: request.id.clone(),
            collective: request.collective.clone(),
            sender: request.sender.clone(),
            ttl: request.ttl,
            time: request.time,
        };
        let limit = agent.ddl().timeout();
        // What the agent shares with others is behind locks that survive a panic, or is its own affair.
        let running = AssertUnwindSafe(agent.call(call, &self.node)).catch_unwind();
        match timeout(limit, running).await {
            Ok(Ok(answer)) => Some(answer),
            Ok(Err(panic)) => {
                let name = &request.agent;
                error!(agent = %name, action, panic = panic_text(&*panic), "agent panicked");
                let text = format!("agent {name} failed in {action}, the log of this node tells why");
                Some(Answer::fail(Status::UnknownError, text))
            }
            Err(_) => {
                bump(&self.node.stats.timed_out);
                warn!(agent = %request.agent, action, ?limit, "agent ran out of time, nothing is answered");
                None
            }
        }
    }
}

impl std::fmt::Debug for Rpc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rpc")
            .field("authorizer", &self.authorizer)
            .finish_non_exhaustive()
    }
}

/// What policies are asked about a request.
fn question<'a>(
    hosted: &'a Hosted,
    request: &'a Request,
    body: &'a RpcRequest,
    described: &'a Described,
) -> Question<'a> {
    Question {
        agent: &body.agent,
        action: &body.action,
        caller: request.caller.as_str(),
        facts: &described.facts,
        classes: &described.classes,
        agents: hosted.names(),
        provision_mode: false,
        data: &body.data,
        sender: &request.sender,
        collective: request.collective.as_str(),
        ttl: request.ttl,
        time: request.time,
        filter: &request.filter,
        claims: request.claims.as_deref(),
    }
}

/// The body for an answer. Its data is always an object; the reference's may be text.
pub(super) fn reply(action: String, answer: Answer) -> RpcReply {
    RpcReply {
        action,
        statuscode: answer.status,
        statusmsg: answer.message,
        data: answer.data.into(),
    }
}

/// The action a request names, empty when it cannot be read.
pub(super) fn action_of(request: &Request) -> String {
    RpcRequest::decode(&request.payload).map_or_else(|_| String::new(), |body| body.action)
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

/// The inputs without the marker legacy clients add, as the agent takes them.
fn inputs(agent: &dyn Agent, action: &ddl::Action, mut body: RpcRequest) -> Result<RpcRequest, Answer> {
    body.data.remove("process_results");
    agent.check(action, &body.data)?;
    Ok(body)
}
