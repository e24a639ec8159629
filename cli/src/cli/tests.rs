use super::*;

fn words(line: &[&str]) -> Words {
    Words::new(line.iter().map(OsString::from), None)
}

fn refused(line: &[&str]) -> String {
    words(line).parse().unwrap_err().to_string()
}

#[test]
fn every_command_and_its_help_can_be_built() {
    Cli::command().debug_assert();
}

#[test]
fn a_link_named_after_an_application_runs_it() {
    let cli = words(&["/usr/bin/mc-ping", "--names"]).parse().unwrap();
    assert!(matches!(cli.command, Command::Ping(_)));
}

#[test]
fn choria_is_the_same_program() {
    let words = words(&["/usr/bin/choria", "req", "rpcutil", "ping"]);
    assert_eq!(words.program, "choria");
    assert!(matches!(words.parse().unwrap().command, Command::Rpc(_)));
}

#[test]
fn an_agent_with_an_action_is_a_request_with_the_flags_before_it() {
    let cli = words(&[
        "mco", "--ascii", "rpcutil", "get_fact", "fact=os", "-C", "web", "-v",
    ])
    .parse()
    .unwrap();
    assert!(cli.global.ascii && cli.global.verbose);
    let Command::Rpc(rpc) = cli.command else {
        panic!("not a request");
    };
    assert_eq!(
        (rpc.agent.as_deref(), rpc.action.as_deref()),
        (Some("rpcutil"), Some("get_fact"))
    );
    assert_eq!(rpc.fleet.filter.classes, ["web"]);
}

#[test]
fn an_agent_alone_is_left_for_later() {
    assert!(matches!(
        words(&["mco", "rpcutil"]).parse().unwrap().command,
        Command::Agent(_)
    ));
}

#[test]
fn long_options_may_be_shortened() {
    let cli = words(&["mco", "rpc", "rpcutil", "ping", "--with-f", "a=b", "--disp", "ok"])
        .parse()
        .unwrap();
    let Command::Rpc(rpc) = cli.command else {
        panic!("not a request");
    };
    assert_eq!(rpc.fleet.filter.facts, ["a=b"]);
}

#[test]
fn extra_options_come_before_the_end_of_flags() {
    let line = ["mco", "rpc", "a", "b", "--", "k=v"].map(OsString::from);
    let words = Words::new(line, Some(r#"-C 'my class' --wf "a=b c""#));
    let expected = ["rpc", "a", "b", "-C", "my class", "--wf", "a=b c", "--", "k=v"];
    assert_eq!(words.words, expected.map(OsString::from));
}

#[test]
fn of_a_flag_given_twice_the_last_counts() {
    let cli = words(&[
        "mco", "rpc", "rpcutil", "ping", "--np", "-t", "5", "--np", "-t", "7",
    ])
    .parse()
    .unwrap();
    let Command::Rpc(rpc) = cli.command else {
        panic!("not a request");
    };
    assert_eq!(rpc.fleet.request.timeout, Some(std::time::Duration::from_secs(7)));
}

#[test]
fn a_start_up_file_of_a_shell_gets_its_script() {
    let cli = words(&["mco", "-c", "x.conf", "--completion-script-zsh"])
        .parse()
        .unwrap();
    assert!(matches!(cli.command, Command::Completion(_)));
}

#[test]
fn extra_options_are_not_for_commands_that_ask_nobody() {
    let line = ["-c", "site.conf", "tool", "config"].map(OsString::from);
    let words = Words::new(std::iter::once("mco".into()).chain(line.clone()), Some("-C web"));
    assert_eq!(words.words, line);
}

#[test]
fn a_flag_of_a_later_version_is_named_as_such() {
    insta::assert_snapshot!(refused(&["mco", "rpc", "rpcutil", "ping", "--federations", "a.b"]), @"
    error: unexpected argument '--federations' found

      tip: --federations is not available in this version

    Usage: mco rpc <AGENT> <ACTION> [KEY=VALUE]...

    For more information, try '--help'.
    ");
}
