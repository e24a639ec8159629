//! From a discovery method's name and options to the method itself.

use client::discover::{Discover, External, Flatfile, Format, Inventory, PuppetDb};
use protocol::Filter;

use crate::args::{FleetArgs, Method, Options};
use crate::ctx::Ctx;
use crate::report::Stop;

/// The method to use, and the one it was chosen instead of, if any.
pub(crate) struct Chosen {
    pub(crate) method: Method,
    pub(crate) instead_of: Option<Method>,
}

/// The method that the flags or the configuration name, unless only the nodes themselves can evaluate the filter.
pub(crate) fn chosen(args: &FleetArgs, config: &config::Client, filter: &Filter) -> anyhow::Result<Chosen> {
    let named = args.discovery.method(&config.discovery_method)?;
    check_queries(named, filter)?;
    let evaluates = matches!(named, Method::Broadcast | Method::Inventory);
    let switched = !filter.compound.is_empty() && !evaluates;
    Ok(Chosen {
        method: if switched { Method::Broadcast } else { named },
        instead_of: switched.then_some(named),
    })
}

/// Refuses what only another method understands: it would be taken for the name of a node.
fn check_queries(method: Method, filter: &Filter) -> anyhow::Result<()> {
    let others = [("group:", Method::Inventory), ("pql:", Method::PuppetDb)];
    let odd = others.into_iter().find(|(query, knows)| {
        let wanted = filter.identity.iter().any(|name| name.starts_with(query));
        wanted && ![*knows, Method::External].contains(&method)
    });
    match odd {
        Some((query, knows)) => Err(Stop::error(format!(
            "discovery method {} does not know -I {query}",
            method.name()
        ))
        .hint(format!("--dm {} does", knows.name()))
        .into()),
        None => Ok(()),
    }
}

/// Whether names alone are found without looking, so that saved sets may be handed over as names.
pub(super) fn takes_names(method: Method) -> bool {
    matches!(method, Method::Broadcast | Method::PuppetDb)
}

/// A method that needs no connection to the fleet; none for the one that asks it.
pub(super) fn offline(
    ctx: &Ctx,
    config: &config::Client,
    method: Method,
    options: Options,
) -> anyhow::Result<Option<Box<dyn Discover>>> {
    Ok(match method {
        Method::Broadcast => None,
        Method::PuppetDb => Some(Box::new(PuppetDb::new(config))),
        Method::Inventory => Some(Box::new(inventory(ctx, config, &options)?)),
        Method::External => Some(Box::new(external(ctx, config, options)?)),
        Method::File => Some(Box::new(file(ctx, &options)?)),
    })
}

/// A list read in the way the options say.
pub(super) fn formatted(list: Flatfile, options: &Options) -> anyhow::Result<Flatfile> {
    let list = match options.get("format") {
        Some(word) => list.with_format(format(word)?),
        None => list,
    };
    Ok(match options.get("filter") {
        Some(query) => list.with_query(query.clone()),
        None => list,
    })
}

fn format(word: &str) -> anyhow::Result<Format> {
    match word {
        "text" => Ok(Format::Text),
        "json" | "choriarpc" | "results" | "rpc" | "response" => Ok(Format::Json),
        "yaml" | "yml" => Ok(Format::Yaml),
        _ => Err(Stop::error(format!("no node list has the format {word}"))
            .hint("there are text, json, yaml and results")
            .into()),
    }
}

fn file(ctx: &Ctx, options: &Options) -> anyhow::Result<Flatfile> {
    let path = options.get("file").filter(|path| !path.is_empty());
    let path = path.ok_or_else(|| {
        Stop::error("discovery method file needs a file").hint("name it with --nodes FILE or --do file=FILE")
    })?;
    formatted(Flatfile::new(ctx.path(path)), options)
}

fn inventory(ctx: &Ctx, config: &config::Client, options: &Options) -> anyhow::Result<Inventory> {
    let named = options.get("file").filter(|path| !path.is_empty());
    let path = named
        .map(|path| ctx.path(path))
        .or_else(|| config.inventory_source.clone());
    let path = path.ok_or_else(|| {
        Stop::error("discovery method inventory needs a file")
            .hint("name it with --do file=FILE or plugin.choria.discovery.inventory.source")
    })?;
    let unchecked = options.contains_key("novalidate") || options.contains_key("noverify");
    let inventory = Inventory::new(path);
    Ok(if unchecked {
        inventory.unchecked()
    } else {
        inventory
    })
}

fn external(ctx: &Ctx, config: &config::Client, mut options: Options) -> anyhow::Result<External> {
    let named = options.remove("command").filter(|command| !command.is_empty());
    let command = named.or_else(|| config.external_command.clone());
    let command = command.ok_or_else(|| {
        Stop::error("discovery method external needs a command")
            .hint("name it with --do command=COMMAND or plugin.choria.discovery.external.command")
    })?;
    let path = ctx
        .environment
        .var("PATH")
        .unwrap_or("/usr/local/bin:/usr/bin:/bin");
    Ok(External::new(&command, path)
        .with_options(options)
        .with_federations(config.federations.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_queries_are_no_names_of_nodes() {
        let check = |method, name: &str| {
            let filter = Filter {
                identity: vec![name.to_owned()],
                ..Filter::default()
            };
            check_queries(method, &filter).map_err(|error| error.to_string())
        };
        assert!(check(Method::Inventory, "group:web").is_ok());
        assert!(check(Method::External, "group:web").is_ok());
        assert!(check(Method::PuppetDb, "pql:nodes[certname]{}").is_ok());
        assert_eq!(
            check(Method::Broadcast, "group:web").unwrap_err(),
            "discovery method mc does not know -I group:"
        );
        assert!(check(Method::Inventory, "pql:x").is_err());
    }

    #[test]
    fn formats_of_lists_have_the_names_of_the_reference() {
        assert_eq!(format("choriarpc").unwrap(), Format::Json);
        assert_eq!(format("yml").unwrap(), Format::Yaml);
        assert!(format("jsn").is_err());
    }
}
