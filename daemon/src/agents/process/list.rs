//! Choosing processes and fitting them into a reply.

use pattern::{Case, Regex};
use protocol::rpc::Object;
use serde_json::{Value, json};

use crate::Answer;
use crate::agents::input::{chain, flag, outputs, refused, text};

use super::table::{Entry, snapshot};
use super::users::Users;

/// Processes a reply lists.
const COUNT_LIMIT: usize = 5000;

/// Bytes of JSON a reply lists: encoded for the wire it stays below the broker's megabyte.
const BYTE_LIMIT: usize = 400 * 1024;

/// Which processes are asked for.
struct Wanted {
    pattern: Regex,
    zombies: bool,
    uid: Option<u32>,
}

pub(super) async fn list(data: &Object) -> Answer {
    let asked = match Asked::read(data) {
        Ok(asked) => asked,
        Err(failure) => return failure,
    };
    let listed = tokio::task::spawn_blocking(move || {
        let users = Users::load();
        let Some(wanted) = asked.resolve(&users) else {
            return Ok(fit(Vec::new()));
        };
        let entries = snapshot().map_err(|error| Answer::aborted(chain(&error)))?;
        let chosen = entries.iter().filter(|entry| wanted.takes(entry));
        Ok(fit(chosen
            .map(|entry| entry.output(users.name(entry.uid)))
            .collect()))
    });
    match listed.await {
        Ok(Ok(answer)) | Ok(Err(answer)) => answer,
        Err(_) => Answer::aborted("listing processes was cut short"),
    }
}

/// The inputs of one call.
struct Asked {
    pattern: Regex,
    zombies: bool,
    user: Option<String>,
}

impl Asked {
    fn read(data: &Object) -> Result<Self, Answer> {
        let pattern = text(data, "pattern")?.unwrap_or(".");
        Ok(Self {
            pattern: pattern::compile(pattern, Case::Minded)
                .map_err(|_| refused("pattern", "is not a regular expression"))?,
            zombies: flag(data, "just_zombies")?.unwrap_or(false),
            user: text(data, "user")?
                .filter(|user| !user.is_empty())
                .map(String::from),
        })
    }

    /// None when the user does not exist here, who has no processes either.
    fn resolve(self, users: &Users) -> Option<Wanted> {
        let uid = match self.user {
            Some(user) => Some(users.uid(&user)?),
            None => None,
        };
        Some(Wanted {
            pattern: self.pattern,
            zombies: self.zombies,
            uid,
        })
    }
}

impl Wanted {
    fn takes(&self, entry: &Entry) -> bool {
        (!self.zombies || entry.stat.state == 'Z')
            && self.uid.is_none_or(|uid| uid == entry.uid)
            && self.pattern.is_match(&entry.cmdline)
    }
}

/// The answer with as many processes as fit; its message tells when some are missing.
fn fit(mut processes: Vec<Value>) -> Answer {
    let total = processes.len();
    let mut room = BYTE_LIMIT;
    let fitting = processes.iter().take(COUNT_LIMIT).take_while(|process| {
        let size = process.to_string().len();
        let fits = size <= room;
        room = room.saturating_sub(size);
        fits
    });
    let count = fitting.count();
    processes.truncate(count);
    let mut answer = Answer::ok(outputs([("pslist", json!(processes))]));
    if count < total {
        answer.message =
            format!("{count} of {total} processes listed, the rest does not fit: narrow the pattern");
    }
    answer
}

#[cfg(test)]
mod tests {
    use protocol::rpc::Status;

    use super::*;
    use crate::agents::fixture::{actions, call, declared};
    use crate::agents::process::perform;

    async fn listed(data: Value) -> Vec<Value> {
        let call = call("list", data);
        let answer = declared("process", &call, perform(&call).await);
        assert_eq!(answer.status, Status::Ok, "{answer:?}");
        answer.data["pslist"].as_array().unwrap().clone()
    }

    fn own_pid() -> u32 {
        std::process::id()
    }

    #[tokio::test]
    async fn this_process_is_found_by_its_command_line() {
        let mut sleeper = std::process::Command::new("sleep")
            .arg("613.613")
            .spawn()
            .unwrap();
        let found = listed(json!({ "pattern": "^sleep 613\\.613$" })).await;
        sleeper.kill().unwrap();
        sleeper.wait().unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["pid"], json!(sleeper.id()));
        assert_eq!(found[0]["ppid"], json!(own_pid()));
        assert_eq!(found[0]["cmdline"], json!("sleep 613.613"));
        assert!(found[0]["username"].is_string() && found[0]["vsize"].is_u64());
    }

    #[tokio::test]
    async fn zombies_are_found_although_they_have_no_command_line() {
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let id = json!(child.id());
        let search = async {
            loop {
                let found = listed(json!({ "just_zombies": true })).await;
                if let Some(zombie) = found.into_iter().find(|process| process["pid"] == id) {
                    break zombie;
                }
            }
        };
        let patience = std::time::Duration::from_secs(60);
        let zombie = tokio::time::timeout(patience, search)
            .await
            .expect("it never ended");
        child.wait().unwrap();
        assert_eq!(
            (&zombie["state"], &zombie["cmdline"]),
            (&json!("Z"), &json!("[true]"))
        );
    }

    #[tokio::test]
    async fn users_choose_and_unknown_users_have_nothing() {
        let own = rustix::process::getuid().as_raw();
        let mine = listed(json!({ "user": own.to_string() })).await;
        assert!(mine.iter().any(|process| process["pid"] == json!(own_pid())));
        assert!(mine.iter().all(|process| process["uid"] == json!(own)));
        assert!(listed(json!({ "user": "no-such-user-here" })).await.is_empty());
    }

    #[tokio::test]
    async fn a_broken_pattern_is_refused() {
        let answer = list(json!({ "pattern": "(" }).as_object().unwrap()).await;
        assert_eq!(
            (answer.status, answer.message.as_str()),
            (Status::InvalidData, "input pattern is not a regular expression")
        );
    }

    #[tokio::test]
    async fn every_declared_action_is_known_and_no_other() {
        assert_eq!(actions("process"), ["list"]);
        assert_eq!(
            perform(&call("bogus", json!({}))).await.message,
            "unknown action bogus"
        );
    }

    #[test]
    fn a_list_too_long_for_a_reply_is_cut_and_says_so() {
        let many = fit(vec![json!({}); COUNT_LIMIT + 1]);
        assert_eq!(
            many.message,
            "5000 of 5001 processes listed, the rest does not fit: narrow the pattern"
        );
        let large = fit(vec![json!("x".repeat(BYTE_LIMIT / 2)); 3]);
        assert_eq!(large.data["pslist"].as_array().unwrap().len(), 1);
        assert_eq!(fit(vec![json!({}); 2]).message, "OK");
    }
}
