//! Made-up fleets for tests of what is printed.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use client::{Clock, NodeReply, Stats};
use config::Environment;
use ddl::{Action, Agent, Display, Input, Metadata, Object, Output};
use protocol::rpc::{RpcReply, Status};
use protocol::{Identity, RequestId};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::ask::{Outcome, Question};
use crate::ctx::Printer;
use crate::exit::Exit;
use crate::host::{self, Host};
use crate::run::run_with;
use crate::theme::Theme;

/// A node name.
pub(crate) fn node(name: &str) -> Identity {
    Identity::new(name).unwrap()
}

/// 2026-11-20 10:41:02 UTC.
pub(crate) fn start() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_171_262)
}

/// A tally in which the nodes that neither succeeded nor failed are silent.
pub(crate) fn stats(discovered: usize, ok: usize, failed: usize) -> Stats {
    let silent = discovered.saturating_sub(ok + failed);
    Stats {
        request_id: RequestId::new("7c1d02c4f0b84f6e9d1d3f1c2b9a8e77").unwrap(),
        discovered,
        responses: ok + failed,
        ok,
        failed,
        no_responses: (0..silent).map(|n| node(&format!("quiet{n}.lab.test"))).collect(),
        unexpected: Vec::new(),
        start: start(),
        publish: Duration::from_millis(2),
        request: Duration::from_millis(402),
    }
}

/// One expected answer.
pub(crate) fn reply(sender: &str, status: Status, message: &str, data: Value) -> NodeReply {
    NodeReply {
        sender: node(sender),
        reply: RpcReply {
            action: "status".to_owned(),
            statuscode: status,
            statusmsg: message.to_owned(),
            data,
        },
        time: start(),
        rtt: Duration::from_millis(11),
        expected: true,
    }
}

/// One successful answer.
pub(crate) fn ok(sender: &str, data: Value) -> NodeReply {
    reply(sender, Status::Ok, "OK", data)
}

/// Answers with a tally that fits them.
pub(crate) fn outcome(replies: Vec<NodeReply>) -> Outcome {
    let ok = replies
        .iter()
        .filter(|reply| reply.reply.statuscode == Status::Ok)
        .count();
    let failed = replies.len() - ok;
    Outcome {
        stats: stats(replies.len(), ok, failed),
        replies,
        discovery: Duration::from_millis(510),
        interrupted: false,
        rollout: None,
    }
}

/// A tally without its answers.
pub(crate) fn tally(discovered: usize, ok: usize, failed: usize) -> Outcome {
    Outcome {
        stats: stats(discovered, ok, failed),
        ..outcome(Vec::new())
    }
}

/// An action of the made-up agent, without inputs.
pub(crate) fn question(action: &str) -> Question {
    let agent = agent();
    let index = agent
        .actions
        .iter()
        .position(|known| known.name == action)
        .unwrap();
    Question::from_parts(Arc::new(agent), index, Object::new())
}

/// A made-up agent that can look at services and restart them.
pub(crate) fn agent() -> Agent {
    let status = Output {
        display_as: "Service Status".to_owned(),
        description: "Whether it runs".to_owned(),
        ..Output::default()
    };
    let service = Input {
        prompt: "Service".to_owned(),
        description: "Name of the service".to_owned(),
        validation: "service_name".to_owned(),
        max_length: 90,
        ..Input::default()
    };
    let action = |name: &str, description: &str| Action {
        name: name.to_owned(),
        description: description.to_owned(),
        display: Display::Always,
        input: BTreeMap::from([("service".to_owned(), service.clone())]),
        output: BTreeMap::from([("status".to_owned(), status.clone())]),
        aggregate: Vec::new(),
        declared_risk: None,
    };
    Agent {
        metadata: Metadata {
            name: "service".to_owned(),
            description: "Start and stop services".to_owned(),
            author: "Ann".to_owned(),
            license: "Apache-2.0".to_owned(),
            version: "4.1.0".to_owned(),
            url: "https://lab.test".to_owned(),
            timeout: 60,
            provider: None,
            service: false,
        },
        actions: vec![
            action("status", "Look at a service"),
            action("restart", "Restart a service"),
        ],
    }
}

/// Collects what is printed.
#[derive(Clone, Default)]
pub(crate) struct Text(Arc<Mutex<Vec<u8>>>);

impl Text {
    /// What was printed so far.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Text {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A printer and what it printed.
pub(crate) fn printer() -> (Printer, Text) {
    let text = Text::default();
    (Printer::new(Box::new(text.clone()), Theme::PLAIN, None), text)
}

/// What a command printed on both streams, and its status.
pub(crate) async fn ran(line: &[&str]) -> (Exit, String, String) {
    let (out, err) = (Text::default(), Text::default());
    let host = host(Box::new(out.clone()), Box::new(err.clone()));
    let exit = run_with(line.iter().map(OsString::from), host).await;
    (exit, out.text(), err.text())
}

/// A process without terminal, files or variables.
pub(crate) fn host(out: Box<dyn Write + Send>, err: Box<dyn Write + Send>) -> Host {
    let output = |writer| host::Output {
        writer,
        terminal: false,
    };
    Host {
        environment: Environment {
            hostname: "desk.lab.test".to_owned(),
            cwd: "/nowhere".into(),
            ..Environment::default()
        },
        clock: Clock::manual(start()),
        input: host::Input {
            reader: Box::new(std::io::empty()),
            terminal: false,
            piped: false,
        },
        out: output(out),
        err: output(err),
        width: 80,
        interrupt: CancellationToken::new(),
        insist: CancellationToken::new(),
    }
}
