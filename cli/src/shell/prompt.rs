//! The prompt: where one is, what the filter means, and how many nodes that is.

use protocol::Collective;
use tokio::time::Instant;
use tui::text::fit;
use unicode_width::UnicodeWidthStr;

use super::engine::Engine;
use crate::backend::context;
use crate::host;
use crate::theme::{Meaning, Theme, line};

/// Most characters of the filter that are shown.
const MAX_FILTER: usize = 200;

/// Columns that a line gets beside the prompt; where there are fewer, the prompt has a line of its own.
const MIN_LINE: usize = 40;

/// Seconds after which the age of a count is shown.
const FRESH: u64 = 60;

/// A prompt in both of its forms, of the same width.
pub(super) struct Shown {
    pub(super) plain: String,
    pub(super) styled: String,
}

/// The parts of a prompt.
#[derive(Debug, Default)]
struct Parts {
    site: String,
    collective: String,
    filter: String,
    count: String,
    used: String,
}

/// The prompt as things are now. Nothing is asked of anybody.
pub(super) async fn prompt(engine: &Engine, theme: Theme) -> Shown {
    let ctx = &engine.base.ctx;
    let config = ctx.config().await.ok();
    let main = config.map(|config| config.member.main_collective.clone());
    let collective = engine
        .sticky
        .options
        .collective()
        .map(str::to_owned)
        .or(main)
        .unwrap_or_default();
    let first = engine.base.first.get().filter(|(filter, ..)| {
        *filter == engine.sticky.filter_text() && engine.sticky.options.collective().is_none()
    });
    let count = match (&engine.sticky.pinned, engine.reach) {
        (Some(pinned), _) => format!("{} pinned", pinned.len()),
        (None, Some((count, at))) => counted(count, at),
        (None, None) if let Some((_, count, at)) = first => counted(*count, *at),
        (None, None) if engine.sticky.filter.is_empty() => known(engine, &collective).await,
        (None, None) => String::new(),
    };
    let used = engine.sticky.used.as_ref().map(|used| {
        let action = used.action.as_ref().map(|action| format!(" {action}"));
        format!("{}{}", used.agent.metadata.name, action.unwrap_or_default())
    });
    let parts = Parts {
        site: config.map_or_else(|| ctx.program.to_owned(), |config| site(engine, config)),
        collective,
        filter: engine.sticky.filter_text(),
        count,
        used: used.unwrap_or_default(),
    };
    parts.shown(theme, host::width())
}

/// The name of the configuration, where one is chosen, else that of the site as the screens show it.
fn site(engine: &Engine, config: &config::Client) -> String {
    let ctx = &engine.base.ctx;
    let file = ctx.global.config.as_ref().and_then(|file| file.file_stem());
    let name = file.map(|name| name.to_string_lossy().into_owned());
    let names = [name.filter(|name| name != "client"), Some(context(config))];
    let named = names.into_iter().flatten().find(|name| !name.is_empty());
    named.unwrap_or_else(|| ctx.program.to_owned())
}

/// A count, with its age when it has one.
fn counted(count: usize, at: Instant) -> String {
    match at.elapsed().as_secs() {
        age if age < FRESH => count.to_string(),
        age => format!("{count} {}m ago", age / 60),
    }
}

/// How many nodes are known from earlier answers.
async fn known(engine: &Engine, collective: &str) -> String {
    let Some(cache) = engine.base.ctx.cache().await else {
        return String::new();
    };
    let Ok(collective) = Collective::new(collective) else {
        return String::new();
    };
    let counting = tokio::task::spawn_blocking(move || cache.size(&collective));
    match counting.await {
        Ok(count @ 1..) => format!("~{count}"),
        _ => String::new(),
    }
}

impl Parts {
    fn shown(&self, theme: Theme, columns: usize) -> Shown {
        let (dots, end) = if theme.ascii { ("...", ">") } else { ("…", "›") };
        let mut filter: String = line(&self.filter).into_owned();
        // Together with everything else it may fill a line, not more.
        let others = [&self.site, &self.collective, &self.count, &self.used];
        let others: usize = others.iter().map(|text| line(text).width() + 1).sum();
        let room = columns.saturating_sub(others + 3).clamp(8, MAX_FILTER);
        filter = fit(&filter, room, dots).trim_end().to_owned();
        if !filter.is_empty() {
            filter = format!("[{filter}]");
        }
        let parts = [
            (Some(Meaning::Title), self.site.as_str()),
            (None, self.collective.as_str()),
            (Some(Meaning::Warning), filter.as_str()),
            (Some(Meaning::Good), self.count.as_str()),
            (Some(Meaning::Value), self.used.as_str()),
        ];
        let given = parts.iter().filter(|(_, text)| !text.is_empty());
        let plain: Vec<String> = given.clone().map(|(_, text)| line(text).into_owned()).collect();
        let styled = given.map(|(meaning, text)| match meaning {
            Some(meaning) => theme.paint(*meaning, line(text)),
            None => line(text).into_owned(),
        });
        let styled: Vec<String> = styled.collect();
        let (plain, styled) = (plain.join(" "), styled.join(" "));
        let alone = plain.width() + MIN_LINE > columns;
        let end = if alone {
            format!("\n{end} ")
        } else {
            format!("{end} ")
        };
        Shown {
            plain: plain + &end,
            styled: styled + &end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        Parts {
            site: "prod".to_owned(),
            collective: "mcollective".to_owned(),
            filter: "-C apache -F country=uk".to_owned(),
            count: "214".to_owned(),
            used: "package".to_owned(),
        }
    }

    #[test]
    fn a_prompt_says_what_the_next_line_will_mean() {
        insta::assert_snapshot!(parts().shown(Theme::PLAIN, 120).plain, @"prod mcollective [-C apache -F country=uk] 214 package›");
        let bare = Parts {
            site: "mco".to_owned(),
            ..Parts::default()
        };
        assert_eq!(bare.shown(Theme::ASCII, 80).plain, "mco> ");
    }

    #[test]
    fn a_long_prompt_leaves_room_for_the_line() {
        let shown = parts().shown(Theme::PLAIN, 80).plain;
        assert_eq!(
            shown,
            "prod mcollective [-C apache -F country=uk] 214 package\n› "
        );
    }

    #[test]
    fn a_long_filter_is_cut_and_hostile_ones_do_nothing() {
        let long = Parts {
            filter: "-F a=\u{1b}[2J ".to_owned() + &"x".repeat(200),
            ..parts()
        };
        let shown = long.shown(Theme::PLAIN, 80).plain;
        let first = shown.lines().next().unwrap();
        assert!(
            first.chars().count() <= 80 && !shown.contains('\u{1b}'),
            "{shown}"
        );
    }
}
