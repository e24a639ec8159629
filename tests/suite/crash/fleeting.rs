//! Streams and consumers that come and go.

use std::collections::BTreeMap;
use std::sync::Mutex;

use async_nats::jetstream;
use async_nats::jetstream::consumer::pull;
use futures_util::TryStreamExt;

use super::Countdown;
use super::stored;

/// Streams at the same time, at most.
const STREAMS: u8 = 8;
const CONSUMER: &str = "reader";

/// What there is of one stream; nothing if there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Life {
    /// Only streams that are there have one.
    description: Option<String>,
    messages: u64,
    consumer: bool,
}

#[derive(Debug, Clone, Copy)]
enum Deed {
    Create,
    Describe,
    Publish,
    Follow,
    Unfollow,
    Delete,
}

/// What there is, and what may have become of one of it.
#[derive(Default)]
pub(super) struct Fleeting {
    lives: Mutex<BTreeMap<String, Life>>,
    doubt: Mutex<Option<(String, Life)>>,
}

impl Life {
    fn deed(&self) -> Deed {
        match (&self.description, fastrand::u8(..6)) {
            (None, _) => Deed::Create,
            (Some(_), 0) => Deed::Describe,
            (Some(_), 1) if self.consumer => Deed::Unfollow,
            (Some(_), 1) => Deed::Follow,
            (Some(_), 2) => Deed::Delete,
            (Some(_), _) => Deed::Publish,
        }
    }

    fn after(mut self, deed: Deed, description: &str) -> Self {
        match deed {
            Deed::Create | Deed::Describe => self.description = Some(description.to_owned()),
            Deed::Publish => self.messages += 1,
            Deed::Follow => self.consumer = true,
            Deed::Unfollow => self.consumer = false,
            Deed::Delete => self = Self::default(),
        }
        self
    }
}

impl Fleeting {
    pub(super) async fn work(&self, context: &jetstream::Context, countdown: &Countdown) {
        loop {
            let name = format!("F{}", fastrand::u8(..STREAMS));
            let life = self.lives.lock().unwrap().get(&name).cloned().unwrap_or_default();
            let (deed, description) = (life.deed(), format!("{:x}", fastrand::u64(..)));
            let after = life.after(deed, &description);
            *self.doubt.lock().unwrap() = Some((name.clone(), after.clone()));
            perform(context, &name, deed, description).await;
            *self.doubt.lock().unwrap() = None;
            self.lives.lock().unwrap().insert(name, after);
            countdown.count();
        }
    }

    pub(super) async fn check(&self, context: &jetstream::Context) {
        let doubt = self.doubt.lock().unwrap().take();
        for number in 0..STREAMS {
            let name = format!("F{number}");
            let found = look(context, &name).await;
            let mut lives = self.lives.lock().unwrap();
            let life = lives.entry(name.clone()).or_default();
            let other = doubt.as_ref().filter(|(other, _)| *other == name);
            if let Some((_, after)) = other.filter(|(_, after)| found == *after) {
                *life = after.clone();
            }
            assert_eq!(found, *life, "{name}, or {doubt:?}");
        }
    }
}

async fn perform(context: &jetstream::Context, name: &str, deed: Deed, description: String) {
    let config = jetstream::stream::Config {
        description: Some(description),
        ..stored::config(name, &format!("{name}.>"))
    };
    match deed {
        Deed::Create => drop(context.create_stream(config).await.unwrap()),
        Deed::Describe => drop(context.update_stream(config).await.unwrap()),
        Deed::Publish => {
            let sent = context.publish(format!("{name}.a"), "x".into()).await;
            sent.unwrap().await.unwrap();
        }
        Deed::Follow => {
            let consumer = pull::Config {
                durable_name: Some(CONSUMER.to_owned()),
                ..pull::Config::default()
            };
            let stream = context.get_stream(name).await.unwrap();
            stream.create_consumer(consumer).await.unwrap();
        }
        Deed::Unfollow => {
            let stream = context.get_stream(name).await.unwrap();
            stream.delete_consumer(CONSUMER).await.unwrap();
        }
        Deed::Delete => drop(context.delete_stream(name).await.unwrap()),
    }
}

async fn look(context: &jetstream::Context, name: &str) -> Life {
    let names: Vec<String> = context.stream_names().try_collect().await.unwrap();
    if !names.iter().any(|other| other == name) {
        return Life::default();
    }
    let stream = context.get_stream(name).await.unwrap();
    let info = stream.cached_info();
    let consumers: Vec<String> = stream.consumer_names().try_collect().await.unwrap();
    assert_eq!(info.state.consumer_count, consumers.len());
    Life {
        description: info.config.description.clone(),
        messages: info.state.messages,
        consumer: !consumers.is_empty(),
    }
}
