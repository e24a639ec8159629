//! Subjects below `$JS.API.`.

/// Start of every subject of the API.
pub(crate) const PREFIX: &str = "$JS.API.";

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    AccountInfo,
    Names,
    List,
    Create,
    Update,
    Info,
    Delete,
    Purge,
    MessageGet,
    MessageDelete,
    Snapshot,
    Restore,
    DirectGet,
    ConsumerCreate,
    ConsumerDurableCreate,
    ConsumerNames,
    ConsumerList,
    ConsumerInfo,
    ConsumerDelete,
    ConsumerPause,
    ConsumerUnpin,
    ConsumerReset,
    ConsumerNext,
    /// What only a cluster can do.
    Cluster,
    Unknown,
}

impl Verb {
    /// Last part of the type of its answers.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::AccountInfo => "account_info_response",
            Self::Names => "stream_names_response",
            Self::List => "stream_list_response",
            Self::Create => "stream_create_response",
            Self::Update => "stream_update_response",
            Self::Info => "stream_info_response",
            Self::Delete => "stream_delete_response",
            Self::Purge => "stream_purge_response",
            Self::MessageGet => "stream_msg_get_response",
            Self::MessageDelete => "stream_msg_delete_response",
            Self::Snapshot => "stream_snapshot_response",
            Self::Restore => "stream_restore_response",
            Self::ConsumerCreate | Self::ConsumerDurableCreate => "consumer_create_response",
            Self::ConsumerNames => "consumer_names_response",
            Self::ConsumerList => "consumer_list_response",
            Self::ConsumerInfo => "consumer_info_response",
            Self::ConsumerDelete => "consumer_delete_response",
            Self::ConsumerPause => "consumer_pause_response",
            Self::ConsumerUnpin => "consumer_unpin_response",
            Self::ConsumerReset => "consumer_reset_response",
            Self::DirectGet | Self::ConsumerNext | Self::Cluster | Self::Unknown => "system_response",
        }
    }

    /// Whether it is answered with messages rather than with a document.
    pub(crate) fn is_raw(self) -> bool {
        matches!(self, Self::DirectGet | Self::ConsumerNext)
    }

    /// Whether it is not for one existing stream alone.
    pub(crate) fn is_for_the_desk(self) -> bool {
        matches!(
            self,
            Self::AccountInfo
                | Self::Names
                | Self::List
                | Self::Create
                | Self::Update
                | Self::Delete
                | Self::Restore
                | Self::Cluster
                | Self::Unknown
        )
    }

    /// Whether the consumers of a stream answer it.
    pub(crate) fn is_of_consumers(self) -> bool {
        matches!(
            self,
            Self::ConsumerCreate
                | Self::ConsumerDurableCreate
                | Self::ConsumerNames
                | Self::ConsumerList
                | Self::ConsumerInfo
                | Self::ConsumerDelete
                | Self::ConsumerPause
                | Self::ConsumerUnpin
                | Self::ConsumerReset
                | Self::ConsumerNext
        )
    }
}

/// A subject of the API, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Endpoint {
    pub(crate) verb: Verb,
    /// Empty where the request is about none.
    pub(crate) stream: Box<str>,
    /// Name of a consumer; empty where the request is about none.
    pub(crate) consumer: Box<str>,
    /// What follows: a consumer's filter, or the subject of a direct get.
    pub(crate) rest: Option<Box<str>>,
}

impl Endpoint {
    /// Takes apart what follows [`PREFIX`].
    pub(crate) fn parse(tail: &str) -> Self {
        let (verb, tail) = VERBS
            .iter()
            .find_map(|(words, verb)| {
                let tail = tail.strip_prefix(words)?;
                match tail.strip_prefix('.') {
                    Some(tail) => Some((*verb, tail)),
                    None => tail.is_empty().then_some((*verb, "")),
                }
            })
            .unwrap_or((Verb::Unknown, ""));
        let mut parts = tail.splitn(if verb.is_of_consumers() { 3 } else { 2 }, '.');
        let mut part = || parts.next().unwrap_or_default();
        let stream = part().into();
        let consumer = if verb.is_of_consumers() { part() } else { "" }.into();
        Self {
            verb,
            stream,
            consumer,
            rest: parts.next().map(Into::into),
        }
    }
}

/// Longer words first where one is the start of another.
const VERBS: [(&str, Verb); 33] = [
    ("INFO", Verb::AccountInfo),
    ("STREAM.NAMES", Verb::Names),
    ("STREAM.LIST", Verb::List),
    ("STREAM.CREATE", Verb::Create),
    ("STREAM.UPDATE", Verb::Update),
    ("STREAM.INFO", Verb::Info),
    ("STREAM.DELETE", Verb::Delete),
    ("STREAM.PURGE", Verb::Purge),
    ("STREAM.MSG.GET", Verb::MessageGet),
    ("STREAM.MSG.DELETE", Verb::MessageDelete),
    ("STREAM.SNAPSHOT", Verb::Snapshot),
    ("STREAM.RESTORE", Verb::Restore),
    ("DIRECT.GET", Verb::DirectGet),
    ("CONSUMER.CREATE", Verb::ConsumerCreate),
    ("CONSUMER.DURABLE.CREATE", Verb::ConsumerDurableCreate),
    ("CONSUMER.NAMES", Verb::ConsumerNames),
    ("CONSUMER.LIST", Verb::ConsumerList),
    ("CONSUMER.INFO", Verb::ConsumerInfo),
    ("CONSUMER.DELETE", Verb::ConsumerDelete),
    ("CONSUMER.PAUSE", Verb::ConsumerPause),
    ("CONSUMER.UNPIN", Verb::ConsumerUnpin),
    ("CONSUMER.RESET", Verb::ConsumerReset),
    ("CONSUMER.MSG.NEXT", Verb::ConsumerNext),
    ("STREAM.LEADER.STEPDOWN", Verb::Cluster),
    ("CONSUMER.LEADER.STEPDOWN", Verb::Cluster),
    ("META.LEADER.STEPDOWN", Verb::Cluster),
    ("STREAM.PEER.REMOVE", Verb::Cluster),
    ("STREAM.PEER.EVACUATE", Verb::Cluster),
    ("STREAM.CANCEL_MOVE", Verb::Cluster),
    ("SERVER.REMOVE", Verb::Cluster),
    ("SERVER.EVACUATE", Verb::Cluster),
    ("META.RESCUE", Verb::Cluster),
    ("ACCOUNT", Verb::Cluster),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_taken_apart_by_its_verb() {
        let parse = |tail| {
            let Endpoint {
                verb,
                stream,
                consumer,
                rest,
            } = Endpoint::parse(tail);
            (
                verb,
                String::from(stream),
                String::from(consumer),
                rest.map(String::from),
            )
        };
        let none = String::new;
        assert_eq!(parse("INFO"), (Verb::AccountInfo, none(), none(), None));
        assert_eq!(
            parse("STREAM.INFO.KV_A"),
            (Verb::Info, "KV_A".into(), none(), None)
        );
        assert_eq!(
            parse("CONSUMER.CREATE.S.C.a.b.>"),
            (Verb::ConsumerCreate, "S".into(), "C".into(), Some("a.b.>".into()))
        );
        assert_eq!(
            parse("DIRECT.GET.KV_A.$KV.A.b"),
            (Verb::DirectGet, "KV_A".into(), none(), Some("$KV.A.b".into()))
        );
        assert_eq!(parse("STREAM.INFOS.A").0, Verb::Unknown);
    }
}
