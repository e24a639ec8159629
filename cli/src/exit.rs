//! What the exit status says; the table scripts rely on.

use client::Stats;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: everything that was asked for happened.
    Done,
    /// 1: bad usage, nothing discovered, or any other error.
    Error,
    /// 2: some nodes failed.
    Failed,
    /// 3: nodes were discovered, none replied.
    Silent,
    /// 4: nothing was discovered because nothing had to be, and nobody replied.
    Nobody,
    /// 10: refused, or declined at a prompt.
    Refused,
    /// 11: a rollout stopped with nodes left to ask.
    Paused,
    /// 12: interrupted with work outstanding.
    Interrupted,
    /// 0 to 3: what a check found.
    Check(Health),
    /// 0 to 255: what a program that was run for the user ended with, 128 and the number of a signal that ended it.
    Program(u8),
}

/// What a check found, as monitoring plugins say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// 0: as it should be.
    Ok,
    /// 1: worth a look.
    Warning,
    /// 2: not as it should be.
    Critical,
    /// 3: it cannot be told.
    Unknown,
}

impl Exit {
    /// The status the process ends with.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Error => 1,
            Self::Failed => 2,
            Self::Silent => 3,
            Self::Nobody => 4,
            Self::Refused => 10,
            Self::Paused => 11,
            Self::Interrupted => 12,
            Self::Check(health) => health.code(),
            Self::Program(code) => code,
        }
    }

    /// The status of the reference's Go client: 0 for a run that completed, 1 for everything else.
    pub(crate) fn as_go(self) -> Self {
        match self {
            Self::Done | Self::Failed | Self::Silent | Self::Nobody => Self::Done,
            Self::Error | Self::Refused | Self::Paused | Self::Interrupted => Self::Error,
            Self::Check(_) | Self::Program(_) => self,
        }
    }

    /// What the tally of one request means; `strict` makes a silent node a failure.
    pub(crate) fn of(stats: &Stats, strict: bool) -> Self {
        let answered = stats.ok + stats.failed > 0;
        if !answered {
            return if stats.discovered == 0 {
                Self::Nobody
            } else {
                Self::Silent
            };
        }
        if stats.failed > 0 || (strict && !stats.no_responses.is_empty()) {
            Self::Failed
        } else {
            Self::Done
        }
    }
}

impl Health {
    /// The status the process ends with.
    pub fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Warning => 1,
            Self::Critical => 2,
            Self::Unknown => 3,
        }
    }

    /// As monitoring plugins write it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::Warning => "WARNING",
            Self::Critical => "CRITICAL",
            Self::Unknown => "UNKNOWN",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn every_status_has_its_documented_code() {
        let codes = [
            (Exit::Done, 0),
            (Exit::Error, 1),
            (Exit::Failed, 2),
            (Exit::Silent, 3),
            (Exit::Nobody, 4),
            (Exit::Refused, 10),
            (Exit::Paused, 11),
            (Exit::Interrupted, 12),
            (Exit::Check(Health::Ok), 0),
            (Exit::Check(Health::Critical), 2),
            (Exit::Check(Health::Unknown), 3),
            (Exit::Program(7), 7),
        ];
        for (exit, code) in codes {
            assert_eq!(exit.code(), code, "{exit:?}");
        }
    }

    #[test]
    fn a_tally_decides_the_status() {
        let of = |discovered, ok, failed, strict| Exit::of(&fixture::stats(discovered, ok, failed), strict);
        assert_eq!(of(3, 3, 0, false), Exit::Done);
        assert_eq!(of(3, 2, 1, false), Exit::Failed);
        assert_eq!(of(3, 0, 3, false), Exit::Failed);
        assert_eq!(of(3, 0, 0, false), Exit::Silent);
        assert_eq!(of(0, 1, 0, false), Exit::Done);
        assert_eq!(of(0, 0, 0, false), Exit::Nobody);
    }

    #[test]
    fn silent_nodes_count_only_when_strict() {
        let stats = fixture::stats(3, 2, 0);
        assert_eq!(Exit::of(&stats, false), Exit::Done);
        assert_eq!(Exit::of(&stats, true), Exit::Failed);
    }

    #[test]
    fn the_go_dialect_knows_only_completed_and_not() {
        assert_eq!(Exit::Failed.as_go(), Exit::Done);
        assert_eq!(Exit::Silent.as_go(), Exit::Done);
        assert_eq!(Exit::Interrupted.as_go(), Exit::Error);
        assert_eq!(Exit::Refused.as_go(), Exit::Error);
        let critical = Exit::Check(Health::Critical);
        assert_eq!(critical.as_go(), critical);
    }
}
