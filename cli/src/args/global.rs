//! Flags every command has.

use std::path::PathBuf;

use config::Environment;

use crate::theme::Theme;

/// Flags every command has.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct GlobalArgs {
    /// Configuration file; without it ~/.choriarc, ~/.mcollective, ~/.config/mco/client.conf, or the system's
    #[arg(short, long, value_name = "FILE", global = true, help_heading = "Global")]
    pub(crate) config: Option<PathBuf>,
    /// Say more
    #[arg(short, long, global = true, help_heading = "Global")]
    pub(crate) verbose: bool,
    /// Log what happens to standard error
    #[arg(long, global = true, help_heading = "Global")]
    pub(crate) debug: bool,
    /// When to use colours: auto, always or never
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        hide_possible_values = true,
        help_heading = "Global"
    )]
    pub(crate) color: Option<ColorChoice>,
    /// Plain ASCII instead of boxes and glyphs
    #[arg(long, global = true, help_heading = "Global")]
    pub(crate) ascii: bool,
    /// Exit statuses of another client: `go` knows only 0 and 1
    #[arg(
        long,
        value_name = "DIALECT",
        global = true,
        hide_possible_values = true,
        help_heading = "Global"
    )]
    pub(crate) exit: Option<ExitDialect>,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal that can, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Whose exit statuses to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ExitDialect {
    /// 0 when the command ran, 1 on an error
    Go,
}

impl GlobalArgs {
    /// How to decorate a stream.
    pub(crate) fn theme(&self, environment: &Environment, terminal: bool) -> Theme {
        let set = |name: &str| environment.vars.get(name).filter(|value| !value.is_empty());
        let dumb = set("TERM").is_some_and(|term| term == "dumb");
        let color = match self.color {
            Some(ColorChoice::Always) => true,
            Some(ColorChoice::Never) => false,
            Some(ColorChoice::Auto) | None => terminal && !dumb && set("NO_COLOR").is_none(),
        };
        Theme {
            color,
            ascii: self.ascii || dumb || !speaks_unicode(environment),
        }
    }

    /// Takes from `outer` what is not given here: flags before and after a command's name mean the same.
    pub(crate) fn or(self, outer: Self) -> Self {
        Self {
            config: self.config.or(outer.config),
            verbose: self.verbose || outer.verbose,
            debug: self.debug || outer.debug,
            color: self.color.or(outer.color),
            ascii: self.ascii || outer.ascii,
            exit: self.exit.or(outer.exit),
        }
    }
}

/// A locale that names another encoding says no, and so do `C` and `POSIX`, which are ASCII; most machines that set none still
/// show UTF-8.
fn speaks_unicode(environment: &Environment) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| environment.vars.get(*name).filter(|value| !value.is_empty()));
    locale.is_none_or(|locale| match locale.split_once('.') {
        Some((_, encoding)) => encoding.to_ascii_lowercase().starts_with("utf"),
        None => locale != "C" && locale != "POSIX",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(vars: &[(&str, &str)]) -> Environment {
        Environment {
            vars: vars
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect(),
            ..Environment::default()
        }
    }

    #[test]
    fn colour_needs_a_terminal_that_can_and_nobody_who_minds() {
        let auto = GlobalArgs::default();
        assert!(auto.theme(&environment(&[]), true).color);
        assert!(!auto.theme(&environment(&[]), false).color);
        assert!(!auto.theme(&environment(&[("NO_COLOR", "1")]), true).color);
        assert!(!auto.theme(&environment(&[("TERM", "dumb")]), true).color);
    }

    #[test]
    fn the_flag_wins_over_the_environment() {
        let always = GlobalArgs {
            color: Some(ColorChoice::Always),
            ..GlobalArgs::default()
        };
        assert!(always.theme(&environment(&[("NO_COLOR", "1")]), false).color);
        let never = GlobalArgs {
            color: Some(ColorChoice::Never),
            ..GlobalArgs::default()
        };
        assert!(!never.theme(&environment(&[]), true).color);
    }

    #[test]
    fn a_locale_without_utf8_gets_ascii() {
        let auto = GlobalArgs::default();
        assert!(
            auto.theme(&environment(&[("LANG", "de_DE.ISO-8859-1")]), true)
                .ascii
        );
        assert!(auto.theme(&environment(&[("LC_ALL", "C")]), true).ascii);
        assert!(!auto.theme(&environment(&[("LANG", "C.UTF-8")]), true).ascii);
        assert!(!auto.theme(&environment(&[("LANG", "de_DE")]), true).ascii);
        assert!(!auto.theme(&environment(&[("LANG", "en_US.utf8")]), true).ascii);
    }
}
