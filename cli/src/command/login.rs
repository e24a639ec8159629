//! `mco login`: user and password for a token.

use std::path::{Path, PathBuf};

use anyhow::Context;
use client::files;
use config::Secret;

use crate::ask::Prompt;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;

/// A site's own way to log in, used instead where there is one.
const PROGRAM: &str = "choria-login";

/// Log in at the site's AAA service and keep the token it gives
///
/// Where a program choria-login is found it does this instead. Without a terminal the password is the first line of standard
/// input.
#[derive(Debug, clap::Args)]
pub(crate) struct Login {
    /// User name; asked for, or the name of this machine's user
    #[arg(short, long, value_name = "NAME")]
    user: Option<String>,
}

impl Run for Login {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        if let Some(program) = find(ctx) {
            return outside(ctx, &program).await;
        }
        let config = ctx.config().await?;
        let Some(files) = &config.member.security.token else {
            return Err(Stop::error("there is no place for the token")
                .hint("plugin.choria.security.request_signer.token_file names its file")
                .into());
        };
        anyhow::ensure!(
            !config.login_urls.is_empty(),
            "no login service is configured: set plugin.login.aaasvc.login.url"
        );
        warn(ctx, config)?;
        let mut prompt = Prompt::new(ctx);
        let user = self.user(ctx, &mut prompt).await?;
        let password = Secret::new(&prompt.secret("Password: ").await?);
        anyhow::ensure!(!password.expose().is_empty(), "no password was given");
        let trading = client::login(config, &ctx.clock, &user, &password);
        let login = tokio::select! {
            login = trading => login.context("cannot log in")?,
            () = ctx.interrupt.cancelled() => return Err(Stop::interrupted().into()),
        };
        // Token and seed only work together; the old pair stays until there is a new one.
        save(&files.seed, &login.seed.to_hex())?;
        save(&files.token, login.token.expose())?;
        ctx.out
            .line(format!("Token saved to {}", files.token.display()))?;
        Ok(Exit::Done)
    }
}

impl Login {
    async fn user(&self, ctx: &Ctx, prompt: &mut Prompt<'_>) -> anyhow::Result<String> {
        if let Some(user) = &self.user {
            return Ok(user.clone());
        }
        let own = ctx.environment.vars.get("USER").cloned().unwrap_or_default();
        let typed = match ctx.can_ask() {
            true => prompt.line(&format!("Username [{own}]: ")).await?,
            false => String::new(),
        };
        let user = match typed.trim() {
            "" => own,
            typed => typed.to_owned(),
        };
        anyhow::ensure!(!user.is_empty(), "no user name was given: --user NAME");
        Ok(user)
    }
}

/// Says who could listen, before there is anything to hear.
fn warn(ctx: &Ctx, config: &config::Client) -> anyhow::Result<()> {
    let unverified = !config.member.security.disable_tls
        && client::credentials::tls(&config.member).is_ok_and(|tls| tls.ca.is_none());
    for url in &config.login_urls {
        let danger = match url.split_once("://") {
            Some(("http", rest)) if !is_local(rest) => "without encryption",
            Some(("https", rest)) if unverified && !is_local(rest) => {
                "to whoever answers: plugin.security.choria.ca names who signs its certificate"
            }
            _ => continue,
        };
        ctx.err.line(format!(
            "{}: warning: the password goes to {url} {danger}",
            ctx.program
        ))?;
    }
    Ok(())
}

/// Whether what follows the scheme of a URL is on this machine.
fn is_local(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority
        .strip_prefix('[')
        .and_then(|rest| rest.split(']').next());
    let host = host.or_else(|| authority.split(':').next()).unwrap_or_default();
    let loopback = host
        .parse()
        .is_ok_and(|address: std::net::IpAddr| address.is_loopback());
    loopback || host == "localhost"
}

fn save(path: &Path, text: &str) -> anyhow::Result<()> {
    let write = || {
        if let Some(folder) = path.parent() {
            files::private_folder(folder)?;
        }
        files::replace(path, text.as_bytes(), files::SECRET)
    };
    write().with_context(|| format!("{} cannot be written", path.display()))
}

/// The site's own program, if there is one on the search path.
fn find(ctx: &Ctx) -> Option<PathBuf> {
    let path = ctx.environment.vars.get("PATH")?;
    std::env::split_paths(path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(PROGRAM))
        .find(|program| files::is_program(program))
}

/// Leaves everything to the site's own program, with our streams.
async fn outside(ctx: &Ctx, program: &Path) -> anyhow::Result<Exit> {
    let mut command = tokio::process::Command::new(program);
    command
        .arg("login")
        .env_clear()
        .envs(&ctx.environment.vars)
        .kill_on_drop(true);
    if let Some(config) = &ctx.global.config {
        command.arg("--config").arg(config);
    }
    let failed = || format!("{} cannot be run", program.display());
    let status = command.status().await.with_context(failed)?;
    if status.success() {
        return Ok(Exit::Done);
    }
    Err(Stop::error(format!("{} failed: {status}", program.display())).into())
}

#[cfg(test)]
mod tests;
