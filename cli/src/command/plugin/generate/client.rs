//! `mco plugin generate client`: a Rust crate that calls the actions of one agent with typed inputs and outputs.

mod action;
mod crate_root;
mod names;

use std::path::{Path, PathBuf};

use ddl::Agent;

use crate::command::Run;
use crate::command::plugin::document;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{pretty_two, words};
use crate::report::Stop;

/// Write a Rust crate that drives one agent
#[derive(Debug, clap::Args)]
pub(crate) struct Client {
    /// DDL file, .json or .yaml, or the name of an agent known here
    ddl: String,
    /// Folder of the crate
    dir: PathBuf,
    /// Name of the crate
    #[arg(long, value_name = "NAME")]
    package: Option<String>,
    /// Folder with the sources of mco, when the crate is to use those
    #[arg(long, value_name = "DIR")]
    mco: Option<PathBuf>,
    /// Replace files that are there
    #[arg(short, long)]
    force: bool,
}

/// A file of the crate: its path in it and its text.
pub(super) type File = (PathBuf, String);

impl Run for Client {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let agent = document::load(&self.ddl, ctx).await?;
        let name = &agent.metadata.name;
        let package = match &self.package {
            Some(package) if names::is_package(package) => package.clone(),
            Some(package) => {
                return Err(Stop::error(format!("{package:?} cannot be the name of a crate")).into());
            }
            None => format!("{}-client", name.replace('_', "-")),
        };
        let files = files(&agent, &package, self.mco.as_deref())?;
        let dir = ctx.environment.cwd.join(&self.dir);
        if !self.force {
            refuse_existing(&dir, &files)?;
        }
        for (path, text) in &files {
            document::write(&dir.join(path), text)?;
        }
        let actions = words::count(agent.actions.len(), "action");
        ctx.err.line(format!(
            "Wrote the crate {package} with {actions} of {name} to {}",
            self.dir.display()
        ))?;
        Ok(Exit::Done)
    }
}

/// The files of the crate.
pub(super) fn files(agent: &Agent, package: &str, mco: Option<&Path>) -> anyhow::Result<Vec<File>> {
    let names = names::Actions::new(agent);
    let mut files = vec![
        (
            PathBuf::from("Cargo.toml"),
            crate_root::manifest(agent, package, mco),
        ),
        (PathBuf::from("ddl.json"), pretty_two(&agent.to_json())? + "\n"),
        (PathBuf::from("src/lib.rs"), crate_root::root(agent, &names)),
    ];
    for action in names.iter() {
        let path = PathBuf::from(format!("src/{}.rs", action.file()));
        files.push((path, action::module(&agent.metadata.name, action)));
    }
    Ok(files)
}

fn refuse_existing(dir: &Path, files: &[File]) -> Result<(), Stop> {
    let there = files
        .iter()
        .map(|(path, _)| dir.join(path))
        .find(|path| path.exists());
    match there {
        Some(path) => {
            Err(Stop::error(format!("{} is there already", path.display())).hint("--force replaces it"))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Text that would end a comment, a string or a line of the code around it, and names that are keywords or taken.
    const HOSTILE: &str = r##"{"metadata": {"name": "odd", "description": "a */ b\n\"#; fn evil() {} //", "version": "1"},
        "actions": [
          {"action": "new", "description": "x\nfn evil() {}", "input": {
             "type": {"type": "list", "list": ["a"], "optional": false},
             "send": {"type": "boolean", "optional": true},
             "C": {"type": "string", "optional": true}, "c": {"type": "string", "optional": true}},
           "output": {"1st": {"display_as": "a", "description": "[b]"}, "a-b": {}, "a_b": {}, "self": {}}},
          {"action": "do-it", "input": {}, "output": {}}, {"action": "do_it", "input": {}, "output": {}},
          {"action": "lib", "input": {}, "output": {}}]}"##;

    #[test]
    fn text_of_a_ddl_stays_in_comments_and_names_stay_apart() {
        let agent = Agent::from_json(HOSTILE.as_bytes()).unwrap();
        let files = files(&agent, "odd-client", None).unwrap();
        let source = |name: &str| {
            let found = files.iter().find(|(path, _)| path == Path::new(name));
            found.unwrap().1.clone()
        };
        let root = source("src/lib.rs");
        let evil = |text: &str| {
            text.lines()
                .any(|line| line.contains("evil") && !line.trim_start().starts_with("//"))
        };
        assert!(!evil(&root), "{root}");
        let new = source("src/new_action.rs");
        assert!(!evil(&new), "{new}");
        assert!(
            root.contains("pub fn new_action(&self, r#type: impl Into<String>)"),
            "{root}"
        );
        for expected in ["r#type: String", "send_input(", "pub fn c(", "pub fn c_input("] {
            assert!(new.contains(expected), "{expected} in {new}");
        }
        for expected in ["pub _1st:", "pub a_b:", "pub a_b_2:", "pub self_:"] {
            assert!(new.contains(expected), "{expected} in {new}");
        }
        for file in ["src/do_it.rs", "src/do_it_action.rs", "src/lib_action.rs"] {
            source(file);
        }
    }

    #[test]
    fn the_client_of_the_tests_is_what_would_be_written_today() {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/clients/rpcutil");
        let agent = ddl::builtin("rpcutil").unwrap();
        let mco = Path::new("../../..");
        for (path, text) in files(&agent, "rpcutil-client", Some(mco)).unwrap() {
            let there = fs::read_to_string(dir.join(&path)).unwrap_or_default();
            assert!(
                there == text,
                "{} is stale: mco plugin generate client rpcutil tests/clients/rpcutil --mco ../../.. --force",
                path.display()
            );
        }
    }
}
