//! Consumers: the same requests to both servers, and the same answers, but for moments and made-up names.

mod configuring;
mod pulling;
mod side;

use harness::peers;
use serde_json::{Value, json};

use side::{Side, Step};

use super::servers::{Pair, Setting};

async fn agree(stream: Value, cases: Vec<Vec<Step>>) {
    let Some(program) = peers::find("nats-server") else {
        return;
    };
    let pair = Pair::start(&program, Setting::Streams).await;
    let (mut ours, mut theirs) = tokio::join!(Side::start(pair.ours), Side::start(pair.theirs));
    let mut complaints = Vec::new();
    for case in cases {
        let (our, their) = tokio::join!(ours.run(&stream, &case), theirs.run(&stream, &case));
        if our != their {
            let differ = our.iter().zip(&their).filter(|(our, their)| our != their);
            let lines: Vec<String> = differ
                .map(|(our, their)| format!("  ours   {our}\n  theirs {their}"))
                .collect();
            complaints.push(format!("{case:?}\n{}", lines.join("\n")));
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n\n"));
}

fn plain() -> Value {
    json!({"name": "S", "subjects": ["a.>"], "storage": "memory"})
}

fn with(base: &Value, more: &Value) -> Value {
    let mut all = base.clone();
    for (name, value) in more.as_object().unwrap() {
        all[name] = value.clone();
    }
    all
}
