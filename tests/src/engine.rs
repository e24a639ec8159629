//! The engines a broker can have, so that one suite runs on each.

use std::path::{Path, PathBuf};

use crate::peers;

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
