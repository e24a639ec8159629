//! Which resources may be applied from afar.

use config::Settings;

use crate::Answer;

/// Checks type and name against the configured lists. Without any list of types none is allowed.
pub(super) fn check(settings: &Settings, kind: &str, name: &str) -> Result<(), Answer> {
    let base = "plugin.puppet.resource_type";
    if settings.raw(&format!("{base}_whitelist")).is_none()
        && settings.raw(&format!("{base}_blacklist")).is_none()
    {
        return Err(Answer::aborted(format!(
            "no resource type is allowed, {base}_whitelist is not set"
        )));
    }
    pass(
        settings,
        &format!("{base}_whitelist"),
        &format!("{base}_blacklist"),
        "type",
        kind,
    )?;
    let base = "plugin.puppet.resource_name";
    pass(
        settings,
        &format!("{base}_whitelist.{kind}"),
        &format!("{base}_blacklist.{kind}"),
        "name",
        name,
    )
}

/// Checks one word against a list of what is allowed, or a list of what is not.
fn pass(settings: &Settings, allowed: &str, denied: &str, what: &str, word: &str) -> Result<(), Answer> {
    let listed = |list: &str| list.split(',').any(|entry| entry.trim() == word);
    match (settings.raw(allowed), settings.raw(denied)) {
        (Some(_), Some(_)) => Err(Answer::aborted(format!(
            "only one of {allowed} and {denied} may be set"
        ))),
        (Some("none"), None) => Err(Answer::aborted(format!("no {what} is allowed by {allowed}"))),
        (Some(list), None) if !listed(list) => Err(Answer::aborted(format!(
            "{what} {word} is not listed in {allowed}"
        ))),
        (None, Some(list)) if listed(list) => {
            Err(Answer::aborted(format!("{what} {word} is listed in {denied}")))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agents::fixture::settings;

    fn refusal(pairs: &[(&str, &str)]) -> String {
        check(&settings(pairs), "host", "db1").map_or_else(|refusal| refusal.message, |()| "allowed".into())
    }

    #[test]
    fn lists_decide_and_without_one_nothing_is_allowed() {
        let types = "plugin.puppet.resource_type_whitelist";
        let not_types = "plugin.puppet.resource_type_blacklist";
        let names = "plugin.puppet.resource_name_whitelist.host";
        let not_names = "plugin.puppet.resource_name_blacklist.host";
        assert_eq!(
            refusal(&[]),
            format!("no resource type is allowed, {types} is not set")
        );
        assert_eq!(
            refusal(&[(types, "none")]),
            format!("no type is allowed by {types}")
        );
        assert_eq!(refusal(&[(types, "user, host")]), "allowed");
        assert_eq!(
            refusal(&[(types, "user")]),
            format!("type host is not listed in {types}")
        );
        assert_eq!(refusal(&[(not_types, "exec")]), "allowed");
        assert_eq!(
            refusal(&[(not_types, "host")]),
            format!("type host is listed in {not_types}")
        );
        assert_eq!(
            refusal(&[(types, "host"), (not_types, "exec")]),
            format!("only one of {types} and {not_types} may be set")
        );
        assert_eq!(refusal(&[(types, "host"), (names, "db1")]), "allowed");
        assert_eq!(
            refusal(&[(types, "host"), (names, "db2")]),
            format!("name db1 is not listed in {names}")
        );
        assert_eq!(
            refusal(&[(types, "host"), (not_names, "db1")]),
            format!("name db1 is listed in {not_names}")
        );
    }
}
