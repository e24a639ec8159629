//! Targets from standard input: the JSON that an earlier command printed.

use std::io::Read;

use anyhow::Context;
use protocol::Identity;
use serde_json::Value;

use crate::ctx::Ctx;

/// Most bytes of results that are read: about 50 000 nodes with generous answers.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// The nodes named on standard input, in order and without duplicates; none when it holds anything but JSON results.
pub(crate) async fn nodes(ctx: &Ctx) -> anyhow::Result<Option<Vec<Identity>>> {
    let input = ctx.take_input();
    let reading = tokio::task::spawn_blocking(move || results(input));
    let text = tokio::select! {
        text = reading => text.context("reading standard input")?.context("reading standard input")?,
        () = ctx.interrupt.cancelled() => return Err(crate::report::Stop::interrupted().into()),
    };
    text.map_or(Ok(None), |text| parse(&text))
}

/// The whole text if it may be JSON; reading stops at the first sign that it is not.
fn results(input: impl Read) -> std::io::Result<Option<String>> {
    let mut input = input.take(MAX_BYTES);
    let mut text = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let read = input.read(&mut chunk)?;
        if read == 0 {
            return Ok(None);
        }
        text.extend_from_slice(&chunk[..read]);
        match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
            None => text.clear(),
            Some(b'{' | b'[') => break,
            Some(_) => return Ok(None),
        }
    }
    input.read_to_end(&mut text)?;
    Ok(String::from_utf8(text).ok())
}

/// Reads a results document, JSON Lines, or an array of names or of objects that have one.
fn parse(text: &str) -> anyhow::Result<Option<Vec<Identity>>> {
    let text = text.trim();
    let names = match (text.chars().next(), text.chars().next_back()) {
        (Some('{'), Some('}')) => document(text).or_else(|| lines(text)),
        (Some('['), Some(']')) => array(text),
        _ => None,
    };
    let Some(names) = names else {
        return Ok(None);
    };
    let mut nodes: Vec<Identity> = Vec::with_capacity(names.len());
    let mut seen = std::collections::HashSet::new();
    for name in names {
        let node = Identity::new(&name).context("results on standard input")?;
        if seen.insert(node.clone()) {
            nodes.push(node);
        }
    }
    Ok(Some(nodes))
}

fn document(text: &str) -> Option<Vec<String>> {
    let document: Value = serde_json::from_str(text).ok()?;
    if let Some(replies) = document.get("replies").and_then(Value::as_array) {
        return Some(replies.iter().filter_map(name).collect());
    }
    line(&document).map(|sender| sender.into_iter().collect())
}

fn lines(text: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for text in text.lines().filter(|line| !line.trim().is_empty()) {
        names.extend(line(&serde_json::from_str(text).ok()?)?);
    }
    Some(names)
}

/// One JSON Lines object: the sender if it is a result. None when it is not ours.
fn line(object: &Value) -> Option<Option<String>> {
    let kind = object.get("k")?.as_str()?;
    Some(if kind == "result" {
        object.get("rr").and_then(name)
    } else {
        None
    })
}

fn array(text: &str) -> Option<Vec<String>> {
    let items: Vec<Value> = serde_json::from_str(text).ok()?;
    items
        .iter()
        .map(|item| item.as_str().map(str::to_owned).or_else(|| name(item)))
        .collect()
}

fn name(object: &Value) -> Option<String> {
    let sender = object.get("sender").or_else(|| object.get("certname"))?;
    sender.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<Vec<String>> {
        let nodes = parse(text).unwrap();
        nodes.map(|nodes| nodes.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_results_document_names_every_sender_once() {
        let text =
            r#" {"agent":"x","replies":[{"sender":"a.b","statuscode":1},{"sender":"c"},{"sender":"a.b"}]} "#;
        assert_eq!(parsed(text).unwrap(), ["a.b", "c"]);
        assert_eq!(parsed(r#"{"replies":[]}"#).unwrap(), [""; 0]);
    }

    #[test]
    fn json_lines_name_the_senders_of_results() {
        let text = "{\"k\":\"discovery\",\"dm\":\"mc\"}\n{\"k\":\"result\",\"rr\":{\"sender\":\"a\"}}\n{\"k\":\"stats\"}\n";
        assert_eq!(parsed(text).unwrap(), ["a"]);
    }

    #[test]
    fn arrays_hold_names_or_objects() {
        assert_eq!(parsed(r#"["a","b"]"#).unwrap(), ["a", "b"]);
        assert_eq!(
            parsed(r#"[{"sender":"a"},{"certname":"b"}]"#).unwrap(),
            ["a", "b"]
        );
    }

    #[test]
    fn anything_else_is_no_node_list() {
        for text in ["", "web1\nweb2", "{not json}", r#"{"other":1}"#, "[1]", "{"] {
            assert_eq!(parsed(text), None, "{text:?}");
        }
    }

    #[test]
    fn an_impossible_name_is_an_error() {
        assert!(parse(r#"["a b"]"#).is_err());
    }

    #[test]
    fn text_is_left_alone_after_its_first_bytes() {
        let endless = std::io::repeat(b'x');
        assert_eq!(results(endless).unwrap(), None);
        assert_eq!(results(std::io::empty()).unwrap(), None);
        assert_eq!(results(" \n[1]".as_bytes()).unwrap().unwrap().trim(), "[1]");
    }
}
