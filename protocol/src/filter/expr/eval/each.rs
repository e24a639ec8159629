//! Functions that look at each element of a list.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::ast::Node;
use super::super::datum::{Datum, List};
use super::super::sort::{descending, sorted};
use super::super::{failed, operate};
use super::{Halt, Loop, Run, truth};

impl<'a> Run<'a> {
    /// Runs a function with a predicate.
    pub(super) fn each(&mut self, name: &str, nodes: &'a [Node]) -> Result<Datum, Halt> {
        let [list, rest @ ..] = nodes else {
            return Err(failed(format!("{name} needs a list")).into());
        };
        let list = match self.part(list)? {
            Datum::List(list) => list,
            other => return Err(failed(format!("{name} looks at lists, not at a {}", other.kind())).into()),
        };
        let predicate = rest.first();
        let sum = match (name, rest.get(1)) {
            ("reduce" | "sortBy", Some(node)) => Some(self.part(node)?),
            _ => None,
        };
        if name == "reduce" {
            return self.reduce(&list, predicate, sum);
        }
        self.loops.push(Loop {
            element: Datum::Nil,
            index: 0,
            sum: Datum::Nil,
        });
        let outcome = self.over(name, &list, predicate, sum);
        self.loops.pop();
        outcome
    }

    fn over(
        &mut self,
        name: &str,
        list: &Arc<List>,
        predicate: Option<&'a Node>,
        order: Option<Datum>,
    ) -> Result<Datum, Halt> {
        let count = list.items.len();
        let found = |at: Option<usize>| at.map_or(Datum::Nil, |at| list.items[at].clone());
        let index = |at: Option<usize>| at.map_or(Datum::Nil, |at| Datum::Whole(at as i64));
        Ok(match name {
            "all" => Datum::Bool(self.first(list, predicate, 0..count, false)?.is_none()),
            "none" => Datum::Bool(self.first(list, predicate, 0..count, true)?.is_none()),
            "any" => Datum::Bool(self.first(list, predicate, 0..count, true)?.is_some()),
            "one" => Datum::Bool(self.kept(list, predicate)?.len() == 1),
            "count" => Datum::Whole(self.kept(list, predicate)?.len() as i64),
            "find" => found(self.first(list, predicate, 0..count, true)?),
            "findIndex" => index(self.first(list, predicate, 0..count, true)?),
            "findLast" => found(self.first(list, predicate, (0..count).rev(), true)?),
            "findLastIndex" => index(self.first(list, predicate, (0..count).rev(), true)?),
            "filter" => {
                let kept = self.kept(list, predicate)?;
                Datum::list(kept.into_iter().map(|at| list.items[at].clone()).collect())?
            }
            "map" => Datum::list(self.results(list, predicate)?)?,
            "sum" => self.total(list, predicate)?,
            "groupBy" => self.grouped(list, predicate)?,
            "sortBy" => {
                let values = self.results(list, predicate)?;
                let descending = descending(order.as_ref())?;
                sorted(&list.items, &values, descending, &mut self.fuel)?
            }
            _ => return Err(failed(format!("there is no function {name}")).into()),
        })
    }

    /// What the predicate says of one element; without one, the element itself.
    fn at(&mut self, list: &List, at: usize, predicate: Option<&'a Node>) -> Result<Datum, Halt> {
        self.fuel.burn(1)?;
        let element = list.items[at].clone();
        let Some(predicate) = predicate else {
            return Ok(element);
        };
        if let Some(here) = self.loops.last_mut() {
            here.element = element;
            here.index = at;
        }
        self.part(predicate)
    }

    /// The first of some places where the predicate says `wanted`.
    fn first(
        &mut self,
        list: &List,
        predicate: Option<&'a Node>,
        mut places: impl Iterator<Item = usize>,
        wanted: bool,
    ) -> Result<Option<usize>, Halt> {
        loop {
            let Some(at) = places.next() else {
                return Ok(None);
            };
            if truth(&self.at(list, at, predicate)?)? == wanted {
                return Ok(Some(at));
            }
        }
    }

    /// The places where the predicate holds.
    fn kept(&mut self, list: &List, predicate: Option<&'a Node>) -> Result<Vec<usize>, Halt> {
        let mut kept = Vec::new();
        for at in 0..list.items.len() {
            if truth(&self.at(list, at, predicate)?)? {
                kept.push(at);
            }
        }
        Ok(kept)
    }

    fn results(&mut self, list: &List, predicate: Option<&'a Node>) -> Result<Vec<Datum>, Halt> {
        (0..list.items.len())
            .map(|at| self.at(list, at, predicate))
            .collect()
    }

    fn total(&mut self, list: &List, predicate: Option<&'a Node>) -> Result<Datum, Halt> {
        let mut total = Datum::Whole(0);
        for at in 0..list.items.len() {
            let value = self.at(list, at, predicate)?;
            total = operate::add(&value, &total, &mut self.fuel)?;
        }
        Ok(total)
    }

    fn grouped(&mut self, list: &List, predicate: Option<&'a Node>) -> Result<Datum, Halt> {
        let mut groups: BTreeMap<_, Vec<Datum>> = BTreeMap::new();
        for at in 0..list.items.len() {
            let key = self.at(list, at, predicate)?.key(&mut self.fuel)?;
            groups.entry(key).or_default().push(list.items[at].clone());
        }
        let mut members = BTreeMap::new();
        for (key, items) in groups {
            members.insert(key, Datum::list(items)?);
        }
        Ok(Datum::map(members, true)?)
    }

    /// Folds a list into one value, from `start` or its first element.
    fn reduce(
        &mut self,
        list: &List,
        predicate: Option<&'a Node>,
        start: Option<Datum>,
    ) -> Result<Datum, Halt> {
        let (sum, from) = match (start, list.items.first()) {
            (Some(start), _) => (start, 0),
            (None, Some(first)) => (first.clone(), 1),
            (None, None) => return Err(failed("reduce of an empty list needs a value to start with").into()),
        };
        self.loops.push(Loop {
            element: Datum::Nil,
            index: 0,
            sum,
        });
        let mut outcome = Ok(());
        for at in from..list.items.len() {
            match self.at(list, at, predicate) {
                Ok(sum) => {
                    if let Some(here) = self.loops.last_mut() {
                        here.sum = sum;
                    }
                }
                Err(halt) => {
                    outcome = Err(halt);
                    break;
                }
            }
        }
        let sum = self.loops.pop().map_or(Datum::Nil, |done| done.sum);
        outcome.map(|()| sum)
    }
}
