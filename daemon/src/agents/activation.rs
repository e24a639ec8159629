//! Which agents a node hosts.

use config::Settings;

/// Whether `plugin.<agent>.activate_agent` allows the agent; an unset or unreadable value means `default`.
pub(crate) fn active(settings: &Settings, agent: &str, default: bool) -> bool {
    let key = format!("plugin.{agent}.activate_agent");
    let Some(word) = settings.raw(&key) else {
        return default;
    };
    truth(word).unwrap_or_else(|| {
        tracing::warn!(key, word, default, "not a boolean, the default is used");
        default
    })
}

/// A boolean key of an agent; an unset or unreadable value means `default`.
pub(super) fn enabled(settings: &Settings, key: &str, default: bool) -> bool {
    settings.raw(key).and_then(truth).unwrap_or(default)
}

/// Reads the boolean words of configuration files.
pub(super) fn truth(word: &str) -> Option<bool> {
    match word.trim().to_ascii_lowercase().as_str() {
        "1" | "yes" | "true" | "y" | "t" => Some(true),
        "0" | "no" | "false" | "n" | "f" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agents::fixture::settings;

    #[test]
    fn all_boolean_words_are_read_in_any_case() {
        for word in ["1", "Yes", "TRUE", "y", "T", " true "] {
            assert_eq!(truth(word), Some(true), "{word}");
        }
        for word in ["0", "no", "False", "N", "f"] {
            assert_eq!(truth(word), Some(false), "{word}");
        }
        assert_eq!(truth("on"), None);
    }

    #[test]
    fn a_word_that_is_no_boolean_changes_nothing() {
        let settings = settings(&[("plugin.shell.activate_agent", "perhaps")]);
        assert!(!active(&settings, "shell", false));
        assert!(active(&settings, "package", true));
    }
}
