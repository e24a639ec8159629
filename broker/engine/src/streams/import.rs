//! What nodes that are not provisioned yet may reach of the streams: their election, and nothing else.

use crate::options::Account;

/// The key of the election, as other accounts know it.
const KEY: &str = "$KV.CHORIA_LEADER_ELECTION.provisioner";
/// Subjects of the account `provisioning`, and what they are in the account with the streams.
const IMPORTS: [(&str, &str); 3] = [
    (
        "choria.streams.STREAM.INFO.KV_CHORIA_LEADER_ELECTION",
        "$JS.API.STREAM.INFO.KV_CHORIA_LEADER_ELECTION",
    ),
    (KEY, KEY),
    ("choria.streams.$KV.CHORIA_LEADER_ELECTION.provisioner", KEY),
];

/// What the subject means to the streams when somebody of the account publishes on it; none for nothing.
pub(crate) fn meaning(account: Account, subject: &str) -> Option<&str> {
    match account {
        Account::Choria => Some(subject),
        Account::System => None,
        Account::Provisioning => IMPORTS
            .iter()
            .find(|(ours, _)| *ours == subject)
            .map(|(_, meaning)| *meaning),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_election_is_reached_from_outside() {
        let from = |account, subject| meaning(account, subject);
        assert_eq!(from(Account::Choria, "$JS.API.INFO"), Some("$JS.API.INFO"));
        assert_eq!(from(Account::Provisioning, KEY), Some(KEY));
        assert_eq!(
            from(
                Account::Provisioning,
                "choria.streams.STREAM.INFO.KV_CHORIA_LEADER_ELECTION"
            ),
            Some("$JS.API.STREAM.INFO.KV_CHORIA_LEADER_ELECTION")
        );
        for subject in [
            "$KV.CHORIA_LEADER_ELECTION.other",
            "$JS.API.STREAM.INFO.KV_CHORIA_LEADER_ELECTION",
            "choria.streams.STREAM.INFO.OTHER",
            "choria.streams.STREAM.DELETE.KV_CHORIA_LEADER_ELECTION",
            "$JS.ACK.S.C.1.1.1.1.1",
        ] {
            assert_eq!(from(Account::Provisioning, subject), None, "{subject}");
        }
        assert_eq!(from(Account::System, KEY), None);
    }
}
