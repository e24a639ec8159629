//! Values while an expression runs: shared rather than copied, whole numbers and fractions kept apart.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Number, Value};
use time::OffsetDateTime;

use super::fuel::Fuel;
use super::{EvalError, failed};

/// Lists and maps inside one another. Facts cannot be read deeper, and it keeps recursion over values short.
const MAX_DEPTH: usize = 128;

/// A value.
#[derive(Debug, Clone)]
pub(super) enum Datum {
    Nil,
    Bool(bool),
    Whole(i64),
    Fraction(f64),
    Text(Arc<str>),
    List(Arc<List>),
    Map(Arc<Map>),
    Time(OffsetDateTime),
    /// Nanoseconds.
    Duration(i64),
}

/// A list, and how many levels it has.
#[derive(Debug)]
pub(super) struct List {
    pub(super) items: Vec<Datum>,
    depth: usize,
}

/// A map, and how many levels it has.
#[derive(Debug)]
pub(super) struct Map {
    pub(super) members: BTreeMap<Key, Datum>,
    /// Whether keys of any kind may be asked for; else they are texts.
    pub(super) loose: bool,
    depth: usize,
}

/// What a map can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Nil,
    Bool(bool),
    Whole(i64),
    /// Bits of a fraction.
    Fraction(u64),
    Text(Arc<str>),
}

impl Datum {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// A list of values that were paid for.
    pub(super) fn list(items: Vec<Self>) -> Result<Self, EvalError> {
        let depth = deepest(items.iter())?;
        Ok(Self::List(Arc::new(List { items, depth })))
    }

    /// A map of values that were paid for.
    pub(super) fn map(members: BTreeMap<Key, Self>, loose: bool) -> Result<Self, EvalError> {
        let depth = deepest(members.values())?;
        Ok(Self::Map(Arc::new(Map {
            members,
            loose,
            depth,
        })))
    }

    /// A value of the surroundings.
    pub(super) fn from_json(value: Value, fuel: &mut Fuel) -> Result<Self, EvalError> {
        fuel.burn(1)?;
        Ok(match value {
            Value::Null => Self::Nil,
            Value::Bool(it) => Self::Bool(it),
            Value::Number(number) => match number.as_i64() {
                Some(whole) => Self::Whole(whole),
                None => Self::Fraction(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) => {
                fuel.text(text.len())?;
                Self::Text(text.into())
            }
            Value::Array(values) => {
                let items: Result<_, _> = values.into_iter().map(|it| Self::from_json(it, fuel)).collect();
                Self::list(items?)?
            }
            Value::Object(members) => {
                let mut map = BTreeMap::new();
                for (name, value) in members {
                    fuel.text(name.len())?;
                    map.insert(Key::Text(name.into()), Self::from_json(value, fuel)?);
                }
                Self::map(map, false)?
            }
        })
    }

    /// The value for the surroundings. What JSON has no word for becomes text, and nil when it is no number.
    pub(super) fn to_json(&self, fuel: &mut Fuel) -> Result<Value, EvalError> {
        fuel.burn(1)?;
        Ok(match self {
            Self::Nil => Value::Null,
            Self::Bool(it) => Value::Bool(*it),
            Self::Whole(it) => Value::from(*it),
            Self::Fraction(it) => Number::from_f64(*it).map_or(Value::Null, Value::Number),
            Self::Text(text) => {
                fuel.text(text.len())?;
                Value::String(text.as_ref().to_owned())
            }
            Self::List(list) => {
                let values: Result<_, _> = list.items.iter().map(|it| it.to_json(fuel)).collect();
                Value::Array(values?)
            }
            Self::Map(map) => {
                let mut members = serde_json::Map::new();
                for (key, value) in &map.members {
                    members.insert(super::print::key(key, fuel)?, value.to_json(fuel)?);
                }
                Value::Object(members)
            }
            Self::Time(_) | Self::Duration(_) => Value::String(super::print::plain(self, fuel)?),
        })
    }

    /// What kind of value it is, as `type()` says it.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Nil => "nil",
            Self::Bool(_) => "bool",
            Self::Whole(_) => "int",
            Self::Fraction(_) => "float",
            Self::Text(_) => "string",
            Self::List(_) => "array",
            Self::Map(_) => "map",
            Self::Time(_) => "time.Time",
            Self::Duration(_) => "time.Duration",
        }
    }

    /// A number without its fraction.
    pub(super) fn whole(&self) -> Option<i64> {
        match self {
            Self::Whole(it) => Some(*it),
            Self::Fraction(it) => Some(cut(*it)),
            Self::Duration(it) => Some(*it),
            _ => None,
        }
    }

    /// A number as a fraction.
    pub(super) fn fraction(&self) -> Option<f64> {
        match self {
            Self::Whole(it) => Some(*it as f64),
            Self::Fraction(it) => Some(*it),
            _ => None,
        }
    }

    /// It as a key of a map.
    pub(super) fn key(&self, fuel: &mut Fuel) -> Result<Key, EvalError> {
        Ok(match self {
            Self::Nil => Key::Nil,
            Self::Bool(it) => Key::Bool(*it),
            Self::Whole(it) => Key::Whole(*it),
            Self::Fraction(it) => Key::Fraction(it.to_bits()),
            Self::Text(text) => {
                fuel.text(text.len())?;
                Key::Text(text.clone())
            }
            other => return Err(failed(format!("{} cannot be a key", other.kind()))),
        })
    }

    fn depth(&self) -> usize {
        match self {
            Self::List(list) => list.depth,
            Self::Map(map) => map.depth,
            _ => 0,
        }
    }
}

impl Map {
    /// The value of a key; none when there is none. Maps of texts have no other keys.
    pub(super) fn get(&self, key: &Datum, fuel: &mut Fuel) -> Result<Option<&Datum>, EvalError> {
        let key = match key {
            Datum::Nil if !self.loose => Key::Text("".into()),
            Datum::Text(_) => key.key(fuel)?,
            other if self.loose => other.key(fuel)?,
            other => {
                return Err(failed(format!("a map has no key of the kind {}", other.kind())));
            }
        };
        Ok(self.members.get(&key))
    }
}

impl From<Key> for Datum {
    fn from(key: Key) -> Self {
        match key {
            Key::Nil => Self::Nil,
            Key::Bool(it) => Self::Bool(it),
            Key::Whole(it) => Self::Whole(it),
            Key::Fraction(bits) => Self::Fraction(f64::from_bits(bits)),
            Key::Text(text) => Self::Text(text),
        }
    }
}

/// A fraction cut to a whole number; what has none becomes the least one, as on every machine the reference runs on.
pub(super) fn cut(fraction: f64) -> i64 {
    const EDGE: f64 = 9_223_372_036_854_775_808.0;
    if (-EDGE..EDGE).contains(&fraction) {
        fraction as i64
    } else {
        i64::MIN
    }
}

fn deepest<'a>(mut items: impl Iterator<Item = &'a Datum>) -> Result<usize, EvalError> {
    let depth = items.try_fold(0, |most, item| {
        let depth = item.depth().max(most);
        (depth < MAX_DEPTH).then_some(depth)
    });
    match depth {
        Some(depth) => Ok(depth + 1),
        None => Err(failed(format!("values are nested more than {MAX_DEPTH} deep"))),
    }
}
