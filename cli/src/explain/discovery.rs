//! How nodes would be found, in words.

use client::discover::{PuppetDb, Query};

use crate::args::{FleetArgs, Method};
use crate::ask::chosen;
use crate::out::words;

/// Says how nodes would be found and whether anybody is asked for it.
pub(super) fn told(args: &FleetArgs, config: &config::Client, piped: bool) -> anyhow::Result<String> {
    let flags = &args.discovery;
    let then = "then one request to each";
    if flags.handed.is_some() {
        return Ok(format!("none: the nodes were chosen; {then}"));
    }
    if let Some(path) = &flags.nodes {
        return Ok(format!("the nodes listed in {}; {then}", path.display()));
    }
    let method = method(args, config)?;
    if piped && flags.method.is_none() {
        return Ok(format!(
            "the results on standard input if there are any, else {method}; {then}"
        ));
    }
    Ok(format!("{method}; {then} node found"))
}

fn method(args: &FleetArgs, config: &config::Client) -> anyhow::Result<String> {
    let filter = args.filter.filter()?;
    let chosen = chosen(args, config, &filter)?;
    let asked_for = chosen.instead_of.unwrap_or(chosen.method);
    let options = args.discovery.options(asked_for, &config.discovery_options)?;
    let option = |key: &str| options.get(key).filter(|value| !value.is_empty());
    Ok(match chosen.method {
        Method::Broadcast => {
            let timeout = args
                .discovery
                .discovery_timeout
                .unwrap_or(config.discovery_timeout);
            let adaptive = args.discovery.adaptive(config.discovery_window);
            let window = if adaptive { "up to " } else { "" };
            let why = match chosen.instead_of {
                Some(other) => format!(" instead of {}, which cannot evaluate -S", other.name()),
                None => String::new(),
            };
            format!("mc{why}, {window}{}", words::millis(timeout))
        }
        Method::PuppetDb => {
            let query = PuppetDb::query(&Query {
                collective: args.filter.collective(&config.member)?,
                filter,
                timeout: config.discovery_timeout,
                adaptive: false,
                expect: None,
            })?;
            format!("choria, PuppetDB is asked for {query}")
        }
        Method::Inventory => {
            let source = config.inventory_source.as_ref();
            let source = option("file")
                .cloned()
                .or(source.map(|path| path.display().to_string()));
            format!(
                "inventory {}",
                source.unwrap_or_else(|| "without a file".to_owned())
            )
        }
        Method::External => {
            let command = option("command").or(config.external_command.as_ref());
            format!(
                "external, the program {}",
                command.map_or("is not named", String::as_str)
            )
        }
        Method::File => format!(
            "the nodes listed in {}",
            option("file").map_or("no file", String::as_str)
        ),
    })
}
