//! Starting one run of the Puppet agent.

use protocol::rpc::Object;
use rustix::process::Signal;
use serde_json::json;

use crate::Answer;
use crate::agents::activation::enabled;
use crate::agents::input::{flag, number, outputs, refused, text};

use super::Work;
use super::state::State;

/// Seconds of splay unless `plugin.puppet.splaylimit` says otherwise.
const SPLAY_LIMIT: &str = "30";

/// Options of a run in the background of the node that ends by itself.
const ONCE: &[&str] = &[
    "--onetime",
    "--no-daemonize",
    "--color=false",
    "--show_diff",
    "--verbose",
];

pub(super) async fn runonce(work: &Work<'_>) -> Result<Object, Answer> {
    let state = State::read(work).await?;
    match &state.disabled {
        Some(reason) if reason.is_empty() => return Err(failed("Puppet is disabled".into())),
        Some(reason) => return Err(failed(format!("Puppet is disabled: '{reason}'"))),
        None if state.applying => {
            return Err(failed(
                "Puppet is currently applying a catalog, cannot run now".into(),
            ));
        }
        None => {}
    }
    let mut options = options(work)?;
    let signals = enabled(work.settings, "plugin.puppet.signal_daemon", true);
    let summary = match state.daemon.filter(|_| signals) {
        Some(_) if !options.is_empty() => {
            return Err(failed(
                "Cannot specify any custom puppet options when the daemon is running".into(),
            ));
        }
        Some(daemon) => {
            let sent = work.machine.runner.signal(daemon, Signal::USR1);
            sent.map_err(|error| failed(format!("Could not signal the running Puppet daemon: {error}")))?;
            "Signalled the running Puppet daemon".to_owned()
        }
        None => {
            options.extend(splay(work)?);
            let command = work
                .puppet
                .agent(ONCE.iter().copied().chain(options.iter().map(String::as_str)));
            work.machine.runner.detach(&command)?;
            format!(
                "Started a Puppet run using '{} {}'",
                command.program,
                command.args.join(" ")
            )
        }
    };
    Ok(outputs([
        ("summary", json!(summary)),
        ("initiated_at", json!(work.now)),
    ]))
}

/// A failure whose reason is the summary too.
fn failed(summary: String) -> Answer {
    Answer::aborted(summary.clone()).with(outputs([("summary", json!(summary))]))
}

/// What the call wants other than an ordinary run, checked part by part.
fn options(work: &Work<'_>) -> Result<Vec<String>, Answer> {
    let data = &work.call.data;
    let mut options = Vec::new();
    for name in ["tags", "skip_tags"] {
        if let Some(list) = text(data, name)? {
            options.extend([format!("--{name}"), tags(name, list)?]);
        }
    }
    for name in ["noop", "use_cached_catalog"] {
        match flag(data, name)? {
            Some(true) => options.push(format!("--{name}")),
            Some(false) => options.push(format!("--no-{name}")),
            None => {}
        }
    }
    if let Some(environment) = text(data, "environment")? {
        if !variable(environment) {
            return Err(refused("environment", "is not an environment"));
        }
        options.extend(["--environment".into(), environment.to_owned()]);
    }
    if let Some(address) = text(data, "server")? {
        if !enabled(work.settings, "plugin.puppet.allow_server_override", false) {
            return Err(failed(
                "Passing a server is not allowed by plugin.puppet.allow_server_override".into(),
            ));
        }
        options.extend(server(address)?);
    }
    if flag(data, "ignoreschedules")?.unwrap_or(false) {
        options.push("--ignoreschedules".into());
    }
    Ok(options)
}

/// How long the run waits first, so that a fleet does not ask its server at once. `force` means not at all.
fn splay(work: &Work<'_>) -> Result<Vec<String>, Answer> {
    let data = &work.call.data;
    if flag(data, "force")?.unwrap_or(false) {
        return Ok(vec!["--no-splay".into()]);
    }
    let splay = flag(data, "splay")?.unwrap_or_else(|| enabled(work.settings, "plugin.puppet.splay", true));
    let limit = match number(data, "splaylimit")? {
        Some(limit) => Some(format!("{}", limit.trunc())),
        None if splay => Some(
            work.settings
                .raw("plugin.puppet.splaylimit")
                .unwrap_or(SPLAY_LIMIT)
                .to_owned(),
        ),
        None => None,
    };
    let mut options = vec![if splay {
        "--splay".to_owned()
    } else {
        "--no-splay".to_owned()
    }];
    if let Some(limit) = limit {
        options.extend(["--splaylimit".into(), limit]);
    }
    Ok(options)
}

/// A list of tags with blanks taken out.
fn tags(name: &str, list: &str) -> Result<String, Answer> {
    let tags: Vec<&str> = list.split(',').map(str::trim).collect();
    match tags.iter().all(|tag| tag.split("::").all(variable)) {
        true => Ok(tags.join(",")),
        false => Err(refused(name, "holds what is not a tag")),
    }
}

/// `host`, `host:port` or `[v6]:port` as options.
fn server(address: &str) -> Result<Vec<String>, Answer> {
    let bare = |host: &str| host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let (host, port) = match address.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => (bare(host), Some(port)),
        _ => (bare(address), None),
    };
    let sound = host.starts_with(|first: char| first.is_ascii_alphanumeric() || first == ':')
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_:".contains(&byte))
        && port.is_none_or(|port| port.parse::<u16>().is_ok());
    if !sound {
        return Err(refused("server", "is not a host or host:port"));
    }
    let mut options = vec!["--server".into(), host];
    if let Some(port) = port {
        options.extend(["--serverport".into(), port.to_owned()]);
    }
    Ok(options)
}

/// The names Puppet gives tags and environments.
pub(super) fn variable(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_come_apart_into_host_and_port() {
        assert_eq!(
            server("puppet.example.net").unwrap(),
            ["--server", "puppet.example.net"]
        );
        assert_eq!(
            server("puppet:8140").unwrap(),
            ["--server", "puppet", "--serverport", "8140"]
        );
        assert_eq!(
            server("[2001:db8::1]:8140").unwrap(),
            ["--server", "2001:db8::1", "--serverport", "8140"]
        );
        assert_eq!(server("2001:db8::1").unwrap(), ["--server", "2001:db8::1"]);
        for address in ["", "-x", "a b", "puppet:port", "puppet:99999", "a;b"] {
            assert!(server(address).is_err(), "{address}");
        }
    }

    #[test]
    fn tags_are_checked_one_by_one() {
        assert_eq!(tags("tags", "web, mysql::server").unwrap(), "web,mysql::server");
        for list in ["", "a,,b", "a b", "-x", "a:b", "a;b"] {
            assert!(tags("tags", list).is_err(), "{list}");
        }
    }
}
