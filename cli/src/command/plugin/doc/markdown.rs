//! Agents described as Markdown.

use std::fmt::Write;

use ddl::{Action, Agent};

use super::text;
use crate::out::words;

/// One agent in full.
pub(super) fn agent(agent: &Agent) -> String {
    let metadata = &agent.metadata;
    let mut out = format!(
        "# {} {}\n\n{}\n\n",
        metadata.name, metadata.version, metadata.description
    );
    let timeout = words::millis(agent.timeout());
    let rows = [
        ("Author", &metadata.author),
        ("License", &metadata.license),
        ("Timeout", &timeout),
        ("URL", &metadata.url),
    ];
    for (label, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(out, " * {label}: {value}");
    }
    for one in &agent.actions {
        out.push_str(&action(one));
    }
    out
}

fn action(action: &Action) -> String {
    let mut out = format!("\n## {}\n\n{}\n", action.name, action.description);
    if !action.input.is_empty() {
        out.push_str("\n| Input | Rules | Description |\n|---|---|---|\n");
    }
    for (name, input) in &action.input {
        let rules = cell(&text::rules(input).join(", "));
        let _ = writeln!(out, "| `{name}` | {rules} | {} |", cell(&input.description));
    }
    if !action.output.is_empty() {
        out.push_str("\n| Output | Label | Type | Description |\n|---|---|---|---|\n");
    }
    for (name, output) in &action.output {
        let kind = output.kind.as_ref().map(text::kind).unwrap_or_default();
        let _ = writeln!(
            out,
            "| `{name}` | {} | {kind} | {} |",
            cell(&output.display_as),
            cell(&output.description)
        );
    }
    out
}

/// Text that stays within its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_becomes_a_page_with_tables() {
        insta::assert_snapshot!(agent(&crate::fixture::agent()), @"
        # service 4.1.0

        Start and stop services

         * Author: Ann
         * License: Apache-2.0
         * Timeout: 1m
         * URL: https://lab.test

        ## status

        Look at a service

        | Input | Rules | Description |
        |---|---|---|
        | `service` | string, required, at most 90 bytes, valid for service_name | Name of the service |

        | Output | Label | Type | Description |
        |---|---|---|---|
        | `status` | Service Status |  | Whether it runs |

        ## restart

        Restart a service

        | Input | Rules | Description |
        |---|---|---|
        | `service` | string, required, at most 90 bytes, valid for service_name | Name of the service |

        | Output | Label | Type | Description |
        |---|---|---|---|
        | `status` | Service Status |  | Whether it runs |
        ");
    }
}
