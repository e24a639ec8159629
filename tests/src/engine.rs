//! The engines a broker can have, so that one suite runs on each.

use std::path::{Path, PathBuf};

use rustix::process::{Pid, Signal, kill_process};

use crate::{World, eventually, peers};

/// What moves the messages of a broker.
#[derive(Debug, Clone)]
pub enum Engine {
    /// Our own.
    Embedded,
    /// This `nats-server`, which the broker looks after.
    Nats(PathBuf),
}

impl Engine {
    /// The `nats` engine, where its program is installed; absence is treated as in [`peers::find`].
    ///
    /// # Panics
    /// When it is absent and required.
    pub fn nats() -> Option<Self> {
        peers::find("nats-server").map(Self::Nats)
    }

    /// Lets the broker of a world end in the middle of everything and come back at the same address with what it kept: our own engine
    /// stops and starts, a `nats-server` is killed as `kill -9` does and brought back by its broker.
    ///
    /// # Panics
    /// When it does not come back.
    pub async fn restart(&self, world: &mut World) {
        match self {
            Self::Embedded => {
                world.site.stop_broker().await;
                world.site.start_broker().await.expect("the broker starts again");
            }
            Self::Nats(_) => {
                let file = world.dir().join("nats/nats-server.pid");
                let running = || Pid::from_raw(std::fs::read_to_string(&file).ok()?.trim().parse().ok()?);
                let killed = running().expect("nats-server says which process it is");
                kill_process(killed, Signal::KILL).expect("a process of ours can be ended");
                let look = async || running().filter(|process| *process != killed);
                eventually("nats-server to come back", look).await;
            }
        }
    }

    /// The lines of configuration that choose it, for a broker that may write into `folder`.
    pub fn lines(&self, folder: &Path) -> String {
        match self {
            Self::Embedded => String::new(),
            Self::Nats(program) => format!(
                "plugin.choria.network.engine = nats\nplugin.choria.network.nats.program = {}\n\
                 plugin.choria.network.nats.folder = {}\n",
                program.display(),
                folder.join("nats").display()
            ),
        }
    }
}

/// Makes a test of each of these functions for every engine: `async fn name(engine: Engine)`.
#[macro_export]
macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {
        mod embedded {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                super::$test($crate::engine::Engine::Embedded).await;
            })+
        }

        mod nats {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                if let Some(engine) = $crate::engine::Engine::nats() {
                    super::$test(engine).await;
                }
            })+
        }
    };
}
