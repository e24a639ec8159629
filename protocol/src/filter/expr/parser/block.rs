//! Choices, and names for values.

use super::super::ast::{Kind, Link, Node, Operator};
use super::super::{SyntaxError, builtin, lexer};
use super::Parser;

impl Parser<'_> {
    /// `condition ? yes : no`, or `condition ?: no`, which is what `or` does.
    pub(super) fn conditional(&mut self, condition: Node) -> Result<Node, SyntaxError> {
        let mut node = condition;
        while self.skip("?") {
            if self.skip(":") {
                let right = self.expression(0)?;
                node = self.link(
                    node,
                    Link {
                        operator: Operator::Or,
                        right,
                        negated: false,
                        pattern: None,
                    },
                )?;
                continue;
            }
            let yes = self.expression(0)?;
            self.expect(":")?;
            let no = self.expression(0)?;
            let span = node.span.start..self.end();
            node = self.node(Kind::Choice(Box::new([node, yes, no])), span)?;
        }
        Ok(node)
    }

    /// `let name = value; rest`
    pub(super) fn declaration(&mut self) -> Result<Node, SyntaxError> {
        let start = self.start();
        self.expect("let")?;
        let lexer::Kind::Name(name) = self.kind().clone() else {
            return Err(self.unexpected());
        };
        if builtin::is_known(&name) || self.locals.contains(&name) {
            return Err(self.error(&format!("{name} is taken, choose another name")));
        }
        self.next += 1;
        self.expect("=")?;
        let value = self.expression(0)?;
        self.expect(";")?;
        self.locals.push(name.clone());
        let rest = self.sequence()?;
        self.locals.pop();
        let span = start..self.end();
        self.node(Kind::Let(name, Box::new([value, rest])), span)
    }

    /// `if condition { yes } else { no }`
    pub(super) fn if_else(&mut self) -> Result<Node, SyntaxError> {
        let start = self.start();
        self.expect("if")?;
        let condition = self.expression(0)?;
        let yes = self.braced()?;
        self.expect("else")?;
        let no = if self.is("if") {
            self.expression(0)?
        } else {
            self.braced()?
        };
        let span = start..self.end();
        self.node(Kind::Choice(Box::new([condition, yes, no])), span)
    }

    pub(super) fn braced(&mut self) -> Result<Node, SyntaxError> {
        self.expect("{")?;
        let node = self.sequence()?;
        self.expect("}")?;
        Ok(node)
    }
}
