//! The fixed permission lists.

use engine::{Permissions, SubjectRules};

/// What a node without a token may do: everything but asking, and reading what others are answered. Registering is asking
/// by its subject only.
pub(super) fn node_without_token() -> Permissions {
    Permissions {
        publish: SubjectRules {
            except: vec!["*.broadcast.agent.registration".to_owned()],
            ..denied("*.broadcast.agent.> *.broadcast.service.> *.node.> choria.federation.*.federation")
        },
        subscribe: denied("*.reply.> choria.federation.> choria.lifecycle.>"),
    }
}

/// Nothing at all.
pub(super) fn nothing() -> Permissions {
    Permissions {
        publish: denied(">"),
        subscribe: denied(">"),
    }
}

fn denied(subjects: &str) -> SubjectRules {
    SubjectRules {
        deny: subjects.split_whitespace().map(str::to_owned).collect(),
        ..SubjectRules::default()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use engine::{Account, Authenticator, Engine, Identified, Login, Options, Refused};
    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
    use tokio::net::TcpStream;

    use super::*;

    /// Lets everybody in as such a node.
    #[derive(Debug)]
    struct Nodes(Arc<Permissions>);

    impl Authenticator for Nodes {
        fn authenticate(&self, _: &Login<'_>) -> Result<Identified, Refused> {
            Ok(Identified {
                account: Account::Choria,
                user: String::new(),
                permissions: Some(Arc::clone(&self.0)),
                valid_for: None,
            })
        }
    }

    /// The subjects among these that a node with such permissions is refused to publish to.
    async fn refused(permissions: Permissions, subjects: &[&str]) -> Vec<String> {
        let options = Options {
            authenticator: Arc::new(Nodes(Arc::new(permissions))),
            ..Options::local()
        };
        let engine = Engine::start(options).await.unwrap();
        let mut socket = BufReader::new(TcpStream::connect(engine.address()).await.unwrap());
        let publishes: String = subjects
            .iter()
            .map(|subject| format!("PUB {subject} 0\r\n\r\n"))
            .collect();
        let all = format!("CONNECT {{\"verbose\":false,\"pedantic\":false}}\r\n{publishes}PING\r\n");
        socket.write_all(all.as_bytes()).await.unwrap();
        let (mut refused, mut line) = (Vec::new(), String::new());
        while line != "PONG\r\n" {
            line.clear();
            socket.read_line(&mut line).await.unwrap();
            let subject = line.strip_prefix("-ERR 'Permissions Violation for Publish to ");
            refused.extend(subject.map(|subject| subject.trim_end().trim_matches(['"', '\'']).to_owned()));
        }
        refused
    }

    #[tokio::test]
    async fn a_node_without_token_may_register_and_report_but_not_ask() {
        let asked = [
            "mcollective.broadcast.agent.discovery",
            "mcollective.broadcast.service.shop",
            "mcollective.node.web1",
            "choria.federation.eu.federation",
        ];
        let told = [
            "mcollective.broadcast.agent.registration",
            "mcollective.reply.abc.1",
            "choria.federation.mcollective.collective",
            "choria.lifecycle.event.startup.server",
        ];
        let all = [asked, told].concat();
        assert_eq!(refused(node_without_token(), &all).await, asked);
        assert_eq!(refused(nothing(), &all).await, all);
    }
}
