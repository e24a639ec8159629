//! The fixed permission lists.

use engine::{Permissions, SubjectRules};

/// What a node without a token may do: everything but asking, and reading what others are answered.
pub(super) fn node_without_token() -> Permissions {
    Permissions {
        publish: denied("*.broadcast.agent.> *.broadcast.service.> *.node.> choria.federation.*.federation"),
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
        allow: Vec::new(),
        deny: subjects.split_whitespace().map(str::to_owned).collect(),
    }
}
