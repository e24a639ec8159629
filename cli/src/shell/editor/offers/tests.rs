use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::args::GlobalArgs;
use crate::ctx::Ctx;
use crate::fixture;

/// Pieces of lines, well formed and not.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        4 => prop::sample::select(vec![
            " ", " ", "\n", "filter", "set", "add", "not", "use", "package", "install", "package=", "watch 5", "time", "mco", "dry",
            "results", "where", "targets", "find", "-C", "-F a=", "|", "|!", ">", "&", "'", "\"", "\\", "{", "(", "#", "ü", "日", "\u{301}",
            "\u{a0}", "\u{2003}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(scrap, 0..14).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_line_with_any_cursor_is_completed_within_itself(line in scraps(), cursor in 0usize..50, uses in any::<bool>()) {
        let cursor = (0..=cursor.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (out, err) = (fixture::Text::default(), fixture::Text::default());
        let host = fixture::host(Box::new(out), Box::new(err));
        let base = Base::new(Ctx::new(host, GlobalArgs::default(), "mco"), true);
        let used = uses.then(|| Used { agent: Arc::new(fixture::agent()), action: Some("status".to_owned()) });
        let (found, hint) = runtime.block_on(async {
            let found = offers(&base, used.as_ref(), &line, cursor).await;
            (found, expected(&base, used.as_ref(), &line, cursor).await)
        });
        prop_assert!(found.from <= cursor && line.is_char_boundary(found.from), "{} of {cursor}", found.from);
        let said = found.candidates.iter().flat_map(|one| [&one.value, &one.about]).chain(&hint);
        for text in said {
            prop_assert!(!text.contains(char::is_control), "{text:?}");
        }
    }
}
