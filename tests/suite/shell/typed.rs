//! A person at a terminal.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use harness::{Terminal, World, eventually};
use mco::site::USER;

/// `mco WORDS...` in a terminal, as the site's user.
fn terminal(world: &World, words: &[&str], more: &[(&str, &str)]) -> Terminal {
    let config = world
        .site
        .user_kit(USER)
        .join("client.conf")
        .display()
        .to_string();
    let cache = world.dir().join("cache").display().to_string();
    let (state, home) = (world.state(), world.dir().display().to_string());
    let words = [&["--config", &config], words].concat();
    let vars = [
        ("MCOLLECTIVE_CERTNAME", USER),
        ("XDG_STATE_HOME", &state),
        ("XDG_CACHE_HOME", &cache),
        ("HOME", &home),
    ];
    let vars = [vars.as_slice(), more].concat();
    Terminal::spawn(Path::new(env!("CARGO_BIN_EXE_test-mco")), &words, &vars, 100, 30)
}

/// The end of the prompt that waits for a line. A `prompt` without a count stands for any.
fn is_ready(screen: &str, prompt: &str) -> bool {
    let last = screen.lines().last().unwrap_or_default().trim_end();
    let end = &prompt[prompt.trim_end_matches(['›', '>']).len()..];
    let Some(parts) = last.strip_suffix(end) else {
        return false;
    };
    let is_count = |word: &&str| word.trim_start_matches('~').parse::<usize>().is_ok();
    let words: Vec<&str> = parts.split(' ').filter(|word| !is_count(word)).collect();
    last == prompt || words.join(" ") + end == prompt
}

async fn ready(terminal: &Terminal, prompt: &str) {
    let what = format!("the prompt {prompt:?}");
    terminal
        .wait_until(&what, |screen| is_ready(screen, prompt))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mco_alone_opens_the_shell_and_control_d_leaves_it_with_the_terminal_as_it_was() {
    let world = World::with_nodes(3).await;
    let mut terminal = terminal(&world, &[], &[]);
    ready(&terminal, "localhost mcollective›").await;
    assert!(!terminal.is_cooked());
    terminal.press("<c-d>");
    assert_eq!(terminal.exit_status().await, 0);
    assert!(terminal.is_cooked());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_in_use_is_asked_by_its_actions_and_stages_hand_nodes_on() {
    let world = World::with_nodes(4).await;
    let terminal = terminal(&world, &["shell"], &[]);
    ready(&terminal, "localhost mcollective›").await;
    terminal.press("use package<enter>");
    ready(&terminal, "localhost mcollective package›").await;
    terminal.press("status package=bash<enter>");
    terminal.wait_for("Finished processing 4 / 4 hosts").await;
    ready(&terminal, "localhost mcollective 4 package›").await;
    terminal.press("find -F country=mt | status package=bash --senders<enter>");
    terminal.wait_for(".mt.example.net").await;
    ready(&terminal, "localhost mcollective 4 package›").await;
    terminal.press("filter set -F country=mt<enter>");
    terminal.wait_for("scope").await;
    terminal
        .wait_until("a prompt with the filter", |screen| {
            screen.contains("localhost mcollective [-F country=mt] ")
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tab_completes_what_is_meant_at_the_cursor_and_hints_say_what_is_expected() {
    let world = World::with_nodes(1).await;
    let terminal = terminal(&world, &[], &[]);
    ready(&terminal, "localhost mcollective›").await;
    terminal.press("us<tab>pack<tab>");
    terminal.wait_for("› use package").await;
    terminal.press("<enter>");
    ready(&terminal, "localhost mcollective package›").await;
    terminal.press("sta<tab>");
    terminal.wait_for("package› status").await;
    terminal.press("pa<tab>");
    terminal.wait_for("package› status package=").await;
    terminal.wait_for("(required)").await;
    terminal.press("<c-u>set disp<tab>fai<tab>");
    terminal.wait_for("› set display failed").await;
    terminal.press("<c-u>filter set --sel<tab>");
    terminal.wait_for("› filter set --select").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn control_c_ends_the_request_and_not_the_shell() {
    let world = World::with_nodes(1).await;
    let mut terminal = terminal(&world, &["shell"], &[]);
    ready(&terminal, "localhost mcollective›").await;
    terminal.press("rpc rpcutil ping -I nobody.example.net --timeout 600<enter>");
    terminal.wait_for("nobody").await;
    terminal
        .wait_until("the terminal to be the command's", |_| terminal.is_cooked())
        .await;
    terminal.press("<c-c>");
    terminal
        .wait_until("the prompt", |screen| screen.matches('›').count() == 2)
        .await;
    terminal.press("find |! tr a-z A-Z<enter>");
    terminal.wait_for(".EXAMPLE.NET").await;
    ready(&terminal, "localhost mcollective›").await;
    terminal.press("half a line");
    terminal.wait_for("half a line").await;
    terminal.press("<c-c>");
    ready(&terminal, "localhost mcollective›").await;
    terminal.press("quit<enter>");
    assert_eq!(terminal.exit_status().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_are_recalled_in_the_next_shell_without_their_secrets() {
    let world = World::with_nodes(1).await;
    let mut first = terminal(&world, &[], &[]);
    ready(&first, "localhost mcollective›").await;
    first.press("set timeout 7s<enter>");
    first.press("custom login user=bob password=hunter2 'token: s3cret'<enter>");
    first.wait_for("neither a command").await;
    ready(&first, "localhost mcollective›").await;
    first.press("quit<enter>");
    first.exit_status().await;
    let kept = std::fs::read_to_string(Path::new(&world.state()).join("mco/shell.jsonl")).unwrap();
    assert!(kept.contains("user=bob") && !kept.contains("hunter2"), "{kept}");

    let next = terminal(&world, &[], &[]);
    ready(&next, "localhost mcollective›").await;
    next.press("<up><up>");
    next.wait_for("password=***").await;
    next.press("<enter>");
    next.wait_for("neither a command").await;
    ready(&next, "localhost mcollective›").await;
    next.press("rpc custom login 'password=***'<enter>");
    next.wait_for("type the value of password again").await;
    ready(&next, "localhost mcollective›").await;
    next.press("<up><up><up><up><up>");
    next.wait_for("› set timeout 7s").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_goes_on_while_it_is_open() {
    let world = World::with_nodes(1).await;
    let terminal = terminal(&world, &[], &[]);
    ready(&terminal, "localhost mcollective›").await;
    terminal.press("find |<enter>");
    terminal.press("targets |! tr a-z A-Z<enter>");
    terminal.wait_for(".EXAMPLE.NET").await;
    terminal.press("find && find<enter>");
    terminal.wait_for("^ `&&` joins expressions").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_terminal_that_can_do_nothing_gets_plain_lines() {
    let world = World::with_nodes(1).await;
    let mut terminal = terminal(&world, &[], &[("TERM", "dumb")]);
    ready(&terminal, "localhost mcollective>").await;
    terminal.press("use package<enter>");
    ready(&terminal, "localhost mcollective package>").await;
    terminal.press("quit<enter>");
    assert_eq!(terminal.exit_status().await, 0);
    assert!(
        !terminal.raw().contains(&0x1b),
        "{}",
        String::from_utf8_lossy(&terminal.raw())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn another_width_and_wide_characters_leave_the_line_whole() {
    let world = World::with_nodes(1).await;
    let terminal = terminal(&world, &[], &[("NO_COLOR", "1")]);
    ready(&terminal, "localhost mcollective›").await;
    terminal.press("help '日本語 and a long line of words that does not fit into forty columns'");
    terminal.wait_for("forty columns'").await;
    terminal.resize(40, 30);
    terminal.press("<home><right><right>x");
    terminal.wait_for("hexlp").await;
    terminal.press("<backspace><end><c-u>set dm<enter>");
    terminal.wait_for("way to find nodes").await;
    let raw = String::from_utf8_lossy(&terminal.raw()).into_owned();
    let colours = (30..38).any(|colour| raw.contains(&format!("\u{1b}[{colour}m")));
    assert!(!colours, "NO_COLOR is heeded: {raw:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_in_the_background_end_with_the_shell_after_a_question() {
    let world = World::with_nodes(1).await;
    let mut terminal = terminal(&world, &[], &[]);
    ready(&terminal, "localhost mcollective›").await;
    terminal.press("rpc rpcutil ping -I nobody.example.net --timeout 600 &<enter>");
    terminal.wait_for("[1] rpc rpcutil ping").await;
    terminal.press("find &<enter>");
    terminal.wait_for("[2] find").await;
    terminal.press("fg 2<enter>");
    terminal
        .wait_until("the prompt after fg", |screen| {
            screen.contains("› fg 2") && is_ready(screen, "localhost mcollective›")
        })
        .await;
    terminal.press("<c-d>");
    terminal
        .wait_for("1 job in the background ends with the shell. Leave? [y/N]")
        .await;
    terminal.press("n<enter>");
    ready(&terminal, "localhost mcollective›").await;
    terminal.press("jobs<enter>");
    terminal.wait_for("[1] running for").await;
    ready(&terminal, "localhost mcollective›").await;
    terminal.press("<c-d>");
    terminal
        .wait_until("the question again", |screen| {
            screen.matches("Leave?").count() == 2
        })
        .await;
    terminal.press("y<enter>");
    assert_eq!(terminal.exit_status().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_to_end_restores_the_terminal() {
    let world = World::with_nodes(1).await;
    let mut terminal = terminal(&world, &[], &[]);
    ready(&terminal, "localhost mcollective›").await;
    terminal.signal(rustix::process::Signal::TERM);
    assert_eq!(terminal.exit_status().await, 12);
    assert!(terminal.is_cooked());
}

#[tokio::test(flavor = "multi_thread")]
async fn tab_opens_a_list_that_tab_and_letters_and_enter_choose_from() {
    let world = World::with_nodes(1).await;
    let terminal = terminal(&world, &[], &[]);
    ready(&terminal, "localhost mcollective›").await;
    terminal.press("f<tab>");
    terminal.wait_for("  find     Find the nodes").await;
    terminal.press("i<tab>");
    terminal.wait_for("▸ filter").await;
    assert!(terminal.screen().contains("› filter\n"), "{}", terminal.screen());
    terminal.press("<down>");
    terminal.wait_for("▸ find").await;
    terminal.press("<enter>-");
    terminal.wait_for("› find -").await;
    terminal.press("<tab><tab><tab><c-c>");
    terminal
        .wait_until("the line as it was typed", |screen| {
            screen
                .lines()
                .last()
                .is_some_and(|line| line.ends_with("› find -"))
        })
        .await;
    terminal.press("-exit-zero<enter>");
    terminal.wait_for(".example.net").await;
    ready(&terminal, "localhost mcollective›").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_prompt_learns_how_many_nodes_there_are_while_lines_are_typed() {
    let world = World::with_nodes(3).await;
    let terminal = terminal(&world, &["shell"], &[]);
    ready(&terminal, "localhost mcollective›").await;
    let counted = async || {
        terminal.press("<enter>");
        is_ready(&terminal.screen(), "localhost mcollective 3›").then_some(())
    };
    eventually("a prompt with the count", counted).await;
    let history = world.mco(&["history", "--json"]).await;
    assert!(!history.out.contains("find"), "{}", history.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_goes_and_comes_back_leaves_the_shell_as_it_was() {
    let mut world = World::with_nodes(2).await;
    let mut terminal = terminal(&world, &["shell"], &[]);
    ready(&terminal, "localhost mcollective›").await;
    terminal.press("use rpcutil<enter>filter set -A rpcutil<enter>");
    terminal.wait_for("scope 2 nodes").await;
    ready(&terminal, "localhost mcollective [-A rpcutil] 2 rpcutil›").await;
    world.site.stop_broker().await;
    terminal.press("ping --timeout 1<enter>");
    terminal.wait_for("broker").await;
    terminal
        .wait_until("the prompt", |screen| {
            screen
                .lines()
                .last()
                .is_some_and(|line| line.ends_with("rpcutil›"))
        })
        .await;
    world.site.start_broker().await.unwrap();
    let round = AtomicUsize::new(0);
    let answered = async || {
        // What is typed ahead is run next, so that its complaint tells that the answers are there.
        let end = format!("round{}", round.fetch_add(1, Ordering::Relaxed));
        terminal.press(&format!("./ping --timeout 1 --display none<enter>{end}<enter>"));
        terminal.wait_for(&format!("{end:?} is neither")).await;
        terminal.screen().contains(" 2 / 2 ").then_some(())
    };
    eventually("the nodes to answer again", answered).await;
    terminal.press("quit<enter>");
    assert_eq!(terminal.exit_status().await, 0);
}
