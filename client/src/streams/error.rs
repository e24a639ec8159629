//! Why a broker did not do what its streams were asked.

use std::time::Duration;

use serde::Deserialize;

use crate::LinkError;
use crate::link::AskError;

/// Numbers of refusals that mean something to us (`err_code` of the API).
pub(crate) mod code {
    pub(crate) const NO_MESSAGE: u64 = 10037;
    pub(crate) const NOT_ENABLED_FOR_ACCOUNT: u64 = 10039;
    pub(crate) const NO_SEQUENCE: u64 = 10043;
    pub(crate) const TOO_LARGE: u64 = 10054;
    pub(crate) const NAME_IN_USE: u64 = 10058;
    pub(crate) const NO_STREAM: u64 = 10059;
    pub(crate) const WRONG_SEQUENCE: u64 = 10071;
    pub(crate) const REPLICAS_UNAVAILABLE: u64 = 10074;
    pub(crate) const NOT_ENABLED: u64 = 10076;
    pub(crate) const NOT_STORED: u64 = 10077;
    /// What a server without clustering says of replicas.
    pub(crate) const NOT_CLUSTERED: u64 = 10010;
    pub(crate) const WRONG_SEQUENCE_CONSTANT: u64 = 10164;
}

/// Why a broker did not do what its streams were asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StreamError {
    /// The connection does not work.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The broker keeps no streams, or none for us.
    #[error("the broker {server} has no streams")]
    Off {
        /// Its address.
        server: String,
    },
    /// Nobody keeps what is published on a subject.
    #[error("no stream keeps {subject}")]
    NobodyKeeps {
        /// The subject.
        subject: String,
    },
    /// The broker said that we may not ask this.
    #[error("the broker does not permit us to use {subject}")]
    Denied {
        /// The subject asked on.
        subject: String,
    },
    /// No answer came. A broker answers nothing to whom it denies the answer, so permissions are worth a look.
    #[error("the broker did not answer {subject} within {after:?}")]
    Silent {
        /// The subject asked on.
        subject: String,
        /// How long was waited.
        after: Duration,
    },
    /// The broker refused.
    #[error("the broker says: {description} ({err_code})")]
    Refused {
        /// Of HTTP's classes.
        code: u64,
        /// What tells refusals apart.
        err_code: u64,
        /// For people, as the broker words it.
        description: String,
    },
    /// The broker answered something else than what was asked.
    #[error("the broker's answer on {subject} cannot be understood")]
    Malformed {
        /// The subject asked on.
        subject: String,
        /// What is wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// The part of an answer that says no.
#[derive(Debug, Deserialize)]
pub(super) struct Refusal {
    #[serde(default)]
    code: u64,
    #[serde(default)]
    err_code: u64,
    #[serde(default)]
    description: String,
}

impl StreamError {
    /// The number of a refusal.
    pub fn err_code(&self) -> Option<u64> {
        match self {
            Self::Refused { err_code, .. } => Some(*err_code),
            _ => None,
        }
    }

    pub(super) fn malformed(
        subject: &str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Malformed {
            subject: subject.to_owned(),
            source: source.into(),
        }
    }

    /// Likewise for a question of the API, where nobody listening means that there are no streams.
    pub(super) fn of_api(error: AskError, server: String) -> Self {
        match error {
            AskError::Nobody { .. } => Self::Off { server },
            other => other.into(),
        }
    }

    pub(super) fn refused(refusal: Refusal, server: String) -> Self {
        match refusal.err_code {
            code::NOT_ENABLED | code::NOT_ENABLED_FOR_ACCOUNT => Self::Off { server },
            err_code => Self::Refused {
                code: refusal.code,
                err_code,
                description: refusal.description,
            },
        }
    }
}

impl From<AskError> for StreamError {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Link(error) => Self::Link(error),
            AskError::Nobody { subject } => Self::NobodyKeeps { subject },
            AskError::Denied { subject } => Self::Denied { subject },
            AskError::Silent { subject, patience } => Self::Silent {
                subject,
                after: patience,
            },
        }
    }
}
