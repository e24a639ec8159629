//! Engines that end in the middle of everything and come back.

use rustix::process::{Pid, Signal, kill_process};

use crate::{Engine, World, eventually};

impl Engine {
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
}
