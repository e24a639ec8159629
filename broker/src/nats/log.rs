//! What a `nats-server` says, passed on with its levels.

use tracing::{debug, error, info, trace, warn};

/// Lines kept for the message of a server that ends.
const REMEMBERED: usize = 5;

/// The last lines of importance.
#[derive(Debug, Default)]
pub(super) struct LastWords(Vec<String>);

/// One line: its level and what it says.
fn parts(line: &str) -> (&str, &str) {
    let line = line.trim();
    let rest = match line.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        Some((process, rest)) if process.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => line,
    };
    match rest.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        Some((level, said)) if level.len() == 3 => (level, said),
        _ => ("", rest),
    }
}

/// Passes a line on. What a peer does wrong is no error of ours.
pub(super) fn pass_on(line: &str, last: &mut LastWords) {
    let (level, said) = parts(line);
    if said.is_empty() {
        return;
    }
    match level {
        _ if said.contains("authentication error") => debug!(said, "nats-server"),
        _ if said.contains("Auth callout service returned an error") => debug!(said, "nats-server"),
        "TRC" => trace!(said, "nats-server"),
        "DBG" => debug!(said, "nats-server"),
        "INF" => info!(said, "nats-server"),
        "WRN" => warn!(said, "nats-server"),
        _ => {
            error!(said, "nats-server");
            last.add(said);
        }
    }
}

/// What somebody who never saw its log has to know of it.
pub(super) fn plainly(said: &str) -> String {
    let mut last = LastWords::default();
    for line in said.lines() {
        let (_, said) = parts(line);
        last.add(said.strip_prefix("nats-server: ").unwrap_or(said));
    }
    last.text()
}

impl LastWords {
    fn add(&mut self, said: &str) {
        if said.is_empty() {
            return;
        }
        if self.0.len() == REMEMBERED {
            self.0.remove(0);
        }
        self.0.push(said.to_owned());
    }

    pub(super) fn text(&self) -> String {
        if self.0.is_empty() {
            return "it did not say why".to_owned();
        }
        self.0.join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_told_from_what_is_said() {
        assert_eq!(parts("[17] [INF] Server is ready"), ("INF", "Server is ready"));
        assert_eq!(parts("[WRN] a [b] c"), ("WRN", "a [b] c"));
        assert_eq!(parts("panic: oh"), ("", "panic: oh"));
        assert_eq!(parts("[17] [INF] "), ("", "[INF]"));
    }

    #[test]
    fn only_the_last_words_are_kept() {
        let said: String = (0..20)
            .map(|line| format!("nats-server: line {line}\n"))
            .collect();
        assert_eq!(plainly(&said), "line 15; line 16; line 17; line 18; line 19");
        assert_eq!(plainly(""), "it did not say why");
    }
}
