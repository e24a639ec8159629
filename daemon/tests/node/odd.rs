//! An agent that misbehaves on demand.

use std::sync::Arc;

use async_trait::async_trait;
use daemon::{Agent, Answer, Call, Context};
use protocol::rpc::Object;

const DDL: &str = r#"
metadata:
  name: odd
  description: Misbehaves
  author: tests
  license: Apache-2.0
  version: 1.0.0
  url: https://example.net
  timeout: 1
actions:
  - action: hang
    description: Never answers
    display: always
    input: {}
    output: {}
  - action: panic
    description: Panics
    display: always
    input: {}
    output: {}
  - action: flood
    description: Answers more than a broker takes
    display: always
    input: {}
    output: {}
  - action: echo
    description: Says it again
    display: always
    input:
      text:
        prompt: Text
        description: What to say
        type: string
        optional: false
        validation: shellsafe
        maxlength: 5
    output: {}
"#;

/// The agent.
struct Odd(Arc<ddl::Agent>);

/// Makes one.
pub(crate) fn odd() -> Arc<dyn Agent> {
    Arc::new(Odd(schema().into()))
}

/// Makes one whose actions may take an hour.
pub(crate) fn patient() -> Arc<dyn Agent> {
    let mut schema = schema();
    schema.metadata.timeout = 3600;
    Arc::new(Odd(schema.into()))
}

/// Makes one that nodes share the work of.
pub(crate) fn service() -> Arc<dyn Agent> {
    let mut schema = schema();
    schema.metadata.name = "shared".into();
    schema.metadata.service = true;
    Arc::new(Odd(schema.into()))
}

fn schema() -> ddl::Agent {
    ddl::Agent::from_yaml(DDL.as_bytes()).unwrap()
}

#[async_trait]
impl Agent for Odd {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.0
    }

    async fn call(&self, call: Call, _node: &Context) -> Answer {
        match call.action.as_str() {
            "hang" => std::future::pending().await,
            "panic" => panic!("as asked"),
            "flood" => Answer::ok(Object::from_iter([("x".to_owned(), "x".repeat(2 << 20).into())])),
            _ => Answer::ok(call.data),
        }
    }
}
