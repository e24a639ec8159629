//! What may follow a value: `.name`, `?.name`, `[key]`, `[from:to]`, `.name(...)`.

use super::super::SyntaxError;
use super::super::ast::{Kind, Member, Node, Slice};
use super::super::datum::Datum;
use super::super::lexer::{self, begins_name};
use super::Parser;

impl Parser<'_> {
    /// The value with everything that follows it.
    pub(super) fn postfix(&mut self, mut node: Node) -> Result<Node, SyntaxError> {
        loop {
            let optional = self.is("?.");
            if optional || self.is(".") {
                self.next += 1;
                node = if optional && self.is("[") {
                    self.subscript(node, true)?
                } else {
                    self.field(node, optional)?
                };
            } else if self.is("[") {
                node = self.subscript(node, false)?;
            } else {
                return Ok(node);
            }
        }
    }

    /// `.name` or `.name(...)`; the dot was read. What a `?.` before it guards grows to the right.
    fn field(&mut self, node: Node, optional: bool) -> Result<Node, SyntaxError> {
        let (start, name) = (self.start(), self.field_name()?);
        let start_of_all = node.span.start;
        let key = self.node(Kind::Literal(Datum::text(&name)), start..self.end())?;
        let (of, guarded) = match node.kind {
            Kind::Guarded(inner) => (*inner, true),
            _ => (node, optional),
        };
        let member = Box::new(Member { of, key, optional });
        let kind = if self.is("(") {
            Kind::Method(member, self.arguments(Vec::new())?)
        } else {
            Kind::Member(member)
        };
        let inner = self.node(kind, start_of_all..self.end())?;
        self.guard(inner, guarded)
    }

    /// Operators such as `not` and `matches` are names here.
    fn field_name(&mut self) -> Result<String, SyntaxError> {
        let name = match self.kind() {
            lexer::Kind::Name(name) => name.clone(),
            lexer::Kind::Sign(sign) if sign.starts_with(begins_name) => (*sign).to_owned(),
            _ => return Err(self.unexpected()),
        };
        self.next += 1;
        Ok(name)
    }

    /// `[key]` or `[from:to]`.
    fn subscript(&mut self, node: Node, optional: bool) -> Result<Node, SyntaxError> {
        let start = node.span.start;
        self.expect("[")?;
        let from = if self.is(":") {
            None
        } else {
            Some(self.expression(0)?)
        };
        let Some(key) = from else {
            return self.slice(node, None);
        };
        if self.is(":") {
            return self.slice(node, Some(key));
        }
        self.expect("]")?;
        let member = Kind::Member(Box::new(Member {
            of: node,
            key,
            optional,
        }));
        let inner = self.node(member, start..self.end())?;
        self.guard(inner, optional)
    }

    fn slice(&mut self, of: Node, from: Option<Node>) -> Result<Node, SyntaxError> {
        let start = of.span.start;
        self.expect(":")?;
        let to = if self.is("]") {
            None
        } else {
            Some(self.expression(0)?)
        };
        self.expect("]")?;
        self.node(Kind::Slice(Box::new(Slice { of, from, to })), start..self.end())
    }

    fn guard(&self, node: Node, guarded: bool) -> Result<Node, SyntaxError> {
        if !guarded {
            return Ok(node);
        }
        let span = node.span.clone();
        self.node(Kind::Guarded(Box::new(node)), span)
    }
}
