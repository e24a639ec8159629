//! The screens while a whole fleet answers at once: a program of its own in a terminal, whose backend makes the answers up.

use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use client::{Clock, NodeReply};
use protocol::Identity;
use protocol::rpc::{RpcReply, Status};
use serde_json::json;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tui::fleet::Known;
use tui::keymap::Keymap;
use tui::report::{Desk, Discovered, Link, Plan, RunEnd, RunNews};
use tui::theme::Theme;
use tui::{Backend, Draft, Editing, Options, Order, Report, Reports, ScreenName, Ticket};

use super::desk::identity;
use super::probe::{Moment, Watched, print, print_one};

/// The word that makes this program show the screens.
pub(crate) const SCREENS: &str = "show-flood";

/// Answers in one report, as the real backend sends them.
const TOGETHER: usize = 500;

/// Between two reports: 50 000 answers in a second.
const APART: Duration = Duration::from_millis(10);

/// Between two keys.
const PAUSE: Duration = Duration::from_millis(5);

/// Times the fleet is asked, each time by another process.
const TIMES: usize = 3;

/// Measures the screens of another process while answers pour in.
pub(crate) fn measure(nodes: usize) {
    let program = std::env::current_exe().unwrap();
    let home = tempfile::tempdir().unwrap();
    let count = nodes.to_string();
    let mut pressed = Vec::new();
    for _ in 0..TIMES {
        let watched = Watched::start(&program, &[SCREENS, "--nodes", &count], home.path());
        watched.shown(&format!("Nodes {}", tui::text::count(nodes)));
        for (keys, then) in [
            ("2/rpcutil<enter>", "inventory"),
            ("/ping<enter>", "rpcutil#ping"),
            ("", "% of"),
        ] {
            watched.terminal.press(keys);
            watched.shown(then);
        }
        let asleep = watched.processor();
        watched.terminal.press("<c-r>");
        let asked = watched.shown("waiting");
        while !watched.terminal.screen().contains(" done ") {
            pressed.push(watched.press(["j", "k"][pressed.len() % 2]));
            sleep(PAUSE);
        }
        let over = watched.written(0);
        let all = Moment {
            wall: over.wall.saturating_sub(asked.wall),
            processor: watched.processor().saturating_sub(asleep),
        };
        print_one("from the question to the last answer", all, &watched);
    }
    print("a key while nodes answer", &pressed);
}

/// Shows the screens on this process's own terminal.
pub(crate) fn show(nodes: usize) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let nodes: Vec<Identity> = (0..nodes).map(identity).collect();
    let backend = Flood {
        nodes: nodes.into(),
        tasks: TaskTracker::new(),
        clock: Clock::system(),
    };
    let options = Options {
        screen: ScreenName::Fleet,
        scope: String::new(),
        theme: Theme::Dark,
        ascii: false,
        mouse: false,
        read_only: false,
        keymap: Keymap::default(),
        greeting: None,
        clock: Clock::system(),
    };
    runtime
        .block_on(tui::run(Arc::new(backend), options, CancellationToken::new()))
        .unwrap();
}

/// A fleet whose nodes all answer within a second.
struct Flood {
    nodes: Arc<[Identity]>,
    tasks: TaskTracker,
    clock: Clock,
}

impl Backend for Flood {
    fn begin(&self, order: Order, reports: Reports) {
        let (nodes, clock) = (self.nodes.clone(), self.clock.clone());
        self.tasks.spawn(async move {
            match order {
                Order::Load => load(&nodes, &clock, &reports).await,
                Order::Connect => {
                    reports.send(Report::Link(Link::Up("b2".to_owned()))).await;
                }
                Order::Discover { ticket, .. } => {
                    let result = Ok(Discovered {
                        nodes,
                        method: "mc".to_owned(),
                        took: APART,
                        cut: false,
                    });
                    reports.send(Report::Discovered { ticket, result }).await;
                }
                Order::Plan { ticket, .. } => {
                    let result = Ok(Box::new(Plan {
                        command: "mco rpc rpcutil ping".to_owned(),
                        title: "rpcutil#ping".to_owned(),
                        known: nodes.len(),
                        targets: nodes,
                        longest: Duration::from_secs(10),
                        ..Plan::default()
                    }));
                    reports.send(Report::Plan { ticket, result }).await;
                }
                Order::Run { ticket, .. } => answer(ticket, &nodes, &clock, &reports).await,
                _ => {}
            }
        });
    }

    fn edit(&self, draft: Draft) -> Editing {
        // Nobody edits during a flood: what was given comes back.
        Box::pin(std::future::ready(Ok(draft.text.to_vec())))
    }
}

async fn load(nodes: &[Identity], clock: &Clock, reports: &Reports) {
    let agents = ddl::builtin_names().filter_map(ddl::builtin).collect();
    let desk = Desk {
        agents,
        type_over: usize::MAX,
        ..Desk::default()
    };
    reports.send(Report::Desk(Box::new(desk))).await;
    let known = |node: &Identity| Known {
        node: node.clone(),
        seen: clock.now(),
        learned: true,
        classes: 41,
        agents: 13,
    };
    reports
        .send(Report::Known(nodes.iter().map(known).collect()))
        .await;
}

/// Answers of all nodes, as evenly as the screens take them.
async fn answer(ticket: Ticket, nodes: &Arc<[Identity]>, clock: &Clock, reports: &Reports) {
    let tell = async |news| reports.send(Report::Run { ticket, news }).await;
    let started = RunNews::Started {
        nodes: nodes.clone(),
        job: None,
    };
    tell(started).await;
    let mut due = Instant::now();
    for some in nodes.chunks(TOGETHER) {
        due += APART;
        tokio::time::sleep_until(due).await;
        let replies = some.iter().map(|node| reply(node, clock)).collect();
        tell(RunNews::Replies(replies)).await;
    }
    let end = RunEnd {
        stats: None,
        trouble: None,
        halted: None,
        unasked: 0,
        exit: 0,
    };
    tell(RunNews::Over(Box::new(end))).await;
}

fn reply(node: &Identity, clock: &Clock) -> NodeReply {
    let now = clock.now();
    NodeReply {
        sender: node.clone(),
        reply: RpcReply {
            action: "ping".to_owned(),
            statuscode: Status::Ok,
            statusmsg: "OK".to_owned(),
            data: json!({"pong": 1_795_171_262}),
        },
        time: now,
        rtt: Duration::from_millis(200 + node.as_str().len() as u64),
        expected: true,
    }
}
