//! Values as written, lists, maps, and what else an expression can begin with.

use super::super::SyntaxError;
use super::super::ast::{Kind, Node};
use super::super::builtin::Looping;
use super::super::datum::Datum;
use super::super::lexer;
use super::Parser;

/// How tightly `not` and a sign before a number bind.
const NOT: u16 = 50;
const NEGATIVE: u16 = 90;

impl Parser<'_> {
    /// A value with its prefix and everything that follows it.
    pub(super) fn primary(&mut self) -> Result<Node, SyntaxError> {
        let start = self.start();
        match self.kind().clone() {
            lexer::Kind::Sign("not" | "!") => self.prefixed(NOT, Kind::Not),
            lexer::Kind::Sign("-") => self.prefixed(NEGATIVE, Kind::Negative),
            lexer::Kind::Sign("+") => self.prefixed(NEGATIVE, Kind::Same),
            lexer::Kind::Sign("(") => {
                self.next += 1;
                let mut inner = self.sequence()?;
                self.expect(")")?;
                inner.span = start..self.end();
                self.postfix(inner)
            }
            lexer::Kind::Sign("#" | ".") if !self.predicates.is_empty() => self.element(),
            lexer::Kind::Sign("::") => {
                self.next += 1;
                let call = self.named_call(Vec::new())?;
                self.postfix(call)
            }
            lexer::Kind::Sign("[") => {
                let list = self.list()?;
                self.postfix(list)
            }
            lexer::Kind::Sign("{") => {
                let map = self.map()?;
                self.postfix(map)
            }
            lexer::Kind::Name(name) => self.name(&name),
            lexer::Kind::Number(digits) => self.number(&digits),
            lexer::Kind::Text(text) => {
                let text = self.literal(Datum::text(&text))?;
                self.postfix(text)
            }
            lexer::Kind::Sign(_) | lexer::Kind::End => Err(self.unexpected()),
        }
    }

    fn prefixed(&mut self, precedence: u16, kind: fn(Box<Node>) -> Kind) -> Result<Node, SyntaxError> {
        let start = self.start();
        self.next += 1;
        let inner = self.expression(precedence)?;
        let node = self.node(kind(Box::new(inner)), start..self.end())?;
        self.postfix(node)
    }

    /// `#`, `#acc`, `#index`, or nothing before a dot.
    fn element(&mut self) -> Result<Node, SyntaxError> {
        let start = self.start();
        let mut kind = Kind::Element;
        if self.skip("#")
            && let lexer::Kind::Name(name) = self.kind().clone()
        {
            kind = match (name.as_str(), self.predicates.last()) {
                ("acc", Some(Looping::Reduce)) => Kind::Sum,
                ("index", Some(Looping::Reduce | Looping::Numbered)) => Kind::Index,
                _ => return Err(self.error(&format!("there is no #{name} here"))),
            };
            self.next += 1;
        }
        let end = self.end().max(start);
        let node = self.node(kind, start..end)?;
        self.postfix(node)
    }

    fn name(&mut self, name: &str) -> Result<Node, SyntaxError> {
        match name {
            "true" => return self.literal(Datum::Bool(true)),
            "false" => return self.literal(Datum::Bool(false)),
            "nil" => return self.literal(Datum::Nil),
            _ => {}
        }
        let start = self.start();
        let call = matches!(self.tokens[self.next + 1].kind, lexer::Kind::Sign("("));
        let node = if call {
            self.named_call(Vec::new())?
        } else {
            self.next += 1;
            self.node(Kind::Name(name.to_owned()), start..self.end())?
        };
        self.postfix(node)
    }

    fn number(&mut self, digits: &str) -> Result<Node, SyntaxError> {
        let lower = digits.to_ascii_lowercase();
        let radix = match lower.get(..2) {
            Some("0x") => 16,
            Some("0o") => 8,
            Some("0b") => 2,
            _ => 10,
        };
        let value = if radix != 10 {
            i64::from_str_radix(&lower[2..], radix).ok().map(Datum::Whole)
        } else if lower.contains(['.', 'e']) {
            let fraction = lower.parse().ok().filter(|it: &f64| it.is_finite());
            fraction.map(Datum::Fraction)
        } else {
            lower.parse().ok().map(Datum::Whole)
        };
        match value {
            Some(value) => self.literal(value),
            None => Err(self.error(&format!("{} is not a number, or too large", self.shown()))),
        }
    }

    fn literal(&mut self, value: Datum) -> Result<Node, SyntaxError> {
        let start = self.start();
        self.next += 1;
        self.node(Kind::Literal(value), start..self.end())
    }

    fn list(&mut self) -> Result<Node, SyntaxError> {
        let start = self.start();
        self.expect("[")?;
        let mut items = Vec::new();
        while !self.is("]") {
            items.push(self.expression(0)?);
            if !self.skip(",") {
                break;
            }
        }
        self.expect("]")?;
        self.node(Kind::List(items), start..self.end())
    }

    fn map(&mut self) -> Result<Node, SyntaxError> {
        let start = self.start();
        self.expect("{")?;
        let mut pairs = Vec::new();
        while !self.is("}") {
            let key = self.map_key()?;
            self.expect(":")?;
            pairs.push((key, self.expression(0)?));
            if !self.skip(",") {
                break;
            }
        }
        self.expect("}")?;
        self.node(Kind::Map(pairs), start..self.end())
    }

    fn map_key(&mut self) -> Result<Node, SyntaxError> {
        match self.kind().clone() {
            lexer::Kind::Name(text) | lexer::Kind::Number(text) | lexer::Kind::Text(text) => {
                self.literal(Datum::text(&text))
            }
            lexer::Kind::Sign("(") => self.expression(0),
            _ => Err(self.error("a key is a name, a number, a text, or an expression in parentheses")),
        }
    }
}
