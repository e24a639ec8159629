//! What is refused before the interpreter runs it, as it would never come back: functions that call themselves, documents that
//! outgrow its stack, and calls that make more of their arguments than there is memory.

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::{Expr, Literal, Module, Query, Rule, RuleAssign, RuleHead, Span, WithModifier};

use super::RegoError;

/// Most levels of expressions within expressions, the terms of a sum among them.
const MAX_DEPTH: usize = 100;

/// Most rules and functions of different names, each of which may need the next.
const MAX_NAMES: usize = 200;

/// Most digits of a width in a format.
const MAX_WIDTH: usize = 3;

/// Longest replacement for what a pattern finds, in bytes.
const MAX_REPLACEMENT: usize = 64;

/// Checks the rules of a parsed policy.
pub(super) fn check_rules(module: &Module) -> Result<(), RegoError> {
    for import in &module.imports {
        if root(&import.refr) == Some("data") {
            return refuse("it imports data, of which there is none".to_owned());
        }
    }
    let mut functions = BTreeMap::<&str, BTreeSet<&str>>::new();
    let mut names = BTreeSet::new();
    for rule in &module.policy {
        let mut walk = Walk::default();
        let (refr, is_function) = walk.rule(rule)?;
        let name = last_word(refr).unwrap_or_default();
        names.insert(name);
        if is_function {
            functions.entry(name).or_default().extend(walk.calls);
        }
    }
    if names.len() > MAX_NAMES {
        return refuse(format!("it has more than {MAX_NAMES} rules of different names"));
    }
    match in_a_circle(&functions) {
        Some(name) => refuse(format!("function {name} calls itself")),
        None => Ok(()),
    }
}

/// A function that cannot be computed without itself: what is left when those that need no others are taken away again and again.
fn in_a_circle<'a>(functions: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<&'a str> {
    let mut left: BTreeMap<_, _> = functions.iter().collect();
    loop {
        let before = left.len();
        let names: BTreeSet<_> = left.keys().map(|name| **name).collect();
        left.retain(|_, calls| calls.iter().any(|call| names.contains(call)));
        if left.len() == before {
            return left.keys().next().map(|name| **name);
        }
    }
}

/// Collects the functions that a rule calls.
#[derive(Default)]
struct Walk<'a> {
    calls: BTreeSet<&'a str>,
}

impl<'a> Walk<'a> {
    /// The name of the rule, and whether it is a function.
    fn rule(&mut self, rule: &'a Rule) -> Result<(&'a Expr, bool), RegoError> {
        match rule {
            Rule::Default {
                refr, args, value, ..
            } => {
                self.all(args, 0)?;
                self.expr(value, 0)?;
                Ok((refr, !args.is_empty()))
            }
            Rule::Spec { head, bodies, .. } => {
                for body in bodies {
                    self.assign(body.assign.as_ref())?;
                    self.query(&body.query, 0)?;
                }
                self.head(head)
            }
        }
    }

    fn head(&mut self, head: &'a RuleHead) -> Result<(&'a Expr, bool), RegoError> {
        let (refr, is_function) = match head {
            RuleHead::Compr { refr, assign, .. } => {
                self.assign(assign.as_ref())?;
                (refr, false)
            }
            RuleHead::Set { refr, key, .. } => {
                self.all(key, 0)?;
                (refr, false)
            }
            RuleHead::Func {
                refr, args, assign, ..
            } => {
                self.all(args, 0)?;
                self.assign(assign.as_ref())?;
                (refr, true)
            }
        };
        self.expr(refr, 0)?;
        Ok((refr, is_function))
    }

    fn assign(&mut self, assign: Option<&'a RuleAssign>) -> Result<(), RegoError> {
        assign.map_or(Ok(()), |assign| self.expr(&assign.value, 0))
    }

    fn query(&mut self, query: &'a Query, depth: usize) -> Result<(), RegoError> {
        for stmt in &query.stmts {
            self.literal(&stmt.literal, depth)?;
            for with in &stmt.with_mods {
                self.with(with, depth)?;
            }
        }
        Ok(())
    }

    fn literal(&mut self, literal: &'a Literal, depth: usize) -> Result<(), RegoError> {
        match literal {
            Literal::SomeVars { .. } => Ok(()),
            Literal::SomeIn {
                key,
                value,
                collection,
                ..
            } => self.all(key.iter().chain([value, collection]), depth),
            Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => self.expr(expr, depth),
            Literal::Every { domain, query, .. } => {
                self.expr(domain, depth)?;
                self.query(query, depth + 1)
            }
        }
    }

    /// A function put in place of another could close a circle nobody sees.
    fn with(&mut self, with: &'a WithModifier, depth: usize) -> Result<(), RegoError> {
        if root(&with.refr) != Some("input") {
            return refuse(format!(
                "`with` can only replace input, in line {}",
                with.span.line
            ));
        }
        self.all([&with.refr, &with.r#as], depth)
    }

    fn all(
        &mut self,
        exprs: impl IntoIterator<Item = &'a regorus::unstable::Ref<Expr>>,
        depth: usize,
    ) -> Result<(), RegoError> {
        exprs.into_iter().try_for_each(|expr| self.expr(expr, depth))
    }

    fn expr(&mut self, expr: &'a Expr, depth: usize) -> Result<(), RegoError> {
        let depth = depth + 1;
        if depth > MAX_DEPTH {
            return refuse(format!("it nests too deeply in line {}", expr.span().line));
        }
        match expr {
            Expr::Array { items, .. } | Expr::Set { items, .. } => self.all(items, depth),
            Expr::Object { fields, .. } => {
                let parts = fields.iter().flat_map(|(_, key, value)| [key, value]);
                self.all(parts, depth)
            }
            Expr::ArrayCompr { term, query, .. } | Expr::SetCompr { term, query, .. } => {
                self.expr(term, depth)?;
                self.query(query, depth)
            }
            Expr::ObjectCompr {
                key, value, query, ..
            } => {
                self.all([key, value], depth)?;
                self.query(query, depth)
            }
            Expr::Call {
                span, fcn, params, ..
            } => {
                self.call(span, fcn, params)?;
                self.expr(fcn, depth)?;
                self.all(params, depth)
            }
            Expr::UnaryExpr { expr, .. } => self.expr(expr, depth),
            Expr::RefDot { refr, .. } => self.expr(refr, depth),
            Expr::RefBrack { refr, index, .. } => self.all([refr, index], depth),
            Expr::BinExpr { lhs, rhs, .. }
            | Expr::BoolExpr { lhs, rhs, .. }
            | Expr::ArithExpr { lhs, rhs, .. }
            | Expr::AssignExpr { lhs, rhs, .. } => self.all([lhs, rhs], depth),
            Expr::Membership {
                key,
                value,
                collection,
                ..
            } => self.all(key.iter().chain([value, collection]), depth),
            Expr::String { .. }
            | Expr::RawString { .. }
            | Expr::Number { .. }
            | Expr::Bool { .. }
            | Expr::Null { .. }
            | Expr::Var { .. } => Ok(()),
        }
    }

    fn call(
        &mut self,
        span: &Span,
        fcn: &'a Expr,
        params: &[regorus::unstable::Ref<Expr>],
    ) -> Result<(), RegoError> {
        let Some(name) = last_word(fcn) else {
            return refuse(format!("it calls what has no name in line {}", span.line));
        };
        if name == "sprintf" && !params.first().is_some_and(|format| is_modest(format)) {
            return refuse(format!(
                "sprintf needs its format as plain text, with widths below 1000, in line {}",
                span.line
            ));
        }
        if root(fcn) == Some("units") && name != "units" {
            return refuse(format!("units cannot be parsed here, in line {}", span.line));
        }
        if name == "replace"
            && root(fcn) == Some("regex")
            && !params.get(2).is_some_and(|text| is_short(text))
        {
            return refuse(format!(
                "regex.replace needs its replacement as plain text of at most {MAX_REPLACEMENT} bytes, in line {}",
                span.line
            ));
        }
        self.calls.insert(name);
        Ok(())
    }
}

/// Whether a text is written out, and short.
fn is_short(text: &Expr) -> bool {
    match text {
        Expr::String { span, .. } | Expr::RawString { span, .. } => span.text().len() <= MAX_REPLACEMENT,
        _ => false,
    }
}

/// Whether a format is written out and asks for no more than a few hundred characters of padding.
fn is_modest(format: &Expr) -> bool {
    let (Expr::String { span, .. } | Expr::RawString { span, .. }) = format else {
        return false;
    };
    let mut runs = span.text().split(|c: char| !c.is_ascii_digit());
    runs.all(|digits| digits.len() <= MAX_WIDTH)
}

/// The last part of a path: `f` of `f`, `data.p.f` and `data.p["f"]`.
fn last_word(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Var { span, .. } => Some(span.text()),
        Expr::RefDot { field, .. } => Some(field.0.text()),
        Expr::RefBrack { index, .. } => match &**index {
            Expr::String { span, .. } | Expr::RawString { span, .. } => Some(span.text()),
            _ => None,
        },
        _ => None,
    }
}

/// The first part of a path.
fn root(mut expr: &Expr) -> Option<&str> {
    loop {
        match expr {
            Expr::Var { span, .. } => return Some(span.text()),
            Expr::RefDot { refr, .. } | Expr::RefBrack { refr, .. } => expr = refr,
            _ => return None,
        }
    }
}

pub(super) fn refuse<T>(reason: String) -> Result<T, RegoError> {
    Err(RegoError::Unbounded { reason })
}
