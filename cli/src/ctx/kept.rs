//! What commands keep for those after them: DDLs, saved sets, and what is known of the fleet.

use std::path::PathBuf;

use client::cache::{Cache, Learned};
use client::sets::Sets;
use protocol::{Collective, Identity};

use super::Ctx;
use crate::names::{Lesson, Names};
use crate::report::Stop;

impl Ctx {
    /// Where DDLs of the registry are kept unless the configuration says otherwise.
    pub(crate) fn ddl_cache(&self) -> Option<PathBuf> {
        Some(self.environment.cache_dir()?.join("ddl"))
    }

    /// The saved sets of this user.
    pub(crate) fn sets(&self) -> anyhow::Result<Sets> {
        let folder = self.environment.state_dir().ok_or_else(|| {
            Stop::error("there is no folder for saved sets").hint("HOME or XDG_STATE_HOME names the place")
        })?;
        Ok(Sets::new(folder.join("sets")))
    }

    /// What is known of this site's nodes from earlier answers; none without a folder or a configuration.
    pub(crate) async fn cache(&self) -> Option<Cache> {
        let folder = self.environment.cache_dir()?;
        Some(Cache::new(folder.join("fleet.redb"), &self.site().await?))
    }

    /// The names of streams and keys that earlier commands have met at this site, likewise.
    pub(crate) async fn names(&self) -> Option<Names> {
        let folder = self.environment.cache_dir()?;
        Some(Names::new(folder.join("names.json"), &self.site().await?))
    }

    /// What tells the brokers of this configuration from others.
    async fn site(&self) -> Option<String> {
        let network = &self.config().await.ok()?.member.network;
        let mut hosts = network.hosts.clone();
        hosts.sort_unstable();
        Some(match hosts.is_empty() {
            true => network.srv_domain.clone().unwrap_or_default(),
            false => hosts.join(","),
        })
    }

    /// Keeps in mind which streams or keys there are.
    pub(crate) async fn learn_names(&self, lesson: Lesson) {
        if let Some(names) = self.names().await {
            let now = self.clock.now();
            self.later(move || names.learn(lesson, now));
        }
    }

    /// Does so at once, for screens, whose end is far off.
    pub(crate) async fn learn_names_now(&self, lesson: Lesson) {
        if let Some(names) = self.names().await {
            let now = self.clock.now();
            let kept = tokio::task::spawn_blocking(move || names.learn(lesson, now)).await;
            if let Err(error) = kept {
                tracing::debug!(%error, "names are not kept");
            }
        }
    }

    /// Keeps in mind that these nodes answered.
    pub(crate) async fn learn_seen(&self, nodes: Vec<Identity>, collective: &Collective) {
        if let Some(cache) = self.cache().await.filter(|_| !nodes.is_empty()) {
            let (collective, now) = (collective.clone(), self.clock.now());
            self.later(move || cache.seen(&nodes, &collective, now));
        }
    }

    /// Keeps in mind what nodes said of themselves.
    pub(crate) async fn learn(&self, nodes: Vec<Learned>) {
        if let Some(cache) = self.cache().await {
            let now = self.clock.now();
            self.later(move || cache.learn(&nodes, now));
        }
    }
}
