//! Functions of maps.

use std::collections::BTreeMap;

use super::super::datum::{Datum, Key};
use super::super::fuel::Fuel;
use super::super::{EvalError, failed};

pub(super) fn call(name: &str, of: &Datum, fuel: &mut Fuel) -> Result<Datum, EvalError> {
    match (name, of) {
        ("keys", Datum::Map(map)) => {
            fuel.items(map.members.len())?;
            Datum::list(map.members.keys().cloned().map(Datum::from).collect())
        }
        ("values", Datum::Map(map)) => {
            fuel.items(map.members.len())?;
            Datum::list(map.members.values().cloned().collect())
        }
        ("toPairs", Datum::Map(map)) => {
            fuel.items(map.members.len().saturating_mul(3))?;
            let pair = |(key, value): (&Key, &Datum)| Datum::list(vec![key.clone().into(), value.clone()]);
            Datum::list(map.members.iter().map(pair).collect::<Result<_, _>>()?)
        }
        ("fromPairs", Datum::List(list)) => {
            let mut members = BTreeMap::new();
            for pair in &list.items {
                fuel.burn(1)?;
                let Datum::List(pair) = pair else {
                    return Err(failed(format!("a {} is no pair", pair.kind())));
                };
                let [key, value] = pair.items.as_slice() else {
                    return Err(failed(format!("{} items are no pair", pair.items.len())));
                };
                members.insert(key.key(fuel)?, value.clone());
            }
            Datum::map(members, true)
        }
        _ => Err(failed(format!("{name} cannot be made of a {}", of.kind()))),
    }
}
