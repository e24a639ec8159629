//! Running an expression.

mod each;

use std::collections::BTreeMap;

use super::ast::{Kind, Link, Member, Node, Operator, Order};
use super::datum::{Datum, Key};
use super::fuel::Fuel;
use super::{EvalError, Scope, builtin, failed, operate, part};

/// Steps that asking the surroundings costs: a pattern may be compiled there, or all facts walked.
const ASKING: u64 = 2_000;

/// Why a part has no value.
#[derive(Debug)]
pub(super) enum Halt {
    /// A `?.` found nil: what it guards is nil.
    Nil,
    Failed(EvalError),
}

impl From<EvalError> for Halt {
    fn from(error: EvalError) -> Self {
        Self::Failed(error)
    }
}

/// One evaluation.
pub(super) struct Run<'a> {
    pub(super) scope: &'a dyn Scope,
    pub(super) fuel: Fuel,
    locals: Vec<(&'a str, Datum)>,
    loops: Vec<Loop>,
}

/// What `#` stands for.
#[derive(Debug)]
struct Loop {
    element: Datum,
    index: usize,
    sum: Datum,
}

impl<'a> Run<'a> {
    pub(super) fn new(scope: &'a dyn Scope) -> Self {
        Self {
            scope,
            fuel: Fuel::full(),
            locals: Vec::new(),
            loops: Vec::new(),
        }
    }

    /// The value of a part that stands on its own.
    pub(super) fn value(&mut self, node: &'a Node) -> Result<Datum, EvalError> {
        match self.part(node) {
            Ok(value) => Ok(value),
            Err(Halt::Nil) => Ok(Datum::Nil),
            Err(Halt::Failed(error)) => Err(error),
        }
    }

    fn part(&mut self, node: &'a Node) -> Result<Datum, Halt> {
        self.fuel.burn(1)?;
        match &node.kind {
            Kind::Literal(value) => Ok(value.clone()),
            Kind::List(nodes) => self.list(nodes),
            Kind::Map(pairs) => self.map(pairs),
            Kind::Name(name) => Ok(self.variable(name)?),
            Kind::Element => Ok(self.looping()?.element.clone()),
            Kind::Index => Ok(Datum::Whole(self.looping()?.index as i64)),
            Kind::Sum => Ok(self.looping()?.sum.clone()),
            Kind::Not(inner) => {
                let value = self.part(inner)?;
                Ok(Datum::Bool(!truth(&value)?))
            }
            Kind::Negative(inner) => self.negative(inner),
            Kind::Same(inner) => self.part(inner),
            Kind::Chain(first, links) => self.chain(first, links),
            Kind::Ordered(first, links) => self.ordered(first, links),
            Kind::Choice(nodes) => self.choice(nodes),
            Kind::Guarded(inner) => match self.part(inner) {
                Err(Halt::Nil) => Ok(Datum::Nil),
                other => other,
            },
            Kind::Member(member) => self.member(member),
            Kind::Slice(slice) => {
                let of = self.part(&slice.of)?;
                let to = slice.to.as_ref().map(|node| self.part(node)).transpose()?;
                let from = slice.from.as_ref().map(|node| self.part(node)).transpose()?;
                Ok(part::slice(&of, from.as_ref(), to.as_ref(), &mut self.fuel)?)
            }
            Kind::Call(name, arguments) => self.call(name, arguments),
            Kind::Method(member, arguments) => self.method(member, arguments),
            Kind::Let(name, nodes) => {
                let [value, rest] = &**nodes;
                let value = self.part(value)?;
                self.locals.push((name, value));
                let outcome = self.part(rest);
                self.locals.pop();
                outcome
            }
            Kind::Sequence(nodes) => {
                let mut last = Datum::Nil;
                for node in nodes {
                    last = self.part(node)?;
                }
                Ok(last)
            }
        }
    }

    fn list(&mut self, nodes: &'a [Node]) -> Result<Datum, Halt> {
        self.fuel.items(nodes.len())?;
        let items: Result<_, Halt> = nodes.iter().map(|node| self.part(node)).collect();
        Ok(Datum::list(items?)?)
    }

    fn map(&mut self, pairs: &'a [(Node, Node)]) -> Result<Datum, Halt> {
        self.fuel.items(pairs.len())?;
        let mut members = BTreeMap::new();
        for (key, value) in pairs {
            let key = match self.part(key)? {
                Datum::Text(text) => Key::Text(text),
                other => return Err(failed(format!("a {} cannot be a key", other.kind())).into()),
            };
            members.insert(key, self.part(value)?);
        }
        Ok(Datum::map(members, false)?)
    }

    fn variable(&mut self, name: &str) -> Result<Datum, EvalError> {
        match self.locals.iter().rev().find(|(local, _)| *local == name) {
            Some((_, value)) => Ok(value.clone()),
            None => Datum::from_json(self.scope.variable(name), &mut self.fuel),
        }
    }

    fn looping(&self) -> Result<&Loop, EvalError> {
        self.loops.last().ok_or_else(|| failed("# has no meaning here"))
    }

    fn negative(&mut self, inner: &'a Node) -> Result<Datum, Halt> {
        match self.part(inner)? {
            Datum::Whole(number) => Ok(Datum::Whole(number.wrapping_neg())),
            Datum::Fraction(number) => Ok(Datum::Fraction(-number)),
            other => Err(failed(format!("a {} has no negative", other.kind())).into()),
        }
    }

    fn chain(&mut self, first: &'a Node, links: &'a [Link]) -> Result<Datum, Halt> {
        let mut left = self.part(first)?;
        for link in links {
            left = self.linked(left, link)?;
            if link.negated {
                left = Datum::Bool(!truth(&left)?);
            }
        }
        Ok(left)
    }

    fn linked(&mut self, left: Datum, link: &'a Link) -> Result<Datum, Halt> {
        self.fuel.burn(1)?;
        let settled = match link.operator {
            Operator::Or => truth(&left)?,
            Operator::And => !truth(&left)?,
            Operator::Else => !matches!(left, Datum::Nil),
            _ => false,
        };
        if settled {
            return Ok(left);
        }
        let right = self.part(&link.right)?;
        let (left, right, fuel) = (&left, &right, &mut self.fuel);
        Ok(match link.operator {
            Operator::Or | Operator::And | Operator::Else | Operator::Pipe => right.clone(),
            Operator::Equal => Datum::Bool(operate::equal(left, right, fuel)?),
            Operator::Unequal => Datum::Bool(!operate::equal(left, right, fuel)?),
            Operator::Order(order) => Datum::Bool(operate::holds(order, left, right, fuel)?),
            Operator::In => Datum::Bool(operate::contains(left, right, fuel)?),
            Operator::Matches => Datum::Bool(operate::matches(left, right, link.pattern.as_ref(), fuel)?),
            Operator::Contains => Datum::Bool(operate::texts(left, right, fuel, |a, b| a.contains(b))?),
            Operator::StartsWith => Datum::Bool(operate::texts(left, right, fuel, |a, b| a.starts_with(b))?),
            Operator::EndsWith => Datum::Bool(operate::texts(left, right, fuel, |a, b| a.ends_with(b))?),
            Operator::Range => operate::range(left, right, fuel)?,
            Operator::Add => operate::add(left, right, fuel)?,
            Operator::Subtract => operate::subtract(left, right)?,
            Operator::Multiply => operate::multiply(left, right)?,
            Operator::Divide => operate::divide(left, right)?,
            Operator::Modulo => operate::modulo(left, right)?,
            Operator::Power => operate::power(left, right)?,
        })
    }

    fn ordered(&mut self, first: &'a Node, links: &'a [(Order, Node)]) -> Result<Datum, Halt> {
        let mut left = self.part(first)?;
        for (order, right) in links {
            let right = self.part(right)?;
            if !operate::holds(*order, &left, &right, &mut self.fuel)? {
                return Ok(Datum::Bool(false));
            }
            left = right;
        }
        Ok(Datum::Bool(true))
    }

    fn choice(&mut self, nodes: &'a [Node; 3]) -> Result<Datum, Halt> {
        let [condition, yes, no] = nodes;
        let condition = self.part(condition)?;
        if truth(&condition)? {
            self.part(yes)
        } else {
            self.part(no)
        }
    }

    fn member(&mut self, member: &'a Member) -> Result<Datum, Halt> {
        if let Kind::Name(name) = &member.of.kind
            && name == "$env"
            && let Datum::Text(name) = self.part(&member.key)?
        {
            return Ok(Datum::from_json(self.scope.variable(&name), &mut self.fuel)?);
        }
        let of = self.owner(member)?;
        let key = self.part(&member.key)?;
        if matches!(of, Datum::Nil) {
            let wanted = super::print::plain(&key, &mut self.fuel)?;
            return Err(failed(format!("nil has no part {wanted}")).into());
        }
        Ok(part::fetch(&of, &key, &mut self.fuel)?)
    }

    fn owner(&mut self, member: &'a Member) -> Result<Datum, Halt> {
        match self.part(&member.of)? {
            Datum::Nil if member.optional => Err(Halt::Nil),
            of => Ok(of),
        }
    }

    fn method(&mut self, member: &'a Member, arguments: &'a [Node]) -> Result<Datum, Halt> {
        let of = self.owner(member)?;
        let arguments = self.arguments(arguments)?;
        match &member.key.kind {
            Kind::Literal(Datum::Text(name)) => Ok(builtin::method(&of, name, &arguments, &mut self.fuel)?),
            _ => Err(failed("only names can be called").into()),
        }
    }

    fn arguments(&mut self, nodes: &'a [Node]) -> Result<Vec<Datum>, Halt> {
        nodes.iter().map(|node| self.part(node)).collect()
    }

    fn call(&mut self, name: &str, nodes: &'a [Node]) -> Result<Datum, Halt> {
        if builtin::looping(name).is_some() {
            return self.each(name, nodes);
        }
        let arguments = self.arguments(nodes)?;
        if builtin::is_known(name) {
            return Ok(builtin::call(name, &arguments, self.scope, &mut self.fuel)?);
        }
        self.fuel.burn(ASKING)?;
        if arguments.is_empty()
            && let Some(time) = self.scope.moment(name)
        {
            return Ok(Datum::Time(time.into()));
        }
        let mut values = Vec::with_capacity(arguments.len());
        for argument in &arguments {
            values.push(argument.to_json(&mut self.fuel)?);
        }
        match self.scope.call(name, &values) {
            Some(Ok(value)) => Ok(Datum::from_json(value, &mut self.fuel)?),
            Some(Err(reason)) => Err(failed(format!("{name}: {reason}")).into()),
            None => Err(failed(format!("there is no function {name}")).into()),
        }
    }
}

/// The truth of a condition; only booleans have one.
pub(super) fn truth(value: &Datum) -> Result<bool, EvalError> {
    match value {
        Datum::Bool(it) => Ok(*it),
        other => Err(failed(format!("a {} is neither true nor false", other.kind()))),
    }
}
