//! What can be asked of an authority.

use protocol::security::issue::{KeyKind, Purpose};

/// How the programs of a site prove who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Security {
    /// Everybody has a certificate; protocol v1
    #[default]
    V1,
    /// Brokers have certificates, everybody else tokens; protocol v2
    V2,
}

/// What a kit is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Broker,
    Node,
    User,
}

/// Credentials to be made.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// For what.
    pub kind: Kind,
    /// For whom; the first names the kit.
    pub names: &'a [&'a str],
    /// Key of a certificate; tokens have keys of a kind of their own.
    pub key: KeyKind,
    /// Days they live.
    pub days: u32,
    /// Permissions of a token besides the usual ones, e.g. `org_admin`.
    pub permissions: &'a [String],
}

impl Kind {
    /// All kinds, in display order.
    pub const ALL: [Self; 3] = [Self::Broker, Self::Node, Self::User];

    /// `broker`, `node` or `user`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Broker => "broker",
            Self::Node => "node",
            Self::User => "user",
        }
    }

    /// Days its certificates live by default: people change more often than machines.
    pub fn days(self) -> u32 {
        match self {
            Self::Broker | Self::Node => 825,
            Self::User => 365,
        }
    }

    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Broker => "brokers",
            Self::Node => "nodes",
            Self::User => "users",
        }
    }

    pub(super) fn purpose(self) -> Purpose {
        match self {
            Self::Broker => Purpose::Broker,
            Self::Node => Purpose::Node,
            Self::User => Purpose::Caller,
        }
    }
}
