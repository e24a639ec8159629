//! Making histories up.

use std::collections::BTreeMap;

use fastrand::Rng;
use serde_json::{Value, json};

use super::options;

/// Names of streams; what is in them begins with the same letter.
pub(super) const NAMES: [&str; 3] = ["S", "T", "U"];
/// Operations of one history.
const LENGTH: usize = 60;
/// Names of consumers.
pub(super) const CONSUMERS: [&str; 3] = ["A", "B", "C"];

/// One thing that is done to a server.
#[derive(Debug, Clone)]
pub(super) enum Operation {
    /// A request of the API.
    Ask(String, Value),
    /// Removes messages of a stream, if there are so many.
    Purge(String, Value),
    /// Puts a consumer back, if it is there.
    Reset(String, Value),
    /// A message that asks for an acknowledgement.
    Publish(String, Vec<(&'static str, String)>, String),
    /// A direct request for messages.
    Direct(String, Value),
    /// A request for the next messages of a consumer; they come later, under this number.
    Pull(usize, String, Value),
    /// An answer to one of the messages read so far.
    Acknowledge(usize, &'static str),
}

/// The history of a seed.
pub(super) fn history(seed: u64) -> Vec<Operation> {
    let mut teller = Teller {
        dice: Rng::with_seed(seed),
        streams: BTreeMap::new(),
        consumers: BTreeMap::new(),
    };
    let mut history = vec![teller.stream("S", 2), teller.stream("T", 6)];
    while history.len() < LENGTH {
        teller.tell(&mut history);
    }
    history
}

/// What was last asked for, by name.
struct Teller {
    dice: Rng,
    streams: BTreeMap<&'static str, Value>,
    consumers: BTreeMap<(&'static str, &'static str), Value>,
}

impl Teller {
    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.dice.usize(..of.len())].clone()
    }

    fn name(&mut self) -> &'static str {
        self.pick(&["S", "S", "S", "T", "T", "U"])
    }

    fn subject(&mut self, name: &str) -> String {
        let tail = self.pick(&["a", "a", "b", "c", "b.x"]);
        format!("{}.{tail}", letter(name))
    }

    fn tell(&mut self, history: &mut Vec<Operation>) {
        let name = self.name();
        let operation = match self.dice.u8(..100) {
            0..36 => self.message(name),
            36..40 => return self.batch(name, history),
            40..44 => self.stream(name, 4),
            44..49 => self.update(name),
            49..50 => ask(&format!("STREAM.DELETE.{name}"), Value::Null),
            50..54 => self.purge(name),
            54..58 => self.delete(name),
            58..61 => {
                let body = self.body(&options::of_gets(letter(name)), 3);
                ask(&format!("STREAM.MSG.GET.{name}"), body)
            }
            61..66 => self.direct(name),
            66..74 => self.consumer(name),
            74..76 => self.manage(name),
            76..77 => self.list(name),
            77..89 => self.pull(history.len(), name),
            _ => self.acknowledge(),
        };
        history.push(operation);
    }

    fn body(&mut self, options: &[(&str, Value)], most: usize) -> Value {
        let mut body = json!({});
        options::vary(&mut self.dice, &mut body, options, most);
        body
    }

    fn stream(&mut self, name: &'static str, most: usize) -> Operation {
        let letter = letter(name);
        let mut config = json!({"name": name, "subjects": [format!("{letter}.>")], "storage": "memory"});
        options::vary(&mut self.dice, &mut config, &options::of_streams(letter), most);
        without_markers(&mut config);
        self.streams.insert(name, config.clone());
        ask(&format!("STREAM.CREATE.{name}"), config)
    }

    fn update(&mut self, name: &'static str) -> Operation {
        let letter = letter(name);
        let mut config = self
            .streams
            .get(name)
            .cloned()
            .unwrap_or_else(|| json!({ "name": name }));
        options::vary(&mut self.dice, &mut config, &options::of_streams(letter), 2);
        without_markers(&mut config);
        // What was refused is forgotten now and then, so that updates are mostly taken.
        if self.dice.bool() {
            self.streams.insert(name, config.clone());
        }
        ask(&format!("STREAM.UPDATE.{name}"), config)
    }

    fn message(&mut self, name: &str) -> Operation {
        let subject = self.subject(name);
        let mut headers = Vec::new();
        if self.dice.bool() {
            for _ in 0..self.dice.usize(1..3) {
                headers.push(self.header(name));
            }
        }
        let counts = headers.iter().any(|(name, _)| *name == "Nats-Incr");
        let payload = if counts {
            ""
        } else {
            self.pick(&["", "x", "0123456789", "01234567890123456789012345678901"])
        };
        Operation::Publish(subject, headers, payload.to_owned())
    }

    fn header(&mut self, name: &str) -> (&'static str, String) {
        let letter = letter(name);
        let number = self.dice.u8(..9).to_string();
        let (header, value) = match self.dice.u8(..24) {
            0..4 => ("Nats-Msg-Id", self.pick(&["one", "two", "three", ""]).to_owned()),
            4..6 => ("Nats-Expected-Last-Sequence", number),
            6..9 => ("Nats-Expected-Last-Subject-Sequence", number),
            9 => (
                "Nats-Expected-Last-Subject-Sequence-Subject",
                self.pick(&[format!("{letter}.*"), format!("{letter}.a"), "x".to_owned()]),
            ),
            10 => (
                "Nats-Expected-Last-Msg-Id",
                self.pick(&["one", "two", ""]).to_owned(),
            ),
            11 => ("Nats-Expected-Stream", self.pick(&["S", "S", "T", ""]).to_owned()),
            12..15 => (
                "Nats-Rollup",
                self.pick(&["sub", "sub", "all", "x", ""]).to_owned(),
            ),
            15..18 => ("Nats-TTL", self.pick(&["1h", "3600", "never", ""]).to_owned()),
            18..21 => ("Nats-Incr", self.pick(&["1", "+2", "-3", "x"]).to_owned()),
            21 => (
                "Nats-Schedule",
                self.pick(&["@at 2090-01-01T00:00:00Z", "@every 1h", "x"])
                    .to_owned(),
            ),
            22 => (
                "Nats-Schedule-Target",
                self.pick(&[format!("{letter}.a"), format!("{letter}.c"), "x".to_owned()]),
            ),
            _ => ("A", "b".to_owned()),
        };
        (header, value)
    }

    fn batch(&mut self, name: &str, history: &mut Vec<Operation>) {
        let id = self.pick(&["m", "n", "o"]).to_owned();
        let first = self.dice.u64(1..=12) / 12 + 1;
        let last = self.dice.u64(first..first + 4);
        for number in first..=last {
            let Operation::Publish(subject, mut headers, payload) = self.message(name) else {
                continue;
            };
            headers.insert(0, ("Nats-Batch-Id", id.clone()));
            headers.insert(1, ("Nats-Batch-Sequence", number.to_string()));
            if number == last {
                let commit = self.pick(&["1", "1", "1", "eob", "x"]);
                headers.insert(2, ("Nats-Batch-Commit", commit.to_owned()));
            }
            history.push(Operation::Publish(subject, headers, payload));
        }
    }

    fn purge(&mut self, name: &str) -> Operation {
        let letter = letter(name);
        let options = [
            (
                "filter",
                json!([format!("{letter}.a"), format!("{letter}.*"), "x", ">", ""]),
            ),
            ("seq", json!([0, 1, 3, 6, 50])),
            ("keep", json!([0, 1, 2, 50])),
        ];
        let body = self.body(&options, 2);
        Operation::Purge(name.to_owned(), body)
    }

    fn delete(&mut self, name: &str) -> Operation {
        let body = json!({"seq": self.dice.u8(..12), "no_erase": self.dice.bool()});
        ask(&format!("STREAM.MSG.DELETE.{name}"), body)
    }

    fn direct(&mut self, name: &str) -> Operation {
        if self.dice.u8(..4) == 0 {
            let subject = self.subject(name);
            return Operation::Direct(format!("{name}.{subject}"), Value::Null);
        }
        let body = self.body(&options::of_gets(letter(name)), 4);
        Operation::Direct(name.to_owned(), body)
    }

    fn consumer(&mut self, stream: &'static str) -> Operation {
        let name = self.pick(&CONSUMERS);
        let member = self.pick(&["durable_name", "durable_name", "name"]);
        let mut config = json!({"ack_policy": "explicit", "ack_wait": 3_600_000_000_000_u64, "inactive_threshold": 3_600_000_000_000_u64});
        config[member] = json!(name);
        let mut most = 4;
        if let Some(known) = self.consumers.get(&(stream, name))
            && self.dice.bool()
        {
            config = known.clone();
            most = 2;
        }
        options::vary(
            &mut self.dice,
            &mut config,
            &options::of_consumers(letter(stream), name),
            most,
        );
        // They miscount for a consumer that loses its filter.
        if self.consumers.get(&(stream, name)).is_some_and(has_filter) && !has_filter(&config) {
            config["filter_subject"] = json!(format!("{}.>", letter(stream)));
        }
        self.consumers.insert((stream, name), config.clone());
        let action = self.pick(&["", "", "create", "update"]);
        ask(
            &format!("CONSUMER.CREATE.{stream}.{name}"),
            json!({"stream_name": stream, "action": action, "config": config}),
        )
    }

    fn manage(&mut self, stream: &str) -> Operation {
        let name = self.pick(&CONSUMERS);
        let (verb, body) = match self.dice.u8(..6) {
            0 => ("DELETE", Value::Null),
            1 => ("PAUSE", json!({"pause_until": "2090-01-01T00:00:00Z"})),
            2 => ("PAUSE", json!({})),
            3 => ("UNPIN", json!({"group": "A"})),
            4 => return Operation::Reset(format!("{stream}.{name}"), Value::Null),
            _ => {
                let body = json!({"seq": self.dice.u8(..6)});
                return Operation::Reset(format!("{stream}.{name}"), body);
            }
        };
        ask(&format!("CONSUMER.{verb}.{stream}.{name}"), body)
    }

    fn list(&mut self, name: &str) -> Operation {
        let (tail, body) = self.pick(&[
            ("STREAM.NAMES".to_owned(), json!({"subject": "s.a"})),
            ("STREAM.NAMES".to_owned(), json!({"subject": "*.b", "offset": 1})),
            ("STREAM.LIST".to_owned(), json!({"subject": "t.>"})),
            ("STREAM.LIST".to_owned(), json!({"offset": 1})),
            (format!("CONSUMER.NAMES.{name}"), json!({"offset": 1})),
            (format!("STREAM.INFO.{name}"), json!({"subjects_filter": "*.a"})),
            (format!("CONSUMER.INFO.{name}.A"), Value::Null),
        ]);
        ask(&tail, body)
    }

    fn pull(&mut self, number: usize, stream: &str) -> Operation {
        let name = self.pick(&CONSUMERS);
        let mut body = json!({"batch": 2, "expires": 3_600_000_000_000_u64});
        if self.dice.bool() {
            options::vary(&mut self.dice, &mut body, &options::of_pulls(), 4);
        }
        Operation::Pull(number, format!("{stream}.{name}"), body)
    }

    fn acknowledge(&mut self) -> Operation {
        let payload = self.pick(&[
            "+ACK",
            "+ACK",
            "+ACK",
            "",
            "-NAK",
            "-NAK {\"delay\": 3600000000000}",
            "+TERM",
            "+TERM why",
            "+WPI",
            "+NXT",
            "+NXT 2",
        ]);
        Operation::Acknowledge(self.dice.usize(..1000), payload)
    }
}

fn has_filter(config: &Value) -> bool {
    let one = config["filter_subject"].as_str();
    let many = config["filter_subjects"].as_array();
    one.is_some_and(|one| !one.is_empty()) || many.is_some_and(|many| !many.is_empty())
}

/// They let a counter have markers, which are no numbers.
fn without_markers(config: &mut Value) {
    if config["allow_msg_counter"] == true {
        config["subject_delete_marker_ttl"] = json!(0);
    }
}

fn letter(name: &str) -> char {
    name.chars().next().unwrap().to_ascii_lowercase()
}

fn ask(tail: &str, body: Value) -> Operation {
    Operation::Ask(tail.to_owned(), body)
}
