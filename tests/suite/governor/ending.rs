//! What becomes of a slot when its holder does not end as it should.

use std::fs;

use harness::{Engine, Process, World, eventually, on_both_engines};
use rustix::process::{Pid, Signal, kill_process};

use super::{active, done, held, run, world};

on_both_engines!(
    a_signal_ends_the_command_and_gives_the_slot_back,
    the_slot_of_a_killed_holder_is_free_when_it_expires,
    who_loses_the_slot_meanwhile_is_told,
);

/// Holds a slot of `governor` with a command that goes on until it is told to end; its process id.
async fn hold(world: &World, governor: &str) -> (Process, Pid) {
    let file = world.dir().join("pid");
    let script = format!(
        "echo $$ >{0}.new; mv {0}.new {0}; exec sleep 1000",
        file.display()
    );
    let process = run(world, &[governor, "--", "sh", "-c", &script], "hold.log");
    let read = async || Pid::from_raw(fs::read_to_string(&file).ok()?.trim().parse().ok()?);
    let pid = eventually("the command to run", read).await;
    fs::remove_file(file).unwrap();
    assert_eq!(active(world, governor).await, 1);
    (process, pid)
}

async fn a_signal_ends_the_command_and_gives_the_slot_back(engine: Engine) {
    let world = world(&engine).await;
    done(&world, &["governor", "add", "ONE", "1", "20m"]).await;
    for (signal, status) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129)] {
        let (mut process, _) = hold(&world, "ONE").await;
        let pid = Pid::from_raw(i32::try_from(process.id()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
        assert_eq!(process.wait(), Some(status), "{signal:?}: {}", process.output());
        assert_eq!(active(&world, "ONE").await, 0, "{signal:?}");
    }
}

async fn the_slot_of_a_killed_holder_is_free_when_it_expires(engine: Engine) {
    let world = world(&engine).await;
    done(&world, &["governor", "add", "ONE", "1", "20m"]).await;
    let (mut process, command) = hold(&world, "ONE").await;
    process.kill();
    assert_eq!(active(&world, "ONE").await, 1);
    kill_process(command, Signal::KILL).unwrap();
    done(&world, &["governor", "add", "ONE", "1", "1s", "-f"]).await;
    let mut next = run(&world, &["ONE", "true", "--interval", "1s"], "next.log");
    assert_eq!(next.wait(), Some(0), "{}", next.output());
    held(&world, "ONE", 0).await;
}

async fn who_loses_the_slot_meanwhile_is_told(engine: Engine) {
    let world = world(&engine).await;
    done(&world, &["governor", "add", "ONE", "1", "20m"]).await;
    let (mut process, command) = hold(&world, "ONE").await;
    done(&world, &["governor", "reset", "ONE", "-f"]).await;
    kill_process(command, Signal::TERM).unwrap();
    assert_eq!(process.wait(), Some(143));
    let said = process.output();
    assert!(said.contains("the slot was lost while the command ran"), "{said}");
}
