//! Functions, and the predicates that some of them take.

use super::super::SyntaxError;
use super::super::ast::{Kind, Node};
use super::super::builtin::{self, Looping};
use super::super::lexer;
use super::Parser;

impl Parser<'_> {
    /// `left | name(...)`; the bar was read.
    pub(super) fn piped(&mut self, left: Node) -> Result<Node, SyntaxError> {
        self.named_call(vec![left])
    }

    /// `name(...)`, behind arguments that stand elsewhere.
    pub(super) fn named_call(&mut self, given: Vec<Node>) -> Result<Node, SyntaxError> {
        let start = given.first().map_or(self.start(), |left| left.span.start);
        let lexer::Kind::Name(name) = self.kind().clone() else {
            return Err(self.unexpected());
        };
        let at = self.start();
        self.next += 1;
        let arguments = match builtin::looping(&name) {
            Some(looping) => self.looped(given, looping)?,
            None => self.arguments(given)?,
        };
        if let Some(reason) = builtin::refused_count(&name, arguments.len()) {
            return Err(SyntaxError::at(self.text, at, &reason));
        }
        self.node(Kind::Call(name, arguments), start..self.end())
    }

    pub(super) fn arguments(&mut self, given: Vec<Node>) -> Result<Vec<Node>, SyntaxError> {
        let mut arguments = given;
        self.expect("(")?;
        while !self.is(")") {
            arguments.push(self.expression(0)?);
            if !self.skip(",") {
                break;
            }
        }
        self.expect(")")?;
        Ok(arguments)
    }

    /// A list, a predicate, and for some functions one more value.
    fn looped(&mut self, given: Vec<Node>, looping: Looping) -> Result<Vec<Node>, SyntaxError> {
        let mut arguments = given;
        self.expect("(")?;
        while !self.is(")") {
            let argument = if arguments.len() == 1 {
                self.predicate(looping)?
            } else {
                self.expression(0)?
            };
            arguments.push(argument);
            if !self.skip(",") {
                break;
            }
        }
        self.expect(")")?;
        Ok(arguments)
    }

    fn predicate(&mut self, looping: Looping) -> Result<Node, SyntaxError> {
        self.predicates.push(looping);
        let node = if self.is("{") {
            self.braced()?
        } else {
            self.expression(0)?
        };
        self.predicates.pop();
        Ok(node)
    }
}
