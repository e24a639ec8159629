//! What comes into the inbox of a stream.

use crate::streams::api::Request;
use crate::streams::consumer::Ack;
use crate::streams::inbox::Weigh;
use crate::streams::message::Publication;
use crate::streams::pull::{Pull, Pulled};

/// One thing for a stream to do.
#[derive(Debug)]
pub(crate) enum Op {
    Publish(Publication),
    Request(Box<Request>),
    Ack(Ack),
    /// An answer to a flow control request.
    Flow {
        consumer: Box<str>,
        token: Box<str>,
    },
    /// Somebody has a part of an archive of the stream.
    Backup {
        id: Box<str>,
    },
    /// Another stream wants messages of this one, or has some for it.
    Pull(Box<Pull>),
    Pulled(Box<Pulled>),
    /// Something changed that the stream should look at: somebody listens where nobody did.
    Look,
}

impl Weigh for Op {
    fn weight(&self) -> usize {
        let own = size_of::<Self>();
        own + match self {
            Self::Publish(publication) => publication.weight(),
            Self::Request(request) => request.weight(),
            Self::Ack(ack) => {
                let reply = ack.reply.as_deref().map_or(0, str::len);
                ack.consumer.len() + reply + ack.payload.len()
            }
            Self::Flow { consumer, token } => consumer.len() + token.len(),
            Self::Backup { id } => id.len(),
            Self::Pulled(pulled) => pulled.weight(),
            Self::Pull(_) | Self::Look => 0,
        }
    }
}
