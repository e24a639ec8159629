//! What a parsed expression is made of.

use std::ops::Range;

use pattern::{Case, Regex};

use super::datum::Datum;

/// A part of an expression, and where it stands in the text.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// Bytes of the text.
    pub(super) span: Range<usize>,
    /// Levels below it.
    pub(super) depth: usize,
}

/// What a part does.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// A value as written.
    Literal(Datum),
    List(Vec<Node>),
    /// Keys and values.
    Map(Vec<(Node, Node)>),
    /// A variable.
    Name(String),
    /// `#`, the element a predicate looks at.
    Element,
    /// `#index`
    Index,
    /// `#acc`
    Sum,
    Not(Box<Node>),
    Negative(Box<Node>),
    /// `+x`
    Same(Box<Node>),
    /// Operators of one precedence, from left to right.
    Chain(Box<Node>, Vec<Link>),
    /// `a < b <= c`, which holds when each pair does.
    Ordered(Box<Node>, Vec<(Order, Node)>),
    /// Condition, then, else.
    Choice(Box<[Node; 3]>),
    /// Where a `?.` inside that finds nil ends, with nil.
    Guarded(Box<Node>),
    /// `of.name`, `of[key]`
    Member(Box<Member>),
    /// `of[from:to]`
    Slice(Box<Slice>),
    /// A function of the language or of the surroundings.
    Call(String, Vec<Node>),
    /// `of.name(...)`, for times and durations.
    Method(Box<Member>, Vec<Node>),
    /// Name, value, and what follows.
    Let(String, Box<[Node; 2]>),
    /// Values of which the last counts.
    Sequence(Vec<Node>),
}

/// One operator of a chain and what is on its right.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) operator: Operator,
    pub(super) right: Node,
    /// Whether the outcome is turned around, as in `not in`.
    pub(super) negated: bool,
    /// The right side of `matches` when it is written out.
    pub(super) pattern: Option<Pattern>,
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub(super) regex: Regex,
    /// Fuel for each byte it looks at.
    pub(super) weight: u64,
}

/// `of`, the key, and whether nil is passed over.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) of: Node,
    pub(super) key: Node,
    pub(super) optional: bool,
}

/// `of` from one place to another.
#[derive(Debug, Clone)]
pub(super) struct Slice {
    pub(super) of: Node,
    pub(super) from: Option<Node>,
    pub(super) to: Option<Node>,
}

/// An operator that compares sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Less,
    LessOrEqual,
    More,
    MoreOrEqual,
}

/// An operator between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Pipe,
    Or,
    And,
    Equal,
    Unequal,
    Order(Order),
    In,
    Matches,
    Contains,
    StartsWith,
    EndsWith,
    Range,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    Else,
}

impl Operator {
    /// The operator a sign stands for.
    pub(super) fn of(sign: &str) -> Option<Self> {
        Some(match sign {
            "|" => Self::Pipe,
            "or" | "||" => Self::Or,
            "and" | "&&" => Self::And,
            "==" => Self::Equal,
            "!=" => Self::Unequal,
            "<" => Self::Order(Order::Less),
            "<=" => Self::Order(Order::LessOrEqual),
            ">" => Self::Order(Order::More),
            ">=" => Self::Order(Order::MoreOrEqual),
            "in" => Self::In,
            "matches" => Self::Matches,
            "contains" => Self::Contains,
            "startsWith" => Self::StartsWith,
            "endsWith" => Self::EndsWith,
            ".." => Self::Range,
            "+" => Self::Add,
            "-" => Self::Subtract,
            "*" => Self::Multiply,
            "/" => Self::Divide,
            "%" => Self::Modulo,
            "**" | "^" => Self::Power,
            "??" => Self::Else,
            _ => return None,
        })
    }

    /// How tightly it binds.
    pub(super) fn precedence(self) -> u16 {
        match self {
            Self::Pipe => 0,
            Self::Or => 10,
            Self::And => 15,
            Self::Equal
            | Self::Unequal
            | Self::Order(_)
            | Self::In
            | Self::Matches
            | Self::Contains
            | Self::StartsWith
            | Self::EndsWith => 20,
            Self::Range => 25,
            Self::Add | Self::Subtract => 30,
            Self::Multiply | Self::Divide | Self::Modulo => 60,
            Self::Power => 100,
            Self::Else => 500,
        }
    }

    /// Whether `not` may stand before it.
    pub(super) fn takes_not(self) -> bool {
        matches!(
            self,
            Self::In | Self::Matches | Self::Contains | Self::StartsWith | Self::EndsWith
        )
    }
}

impl Node {
    /// The parts below it, in the order they are written.
    pub(super) fn children(&self) -> Vec<&Self> {
        match &self.kind {
            Kind::Literal(_) | Kind::Name(_) | Kind::Element | Kind::Index | Kind::Sum => Vec::new(),
            Kind::List(nodes) | Kind::Sequence(nodes) | Kind::Call(_, nodes) => nodes.iter().collect(),
            Kind::Map(pairs) => pairs.iter().flat_map(|(key, value)| [key, value]).collect(),
            Kind::Not(node) | Kind::Negative(node) | Kind::Same(node) | Kind::Guarded(node) => vec![node],
            Kind::Chain(first, links) => {
                let rights = links.iter().map(|link| &link.right);
                std::iter::once(&**first).chain(rights).collect()
            }
            Kind::Ordered(first, links) => {
                let rights = links.iter().map(|(_, right)| right);
                std::iter::once(&**first).chain(rights).collect()
            }
            Kind::Choice(nodes) => nodes.iter().collect(),
            Kind::Let(_, nodes) => nodes.iter().collect(),
            Kind::Member(member) => vec![&member.of, &member.key],
            Kind::Method(member, arguments) => std::iter::once(&member.of).chain(arguments).collect(),
            Kind::Slice(slice) => std::iter::once(&slice.of)
                .chain(&slice.from)
                .chain(&slice.to)
                .collect(),
        }
    }
}

impl Pattern {
    /// Compiles a pattern and weighs it: a large one may look at each byte thousands of times.
    pub(super) fn compile(text: &str) -> Result<Self, String> {
        const LIGHT_PROGRAM: usize = 32 << 10;
        const HEAVY: u64 = 64;
        if let Ok(regex) = pattern::compile_within(text, Case::Minded, LIGHT_PROGRAM) {
            return Ok(Self { regex, weight: 1 });
        }
        match pattern::compile(text, Case::Minded) {
            Ok(regex) => Ok(Self { regex, weight: HEAVY }),
            Err(error) => Err(crate::filter::reason(&error)),
        }
    }
}
