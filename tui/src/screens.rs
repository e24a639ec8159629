//! The screens. A new one is a folder and a line in each function here.

mod awaited;
mod fleet;
pub(crate) mod gov;
mod jobs;
pub(crate) mod kv;
mod parts;
mod run;

use std::str::FromStr;

use crate::component::Component;
use crate::keymap::Verb;

/// Which screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum ScreenName {
    /// The nodes.
    #[default]
    Fleet,
    /// Actions and their answers.
    Run,
    /// Key-value buckets.
    Kv,
    /// Governors.
    Gov,
    /// Rollouts.
    Jobs,
}

impl ScreenName {
    /// All, in the order of their tabs.
    pub const ALL: [Self; 5] = [Self::Fleet, Self::Run, Self::Kv, Self::Gov, Self::Jobs];

    /// The word on its tab.
    pub fn title(self) -> &'static str {
        match self {
            Self::Fleet => "Fleet",
            Self::Run => "Run",
            Self::Kv => "KV",
            Self::Gov => "Gov",
            Self::Jobs => "Jobs",
        }
    }

    /// The verb that shows it.
    pub(crate) fn verb(self) -> Verb {
        match self {
            Self::Fleet => Verb::Fleet,
            Self::Run => Verb::Run,
            Self::Kv => Verb::Kv,
            Self::Gov => Verb::Gov,
            Self::Jobs => Verb::Jobs,
        }
    }

    pub(crate) fn make(self) -> Box<dyn Component> {
        match self {
            Self::Fleet => Box::new(fleet::Fleet::new()),
            Self::Run => Box::new(run::Run::new()),
            Self::Kv => Box::new(kv::Kv::new()),
            Self::Gov => Box::new(gov::Gov::new()),
            Self::Jobs => Box::new(jobs::Jobs::new()),
        }
    }
}

/// No screen has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no screen {0}; there are fleet, run, kv, gov and jobs")]
pub struct UnknownScreen(String);

impl FromStr for ScreenName {
    type Err = UnknownScreen;

    fn from_str(text: &str) -> Result<Self, UnknownScreen> {
        let found = Self::ALL
            .into_iter()
            .find(|screen| screen.title().eq_ignore_ascii_case(text));
        found.ok_or_else(|| UnknownScreen(text.to_owned()))
    }
}
