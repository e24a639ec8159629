//! Who this process is.

use crate::draft::{Draft, Role};
use crate::key::Value;

/// Longest identity: that of a host name.
const LONGEST: usize = 253;
/// What certificates of people end in.
const SUFFIX: &str = "mcollective";
/// Variable that names the certificate to use, over every rule.
const CERTNAME: &str = "MCOLLECTIVE_CERTNAME";

/// `identity`, else the name of this machine; no program and no DNS is asked.
pub(crate) fn identity(draft: &mut Draft<'_>) -> Option<String> {
    let name = draft
        .text("identity")
        .unwrap_or_else(|| draft.env.hostname.clone());
    if name.is_empty() {
        draft.error("identity", "is not set, and this machine has no name");
        return None;
    }
    if name.len() > LONGEST || !is_subject(&name) {
        let wanted = "letters, digits, dots and dashes, no spaces, * or >";
        draft.error(
            "identity",
            format!("{name:?} cannot be an identity ({wanted}, at most {LONGEST} bytes)"),
        );
        return None;
    }
    draft.settings.derive("identity", Value::Text(name.clone()));
    Some(name)
}

/// Whether a name can be part of a NATS subject: dot-separated words without wildcards and spaces.
pub(crate) fn is_subject(name: &str) -> bool {
    let fits =
        |letter: char| !letter.is_whitespace() && !letter.is_control() && letter != '*' && letter != '>';
    name.split('.')
        .all(|word| !word.is_empty() && word.chars().all(fits))
}

/// The certificate's name under the `puppet` provider.
pub(crate) fn puppet_certname(draft: &Draft<'_>, identity: Option<&str>) -> Option<String> {
    let by_role = || match draft.role {
        Role::Client => personal(draft),
        Role::Server | Role::Broker => identity.map(str::to_owned),
    };
    chosen(draft).or_else(by_role)
}

/// The certificate's name under the `file` provider: root is nobody in particular, so for it an identity has to be set.
pub(crate) fn file_certname(draft: &Draft<'_>, identity: Option<&str>) -> Option<String> {
    let person = || if draft.env.root { None } else { personal(draft) };
    let machine = || match draft.role {
        Role::Client if !draft.is_set("identity") => None,
        _ => identity.map(str::to_owned),
    };
    chosen(draft).or_else(person).or_else(machine)
}

/// The name used inside this process under the `choria` provider; peers see the token's.
pub(crate) fn choria_certname(draft: &Draft<'_>, identity: Option<&str>) -> Option<String> {
    match draft.role {
        Role::Client => draft.env.var("USER").map(str::to_owned),
        Role::Server | Role::Broker => identity.map(str::to_owned),
    }
}

fn chosen(draft: &Draft<'_>) -> Option<String> {
    draft.env.var(CERTNAME).map(str::to_owned)
}

fn personal(draft: &Draft<'_>) -> Option<String> {
    draft.env.var("USER").map(|user| format!("{user}.{SUFFIX}"))
}
