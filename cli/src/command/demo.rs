//! `mco demo`: a whole fleet in one process.

use std::ffi::OsString;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::Context;
use config::Environment;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::site::{Plan, Security, Site, SiteError, USER};

/// Most nodes of one demonstration: each holds a connection at both ends, and a process may be limited to 20 000 open files.
const MOST_NODES: u64 = 5_000;

/// Bring up a whole fleet on this machine and run a command against it
///
/// Makes credentials, starts a broker with TLS on loopback and real nodes with varied facts and classes, all in one process.
/// With a command after `--` it runs that, ends everything and exits with the command's status:
///
///   mco demo --nodes 25 -- ping
///
/// Without one it says how to reach the fleet from other terminals and serves until Ctrl-C.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Demo {
    /// Nodes to start
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=MOST_NODES))]
    nodes: u64,
    /// Keep credentials, facts and logs in this folder instead of a temporary one
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Port of the broker on 127.0.0.1 instead of a free one
    #[arg(long, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// How nodes and users prove who they are
    #[arg(long, value_enum, default_value_t)]
    security: Security,
    /// Command to run against the fleet, e.g. `-- find -W country=mt`
    #[arg(last = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

impl Run for Demo {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let temporary = match self.dir {
            None => Some(tempfile::Builder::new().prefix("mco-demo-").tempdir()?),
            Some(_) => None,
        };
        let dir = match (&self.dir, &temporary) {
            (Some(dir), _) => std::path::absolute(dir)?,
            (None, Some(temporary)) => temporary.path().to_owned(),
            (None, None) => PathBuf::new(),
        };
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let plan = Plan {
            dir,
            listen,
            security: self.security,
            environment: ctx.environment.clone(),
            clock: ctx.clock.clone(),
        };
        let site = tokio::select! {
            site = start(plan, usize::try_from(self.nodes)?) => site.context("starting the demonstration")?,
            () = ctx.interrupt.cancelled() => return Ok(Exit::Interrupted),
        };
        let exit = if self.command.is_empty() {
            let program = program(ctx.program, &ctx.environment, std::env::current_exe());
            ctx.out.print(welcome(&site, &program, temporary.is_none()))?;
            ctx.interrupt.cancelled().await;
            Exit::Done
        } else {
            run_against(&site, self.command, ctx).await
        };
        site.shutdown().await;
        Ok(exit)
    }
}

async fn start(plan: Plan, nodes: usize) -> Result<Site, SiteError> {
    let mut site = Site::prepare(plan)?;
    site.start_broker().await?;
    site.start_nodes(nodes).await?;
    Ok(site)
}

/// Runs the words as the demonstration's user would from another terminal.
async fn run_against(site: &Site, words: Vec<OsString>, ctx: &Ctx) -> Exit {
    let mut host = ctx.host();
    host.environment
        .vars
        .insert("MCOLLECTIVE_CERTNAME".to_owned(), USER.to_owned());
    let config = [OsString::from("--config"), site.client_config().into_os_string()];
    let program = std::iter::once(OsString::from(ctx.program));
    Box::pin(crate::run_with(program.chain(config).chain(words), host)).await
}

/// This program as a shell finds it from any folder: by its name where that is on the path, else by its place.
fn program(called: &str, environment: &Environment, place: io::Result<PathBuf>) -> PathBuf {
    let path = environment.vars.get("PATH").map_or("", String::as_str);
    let installed = std::env::split_paths(path).any(|folder| folder.join(called).is_file());
    match place {
        Ok(place) if !installed => place,
        _ => PathBuf::from(called),
    }
}

fn welcome(site: &Site, program: &Path, kept: bool) -> String {
    let fate = if kept {
        "They stay when it ends."
    } else {
        "They go when it ends."
    };
    let count = match site.nodes().len() {
        1 => "1 node is".to_owned(),
        many => format!("{many} nodes are"),
    };
    let export = match site.security() {
        Security::V1 => format!("export MCOLLECTIVE_CERTNAME={USER}\n  "),
        Security::V2 => String::new(),
    };
    format!(
        "{count} up behind a TLS broker on {address}.\n\n\
         In another terminal:\n\n  \
           {export}\
           alias mco='{mco} --config {config}'\n\n  \
           mco ping\n  \
           mco find -W country=mt\n  \
           mco package status bash -C role::web\n\n\
         Facts, classes, policies and audit logs of each node are below\n{nodes}\n{fate}\n\n\
         Ctrl-C ends the demonstration.\n",
        address = site.address(),
        mco = program.display(),
        config = site.client_config().display(),
        nodes = site.node_kits().display(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_off_the_path_is_named_by_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let mut environment = Environment::default();
        let path = folder.path().display().to_string();
        environment.vars.insert("PATH".into(), path);
        let named = |environment: &Environment| program("mco", environment, Ok("/build/mco".into()));
        assert_eq!(named(&environment), Path::new("/build/mco"));
        std::fs::write(folder.path().join("mco"), "").unwrap();
        assert_eq!(named(&environment), Path::new("mco"));
    }
}
