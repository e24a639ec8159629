//! An expression on the first line, facts on the others.
#![no_main]

use libfuzzer_sys::fuzz_target;
use protocol::NodeView;
use protocol::filter::NodeScope;
use protocol::filter::expr::Expression;

fuzz_target!(|text: &str| {
    let (line, facts) = text.split_once('\n').unwrap_or((text, "{}"));
    let Ok(expression) = Expression::parse(line) else {
        return;
    };
    let (agents, classes) = (["rpcutil".to_owned()], ["role::web".to_owned()]);
    let scope = NodeScope::new(
        NodeView {
            identity: "n1.example.net",
            agents: &agents,
            classes: &classes,
            facts,
            data: None,
        },
        None,
    );
    if let (Ok(value), Ok(holds)) = (expression.evaluate(&scope), expression.holds(&scope)) {
        assert_eq!(value, holds);
    }
    expression.explain(&scope);
    expression.outline();
});
