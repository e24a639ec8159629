use std::os::unix::fs::PermissionsExt;

use super::*;

fn history(folder: &Path) -> History {
    History {
        path: folder.join("mco/history.jsonl"),
    }
}

fn record(line: &str) -> Record {
    Record {
        time: "2026-11-20T10:41:02Z".to_owned(),
        line: line.to_owned(),
        ..Record::default()
    }
}

fn lines(history: &History) -> Vec<(u64, String)> {
    let records = history.read(usize::MAX).unwrap().into_iter();
    records.map(|record| (record.number, record.line)).collect()
}

#[test]
fn commands_are_numbered_and_come_newest_first() {
    let folder = tempfile::tempdir().unwrap();
    let history = history(folder.path());
    assert_eq!(lines(&history), []);
    for line in ["ping", "find -C web"] {
        history.append(record(line)).unwrap();
    }
    assert_eq!(
        lines(&history),
        [(2, "find -C web".to_owned()), (1, "ping".to_owned())]
    );
    assert_eq!(history.read(1).unwrap().len(), 1);
    let mode = fs::metadata(&history.path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    history.clear().unwrap();
    assert_eq!(lines(&history), []);
}

#[test]
fn a_line_that_was_cut_short_costs_only_itself() {
    let folder = tempfile::tempdir().unwrap();
    let history = history(folder.path());
    history.append(record("ping")).unwrap();
    let whole = fs::read(&history.path).unwrap();
    let mut cut = whole.clone();
    cut.extend_from_slice(b"no json\n\xff\xfe\n");
    cut.extend_from_slice(&whole[..whole.len() / 2]);
    fs::write(&history.path, cut).unwrap();
    history.append(record("find")).unwrap();
    assert_eq!(lines(&history), [(2, "find".to_owned()), (1, "ping".to_owned())]);
}

#[test]
fn too_many_commands_lose_the_older_half() {
    let folder = tempfile::tempdir().unwrap();
    let history = history(folder.path());
    history.append(record("first")).unwrap();
    let line = serde_json::to_string(&Record {
        number: COUNTED - 1,
        ..record("ping")
    });
    fs::write(&history.path, format!("{}\n", line.unwrap()).repeat(MAX_RECORDS)).unwrap();
    history.append(record("last")).unwrap();
    let kept = lines(&history);
    assert_eq!(kept.len(), MAX_RECORDS / 2);
    assert_eq!(kept[0], (COUNTED, "last".to_owned()));
    let mode = fs::metadata(&history.path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_file_of_long_lines_is_kept_short() {
    let folder = tempfile::tempdir().unwrap();
    let history = history(folder.path());
    let long = record(&"x".repeat(MAX_RECORD / 2));
    for _ in 0..(MAX_FILE as usize / (MAX_RECORD / 2)) + 2 {
        history.append(long.clone()).unwrap();
    }
    assert!(fs::metadata(&history.path).unwrap().len() <= MAX_FILE);
    assert!(history.append(record(&"x".repeat(MAX_RECORD))).is_err());
}

#[test]
fn writers_at_the_same_time_lose_nothing() {
    const WRITERS: usize = 4;
    const EACH: usize = 50;
    let folder = tempfile::tempdir().unwrap();
    let history = history(folder.path());
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(|| (0..EACH).for_each(|_| history.append(record("ping")).unwrap()));
        }
    });
    let mut numbers: Vec<u64> = lines(&history).into_iter().map(|(number, _)| number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=(WRITERS * EACH) as u64).collect::<Vec<_>>());
}
