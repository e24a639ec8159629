//! A man page for every command.

use std::io;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::Cli;
use crate::exit::{Exit, Health};

/// Argument that commands have which ask the fleet.
const ASKS_FLEET: &str = "reply_to";

/// What every command may end with.
const ENDS: [(Exit, &str); 2] = [
    (Exit::Done, "everything that was asked for happened"),
    (Exit::Error, "bad usage, no nodes found, or any other error"),
];

/// What commands may end with that ask the fleet.
const FLEET_ENDS: [(Exit, &str); 6] = [
    (Exit::Failed, "some nodes failed"),
    (Exit::Silent, "nodes were found, and none of them replied"),
    (Exit::Nobody, "nobody had to be found, and nobody replied"),
    (Exit::Refused, "refused, or declined at a prompt"),
    (Exit::Paused, "a rollout stopped with nodes left to ask"),
    (Exit::Interrupted, "interrupted with work outstanding"),
];

/// The command that ends as monitoring plugins do.
const CHECK: &str = "mco-jwt-check";

/// What it ends with.
const CHECK_ENDS: [(Exit, &str); 3] = [
    (Exit::Check(Health::Ok), "all is as demanded"),
    (Exit::Check(Health::Critical), "something is not as demanded"),
    (
        Exit::Check(Health::Unknown),
        "the demand makes no sense, or it cannot be told",
    ),
];

/// Files that are read or written.
const FILES: [(&str, &str); 7] = [
    (
        "~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, /etc/mco/client.conf, /etc/choria/client.conf",
        "the configuration: the first that exists, unless --config names another",
    ),
    (
        "choria.conf",
        "settings of a project, from the working directory and the folders above it",
    ),
    (
        "~/.cache/mco/fleet.redb",
        "what is known of the fleet from earlier answers",
    ),
    ("~/.cache/mco/ddl", "descriptions of agents from the registry"),
    ("~/.local/state/mco/sets", "saved sets of nodes"),
    ("~/.local/state/mco/jobs", "rollouts"),
    (
        "~/.local/state/mco/history.jsonl",
        "commands that asked the fleet",
    ),
];

/// Variables that are looked at.
const VARIABLES: [(&str, &str); 6] = [
    ("MCOLLECTIVE_CERTNAME", "the name in the caller's certificate"),
    (
        "MCOLLECTIVE_EXTRA_OPTS",
        "options that are added to every command that asks the fleet",
    ),
    ("CHORIA_SRV_DOMAIN", "domain in which brokers are looked up"),
    ("CHORIA_FED_COLLECTIVE", "federated collectives"),
    ("NO_COLOR", "no colours when it is set and not empty"),
    (
        "XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_STATE_HOME",
        "folders in the place of ~/.config, ~/.cache and ~/.local/state",
    ),
];

/// Every page by its file name.
pub(super) fn pages() -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut cli = Cli::command().disable_help_subcommand(true);
    cli.build();
    let mut pages = Vec::new();
    add(&cli, None, &mut pages)?;
    Ok(pages)
}

fn add(command: &Command, above: Option<&str>, pages: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    let name = name(command);
    pages.push((format!("{name}.1"), page(command, above)?));
    for one in shown(command) {
        add(one, Some(&name), pages)?;
    }
    Ok(())
}

fn page(command: &Command, above: Option<&str>) -> io::Result<Vec<u8>> {
    let source = format!("mco {}", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).source(source).manual("mco manual");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    synopsis(command).to_writer(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if shown(command).next().is_some() {
        man.render_subcommands_section(&mut page)?;
    }
    let mut rest = Roff::new();
    aliases(&mut rest, command);
    notes(&mut rest, command);
    exit_statuses(&mut rest, command);
    if above.is_none() {
        definitions(&mut rest, "FILES", &FILES);
        definitions(&mut rest, "ENVIRONMENT", &VARIABLES);
    }
    see_also(&mut rest, command, above);
    rest.to_writer(&mut page)?;
    Ok(page)
}

/// The usage line of help: with every flag in it, nobody could read it.
fn synopsis(command: &Command) -> Roff {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage);
    let mut page = Roff::new();
    page.control("SH", ["SYNOPSIS"]);
    page.control("nf", []);
    for line in usage.lines() {
        page.text([roman(line.trim())]);
    }
    page.control("fi", []);
    page
}

fn aliases(page: &mut Roff, command: &Command) {
    let aliases: Vec<&str> = command.get_visible_aliases().collect();
    if !aliases.is_empty() {
        page.control("SH", ["ALIASES"]);
        page.text([bold(aliases.join(", "))]);
    }
}

/// What help says at its end, line by line: examples and tables.
fn notes(page: &mut Roff, command: &Command) {
    let Some(notes) = command.get_after_help() else {
        return;
    };
    page.control("SH", ["NOTES"]);
    page.control("nf", []);
    for line in notes.to_string().lines() {
        match line {
            "" => page.control("sp", []),
            line => page.text([roman(line)]),
        };
    }
    page.control("fi", []);
}

fn exit_statuses(page: &mut Roff, command: &Command) {
    let asks = command.get_arguments().any(|arg| arg.get_id() == ASKS_FLEET);
    let root = !command.get_name().is_empty() && name(command) == command.get_name();
    let (ends, more): (&[_], &[_]) = match name(command).as_str() {
        CHECK => (&CHECK_ENDS, &[]),
        _ if asks || root => (&ENDS, &FLEET_ENDS),
        _ => (&ENDS, &[]),
    };
    page.control("SH", ["EXIT STATUS"]);
    for (exit, text) in ends.iter().chain(more) {
        definition(page, &exit.code().to_string(), text);
    }
}

fn definitions(page: &mut Roff, title: &str, rows: &[(&str, &str)]) {
    page.control("SH", [title]);
    for (term, text) in rows {
        definition(page, term, text);
    }
}

fn definition(page: &mut Roff, term: &str, text: &str) {
    page.control("TP", []);
    page.text([bold(term)]);
    page.text([roman(text)]);
}

/// The command above, and those below.
fn see_also(page: &mut Roff, command: &Command, above: Option<&str>) {
    let mut names: Vec<String> = above.map(str::to_owned).into_iter().collect();
    names.extend(shown(command).map(name));
    if above.is_some_and(|above| above != "mco") {
        names.insert(0, "mco".to_owned());
    }
    page.control("SH", ["SEE ALSO"]);
    if names.len() > 3 {
        // Names are long and never broken, so that lines of them cannot be filled to the edge.
        page.control("ad", ["l"]);
    }
    let mut text = Vec::new();
    for name in names {
        let comma = if text.is_empty() { "" } else { ", " };
        text.extend([roman(comma), bold(name), roman("(1)")]);
    }
    page.text(text);
}

/// `mco-set-save`.
fn name(command: &Command) -> String {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    name.to_owned()
}

fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|one| !one.is_hide_set())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process::Command as Process;

    use super::*;

    fn text(name: &str) -> String {
        let (_, page) = pages()
            .unwrap()
            .into_iter()
            .find(|(file, _)| file == name)
            .unwrap();
        String::from_utf8(page).unwrap()
    }

    #[test]
    fn every_command_that_help_shows_has_a_page() {
        fn count(command: &Command) -> usize {
            1 + shown(command).map(count).sum::<usize>()
        }
        let pages = pages().unwrap();
        assert_eq!(pages.len(), count(&Cli::command()));
        for wanted in ["mco.1", "mco-ping.1", "mco-set-save.1", "mco-tool-policy-lint.1"] {
            assert!(pages.iter().any(|(name, _)| name == wanted), "{wanted}");
        }
    }

    #[test]
    fn pages_say_how_a_command_ends_and_what_else_to_read() {
        let rpc = text("mco-rpc.1");
        for wanted in [
            ".SH ALIASES\n\\fBreq, request\\fR",
            ".SH NOTES\n.nf\nExamples:\n  mco rpc rpcutil ping\n",
            "\\fB11\\fR\na rollout stopped with nodes left to ask\n",
            ".SH \"SEE ALSO\"\n\\fBmco\\fR(1)\n",
        ] {
            assert!(rpc.contains(wanted), "{wanted}\n{rpc}");
        }
        assert!(!text("mco-keys.1").contains("rollout stopped"));
        assert!(rpc.contains(".nf\nmco rpc <AGENT>"), "{rpc}");
        assert!(text("mco-jwt-check.1").contains("all is as demanded"));
        let save = text("mco-set-save.1");
        assert!(save.contains("mco set save [OPTIONS] <SET>"), "{save}");
        assert!(save.contains("\\fBmco\\fR(1), \\fBmco\\-set\\fR(1)"), "{save}");
        let root = text("mco.1");
        assert!(
            root.contains(".SH FILES") && root.contains(".SH ENVIRONMENT"),
            "{root}"
        );
    }

    #[test]
    fn pages_render_without_a_complaint() {
        let dir = tempfile::tempdir().unwrap();
        let mut files = Vec::new();
        for (name, page) in pages().unwrap() {
            let path = dir.path().join(name);
            fs::write(&path, page).unwrap();
            files.push(path);
        }
        let groff = Process::new("groff")
            .args(["-man", "-Tutf8", "-ww", "-rHY=0", "-z"])
            .args(&files)
            .output();
        match groff {
            Ok(output) => assert_eq!(String::from_utf8_lossy(&output.stderr), ""),
            // Not every machine has it; every request of a page must at least be one of these.
            Err(_) => {
                for file in files {
                    let text = fs::read_to_string(file).unwrap();
                    let requests = text.lines().filter_map(|line| line.strip_prefix('.'));
                    for request in requests {
                        let known = [
                            "TH", "SH", "TP", "RS", "RE", "nf", "fi", "sp", "br", "ie", "el", "ds", "ad",
                        ];
                        let name = request.split([' ', '\\']).next().unwrap();
                        assert!(known.contains(&name), "{request}");
                    }
                }
            }
        }
    }
}
