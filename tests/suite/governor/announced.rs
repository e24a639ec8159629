//! The commands with which governors were announced, typed into a shell.

use harness::{Engine, on_both_engines};

use super::{config, world};
use crate::kv::shell;

on_both_engines!(
    a_governor_is_made_and_a_command_runs_under_it,
    three_copies_need_three_brokers,
);

async fn a_governor_is_made_and_a_command_runs_under_it(engine: Engine) {
    let world = world(&engine).await;
    let script = format!(
        r#"
        choria governor add PUPPET 50 20m 1
        /bin/echo before
        choria governor run \
            --config {} \
            'PUPPET' \
            --max-wait 20m \
            '/bin/echo agent --onetime "--no-daemonize  --no-splay"'
        choria governor view PUPPET
        choria governor list
        "#,
        config(&world).display()
    );
    let (status, out, err) = shell(&world, &script).await;
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    assert_shown!(out, @"
    Configuration:

      Capacity: 50
       Expires: 20m0s
      Replicas: 1

    before
    agent --onetime --no-daemonize  --no-splay
    Configuration for Governor PUPPET

           Capacity: 50
            Expires: 20m0s
           Replicas: 1
      Active Leases: 0

    Known Governors:

    	PUPPET
    ");
}

async fn three_copies_need_three_brokers(engine: Engine) {
    let world = world(&engine).await;
    let (status, out, err) = shell(&world, "choria governor add PUPPET 50 20m 3").await;
    assert_eq!((status, out.as_str()), (1, ""));
    assert_shown!(err, @"
    choria: 3 copies of governor PUPPET cannot be kept
      because: the broker says: replicas > 1 not supported in non-clustered mode (10074)
      hint: one broker keeps one copy; for more, brokers on three or more machines run the engine `nats` (plugin.choria.network.engine = nats)
    ");
}
