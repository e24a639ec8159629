//! The terminal that tests type at, tried with programs that are everywhere.

use std::path::Path;

use harness::Terminal;
use rustix::process::Signal;

fn shell(cols: u16, rows: u16) -> Terminal {
    Terminal::spawn(Path::new("/bin/sh"), &["-i"], &[("PS1", "ready> ")], cols, rows)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_reaches_the_program_and_its_answer_the_screen() {
    let mut terminal = shell(80, 24);
    terminal.wait_for("ready>").await;
    terminal.press("echo \"$((6 * 7)) is the answer\"<enter>");
    terminal.wait_for("42 is the answer").await;
    terminal.press("printf '\\033[5 q'; exit 3<enter>");
    assert_eq!(terminal.exit_status().await, 3);
    assert!(terminal.raw().windows(4).any(|bytes| bytes == b"\x1b[5 "));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_has_it_as_its_controlling_terminal_of_the_size_it_is_given() {
    let terminal = shell(100, 30);
    terminal.press("stty size <lt>/dev/tty<enter>");
    terminal.wait_for("30 100").await;
    terminal.resize(61, 17);
    terminal.press("stty size <lt>/dev/tty<enter>");
    terminal.wait_for("17 61").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn control_c_and_signals_end_programs() {
    let mut terminal = shell(80, 24);
    terminal.wait_for("ready>").await;
    terminal.press("echo begun; sleep 1000; echo status $?<enter>");
    terminal.wait_for("\nbegun").await;
    terminal.press("<c-c>");
    terminal.press("echo still here<enter>");
    terminal.wait_for("> still here").await;
    terminal.signal(Signal::KILL);
    assert_eq!(terminal.exit_status().await, 128 + 9);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_asks_where_the_cursor_is_gets_an_answer() {
    let terminal = shell(80, 24);
    terminal.press(
        "stty -echo -icanon; printf '\\033[3;5H\\033[6n'; dd bs=1 count=6 2>/dev/null | od -An -c<enter>",
    );
    terminal.wait_for("3   ;   5   R").await;
    assert!(!terminal.is_cooked());
}
