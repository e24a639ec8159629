//! Permissions and trust in words.

use protocol::token::{ClientPermissions, Common, ServerPermissions};

/// What a client may do.
pub(super) fn client(may: ClientPermissions) -> Vec<&'static str> {
    let fleet = match (may.fleet_management, may.signed_fleet_management) {
        (_, true) => "Make requests to nodes that an authority signs",
        _ => "Make requests to nodes",
    };
    chosen(&[
        (may.fleet_management || may.signed_fleet_management, fleet),
        (
            may.org_admin,
            "See and say everything, the system account included",
        ),
        (may.system_user, "Use the broker's system account"),
        (may.streams_admin, "Administer and use streams"),
        (may.streams_user, "Use streams, key-value buckets and objects"),
        (may.governor, "Use governors"),
        (may.election_user, "Take part in leader elections"),
        (may.events_viewer, "See events of nodes and autonomous agents"),
        (may.authentication_delegator, "Sign requests for others"),
        (may.provisioner, "Provision nodes"),
        (may.service, "Have tokens that are valid for long"),
    ])
}

/// What a node may do besides being one.
pub(super) fn server(may: ServerPermissions) -> Vec<&'static str> {
    chosen(&[
        (may.service_host, "Host service agents"),
        (may.submission, "Publish messages through Submission"),
        (may.streams, "Use streams"),
        (may.governor, "Use governors"),
    ])
}

/// The token's place in a chain of trust, if it has one.
pub(super) fn chain(claims: &Common) -> Option<String> {
    if claims.tcs.is_empty() {
        return None;
    }
    if let Some(organization) = claims.iss.strip_prefix("I-") {
        return Some(format!("may issue tokens, by authority of {organization}"));
    }
    let (id, key) = claims.iss.strip_prefix("C-")?.split_once('.')?;
    Some(format!("issued by chain issuer {id} with key {key}"))
}

fn chosen(all: &[(bool, &'static str)]) -> Vec<&'static str> {
    all.iter()
        .filter(|(granted, _)| *granted)
        .map(|(_, words)| *words)
        .collect()
}
