//! Expressions: functions, what they are given, and fields of what data providers tell.

use super::offer::{Found, Offer};
use super::{agents, filter, fleet};
use crate::ctx::Ctx;

/// What an expression knows of a node.
const OF_NODES: [(&str, &str); 9] = [
    ("with(\"", "a fact, class or agent"),
    ("fact(\"", "the value of a fact"),
    ("agents", "names of agents"),
    ("classes", "names of classes"),
    ("agent(\"", "who an agent is"),
    ("choria()", "the node and its counters"),
    ("config_item(\"", "a setting of the node"),
    ("machine_state(\"", "state of an autonomous agent"),
    ("scout(\"", "state of a check"),
];

/// What an expression knows of a reply.
const OF_REPLIES: [(&str, &str); 11] = [
    ("ok()", "whether it succeeded"),
    ("aborted()", "status 1"),
    ("unknown_action()", "status 2"),
    ("missing_data()", "status 3"),
    ("invalid_data()", "status 4"),
    ("unknown_error()", "status 5"),
    ("data(\"", "an output"),
    ("sender()", "which node"),
    ("time()", "when it came"),
    ("msg", "the status message"),
    ("code", "the status"),
];

/// What every expression can do.
const ANYWHERE: [(&str, &str); 22] = [
    ("and", "both hold"),
    ("or", "one of both holds"),
    ("not", "does not hold"),
    ("in", "is one of a list"),
    ("matches", "a regular expression"),
    ("contains", "a part of a text"),
    ("startsWith", "the beginning of a text"),
    ("endsWith", "the end of a text"),
    ("include(", "whether a list has a value"),
    ("semver(", "whether a version satisfies a constraint"),
    ("len(", "how long"),
    ("any(", "whether one of a list holds"),
    ("all(", "whether all of a list hold"),
    ("none(", "whether none of a list holds"),
    ("one(", "whether exactly one of a list holds"),
    ("count(", "how many of a list hold"),
    ("lower(", "in lower case"),
    ("upper(", "in upper case"),
    ("int(", "as a whole number"),
    ("float(", "as a number"),
    ("string(", "as text"),
    ("now()", "the time"),
];

/// Fields of what the data providers of every node tell.
const FIELDS: [(&str, &[&str]); 3] = [
    (
        "agent",
        &[
            "present",
            "name",
            "version",
            "description",
            "author",
            "license",
            "url",
            "timeout",
            "provider",
            "service",
        ],
    ),
    (
        "choria",
        &[
            "agents",
            "agents_count",
            "classes",
            "classes_count",
            "configfile",
            "connected_broker",
            "cpus",
            "machines",
            "machines_count",
            "pid",
            "provisioning",
            "uptime",
            "version",
        ],
    ),
    ("config_item", &["present", "value"]),
];

/// What the end of an expression is in the middle of.
#[derive(Debug, PartialEq, Eq)]
enum End<'a> {
    /// A name that begins here.
    Name(usize),
    /// A text that begins here, with its quote, given to a function.
    Text(usize, char, &'a str),
    /// A field that begins here, of what a function tells.
    Field(usize, &'a str),
}

/// An expression about a node.
pub(super) async fn about_nodes(ctx: &Ctx, word: &str) -> Found {
    match end(word) {
        End::Name(at) => names(word, at, &OF_NODES),
        End::Field(at, provider) => fields(word, at, provider),
        End::Text(at, mark, function) => {
            let given = &word[at..];
            let offers = match function {
                "with" => with(ctx, given).await,
                "fact" => fleet::facts(ctx).await,
                "agent" => fleet::agents(ctx, Some(given)).await,
                _ => Vec::new(),
            };
            Found::behind(word, at, closed(offers, mark))
        }
    }
}

/// An expression about a reply.
pub(super) fn about_replies(word: &str) -> Found {
    match end(word) {
        End::Name(at) => names(word, at, &OF_REPLIES),
        End::Field(..) | End::Text(..) => Found::default(),
    }
}

/// Outputs of an action, for `data("...")` in an expression about its replies.
pub(super) fn outputs(action: &ddl::Action, word: &str) -> Option<Found> {
    let End::Text(at, mark, "data") = end(word) else {
        return None;
    };
    let outputs = action.output.iter();
    let offers = outputs.map(|(name, output)| Offer::new(name, &output.description));
    Some(Found::behind(word, at, closed(offers.collect(), mark)))
}

async fn with(ctx: &Ctx, given: &str) -> Vec<Offer> {
    let mut offers = filter::fact(ctx, given).await.offers;
    if !given.contains(['=', '<', '>', '!']) {
        offers.extend(fleet::classes(ctx, Some(given)).await);
        offers.extend(fleet::agents(ctx, Some(given)).await);
        offers.extend(agents::names(&ctx.library().await));
    }
    offers
}

/// Texts with the quote and the bracket that end them; an expression goes on behind them.
fn closed(offers: Vec<Offer>, mark: char) -> Vec<Offer> {
    let fits = |offer: &Offer| !offer.text.contains(['\\', '\'', '"']);
    let closed = |offer: Offer| match offer.complete {
        true => Offer {
            text: format!("{}{mark})", offer.text),
            complete: false,
            ..offer
        },
        false => offer,
    };
    offers.into_iter().filter(fits).map(closed).collect()
}

fn names(word: &str, at: usize, known: &[(&str, &str)]) -> Found {
    let offers = known.iter().chain(&ANYWHERE);
    Found::behind(word, at, offers.map(|(name, about)| Offer::open(*name, about)))
}

fn fields(word: &str, at: usize, provider: &str) -> Found {
    let known = FIELDS.iter().find(|(name, _)| *name == provider);
    let fields = known.into_iter().flat_map(|(_, fields)| fields.iter());
    let about = format!("told by {provider}");
    Found::behind(word, at, fields.map(|field| Offer::open(*field, &about)))
}

fn end(text: &str) -> End<'_> {
    let mut open = None;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match (open, c) {
            _ if std::mem::take(&mut escaped) => {}
            (Some(_), '\\') => escaped = true,
            (Some((_, mark)), c) if c == mark => open = None,
            (None, '\'' | '"') => open = Some((at, c)),
            _ => {}
        }
    }
    if let Some((at, mark)) = open {
        return End::Text(at + 1, mark, function(&text[..at]));
    }
    let start = text.len() - tail(text).len();
    match text[..start]
        .strip_suffix('.')
        .and_then(|told| told.strip_suffix(')'))
    {
        Some(told) => End::Field(start, called(told)),
        None => End::Name(start),
    }
}

/// The name of the function whose bracket has just been opened.
fn function(text: &str) -> &str {
    text.trim_end().strip_suffix('(').map(tail).unwrap_or_default()
}

/// The name of the function whose bracket closes at the end.
fn called(text: &str) -> &str {
    let open = text.rfind('(').unwrap_or(0);
    tail(&text[..open])
}

/// The name at the end of a text.
fn tail(text: &str) -> &str {
    let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    &text[text.trim_end_matches(name).len()..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_an_expression_is_a_name_a_text_or_a_field() {
        assert_eq!(end(""), End::Name(0));
        assert_eq!(end("with(\"a\") and fa"), End::Name(14));
        assert_eq!(end("fact(\"os.na"), End::Text(6, '"', "fact"));
        assert_eq!(end("not with('x"), End::Text(10, '\'', "with"));
        assert_eq!(end("agent(\"x\").ver"), End::Field(11, "agent"));
        assert_eq!(end("choria()."), End::Field(9, "choria"));
    }

    #[test]
    fn functions_and_fields_are_offered() {
        let found = fields("choria().up", 9, "choria");
        assert!(found.offers.iter().any(|offer| offer.text == "choria().uptime"));
        let found = about_replies("ok() and da");
        assert!(found.offers.iter().any(|offer| offer.text == "ok() and data(\""));
    }
}
