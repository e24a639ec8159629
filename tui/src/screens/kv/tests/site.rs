//! Buckets that answer as a broker does.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::kv::{Bucket, KeyRow, NewBucket, Operation, Revision};
use crate::order::{Kv, Order, Ticket, Write};
use crate::report::{KvNews, Refusal, Report, Trouble};
use crate::stage::{self, Stage};

/// The screens, and buckets behind them.
pub(crate) struct Shop {
    pub(crate) stage: Stage,
    /// Revisions of each key of `CONFIG`, newest first.
    keys: BTreeMap<String, Vec<Revision>>,
    buckets: Vec<Bucket>,
    last: u64,
    /// Of the order that opened a bucket last.
    opened: Ticket,
}

impl Shop {
    /// The screen is shown and all it asks is answered.
    pub(crate) fn open(width: u16, height: u16) -> Self {
        let mut shop = Self::of(&mut Stage::new(width, height));
        shop.stage.press("3");
        shop.serve();
        shop
    }

    /// Behind these screens, which are given back by whoever has them.
    pub(crate) fn of(stage: &mut Stage) -> Self {
        let stage = std::mem::replace(stage, Stage::blank(1, 1));
        let mut shop = Self {
            stage,
            keys: BTreeMap::new(),
            buckets: buckets(),
            last: 0,
            opened: Ticket::default(),
        };
        shop.fill();
        shop
    }

    pub(crate) fn keys(mut self, keys: &str) -> Self {
        for key in keys.split(' ') {
            self.stage.press(key);
            self.serve();
        }
        self
    }

    pub(crate) fn typed(mut self, text: &str) -> Self {
        self.stage = self.stage.type_text(text);
        self.serve();
        self
    }

    /// Under the ticket of the bucket that is open.
    pub(crate) fn tell(&mut self, news: KvNews) {
        self.stage.hear(&Report::Kv {
            ticket: self.opened,
            news,
        });
    }

    /// Somebody else writes a key, which is told to who watches.
    pub(crate) fn somebody_writes(&mut self, key: &str, value: &[u8]) {
        self.put(key, Operation::Put, value, 0);
        let row = self.row(key);
        self.tell(KvNews::Changed(vec![row]));
        self.serve();
    }

    /// Somebody else writes a key, which nobody hears yet.
    pub(crate) fn somebody_writes_silently(&mut self, key: &str, operation: Operation, value: &[u8]) {
        self.put(key, operation, value, 0);
    }

    /// What the key has.
    pub(crate) fn value(&self, key: &str) -> Option<&[u8]> {
        let newest = self.keys.get(key)?.first()?;
        newest.value.as_deref().filter(|_| newest.operation.is_value())
    }

    /// The keys there are.
    pub(crate) fn keys_of_bucket(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }

    /// The editor brings this back.
    pub(crate) fn edited(self, text: &str) -> Self {
        self.edit(Ok(text.as_bytes().into()))
    }

    /// What becomes of the editor.
    pub(crate) fn edit(mut self, result: Result<Arc<[u8]>, Trouble>) -> Self {
        let draft = self
            .stage
            .drafts()
            .pop()
            .expect("something was given to the editor");
        self.stage.hear(&Report::Edited {
            ticket: draft.ticket,
            result,
        });
        self.serve();
        self
    }

    /// Answers what was ordered.
    pub(crate) fn serve(&mut self) {
        for _ in 0..10 {
            let orders = self.stage.orders();
            if orders.is_empty() {
                return;
            }
            for order in orders {
                if let Order::Kv { ticket, ask } = order {
                    for news in self.answer(ticket, ask) {
                        self.stage.hear(&Report::Kv { ticket, news });
                    }
                }
            }
        }
    }

    fn answer(&mut self, ticket: Ticket, ask: Kv) -> Vec<KvNews> {
        match ask {
            Kv::Buckets => vec![KvNews::Buckets(Ok(self.buckets.clone()))],
            Kv::Open { bucket } => {
                self.opened = ticket;
                let keys = match bucket.as_str() {
                    "CONFIG" => self.keys.keys().map(|key| self.row(key)).collect(),
                    _ => Vec::new(),
                };
                vec![KvNews::Keys {
                    keys,
                    first: true,
                    last: true,
                }]
            }
            Kv::Read { key, .. } => {
                vec![KvNews::Revisions(Ok(self
                    .keys
                    .get(&key)
                    .cloned()
                    .unwrap_or_default()))]
            }
            Kv::Write { key, on, write, .. } => vec![self.write(&key, on, write)],
            Kv::Add(NewBucket { name, history, .. }) => {
                self.buckets.push(Bucket {
                    name: name.clone(),
                    history,
                    ..Bucket::default()
                });
                vec![KvNews::Done(format!("made {name}"))]
            }
            Kv::Remove { bucket } => {
                self.buckets.retain(|known| known.name != bucket);
                vec![KvNews::Done(format!("removed {bucket}"))]
            }
        }
    }

    fn write(&mut self, key: &str, on: u64, write: Write) -> KvNews {
        let newest = self.keys.get(key).and_then(|revisions| revisions.first());
        let same = match newest {
            Some(newest) => newest.revision == on || (on == 0 && !newest.operation.is_value()),
            None => on == 0,
        };
        if !same {
            return KvNews::Refused(Refusal::Overtaken(newest.cloned()));
        }
        match write {
            Write::Put(value) => self.put(key, Operation::Put, &value, 0),
            Write::Delete => self.put(key, Operation::Delete, b"", 0),
            Write::Purge => {
                self.keys.remove(key);
                self.put(key, Operation::Purge, b"", 0);
            }
        }
        let row = self.row(key);
        self.tell(KvNews::Changed(vec![row]));
        KvNews::Written(self.last)
    }

    fn row(&self, key: &str) -> KeyRow {
        let newest = &self.keys[key][0];
        KeyRow {
            key: key.to_owned(),
            revision: newest.revision,
            time: newest.time,
            operation: newest.operation,
            size: newest.size,
        }
    }

    fn put(&mut self, key: &str, operation: Operation, value: &[u8], minutes: u64) {
        self.last += 1;
        let revision = Revision {
            revision: self.last,
            time: minutes_ago(minutes),
            operation,
            size: value.len(),
            value: Some(Arc::from(value)),
        };
        let revisions = self.keys.entry(key.to_owned()).or_default();
        revisions.insert(0, revision);
        revisions.truncate(5);
    }

    fn fill(&mut self) {
        let upstreams = |port: u16| {
            format!("{{\"pool\":\"blue\",\"servers\":[\"10.0.4.11:{port}\",\"10.0.4.12:8443\"]}}")
        };
        let rows: [(u64, &str, Operation, String, u64); 11] = [
            (9, "users.ann", Operation::Put, "ann".to_owned(), 9_000),
            (12, "web.tls.cert", Operation::Put, "-----BEGIN".to_owned(), 8_000),
            (13, "web.tls.min", Operation::Put, "1.2".to_owned(), 8_000),
            (33, "db.primary", Operation::Put, "db1.lab.test".to_owned(), 7_000),
            (
                34,
                "db.replicas",
                Operation::Put,
                "[\"db2\",\"db3\"]".to_owned(),
                7_000,
            ),
            (37, "web.upstreams", Operation::Put, upstreams(8000), 6_000),
            (41, "web.listen", Operation::Put, "443\n".to_owned(), 5_000),
            (48, "web.upstreams", Operation::Put, upstreams(8080), 1_440),
            (53, "users.bob", Operation::Put, "bob\u{1b}[2J".to_owned(), 30),
            (54, "users.bob", Operation::Delete, String::new(), 20),
            (57, "web.upstreams", Operation::Put, upstreams(8443), 2),
        ];
        for (revision, key, operation, value, minutes) in rows {
            self.last = revision - 1;
            self.put(key, operation, value.as_bytes(), minutes);
        }
    }
}

fn minutes_ago(minutes: u64) -> SystemTime {
    stage::now() - Duration::from_secs(minutes * 60)
}

fn buckets() -> Vec<Bucket> {
    let config = Bucket {
        name: "CONFIG".to_owned(),
        values: 11,
        history: 5,
        bytes: 49_152,
        max_bytes: Some(1 << 20),
        max_value: Some(10_240),
        replicas: 3,
        servers: "b1 b2* b3".to_owned(),
        direct: true,
        ..Bucket::default()
    };
    let features = Bucket {
        name: "FEATURES".to_owned(),
        values: 0,
        ttl: Some(Duration::from_secs(3600)),
        max_bytes: None,
        ..config.clone()
    };
    let system = Bucket {
        name: "CHORIA_LEADER_ELECTION".to_owned(),
        values: 3,
        history: 1,
        locked: Some("the broker keeps it".to_owned()),
        ..config.clone()
    };
    vec![system, config, features]
}

/// The ticket of the last order like this.
pub(super) fn ticket(orders: &[Order], like: impl Fn(&Kv) -> bool) -> Ticket {
    let found = orders.iter().rev().find_map(|order| match order {
        Order::Kv { ticket, ask } if like(ask) => Some(*ticket),
        _ => None,
    });
    found.expect("it was ordered")
}
