//! Whatever a peer or a file says, on every screen: nothing of it reaches the terminal as it is, and nothing takes long or breaks.

use std::sync::Arc;
use std::time::Duration;

use client::NodeReply;
use ddl::Agent;
use proptest::prelude::*;
use protocol::rpc::{RpcReply, Status};
use serde_json::{Map, Value, json};

use crate::fleet::{Detail, Facet, FacetKind, Glance, Reason};
use crate::job::{Fate, JobDetail, JobRow, JobState, Standing};
use crate::order::{Order, Ticket};
use crate::report::{
    Candidate, Desk, Discovered, Earlier, Estimate, Link, Mistake, Past, Plan, Report, RunEnd, RunNews,
    Trouble,
};
use crate::stage::{self, Stage};

const KEYS: &[&str] = &[
    "enter",
    "esc",
    "tab",
    "shift-tab",
    "up",
    "down",
    "j",
    "k",
    "G",
    "g g",
    "space",
    "/",
    "?",
    ":",
    "!",
    "1",
    "2",
    "3",
    "4",
    "8",
    "a",
    "x",
    "y",
    "Y",
    "v",
    "s",
    "d",
    "e",
    "f",
    "i",
    "o",
    "r",
    "t",
    "w",
    "z",
    "F",
    "N",
    "L",
    "O",
    "R",
    "S",
    "*",
    "-",
    "left",
    "right",
    "ctrl-r",
    "ctrl-s",
    "ctrl-e",
    "ctrl-space",
    "f1",
    "f2",
    "f5",
    "pagedown",
    "pageup",
    "backspace",
    "q",
];

fn evil() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\u{1b}]52;c;cm0gLXJmIC8=\u{7}".to_owned()),
        Just("\u{1b}[2J\u{9b}1m\u{0}".to_owned()),
        Just("a\n\r\tb\u{2028}c".to_owned()),
        Just("\u{202e}txt.exe\u{2066}".to_owned()),
        Just("we\u{200b}b\u{feff}\u{e0041}".to_owned()),
        Just(format!("x{}", "\u{301}".repeat(500))),
        Just("日本👩\u{200d}🚀🇩🇪ﷺ".repeat(50)),
        Just("w ".repeat(4_000)),
        Just("x".repeat(8_000)),
        Just(String::new()),
        Just("'$(reboot)' `x` \"-rf".to_owned()),
        "\\PC{0,12}",
        any::<String>(),
    ]
}

fn trouble(evil: &str) -> Trouble {
    Trouble {
        text: evil.to_owned(),
        hint: Some(evil.to_owned()),
    }
}

/// A DDL as `ddl sync` may bring one.
fn agent(evil: &str) -> Option<Agent> {
    let input = json!({
        "type": "string", "prompt": evil, "description": evil, "optional": true, "validation": ".", "maxlength": 0, "default": evil,
    });
    let list =
        json!({"type": "list", "prompt": evil, "description": evil, "optional": true, "list": [evil, "b"]});
    let output = json!({"description": evil, "display_as": evil, "type": "string"});
    let document = json!({
        "metadata": {"name": "vault", "description": evil, "author": evil, "license": evil, "version": "1.0.0", "url": evil, "timeout": 5},
        "actions": [{
            "action": "open", "display": "always", "description": evil,
            "input": {"code": input, "kind": list}, "output": {"status": output}, "aggregate": [],
        }],
    });
    Agent::from_json(document.to_string().as_bytes()).ok()
}

fn desk(evil: &str) -> Desk {
    Desk {
        context: evil.to_owned(),
        collective: evil.to_owned(),
        caller: evil.to_owned(),
        agents: agent(evil).map(Arc::new).into_iter().collect(),
        ..stage::desk()
    }
}

fn detail(evil: &str) -> Detail {
    let mut facts = Map::new();
    facts.insert(evil.to_owned(), json!([evil, {evil: evil}, 1e300, null]));
    facts.insert(
        "deep".to_owned(),
        (0..100).fold(Value::Null, |value, _| json!([value])),
    );
    Detail {
        node: stage::node(1),
        version: evil.to_owned(),
        main_collective: evil.to_owned(),
        collectives: vec![evil.to_owned()],
        agents: vec![evil.to_owned()],
        classes: vec![evil.to_owned()],
        machines: vec![(evil.to_owned(), evil.to_owned(), evil.to_owned())],
        facts,
        learned: stage::now(),
        seen: stage::now() + Duration::from_secs(1 << 40),
    }
}

fn row(evil: &str) -> JobRow {
    JobRow {
        id: "k7m2q".to_owned(),
        what: evil.to_owned(),
        state: JobState::Paused,
        standing: Standing {
            failed: 1,
            silent: usize::MAX >> 8,
            ..Standing::default()
        },
        started: stage::now(),
    }
}

fn job(evil: &str) -> JobDetail {
    JobDetail {
        row: row(evil),
        command: evil.to_owned(),
        reason: Some(evil.to_owned()),
        pace: evil.to_owned(),
        agent: evil.to_owned(),
        action: evil.to_owned(),
        end: Some(evil.to_owned()),
        runs: usize::MAX,
        log: vec![(stage::now(), evil.to_owned())],
        nodes: vec![(stage::node(1), Fate::Failed(evil.to_owned()))],
    }
}

fn plan(evil: &str) -> Plan {
    Plan {
        command: evil.to_owned(),
        title: evil.to_owned(),
        targets: stage::nodes(3).into(),
        pace: evil.to_owned(),
        remarks: vec![evil.to_owned()],
        ask: Some(evil.to_owned()),
        ..Plan::default()
    }
}

fn run(ticket: Ticket, evil: &str) -> Vec<Report> {
    let reply = NodeReply {
        sender: stage::node(1),
        reply: RpcReply {
            action: evil.to_owned(),
            statuscode: Status::Other(77),
            statusmsg: evil.to_owned(),
            data: json!({"status": evil, evil: [evil]}),
        },
        time: stage::now(),
        rtt: Duration::MAX,
        expected: true,
    };
    let end = RunEnd {
        stats: None,
        trouble: Some(trouble(evil)),
        halted: Some(evil.to_owned()),
        unasked: 1,
        exit: 1,
    };
    let news = [
        RunNews::Discovering {
            method: evil.to_owned(),
        },
        RunNews::Started {
            nodes: stage::nodes(3).into(),
            job: Some(evil.to_owned()),
        },
        RunNews::Replies(vec![reply]),
        RunNews::Note(evil.to_owned()),
        RunNews::Over(Box::new(end)),
    ];
    news.map(|news| Report::Run { ticket, news }).into()
}

/// What comes of an order where everybody lies.
fn answers(order: Order, evil: &str) -> Vec<Report> {
    let text = || evil.to_owned();
    let one = match order {
        Order::Load => Report::Desk(Box::new(desk(evil))),
        Order::Connect => Report::Link(Link::Failed(trouble(evil))),
        Order::Estimate { ticket, .. } if evil.len() > 20 => Report::Estimate {
            ticket,
            result: Err(Mistake {
                text: text(),
                unfinished: false,
            }),
        },
        Order::Estimate { ticket, .. } => Report::Estimate {
            ticket,
            result: Ok(Estimate::default()),
        },
        Order::Discover { ticket, .. } => Report::Discovered {
            ticket,
            result: Ok(Discovered {
                nodes: stage::nodes(3).into(),
                method: text(),
                took: Duration::MAX,
                cut: false,
            }),
        },
        Order::Glance { nodes, .. } => {
            let glance = Glance {
                os: text(),
                version: text(),
                collectives: text(),
                ..Glance::default()
            };
            Report::Glances(nodes.into_iter().map(|node| (node, glance.clone())).collect())
        }
        Order::Inspect { ticket, .. } => Report::Detail {
            ticket,
            result: Ok(Some(Box::new(detail(evil)))),
            fresh: true,
        },
        Order::Explain { ticket, .. } => Report::Reasons {
            ticket,
            result: Ok(vec![Reason {
                condition: text(),
                met: None,
                found: Some(text()),
            }]),
        },
        Order::Facets { ticket, .. } => Report::Facets {
            ticket,
            facets: vec![Facet {
                name: text(),
                kind: FacetKind::Fact,
                values: vec![(text(), usize::MAX), ("b".to_owned(), 0)],
                lacking: usize::MAX,
            }],
            counted: 1,
        },
        Order::Plan { ticket, .. } => Report::Plan {
            ticket,
            result: Ok(Box::new(plan(evil))),
        },
        Order::Run { ticket, .. } => return run(ticket, evil),
        Order::Jobs => Report::Jobs(Ok(vec![row(evil)])),
        Order::Job { ticket, .. } => Report::Job {
            ticket,
            result: Ok(Box::new(job(evil))),
        },
        Order::Command { ticket, .. } => Report::Printed {
            ticket,
            text: text(),
            exit: Some(1),
        },
        Order::Complete { ticket, .. } => Report::Completions {
            ticket,
            from: evil.len(),
            candidates: vec![Candidate {
                value: text(),
                about: text(),
                complete: true,
            }],
        },
        Order::Recall { ticket, .. } => Report::Recalled {
            ticket,
            defaults: vec![("code".to_owned(), text()), (text(), text())],
            earlier: vec![Earlier {
                time: stage::now(),
                inputs: vec![("code".to_owned(), text())],
            }],
        },
        Order::History => Report::History(vec![Past {
            time: stage::now(),
            line: text(),
            exit: 255,
        }]),
        Order::SaveSet { .. } => Report::Sets(vec![(text(), usize::MAX)]),
        Order::Write { .. } => Report::Done(text()),
        _ => Report::Said(trouble(evil)),
    };
    vec![one]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_that_anybody_says_reaches_the_terminal_as_it_is(
        steps in prop::collection::vec((evil(), prop::sample::select(KEYS)), 1..40),
        sizes in prop::collection::vec((1u16..130, 1u16..40), 1..5),
    ) {
        let first = steps[0].0.clone();
        let mut stage = Stage::new(120, 35).report(Report::Desk(Box::new(desk(&first))));
        stage.hear(&Report::Known(stage::known(3)));
        for (number, (evil, key)) in steps.into_iter().enumerate() {
            stage.press(key);
            for order in stage.orders() {
                for report in answers(order, &evil) {
                    stage.hear(&report);
                }
            }
            // Every symbol is looked at where it is drawn.
            stage.screen();
            let (width, height) = sizes[number % sizes.len()];
            stage = stage.resize(width, height);
            stage.screen();
            stage = stage.resize(120, 35).wait(Duration::from_millis(700));
        }
        for copied in stage.copied() {
            prop_assert!(!copied.contains(['\u{1b}', '\u{7}', '\u{9b}']), "{copied:?}");
        }
    }
}
