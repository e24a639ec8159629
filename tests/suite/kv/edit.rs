//! Changing a value in an editor.

use std::path::PathBuf;

use harness::{Engine, Terminal, World, on_both_engines};

use super::{desk, done, with_bucket};

on_both_engines!(
    what_is_saved_in_the_editor_is_the_new_value,
    who_is_too_late_is_told_and_keeps_his_text,
);

/// An editor that a test has written.
fn editor(world: &World, script: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = world.dir().join("editor");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

async fn edit(world: &World, key: &str, script: &str) -> (i32, String) {
    let editor = editor(world, script).display().to_string();
    let tmp = world.dir().join("tmp");
    std::fs::create_dir_all(&tmp).unwrap();
    let (_, vars) = desk(world);
    let mut vars: Vec<_> = vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let tmp = tmp.display().to_string();
    vars.extend([("EDITOR", editor.as_str()), ("TMPDIR", &tmp), ("NO_COLOR", "1")]);
    let mco = std::path::Path::new(env!("CARGO_BIN_EXE_test-mco"));
    let mut terminal = Terminal::spawn(mco, &["kv", "edit", "CFG", key], &vars, 200, 24);
    let status = terminal.exit_status().await;
    (status, terminal.screen().trim_end().replace(&tmp, "TMP"))
}

async fn what_is_saved_in_the_editor_is_the_new_value(engine: Engine) {
    let world = with_bucket(&engine).await;
    done(&world, &["kv", "put", "CFG", "auth.username", "bob"]).await;
    let (status, said) = edit(
        &world,
        "auth.username",
        r#"grep -q '^bob$' "$1" && echo ann > "$1""#,
    )
    .await;
    assert_eq!(
        (status, said.as_str()),
        (0, "Updated auth.username, new revision 2")
    );
    assert_eq!(
        done(&world, &["kv", "get", "CFG", "auth.username", "--raw"]).await,
        "ann"
    );
    let (status, said) = edit(&world, "auth.username", "true").await;
    assert_eq!((status, said.as_str()), (0, "Nothing was changed"));
    let (status, said) = edit(&world, "new/key", r#"printf 'one\ntwo\n' > "$1""#).await;
    assert_eq!((status, said.as_str()), (0, "Updated new/key, new revision 3"));
    let (status, said) = edit(&world, "new/key", r#"echo lost > "$1"; exit 3"#).await;
    assert_eq!(status, 1);
    assert_shown!(said, @"mco: the editor ended with status 3, nothing was written");
    assert!(
        std::fs::read_dir(world.dir().join("tmp"))
            .unwrap()
            .next()
            .is_none()
    );
}

async fn who_is_too_late_is_told_and_keeps_his_text(engine: Engine) {
    let world = with_bucket(&engine).await;
    done(&world, &["kv", "put", "CFG", "a", "1"]).await;
    let (status, said) = edit(
        &world,
        "a",
        r#"mco kv put CFG a theirs >/dev/null; echo mine > "$1""#,
    )
    .await;
    assert_eq!(status, 1);
    let kept: Vec<_> = std::fs::read_dir(world.dir().join("tmp"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    let kept = &kept[0];
    assert_eq!(std::fs::read_to_string(kept).unwrap(), "mine\n");
    let said = said.replace(kept.file_name().unwrap().to_str().unwrap(), "FILE");
    assert_shown!(said, @"
    mco: somebody else changed key a of bucket CFG meanwhile, now at revision 2; nothing was overwritten
      hint: your text is kept in TMP/FILE; `mco kv diff CFG a` shows what they changed, `mco kv edit CFG a` begins again
    ");
    assert_eq!(done(&world, &["kv", "get", "CFG", "a", "--raw"]).await, "theirs");
}
