//! Everything an engine listens on.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;

use crate::hub::Hub;
use crate::inside::{self, Inside};
use crate::{EngineError, Options, listen, monitor};

/// The bound listeners.
#[derive(Debug)]
pub(crate) struct Doors {
    clients: TcpListener,
    monitor: Option<TcpListener>,
    services: Option<TcpListener>,
}

/// Where they are.
#[derive(Debug)]
pub(crate) struct Addresses {
    pub(crate) clients: SocketAddr,
    pub(crate) monitor: Option<SocketAddr>,
    /// The way in for services of the same program, if there is one.
    pub(crate) inside: Option<Inside>,
}

impl Doors {
    /// Binds what the options ask for, on the runtime this is called from.
    pub(crate) fn open(options: &Options) -> Result<(Self, Addresses), EngineError> {
        let (clients, address) = bind(options.listen)?;
        let http = options.monitor.map(bind).transpose()?;
        let services = options.inside.then(|| bind(inside::LISTEN)).transpose()?;
        let addresses = Addresses {
            clients: address,
            monitor: http.as_ref().map(|(_, address)| *address),
            inside: services.as_ref().map(|(_, address)| Inside::new(*address)),
        };
        let doors = Self {
            clients,
            monitor: http.map(|(listener, _)| listener),
            services: services.map(|(listener, _)| listener),
        };
        Ok((doors, addresses))
    }

    /// Serves whoever comes, on the first worker.
    pub(crate) fn serve(self, hub: &Arc<Hub>) {
        let first = &hub.workers[0];
        let accept = |listener, inside| {
            let accepting = listen::accept(Arc::clone(hub), listener, inside);
            first.tasks.spawn_on(accepting, &first.handle);
        };
        accept(self.clients, false);
        if let Some(services) = self.services {
            accept(services, true);
        }
        if let Some(http) = self.monitor {
            let pages = monitor::serve(Arc::clone(hub), http);
            first.tasks.spawn_on(pages, &first.handle);
        }
    }
}

fn bind(asked: SocketAddr) -> Result<(TcpListener, SocketAddr), EngineError> {
    let listener = listen::bind(asked).map_err(|source| EngineError::Bind {
        address: asked,
        source,
    })?;
    let address = listener.local_addr().unwrap_or(asked);
    Ok((listener, address))
}
