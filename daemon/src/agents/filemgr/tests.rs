use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;

use protocol::rpc::Status;
use serde_json::json;

use super::*;
use crate::agents::fixture::{actions, call, declared, settings};

async fn perform(call: &Call, settings: &Settings) -> Answer {
    let workers = Arc::new(Semaphore::new(1));
    declared("filemgr", call, super::perform(&workers, call, settings).await)
}

async fn ask(action: &str, path: &Path) -> Answer {
    perform(&call(action, json!({ "file": path })), &Settings::default()).await
}

/// As if the file had last been changed in 1970.
fn age(path: &Path) {
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(std::time::UNIX_EPOCH).unwrap();
}

#[tokio::test]
async fn a_file_is_described_with_its_checksum() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hello");
    std::fs::write(&path, "hello\n").unwrap();
    age(&path);
    let answer = ask("status", &path).await;
    assert_eq!(answer.status, Status::Ok);
    let told = |name: &str| answer.data[name].clone();
    assert_eq!(told("md5"), json!("b1946ac92492d2347c6235b4d2611184"));
    assert_eq!(
        (told("type"), told("present"), told("output")),
        (json!("file"), json!(1), json!("present"))
    );
    assert_eq!((told("size"), told("name")), (json!(6), json!(path)));
    assert_eq!(
        (told("mtime"), told("mtime_seconds")),
        (json!("1970-01-01 00:00:00 +0000"), json!(0))
    );
    assert!(told("mode").as_str().unwrap().starts_with("100"));
}

#[tokio::test]
async fn a_missing_file_fails_with_every_output_at_zero() {
    let answer = ask("status", Path::new("/nonexistent/file")).await;
    assert_eq!(
        (answer.status, answer.message.as_str()),
        (Status::Aborted, "/nonexistent/file does not exist")
    );
    insta::assert_snapshot!(json!(answer.data), @r#"{"atime":0,"atime_seconds":0,"ctime":0,"ctime_seconds":0,"gid":0,"md5":0,"mode":"0000","mtime":0,"mtime_seconds":0,"name":"/nonexistent/file","output":"not present","present":0,"size":0,"type":"unknown","uid":0}"#);
}

#[tokio::test]
async fn links_are_not_followed_and_sockets_are_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let (link, socket) = (folder.path().join("link"), folder.path().join("socket"));
    symlink("/nonexistent", &link).unwrap();
    let _listener = UnixListener::bind(&socket).unwrap();
    for (path, kind) in [
        (&link, "symlink"),
        (&socket, "socket"),
        (&folder.path().to_owned(), "directory"),
    ] {
        let answer = ask("status", path).await;
        assert_eq!((answer.status, &answer.data["type"]), (Status::Ok, &json!(kind)));
        assert_eq!(answer.data["md5"], json!(0));
    }
}

#[tokio::test]
async fn a_directory_is_listed_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b", "a"] {
        std::fs::write(folder.path().join(name), "").unwrap();
    }
    let data = json!({ "file": folder.path(), "dirlist": true });
    let answer = perform(&call("status", data), &Settings::default()).await;
    assert_eq!(answer.data["dir_listing"], json!(["a", "b"]));
    assert!(
        !ask("status", folder.path())
            .await
            .data
            .contains_key("dir_listing")
    );
}

#[test]
fn a_checksum_that_takes_too_long_is_given_up() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file, b"x").unwrap();
    assert_eq!(
        md5sum::md5sum(file.path(), std::time::Duration::ZERO).unwrap(),
        None
    );
}

#[tokio::test]
async fn touch_creates_a_file_and_then_only_renews_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flag");
    assert_eq!(ask("touch", &path).await.status, Status::Ok);
    std::fs::write(&path, "kept").unwrap();
    age(&path);
    assert_eq!(ask("touch", &path).await.status, Status::Ok);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "kept");
    assert_ne!(
        path.metadata().unwrap().modified().unwrap(),
        std::time::UNIX_EPOCH
    );
}

#[tokio::test]
async fn touch_says_why_it_could_not() {
    let answer = ask("touch", Path::new("/nonexistent/file")).await;
    assert_eq!(
        answer.message,
        "could not touch /nonexistent/file: No such file or directory (os error 2)"
    );
}

#[tokio::test]
async fn remove_takes_files_links_and_empty_directories_only() {
    let folder = tempfile::tempdir().unwrap();
    let (full, link) = (folder.path().join("full"), folder.path().join("link"));
    std::fs::create_dir(&full).unwrap();
    let file = full.join("file");
    std::fs::write(&file, "").unwrap();
    symlink(&full, &link).unwrap();

    let answer = ask("remove", &full).await;
    assert!(answer.message.contains("Directory not empty"), "{answer:?}");
    assert_eq!(ask("remove", &link).await.status, Status::Ok);
    assert!(file.exists());
    for path in [&file, &full] {
        assert_eq!(ask("remove", path).await.status, Status::Ok);
    }
    let gone = ask("remove", &full).await;
    assert_eq!(
        gone.message,
        format!("could not remove {}: it is not present", full.display())
    );
    assert_eq!(
        ask("remove", Path::new("/")).await.message,
        "refusing to remove /"
    );
}

#[tokio::test]
async fn paths_have_to_be_absolute() {
    for path in ["", "relative", "../up", "/a\0b"] {
        assert_eq!(
            ask("status", Path::new(path)).await.status,
            Status::InvalidData,
            "{path:?}"
        );
    }
}

#[tokio::test]
async fn without_a_file_the_configured_one_is_meant() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flag");
    let settings = settings(&[("plugin.filemgr.touch_file", path.to_str().unwrap())]);
    assert_eq!(
        perform(&call("touch", json!({})), &settings).await.status,
        Status::Ok
    );
    assert!(path.exists());
}

#[tokio::test]
async fn every_declared_action_is_known_and_no_other() {
    let path = Path::new("/nonexistent/file");
    for action in actions("filemgr") {
        let answer = ask(&action, path).await;
        assert_ne!(answer.status, Status::UnknownAction, "{action}");
    }
    let answer = ask("bogus", path).await;
    assert_eq!(
        (answer.status, answer.message.as_str()),
        (Status::UnknownAction, "unknown action bogus")
    );
}

#[tokio::test]
async fn a_node_whose_disk_hangs_refuses_more_calls() {
    let busy = Arc::new(Semaphore::new(0));
    let call = call("status", json!({ "file": "/" }));
    let answer = super::perform(&busy, &call, &Settings::default()).await;
    assert_eq!(
        answer.message,
        "too many calls wait for files of this node, its disk may be hanging"
    );
}

#[test]
fn nodes_of_one_machine_may_touch_a_missing_file_at_the_same_moment() {
    const TOGETHER: usize = 8;
    let folder = tempfile::tempdir().unwrap();
    for round in 0..100 {
        let path = folder.path().join(round.to_string());
        let start = std::sync::Barrier::new(TOGETHER);
        let touched = std::thread::scope(|scope| {
            let touch = || {
                start.wait();
                touch::touch(&path).is_ok()
            };
            let threads: Vec<_> = (0..TOGETHER).map(|_| scope.spawn(touch)).collect();
            threads
                .into_iter()
                .filter_map(|thread| thread.join().ok())
                .filter(|ok| *ok)
                .count()
        });
        assert_eq!(touched, TOGETHER);
    }
}
