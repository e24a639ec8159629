//! The first connection: one broker after the other until one answers or the patience ends.

use std::future::{pending, ready};
use std::sync::Arc;

use async_nats::{Client, ConnectOptions, ServerAddr};
use tokio::time::{Instant, sleep_until};

use super::refusal::{Outlook, Refusal, Refusals};
use super::state::State;
use super::{First, LinkError, Options, address};
use crate::Tls;
use crate::credentials::Warning;

/// Messages that may wait to be sent. Small, as in the reference: what cannot be sent soon is better refused than sent late.
const OUTGOING: usize = 256;

/// Messages that may wait for one reader of a daemon; a node works them off at once and sheds what comes on top.
const DAEMON_INCOMING: usize = 4096;

/// The same for a tool: one answer of every node of the largest cell.
const CLIENT_INCOMING: usize = 1 << 16;

/// First size of the read buffer: thousands of idle links share a process, and it grows by itself.
const READ_BUFFER: u16 = 4096;

/// Passes over brokers none of which is there: a second look, in case one was just being restarted.
const ABSENT_PASSES: usize = 2;

/// Connects to the first broker that answers.
pub(super) async fn connect(options: Options) -> Result<(Client, Arc<State>), LinkError> {
    let servers: Vec<_> = options
        .servers
        .iter()
        .map(|text| address::parse(text))
        .collect::<Result<_, _>>()?;
    let names: Vec<_> = servers.iter().map(address::show).collect();
    let mut refusals = Refusals::default();
    if servers.is_empty() {
        return Err(LinkError::Unreachable {
            servers: names,
            source: refusals.into(),
        });
    }
    let state = Arc::new(State::new(&options.name, &options.inbox_prefix, servers.clone()));
    let nats = nats_options(&options, &state)?;
    let client = {
        let attempts = attempt_all(&options, &nats, &servers, &state, &mut refusals);
        tokio::select! {
            client = attempts => client,
            () = patience(options.first) => None,
        }
    };
    match client {
        Some(client) => Ok((client, state)),
        None => {
            refusals.complete(&names);
            Err(LinkError::Unreachable {
                servers: names,
                source: refusals.into(),
            })
        }
    }
}

/// Tries broker after broker; none once trying again cannot help and `options` allow to give up.
async fn attempt_all(
    options: &Options,
    nats: &ConnectOptions,
    servers: &[ServerAddr],
    state: &Arc<State>,
    refusals: &mut Refusals,
) -> Option<Client> {
    let mut passes = 0;
    loop {
        let error = match nats.clone().connect(servers).await {
            Ok(client) => return Some(client),
            Err(error) => error,
        };
        let server = state.pool().current();
        let refusal = Refusal::new(&error, options.tls.is_some());
        if options.first == First::RetryForever {
            state.refused(&server, &refusal);
            continue;
        }
        refusals.note(server, refusal);
        if state.pool().pass_is_over() {
            passes += 1;
            if passes >= enough(refusals.outlook()) {
                return None;
            }
        }
    }
}

/// How often every broker is tried before it is clear that nobody will take us. Only patience ends waiting for one that is slow.
fn enough(outlook: Outlook) -> usize {
    match outlook {
        Outlook::Lasting => 1,
        Outlook::Absent => ABSENT_PASSES,
        Outlook::Passing => usize::MAX,
    }
}

async fn patience(first: First) {
    match first {
        First::RetryForever => pending().await,
        First::GiveUpAfter(patience) => sleep_until(Instant::now() + patience).await,
    }
}

fn nats_options(options: &Options, state: &Arc<State>) -> Result<ConnectOptions, LinkError> {
    let incoming = match options.first {
        First::RetryForever => DAEMON_INCOMING,
        First::GiveUpAfter(_) => CLIENT_INCOMING,
    };
    let (events, choices) = (state.clone(), state.clone());
    let nats = with_login(options)
        .name(&options.name)
        .connection_timeout(options.connect_timeout)
        .ping_interval(options.ping_interval)
        .custom_inbox_prefix(&options.inbox_prefix)
        .client_capacity(OUTGOING)
        .subscription_capacity(incoming)
        .read_buffer_capacity(READ_BUFFER)
        // Brokers gossip addresses that their certificates do not name; configuration and SRV list all of them.
        .ignore_discovered_servers()
        .max_reconnects(None)
        .event_callback(move |event| {
            events.on_event(event);
            ready(())
        })
        .reconnect_to_server_callback(move |servers, _| ready(Some(choices.choose(&servers))));
    match &options.tls {
        None => Ok(nats),
        Some(tls) => with_tls(nats, tls),
    }
}

/// Options that say who we are besides any certificate.
fn with_login(options: &Options) -> ConnectOptions {
    let login = options.login.clone();
    match (options.token.clone(), login) {
        (Some(token), login) => ConnectOptions::with_auth_callback(move |nonce| {
            let answer = token.answer(&nonce, login.as_ref());
            async move { answer }
        }),
        (None, Some((user, password))) => {
            ConnectOptions::with_user_and_password(user, password.expose().to_owned())
        }
        (None, None) => ConnectOptions::new(),
    }
}

/// async-nats reads these files again at each connection, so that renewed certificates are used.
fn with_tls(nats: ConnectOptions, tls: &Tls) -> Result<ConnectOptions, LinkError> {
    let nats = nats.require_tls(true);
    let Some(ca) = &tls.ca else {
        tracing::warn!(warning = %Warning::Unverified, "connecting");
        return Ok(nats.tls_client_config(tls.client_config()?));
    };
    let nats = nats.add_root_certificates(ca.clone());
    Ok(match &tls.identity {
        Some((certificate, key)) => nats.add_client_certificate(certificate.clone(), key.clone()),
        None => nats,
    })
}
