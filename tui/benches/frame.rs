//! What it costs to press a key and to draw what follows, with many nodes. `cargo bench -p mco-tui --bench frame`, with a number of
//! nodes for other than 50 000.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::unwrap_used, reason = "what a benchmark cannot set up ends it")]

use std::time::{Duration, SystemTime};

use client::NodeReply;
use protocol::Identity;
use protocol::rpc::{RpcReply, Status};
use serde_json::json;
use tokio::time::Instant;
use tui::fleet::Known;
use tui::probe::Probe;
use tui::report::{Discovered, Link, Report, RunNews};
use tui::{Order, Ticket};

const NODES: usize = 50_000;

/// Keys of each measurement.
const PRESSED: usize = 400;

/// Answers that arrive together.
const TOGETHER: usize = 500;

fn main() {
    let given = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let nodes: Vec<Identity> = (0..given.unwrap_or(NODES)).map(identity).collect();
    let start = Instant::now();
    let mut probe = Probe::new(120, 35, now());
    probe.draw();
    println!("{:44} {:?}", "first paint", start.elapsed());

    fleet(&mut probe, &nodes);
    println!("{:44} {} MiB", "resident with the fleet", resident());
    for (name, keys) in [
        ("a row down", "j"),
        ("a page down", "pagedown"),
        ("ends of the list", "G g g"),
        ("mark", "space"),
        ("mark all and none", "ctrl-a ctrl-a"),
        ("sort", "s"),
        ("look at a node and back", "enter esc"),
        ("facets on and off", "f f"),
    ] {
        keys_of(&mut probe, name, keys);
    }
    typing(&mut probe);
    answers(&mut probe, &nodes);
    println!("{:44} {} MiB", "resident with the answers", resident());
}

/// Loads all nodes as known and found.
fn fleet(probe: &mut Probe, nodes: &[Identity]) {
    let start = Instant::now();
    let mut orders = probe.begin();
    orders.extend(probe.hear(&Report::Desk(Box::default())));
    orders.extend(probe.hear(&Report::Known(nodes.iter().map(known).collect())));
    orders.extend(probe.hear(&Report::Link(Link::Up("b2".to_owned()))));
    let discover = orders.iter().rev().find_map(|order| match order {
        Order::Discover { ticket, .. } => Some(*ticket),
        _ => None,
    });
    let found = Discovered {
        nodes: nodes.into(),
        method: "mc".to_owned(),
        took: Duration::from_millis(410),
        cut: false,
    };
    let ticket = discover.expect("the fleet screen discovers once there is a connection");
    let result = Ok(found);
    probe.hear(&Report::Discovered { ticket, result });
    let drawn = probe.draw().content().iter().map(|cell| cell.symbol());
    let listed = format!("Nodes {}", tui::text::count(nodes.len()));
    assert!(
        drawn.collect::<String>().contains(&listed),
        "{listed} should be drawn"
    );
    println!("{:44} {:?}", "loading the fleet", start.elapsed());
}

/// From keys to the drawing that follows, each time.
fn keys_of(probe: &mut Probe, name: &str, keys: &str) {
    let press = |_| {
        let start = Instant::now();
        probe.press(keys);
        probe.draw();
        start.elapsed()
    };
    print(name, (0..PRESSED).map(press).collect());
}

/// Typing a scope, one letter after another.
fn typing(probe: &mut Probe) {
    probe.press("/");
    let letters = "- C space a p a c h e space".split(' ').cycle();
    let press = |letter| {
        let start = Instant::now();
        probe.press(letter);
        probe.draw();
        start.elapsed()
    };
    let times = letters.take(PRESSED).map(press).collect();
    print("a letter of the scope", times);
    probe.press("esc");
}

/// Answers of all nodes to one question, with a drawing after each batch of reports.
fn answers(probe: &mut Probe, nodes: &[Identity]) {
    let ticket = Ticket(u64::MAX);
    let package = ddl::builtin("package").unwrap();
    probe.ask(ticket, package, "status");
    let news = RunNews::Started {
        nodes: nodes.into(),
        job: None,
    };
    probe.hear(&Report::Run { ticket, news });
    let mut folded = Vec::new();
    let mut drawn = Vec::new();
    for (number, batch) in nodes.chunks(TOGETHER).enumerate() {
        let numbered = (number * TOGETHER..).zip(batch);
        let batch = numbered.map(reply).collect();
        let start = Instant::now();
        let news = RunNews::Replies(batch);
        probe.hear(&Report::Run { ticket, news });
        folded.push(start.elapsed());
        let start = Instant::now();
        probe.draw();
        drawn.push(start.elapsed());
    }
    let spent: Duration = folded.iter().chain(&drawn).sum();
    let rate = nodes.len() as f64 / spent.as_secs_f64();
    println!("{:44} {rate:.0} a second", "answers, drawn after each 500");
    print("500 answers folded in", folded);
    print("a drawing while answers arrive", drawn);
    keys_of(probe, "a row down in the answers", "j");
}

fn print(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    println!(
        "{name:44} p50 {:9.3?}  p95 {:9.3?}  p99 {:9.3?}",
        at(50),
        at(95),
        at(99)
    );
}

/// Memory of this process, in MiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600)
}

fn identity(number: usize) -> Identity {
    Identity::new(&format!("node{number}.rack{}.example.net", number % 97)).unwrap()
}

fn known(node: &Identity) -> Known {
    Known {
        node: node.clone(),
        seen: now() - Duration::from_secs(60),
        learned: true,
        classes: 41,
        agents: 13,
    }
}

fn reply((number, node): (usize, &Identity)) -> NodeReply {
    let rtt = Duration::from_millis(200 + number as u64 % 800);
    let version = if number.is_multiple_of(20) {
        "1.22.1-9"
    } else {
        "1.24.0-2"
    };
    NodeReply {
        sender: node.clone(),
        reply: RpcReply {
            action: "status".to_owned(),
            statuscode: Status::Ok,
            statusmsg: "OK".to_owned(),
            data: json!({"ensure": version, "name": "nginx", "version": version, "arch": "x86_64"}),
        },
        time: now() + rtt,
        rtt,
        expected: true,
    }
}
