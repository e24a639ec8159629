//! Names of users.

use std::collections::HashMap;

/// The users of `/etc/passwd`; asking a directory service for each process could take longer than a request.
pub(super) struct Users {
    names: HashMap<u32, String>,
}

impl Users {
    pub(super) fn load() -> Self {
        Self::parse(&std::fs::read("/etc/passwd").unwrap_or_default())
    }

    fn parse(passwd: &[u8]) -> Self {
        let text = String::from_utf8_lossy(passwd);
        let mut names = HashMap::new();
        for line in text.lines() {
            let mut fields = line.split(':');
            if let (Some(name), Some(Ok(uid))) = (fields.next(), fields.nth(1).map(str::parse)) {
                // The first of several names is the one the system shows.
                names.entry(uid).or_insert_with(|| name.to_owned());
            }
        }
        Self { names }
    }

    pub(super) fn name(&self, uid: u32) -> Option<&str> {
        self.names.get(&uid).map(String::as_str)
    }

    /// The id of a user by name or number.
    pub(super) fn uid(&self, user: &str) -> Option<u32> {
        let named = self
            .names
            .iter()
            .find(|(_, name)| *name == user)
            .map(|(uid, _)| *uid);
        named.or_else(|| user.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_are_known_by_name_and_number() {
        let users = Users::parse(
            b"root:x:0:0:root:/root:/bin/bash\ntoor:x:0:0::/:\nbroken\nann:x:1000:1000::/home/ann:/bin/sh\n",
        );
        assert_eq!(
            (users.name(0), users.name(1000), users.name(7)),
            (Some("root"), Some("ann"), None)
        );
        assert_eq!(
            (users.uid("ann"), users.uid("7"), users.uid("bob")),
            (Some(1000), Some(7), None)
        );
    }
}
