//! Runs one command: in this process for `main`, or in somebody else's surroundings.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::args::{ExitDialect, Handed};
use crate::cli::{Cli, EXTRA_OPTIONS, Words};
use crate::command::Command;
use crate::ctx::{Ctx, Follower};
use crate::exit::Exit;
use crate::history::Draft;
use crate::host::Host;
use crate::report::Stop;
use crate::{interrupt, log, report};

/// Threads for what waits and for what is drawn. More are of no use to somebody who asks one question at a time, and each one
/// keeps memory of its own.
const MOST_WORKERS: usize = 4;

/// The program: its own arguments, environment and streams.
pub fn main() -> ExitCode {
    hush();
    let runtime = match runtime().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("mco: {error}\n"));
            return ExitCode::from(Exit::Error.code());
        }
    };
    let exit = runtime.block_on(async {
        let (interrupt, insist) = (CancellationToken::new(), CancellationToken::new());
        let host = Host::process(interrupt.clone(), insist.clone());
        tokio::select! {
            exit = run_with(std::env::args_os(), host) => exit,
            () = interrupt::insisting(interrupt, insist) => Exit::Interrupted,
        }
    });
    // A thread may still wait for standard input; nobody needs its answer.
    runtime.shutdown_background();
    ExitCode::from(exit.code())
}

/// Completion reads a few files while somebody waits for the next key: threads would only cost time.
fn runtime() -> tokio::runtime::Builder {
    let completes = std::env::args_os()
        .nth(1)
        .is_some_and(|word| word == "completion");
    match completes {
        true => tokio::runtime::Builder::new_current_thread(),
        false => {
            let mut runtime = tokio::runtime::Builder::new_multi_thread();
            let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
            runtime.worker_threads(cores.min(MOST_WORKERS));
            runtime
        }
    }
}

/// Panics that only mean a damaged file are no news for the user.
fn hush() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !client::cache::panics_are_caught() {
            usual(panic);
        }
    }));
}

/// Runs a command with somebody else's environment and streams. `args` starts with the program's name.
pub async fn run_with(args: impl IntoIterator<Item = OsString>, mut host: Host) -> Exit {
    let extra = host.environment.vars.get(EXTRA_OPTIONS).cloned();
    let screen = host.input.terminal && host.out.terminal;
    let words = Words::new(args, extra.as_deref()).or_shell(screen);
    let (program, typed) = (words.program, words.typed());
    let cli = match words.parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error, program, &mut host),
    };
    run(cli, program, host, typed).await
}

/// Runs a command inside another one, over its connection. `words` starts without the program's name.
pub(crate) async fn run_within(
    ctx: &Ctx,
    words: impl IntoIterator<Item = OsString>,
    mut host: Host,
    follower: Option<Arc<dyn Follower>>,
) -> Exit {
    let extra = host.environment.vars.get(EXTRA_OPTIONS).cloned();
    let called = std::iter::once(OsString::from(ctx.program));
    let words = Words::new(called.chain(words), extra.as_deref());
    let mut typed = words.typed();
    let nodes = follower
        .as_ref()
        .and_then(|follower| follower.nodes())
        .map(Handed);
    match words.parse() {
        Ok(mut cli) => {
            let dialect = cli.global.exit;
            if let Some(nodes) = nodes {
                let end = typed.iter().position(|word| word == "--").unwrap_or(typed.len());
                typed.splice(end..end, nodes.plain());
                // In the shell every command that looks for nodes takes them; the screens show the plan of a request only.
                let attended = follower.as_ref().is_some_and(|follower| follower.attends());
                if !cli.command.hand_over(nodes) && (attended || cli.command.asks().is_none()) {
                    let who = if attended {
                        "only `mco rpc` takes"
                    } else {
                        "this command takes no"
                    };
                    let error = Stop::error(format!("{who} nodes that were chosen")).into();
                    let inner = ctx.within(host, cli.global, follower);
                    return failed(&error, &inner);
                }
            }
            let inner = ctx.within(host, cli.global, follower);
            end(cli.command, inner, dialect, typed).await
        }
        Err(error) => usage(&error, ctx.program, &mut host),
    }
}

async fn run(cli: Cli, program: &'static str, host: Host, typed: Vec<String>) -> Exit {
    let (debug, dialect) = (cli.global.debug, cli.global.exit);
    let ctx = Ctx::new(host, cli.global, program);
    if debug {
        log::start(ctx.err.theme.color);
    }
    end(cli.command, ctx, dialect, typed).await
}

/// Runs the command, leaves nothing open, and says what went wrong.
async fn end(command: Command, ctx: Ctx, dialect: Option<ExitDialect>, typed: Vec<String>) -> Exit {
    let draft = Draft::begin(typed, &command, &ctx);
    let outcome = command.run(&ctx).await;
    if let Some(draft) = draft {
        draft
            .end(&ctx, outcome.as_ref().map_or_else(report::exit, |exit| *exit))
            .await;
    }
    ctx.close().await;
    let exit = outcome.unwrap_or_else(|error| failed(&error, &ctx));
    if dialect.is_some() { exit.as_go() } else { exit }
}

/// Says what went wrong.
fn failed(error: &anyhow::Error, ctx: &Ctx) -> Exit {
    if let Some(follower) = ctx.follower() {
        follower.failed(error);
    }
    let exit = report::exit(error);
    if exit == Exit::Interrupted && ctx.err.terminal {
        // The terminal has shown `^C` on the line the cursor is on.
        let _ = ctx.err.print("\n");
    }
    if exit != Exit::Done {
        let _ = ctx.err.print(report::render(error, ctx.program, ctx.err.theme));
    }
    exit
}

/// Prints help or what is wrong with the words.
fn usage(error: &clap::Error, program: &str, host: &mut Host) -> Exit {
    let (stream, exit) = if error.use_stderr() {
        (&mut host.err, Exit::Error)
    } else {
        (&mut host.out, Exit::Done)
    };
    let color = stream.terminal && host.environment.vars.get("NO_COLOR").is_none_or(String::is_empty);
    let text = report::usage(error, program, color);
    match stream
        .writer
        .write_all(text.as_bytes())
        .and_then(|()| stream.writer.flush())
    {
        Ok(()) => exit,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
        Err(_) => Exit::Error,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use super::*;
    use crate::fixture::{self, Text, ran};

    /// A reader that has gone.
    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn help_is_an_answer_and_no_words_at_all_are_a_mistake() {
        let (exit, out, err) = ran(&["mco", "--help"]).await;
        assert_eq!((exit, err.as_str()), (Exit::Done, ""));
        assert!(out.contains("Usage: mco [OPTIONS] <COMMAND|AGENT>"), "{out}");
        let (exit, out, err) = ran(&["choria"]).await;
        assert_eq!((exit, out.as_str()), (Exit::Error, ""));
        assert!(err.contains("Usage: choria [OPTIONS] <COMMAND|AGENT>"), "{err}");
        let (exit, _, only_options) = ran(&["choria", "--ascii"]).await;
        assert_eq!((exit, only_options), (Exit::Error, err));
    }

    #[tokio::test]
    async fn agents_have_help_like_commands() {
        let (exit, out, err) = ran(&["mco", "rpcutil", "--help"]).await;
        assert_eq!((exit, err.as_str()), (Exit::Done, ""));
        assert!(out.contains("Usage: mco rpcutil ACTION [KEY=VALUE]..."), "{out}");
        assert_eq!(ran(&["mco", "help", "rpcutil"]).await, (exit, out, err));
        let (exit, out, _) = ran(&["mco", "help", "ping"]).await;
        assert_eq!(exit, Exit::Done);
        assert!(out.contains("Usage: mco ping [OPTIONS]"), "{out}");
        let (exit, _, err) = ran(&["mco", "help", "pnig"]).await;
        assert_eq!(exit, Exit::Error);
        assert!(err.contains("did you mean ping?"), "{err}");
    }

    #[tokio::test]
    async fn bad_usage_is_status_one() {
        let (exit, out, err) = ran(&["mco", "ping", "--no-such-flag"]).await;
        assert_eq!((exit, out.as_str()), (Exit::Error, ""));
        assert!(
            err.starts_with("mco: unexpected argument '--no-such-flag' found"),
            "{err}"
        );
    }

    #[tokio::test]
    async fn a_lone_word_gets_the_nearest_name() {
        let (exit, _, err) = ran(&["mco", "pnig"]).await;
        assert_eq!(exit, Exit::Error);
        insta::assert_snapshot!(err, @r#"
        mco: "pnig" is neither a command nor an agent known here
          hint: did you mean ping?
        "#);
        let (_, _, err) = ran(&["mco", "servce", "status", "httpd"]).await;
        insta::assert_snapshot!(err, @r#"
        mco: "servce" is neither a command nor an agent known here
          hint: did you mean service?
        "#);
        let (_, _, err) = ran(&["mco", "foo"]).await;
        insta::assert_snapshot!(err, @r#"
        mco: "foo" is neither a command nor an agent known here
          hint: `mco --help` lists the commands, `mco plugin doc` the agents
        "#);
        let (_, _, err) = ran(&["mco", "rpcutil", "ping", "nonsense"]).await;
        assert!(err.starts_with("mco: invalid value 'nonsense'"), "{err}");
        let (_, _, err) = ran(&["mco", "rpcutl"]).await;
        insta::assert_snapshot!(err, @r#"
        mco: "rpcutl" is neither a command nor an agent known here
          hint: did you mean rpcutil?
        "#);
    }

    #[tokio::test]
    async fn a_command_of_a_later_version_is_named_as_such() {
        let (exit, _, err) = ran(&["mco", "scout", "status", "web1"]).await;
        assert_eq!(exit, Exit::Error);
        insta::assert_snapshot!(err, @"mco: scout is not available in this version");
        let (_, _, err) = ran(&["mco", "server", "run"]).await;
        insta::assert_snapshot!(err, @"
        mco: server is not available in this version
          hint: nodes run the program mco-server
        ");
        let (_, _, err) = ran(&["mco", "enroll"]).await;
        insta::assert_snapshot!(err, @"
        mco: enroll is not available in this version
          hint: `mco pki user` makes credentials
        ");
    }

    #[tokio::test]
    async fn a_broken_pipe_is_success() {
        for line in [["mco", "buildinfo"], ["mco", "--help"]] {
            let err = Text::default();
            let host = fixture::host(Box::new(Gone), Box::new(err.clone()));
            let exit = run_with(line.map(OsString::from), host).await;
            assert_eq!((exit, err.text().as_str()), (Exit::Done, ""));
        }
    }
}
