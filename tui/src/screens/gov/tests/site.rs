//! Governors that answer as a broker does.

use std::time::Duration;

use crate::gov::{EventKind, GovEvent, Governor, Lease};
use crate::order::{Gov, Order, Ticket};
use crate::report::{GovNews, Report};
use crate::stage::{self, Stage};

/// The screens, and governors behind them.
pub(crate) struct Office {
    pub(crate) stage: Stage,
    rows: Vec<Governor>,
    leases: Vec<(&'static str, Lease)>,
    pub(super) events: Vec<GovEvent>,
    /// What was ordered to be done.
    pub(super) done: Vec<Gov>,
    listed: Ticket,
    opened: Option<(String, Ticket)>,
}

impl Office {
    /// The screen is shown, all it asks is answered, and the fleet is known.
    pub(crate) fn open(width: u16, height: u16) -> Self {
        let mut office = Self::of(&mut Stage::new(width, height));
        office.stage.press("4");
        office.serve();
        office
    }

    /// Behind these screens.
    pub(crate) fn of(stage: &mut Stage) -> Self {
        let stage = std::mem::replace(stage, Stage::blank(1, 1));
        let mut office = Self {
            stage,
            rows: rows(),
            leases: leases(),
            events: events(),
            done: Vec::new(),
            listed: Ticket::default(),
            opened: None,
        };
        office.stage.hear(&Report::Known(stage::known(20)));
        office
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

    /// Under the ticket of the list.
    pub(super) fn tell(&mut self, news: GovNews) {
        self.stage.hear(&Report::Gov {
            ticket: self.listed,
            news,
        });
    }

    /// Somebody gives a lease back.
    pub(super) fn leave(&mut self, name: &'static str, id: u64) {
        let place = self
            .leases
            .iter()
            .position(|(of, lease)| *of == name && lease.id == id)
            .expect("it is held");
        let (_, lease) = self.leases.remove(place);
        let exit = event(0, name, EventKind::Exit, &lease.holder, id);
        self.tell(GovNews::Events(vec![exit]));
        self.stage.press("g g");
        self.serve();
        self.told();
    }

    pub(crate) fn serve(&mut self) {
        for _ in 0..10 {
            let orders = self.stage.orders();
            if orders.is_empty() {
                return;
            }
            for order in orders {
                if let Order::Gov { ticket, ask } = order {
                    self.answer(ticket, ask);
                }
            }
        }
    }

    fn answer(&mut self, ticket: Ticket, ask: Gov) {
        let done = |words: &str| GovNews::Done(words.to_owned());
        let news = match &ask {
            Gov::List => {
                self.listed = ticket;
                let events = GovNews::Events(std::mem::take(&mut self.events));
                self.events = self::events();
                if self.done.is_empty() && self.opened.is_none() {
                    self.stage.hear(&Report::Gov { ticket, news: events });
                }
                GovNews::Governors(Ok(self.rows.clone()))
            }
            Gov::Open { name } => {
                self.opened = Some((name.clone(), ticket));
                return self.told();
            }
            Gov::Evict { lease, holder, .. } => {
                self.leases.retain(|(_, known)| known.id != *lease);
                done(&format!("evicted {holder} from slot {lease}"))
            }
            Gov::Reset { name } => {
                self.leases.retain(|(of, _)| of != name);
                done(&format!("reset {name}"))
            }
            Gov::Add(new) => done(&format!("made {}", new.name)),
            Gov::Set(new) => done(&format!("{} gives {} leases", new.name, new.capacity)),
            Gov::Remove { name } => done(&format!("removed {name}")),
        };
        if ask != Gov::List {
            self.done.push(ask);
            for row in &mut self.rows {
                row.used = self.leases.iter().filter(|(of, _)| *of == row.name).count() as u64;
            }
        }
        self.stage.hear(&Report::Gov { ticket, news });
    }

    fn told(&mut self) {
        let Some((name, ticket)) = self.opened.clone() else {
            return;
        };
        let leases = self.leases.iter().filter(|(of, _)| *of == name);
        let result = Ok(leases.map(|(_, lease)| lease.clone()).collect());
        self.stage.hear(&Report::Gov {
            ticket,
            news: GovNews::Leases { name, result },
        });
    }
}

fn rows() -> Vec<Governor> {
    let row = |name: &str, capacity, used, minutes: u64| Governor {
        name: name.to_owned(),
        capacity,
        used,
        expires: (minutes > 0).then(|| Duration::from_secs(minutes * 60)),
        replicas: 3,
        stream: format!("GOVERNOR_{name}"),
        subject: format!("mcollective.governor.{name}"),
        last: None,
    };
    vec![
        row("BACKUP", 3, 1, 60),
        row("NATS_ROLL", 1, 0, 10),
        row("PUPPET", 5, 5, 20),
    ]
    .into_iter()
    .rev()
    .collect()
}

fn leases() -> Vec<(&'static str, Lease)> {
    let lease = |id, holder: &str, seconds| Lease {
        id,
        holder: holder.to_owned(),
        since: stage::now() - Duration::from_secs(seconds),
    };
    vec![
        ("PUPPET", lease(2412, "web12.lab.test", 19 * 60)),
        ("PUPPET", lease(2413, "gone9.lab.test", 220)),
        ("PUPPET", lease(2414, "web03.lab.test", 122)),
        ("PUPPET", lease(2416, "web04.lab.test", 31)),
        ("PUPPET", lease(2417, "web05.lab.test", 4)),
        (
            "BACKUP",
            lease(88, "Auto Agent  backup#run @ web02.lab.test", 600),
        ),
    ]
}

fn event(seconds: u64, governor: &str, kind: EventKind, holder: &str, lease: u64) -> GovEvent {
    GovEvent {
        time: stage::now() - Duration::from_secs(seconds),
        governor: governor.to_owned(),
        kind,
        holder: holder.to_owned(),
        lease,
    }
}

fn events() -> Vec<GovEvent> {
    let event = |seconds, kind, holder, lease| event(seconds, "PUPPET", kind, holder, lease);
    vec![
        event(1_140, EventKind::Enter, "web12.lab.test", 2412),
        event(300, EventKind::Enter, "web06.lab.test", 2411),
        event(169, EventKind::Exit, "web06.lab.test", 2411),
        event(140, EventKind::Timeouts, "web07.lab.test", 0),
        event(122, EventKind::Enter, "web03.lab.test", 2414),
        event(31, EventKind::Enter, "web04.lab.test", 2416),
        event(4, EventKind::Enter, "web05.lab.test", 2417),
    ]
}

/// The ticket of the last order like this.
pub(super) fn ticket(orders: &[Order], like: impl Fn(&Gov) -> bool) -> Ticket {
    let found = orders.iter().rev().find_map(|order| match order {
        Order::Gov { ticket, ask } if like(ask) => Some(*ticket),
        _ => None,
    });
    found.expect("it was ordered")
}
