//! One RPC request: find the action, authorise, write down, check the inputs, run.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use protocol::Request;
use protocol::rpc::{RpcReply, RpcRequest, Status};
use tokio::time::{Instant, timeout};
use tracing::{debug, error, info, warn};

use super::refusals::printable;
use crate::audit::{Audit, Ended};
use crate::hosting::Hosted;
use crate::muffler::Muffler;
use crate::patience::Patience;
use crate::policy::{Authorizer, Decision, Question, Why};
use crate::stats::bump;
use crate::{Agent, Answer, Call, Context, Described};

/// What the reference answers to whoever may not.
const DENIED: &str = "You are not authorized to call this agent or action";

/// Runs calls of the node's agents for whoever may.
pub(super) struct Rpc {
    node: Arc<Context>,
    authorizer: Arc<Authorizer>,
    /// Reads and evaluates policies; a slow one keeps nothing else waiting.
    patience: Patience,
    audit: Option<Audit>,
    /// Denials by caller and call.
    denials: Muffler<(String, String)>,
}

/// What became of a request.
#[derive(Debug)]
pub(super) struct Served {
    /// What is answered; none when the agent is unknown or ran out of time, of which callers hear nothing.
    pub(super) reply: Option<RpcReply>,
    /// How the action ended, if it ran.
    ended: Option<Ended>,
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
            audit: Audit::from_config(&node.config, &node.clock),
            node,
            authorizer: Arc::new(authorizer),
            patience: Patience::default(),
            denials: Muffler::default(),
        }
    }

    /// Runs a request. [`Rpc::finish`] is for when its reply is on the way.
    pub(super) async fn run(&self, request: &Arc<Request>) -> Served {
        let Some(agent) = self.node.agents.hosted().get(&request.agent).cloned() else {
            return Served::unanswered();
        };
        let body = match RpcRequest::decode(&request.payload) {
            Ok(body) => Arc::new(body),
            Err(error) => {
                let text = format!("could not read the request: {error}");
                return Served::refused(String::new(), Answer::fail(Status::InvalidData, text));
            }
        };
        let action = body.action.clone();
        let schema = match self.check(agent.ddl(), request, &body).await {
            Err(refused) => return Served::refused(action, refused),
            Ok(schema) => schema,
        };
        if let Some(audit) = &self.audit {
            audit.call(request, &body).await;
        }
        let started = Instant::now();
        let answer = match inputs(agent.as_ref(), schema, Arc::unwrap_or_clone(body)) {
            Err(refused) => Some(refused),
            Ok(body) => self.call(agent.as_ref(), request, body).await,
        };
        Served {
            ended: Some(Ended {
                action: action.clone(),
                status: answer.as_ref().map(|answer| answer.status),
                took: started.elapsed(),
            }),
            reply: answer.map(|answer| reply(action, answer)),
        }
    }

    /// Writes down how a request ended. Nobody waits for that any more.
    pub(super) async fn finish(&self, request: &Request, served: &Served) {
        if let (Some(audit), Some(ended)) = (&self.audit, &served.ended) {
            audit.ended(request, ended).await;
        }
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
            return Err(self
                .denied(request, body, "the request names two agents".into())
                .await);
        }
        let decision = self.decide(request, body).await;
        if decision.allowed {
            debug!(caller = %request.caller, action = body.action, why = %decision.why, "allowed");
            Ok(action)
        } else {
            Err(self.denied(request, body, printable(&decision.why)).await)
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

    /// Logs and writes down a denial; the caller hears no reason.
    async fn denied(&self, request: &Request, body: &RpcRequest, why: String) -> Answer {
        let (caller, request_id, agent) = (&request.caller, &request.id, &request.agent);
        let call = (caller.to_string(), format!("{agent}#{}", body.action));
        if let Some(unlogged) = self.denials.due(call, Instant::now()) {
            info!(%caller, %request_id, %agent, action = body.action, why, unlogged, "denied");
        }
        if let Some(audit) = &self.audit {
            audit.denied(request, body, &why).await;
        }
        Answer::aborted(DENIED)
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

impl Served {
    fn unanswered() -> Self {
        Self {
            reply: None,
            ended: None,
        }
    }

    fn refused(action: String, answer: Answer) -> Self {
        Self {
            reply: Some(reply(action, answer)),
            ended: None,
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
