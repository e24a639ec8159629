//! The process table of the kernel.

use procfs::process::{Process, Stat, all_processes};
use procfs::{ProcError, ProcResult};
use serde_json::{Value, json};

use crate::command::cut;

/// Bytes of a command line that go into a reply.
const CMDLINE_LIMIT: usize = 2048;

/// One process.
pub(super) struct Entry {
    pub(super) stat: Stat,
    pub(super) uid: u32,
    /// Arguments joined by spaces; the name in brackets for kernel threads and zombies, which have none.
    pub(super) cmdline: String,
}

/// Every process there is; those that end meanwhile are left out.
pub(super) fn snapshot() -> ProcResult<Vec<Entry>> {
    Ok(all_processes()?
        .filter_map(|process| Entry::read(&process.ok()?).ok())
        .collect())
}

impl Entry {
    fn read(process: &Process) -> Result<Self, ProcError> {
        let stat = process.stat()?;
        let cmdline = process.cmdline().unwrap_or_default().join(" ");
        Ok(Self {
            uid: process.uid()?,
            cmdline: match cmdline.trim() {
                "" => format!("[{}]", stat.comm),
                words => words.to_owned(),
            },
            stat,
        })
    }

    /// The process under the keys of Ruby's process table. The environment, which may hold secrets, is not among them.
    pub(super) fn output(&self, username: Option<&str>) -> Value {
        let stat = &self.stat;
        let mut cmdline = self.cmdline.clone();
        cut(&mut cmdline, CMDLINE_LIMIT);
        json!({
            "pid": stat.pid,
            "ppid": stat.ppid,
            "pgrp": stat.pgrp,
            "session": stat.session,
            "uid": self.uid,
            "username": username.map_or_else(|| self.uid.to_string(), String::from),
            "state": stat.state.to_string(),
            "comm": stat.comm,
            "cmdline": cmdline,
            "tty": terminal(stat.tty_nr()),
            "tty_num": stat.tty_nr,
            "vsize": stat.vsize,
            "rss": stat.rss,
            "utime": stat.utime,
            "stime": stat.stime,
            "cutime": stat.cutime,
            "cstime": stat.cstime,
            "starttime": stat.starttime,
            "minflt": stat.minflt,
            "majflt": stat.majflt,
            "priority": stat.priority,
            "nice": stat.nice,
            "nlwp": stat.num_threads,
            "processor": stat.processor,
            "flags": stat.flags,
        })
    }
}

/// The name of a terminal as `ps` shows it.
fn terminal((major, minor): (i32, i32)) -> String {
    match (major, minor) {
        (0, _) => "?".into(),
        (4, minor @ 64..) => format!("ttyS{}", minor - 64),
        (4, minor) => format!("tty{minor}"),
        (5, 1) => "console".into(),
        (major @ 136..=143, minor) => format!("pts/{}", (major - 136) * 256 + minor),
        (major, minor) => format!("{major}:{minor}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_have_the_names_ps_shows() {
        let named = [(0, 0), (136, 3), (137, 1), (4, 1), (4, 65), (5, 1), (229, 0)].map(terminal);
        assert_eq!(
            named,
            ["?", "pts/3", "pts/257", "tty1", "ttyS1", "console", "229:0"]
        );
    }
}
