//! Tokens to a tree.

mod block;
mod call;
mod literal;
mod postfix;

use std::ops::Range;

use super::ast::{Kind, Link, Node, Operator, Order, Pattern};
use super::builtin::Looping;
use super::datum::Datum;
use super::lexer::{self, Token};
use super::{MAX_DEPTH, MAX_PATTERNS, MAX_TEXT, SyntaxError};

/// Reads a whole expression.
pub(super) fn parse(text: &str) -> Result<Node, SyntaxError> {
    if text.len() > MAX_TEXT {
        return Err(SyntaxError::at(
            text,
            0,
            &format!("it has more than {MAX_TEXT} bytes"),
        ));
    }
    let mut parser = Parser {
        text,
        tokens: lexer::tokens(text)?,
        next: 0,
        level: 0,
        predicates: Vec::new(),
        locals: Vec::new(),
        patterns: 0,
    };
    let node = parser.sequence()?;
    match parser.kind() {
        lexer::Kind::End => Ok(node),
        _ => Err(parser.unexpected()),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    next: usize,
    level: usize,
    /// What the predicates around this place look at, innermost last.
    predicates: Vec<Looping>,
    locals: Vec<String>,
    patterns: usize,
}

impl Parser<'_> {
    /// Expressions with semicolons between them.
    fn sequence(&mut self) -> Result<Node, SyntaxError> {
        let first = self.expression(0)?;
        if !self.is(";") {
            return Ok(first);
        }
        let mut nodes = vec![first];
        while self.skip(";") {
            if *self.kind() == lexer::Kind::End {
                break;
            }
            nodes.push(self.expression(0)?);
        }
        if nodes.len() == 1 {
            return Ok(nodes.remove(0));
        }
        let span = nodes[0].span.start..self.end();
        self.node(Kind::Sequence(nodes), span)
    }

    /// An expression of operators that bind at least so tightly.
    fn expression(&mut self, precedence: u16) -> Result<Node, SyntaxError> {
        if self.level >= MAX_DEPTH {
            return Err(self.error(&format!("it is nested more than {MAX_DEPTH} deep")));
        }
        self.level += 1;
        let node = match self.kind() {
            lexer::Kind::Sign("let") if precedence == 0 => self.declaration(),
            lexer::Kind::Sign("if") if precedence == 0 => self.if_else(),
            _ => self.operators(precedence),
        };
        self.level -= 1;
        node
    }

    fn operators(&mut self, precedence: u16) -> Result<Node, SyntaxError> {
        let mut left = self.primary()?;
        let mut previous = None;
        while let Some((operator, negated)) = self.operator(precedence)? {
            if previous == Some(Operator::Else) && !matches!(operator, Operator::Else | Operator::Pipe) {
                return Err(self.error("?? and other operators need parentheses around one of them"));
            }
            self.next += 1 + usize::from(negated);
            left = match operator {
                Operator::Pipe => self.piped(left)?,
                Operator::Order(order) => self.ordered(left, order)?,
                _ => self.linked(left, operator, negated)?,
            };
            previous = Some(operator);
        }
        if precedence == 0 {
            left = self.conditional(left)?;
        }
        Ok(left)
    }

    /// The operator that comes next if it binds tightly enough, and whether `not` is before it.
    fn operator(&self, precedence: u16) -> Result<Option<(Operator, bool)>, SyntaxError> {
        let negated = self.is("not");
        let lexer::Kind::Sign(sign) =
            &self.tokens[(self.next + usize::from(negated)).min(self.tokens.len() - 1)].kind
        else {
            return if negated { Err(self.unexpected()) } else { Ok(None) };
        };
        let operator = Operator::of(sign);
        if negated && !operator.is_some_and(Operator::takes_not) {
            return Err(self.unexpected());
        }
        Ok(operator
            .filter(|it| it.precedence() >= precedence)
            .map(|operator| (operator, negated)))
    }

    /// `left operator right`, where operators of one precedence make one chain.
    fn linked(&mut self, left: Node, operator: Operator, negated: bool) -> Result<Node, SyntaxError> {
        let right_to_left = operator == Operator::Power;
        let right = self.expression(operator.precedence() + u16::from(!right_to_left))?;
        let pattern = match (&right.kind, operator) {
            (Kind::Literal(Datum::Text(text)), Operator::Matches) => {
                Some(self.pattern(text, right.span.start)?)
            }
            _ => None,
        };
        self.link(
            left,
            Link {
                operator,
                right,
                negated,
                pattern,
            },
        )
    }

    fn link(&mut self, left: Node, link: Link) -> Result<Node, SyntaxError> {
        let span = left.span.start..self.end();
        match left.kind {
            Kind::Chain(first, mut links) if links[0].operator.precedence() == link.operator.precedence() => {
                links.push(link);
                self.node(Kind::Chain(first, links), span)
            }
            _ => self.node(Kind::Chain(Box::new(left), vec![link]), span),
        }
    }

    /// `left < a <= b`; the first sign was read.
    fn ordered(&mut self, left: Node, mut order: Order) -> Result<Node, SyntaxError> {
        let start = left.span.start;
        let mut links = Vec::new();
        loop {
            let right = self.expression(Operator::Order(order).precedence() + 1)?;
            links.push((order, right));
            match self.kind() {
                lexer::Kind::Sign(sign) => match Operator::of(sign) {
                    Some(Operator::Order(next)) => order = next,
                    _ => break,
                },
                _ => break,
            }
            self.next += 1;
        }
        let span = start..self.end();
        self.node(Kind::Ordered(Box::new(left), links), span)
    }

    fn pattern(&mut self, text: &str, at: usize) -> Result<Pattern, SyntaxError> {
        self.patterns += 1;
        if self.patterns > MAX_PATTERNS {
            return Err(self.error(&format!("it has more than {MAX_PATTERNS} patterns")));
        }
        Pattern::compile(text).map_err(|reason| SyntaxError::at(self.text, at, &reason))
    }

    fn node(&self, kind: Kind, span: Range<usize>) -> Result<Node, SyntaxError> {
        let mut node = Node { kind, span, depth: 0 };
        let below = node.children().iter().map(|child| child.depth + 1).max();
        node.depth = below.unwrap_or(0);
        if node.depth > MAX_DEPTH {
            return Err(self.error(&format!("it is nested more than {MAX_DEPTH} deep")));
        }
        Ok(node)
    }

    fn kind(&self) -> &lexer::Kind {
        &self.tokens[self.next].kind
    }

    fn is(&self, sign: &str) -> bool {
        matches!(self.kind(), lexer::Kind::Sign(it) if *it == sign)
    }

    fn skip(&mut self, sign: &str) -> bool {
        let found = self.is(sign);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Result<(), SyntaxError> {
        if self.skip(sign) {
            Ok(())
        } else if *self.kind() == lexer::Kind::End {
            Err(self.error(&format!("{sign} is missing")))
        } else {
            Err(self.error(&format!("{} stands where {sign} is wanted", self.shown())))
        }
    }

    /// Where the next token begins.
    fn start(&self) -> usize {
        self.tokens[self.next].span.start
    }

    /// Where the latest token ended.
    fn end(&self) -> usize {
        self.tokens[self.next.saturating_sub(1)].span.end
    }

    /// The next token as it is written.
    fn shown(&self) -> String {
        match &self.text[self.tokens[self.next].span.clone()] {
            "" => "the end".to_owned(),
            text => text.chars().take(40).collect(),
        }
    }

    fn unexpected(&self) -> SyntaxError {
        match self.kind() {
            lexer::Kind::End => self.error("it ends too early"),
            _ => self.error(&format!("{} does not fit here", self.shown())),
        }
    }

    fn error(&self, reason: &str) -> SyntaxError {
        SyntaxError::at(self.text, self.start(), reason)
    }
}
