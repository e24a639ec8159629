//! What a failure looks like: the message, its causes, and what to do about it.

mod streams;

use std::fmt::Write;

use clap::error::ErrorKind;
use client::credentials::CredentialsError;
use client::discover::{DiscoverError, PuppetDbError};
use client::sets::SetError;
use client::{FleetError, LinkError, RequestError};

use crate::exit::Exit;
use crate::job::StoreError;
use crate::theme::{Meaning, Theme, clean};

/// How it is put that a broker minds who we are.
const REFUSED: &str = "refused our credentials";

/// A failure that also decides the exit status.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Stop {
    message: String,
    hint: Option<String>,
    exit: Exit,
}

impl Stop {
    /// The command was refused before anything was sent.
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
            exit: Exit::Refused,
        }
    }

    /// The command cannot do what was asked.
    pub(crate) fn error(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
            exit: Exit::Error,
        }
    }

    /// The user wanted out before there was anything to show.
    pub(crate) fn interrupted() -> Self {
        Self {
            message: "interrupted".to_owned(),
            hint: None,
            exit: Exit::Interrupted,
        }
    }

    /// The command exists in other versions; `instead` may say what does the same here.
    pub(crate) fn later(command: &str, instead: &str) -> Self {
        let stop = Self::error(format!("{command} is not available in this version"));
        if instead.is_empty() {
            stop
        } else {
            stop.hint(instead)
        }
    }

    /// Adds what to do about it.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The exit status of a failure; a broken pipe is no failure.
pub(crate) fn exit(error: &anyhow::Error) -> Exit {
    if is_broken_pipe(error) {
        return Exit::Done;
    }
    error.downcast_ref::<Stop>().map_or(Exit::Error, |stop| stop.exit)
}

/// Whether whoever read our output has gone.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

/// Whether a broker was there and would not have us.
pub(crate) fn is_refusal(error: &anyhow::Error) -> bool {
    error.chain().filter_map(link).any(|link| match link {
        LinkError::Unreachable { source, .. } => source.to_string().contains(REFUSED),
        _ => false,
    })
}

/// The failure in words: one line for the message, one for each cause, one for what to do.
pub(crate) fn render(error: &anyhow::Error, program: &str, theme: Theme) -> String {
    if let Some(wrong) = error.downcast_ref::<clap::Error>() {
        return usage(wrong, program, theme.color);
    }
    let mut text = String::new();
    let mut said = Vec::new();
    for cause in error.chain() {
        let message = clean(&cause.to_string()).into_owned();
        if message.is_empty() || said.contains(&message) {
            continue;
        }
        let head = if said.is_empty() {
            format!("{program}: ")
        } else {
            "  because: ".to_owned()
        };
        let indented = message.replace('\n', "\n    ");
        let shown = if said.is_empty() {
            theme.paint(Meaning::Bad, indented)
        } else {
            indented
        };
        let _ = writeln!(text, "{head}{shown}");
        said.push(message);
    }
    if let Some(hint) = hint(error) {
        let _ = writeln!(text, "  hint: {hint}");
    }
    text
}

/// The failure in one line, and what to do about it.
pub(crate) fn brief(error: &anyhow::Error) -> (String, Option<String>) {
    let mut said: Vec<String> = Vec::new();
    for cause in error.chain() {
        let message = cause.to_string();
        if !message.is_empty() && !said.contains(&message) {
            said.push(message);
        }
    }
    (said.join(": "), hint(error))
}

/// What is wrong with the words of a command, or the help that was asked for.
pub(crate) fn usage(error: &clap::Error, program: &str, color: bool) -> String {
    let text = error.render();
    let text = if color {
        text.ansi().to_string()
    } else {
        text.to_string()
    };
    let is_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if is_help || !error.use_stderr() {
        return text;
    }
    let text = text.replacen("error:", &format!("{program}:"), 1);
    // Our own word for it, whether it is coloured or not.
    text.lines()
        .map(|line| match line.split_once("tip:") {
            Some((before, after)) if before.starts_with("  ") && !before.contains(char::is_alphanumeric) => {
                format!("{before}hint:{after}\n")
            }
            _ => format!("{line}\n"),
        })
        .collect()
}

fn hint(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        if let Some(stop) = cause.downcast_ref::<Stop>() {
            return stop.hint.clone();
        }
        credentials(cause)
            .map(credentials_hint)
            .or_else(|| link(cause).and_then(link_hint))
            .or_else(|| unknown(cause).map(str::to_owned))
            .or_else(|| streams::hint(cause))
    })
}

/// Transparent errors hide what they wrap from the chain, so they are opened here.
fn credentials<'a>(cause: &'a (dyn std::error::Error + 'static)) -> Option<&'a CredentialsError> {
    match cause.downcast_ref::<FleetError>() {
        Some(FleetError::Credentials(inner)) => return Some(inner),
        Some(FleetError::Link(LinkError::Credentials(inner))) => return Some(inner),
        _ => {}
    }
    if let Some(LinkError::Credentials(inner)) = link(cause) {
        return Some(inner);
    }
    cause.downcast_ref()
}

fn link<'a>(cause: &'a (dyn std::error::Error + 'static)) -> Option<&'a LinkError> {
    if let Some(FleetError::Link(inner)) = cause.downcast_ref() {
        return Some(inner);
    }
    if let Some(RequestError::Link(inner)) = cause.downcast_ref() {
        return Some(inner);
    }
    if let Some(DiscoverError::Request(RequestError::Link(inner))) = cause.downcast_ref() {
        return Some(inner);
    }
    cause.downcast_ref()
}

fn credentials_hint(error: &CredentialsError) -> String {
    match error {
        CredentialsError::NoCertname => {
            "`mco pki user` makes credentials for a caller; root has none until MCOLLECTIVE_CERTNAME names them"
        }
        CredentialsError::Token { .. } | CredentialsError::Identity { .. } => {
            "`mco jwt view FILE` tells what a token says and how long it is valid, `mco login` fetches a new one"
        }
        CredentialsError::Seed { .. } => "`mco jwt keys SEED PUBFILE` makes a seed and its public key",
        _ => "`mco tool config` shows which files are used, `mco pki user` makes them, `mco demo` needs none",
    }
    .to_owned()
}

fn link_hint(error: &LinkError) -> Option<String> {
    let hint = match error {
        LinkError::Unreachable { source, .. } if source.to_string().contains("certificate") => {
            "`mco pki show FILE` tells whose a certificate is and how long it is valid, `mco tool config` which files are used"
        }
        LinkError::Unreachable { source, .. } if source.to_string().contains("token ") => {
            "`mco jwt view FILE` tells what a token says and how long it is valid"
        }
        LinkError::Unreachable { source, .. } if source.to_string().contains(REFUSED) => {
            "`mco tool config` shows which credentials are used, `mco jwt view FILE` what a token says, `mco login` fetches a new one"
        }
        LinkError::Unreachable { .. } => {
            "is a broker running there? plugin.choria.middleware_hosts names the brokers; `mco demo` brings its own"
        }
        LinkError::Address { .. } => {
            "plugin.choria.middleware_hosts is a list such as broker1.example.net:4222"
        }
        LinkError::Lookup { .. } => "name the brokers with plugin.choria.middleware_hosts",
        _ => return None,
    };
    Some(hint.to_owned())
}

/// Where to look for what was named wrongly, or could not be reached.
fn unknown(cause: &(dyn std::error::Error + 'static)) -> Option<&'static str> {
    if let Some(SetError::Unknown { .. }) = cause.downcast_ref() {
        return Some("`mco set list` shows the sets, `mco set save NAME` makes one");
    }
    if let Some(StoreError::Unknown(_)) = cause.downcast_ref() {
        return Some("`mco jobs` lists them");
    }
    if let Some(DiscoverError::PuppetDb(PuppetDbError::Http(_))) = cause.downcast_ref() {
        return Some("plugin.choria.puppetdb_host and puppetdb_port say where it is; --dm mc asks the nodes");
    }
    None
}

#[cfg(test)]
mod tests;
