//! The commands with which key-value buckets were announced, typed into a shell.

use harness::{Engine, on_both_engines};

use super::{shell, timeless, world};

on_both_engines!(
    a_script_reads_a_value_into_a_variable,
    three_copies_need_three_brokers,
);

async fn a_script_reads_a_value_into_a_variable(engine: Engine) {
    let world = world(&engine).await;
    let script = r#"
        choria kv add CFG --history 5 --replicas 1
        choria kv put CFG auth.username bob
        choria kv put CFG auth.password tooManySecrets
        choria kv get CFG auth.username
        AUTH_USERNAME=$(choria kv get CFG auth.username --raw)
        echo "${AUTH_USERNAME:?}"
        mco kv keys CFG
        printf 'one\ntwo' | mco kv put CFG motd -
        mco kv get CFG motd --raw | od -An -c
    "#;
    let (status, out, err) = shell(&world, script).await;
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    assert_shown!(timeless(&out), @r#"
    CFG Key-Value Store

          Bucket Name: CFG
              History: 5
                  TTL: 0s
      Max Bucket Size: unlimited
       Max Value Size: 10240
     Storage Replicas: 1
           Direct Get: true
    bob
    tooManySecrets
    CFG > auth.username sequence 1 created @ TIME

    bob
    bob
    auth.password
    auth.username
    one
    two
       o   n   e  \n   t   w   o
    "#);
}

async fn three_copies_need_three_brokers(engine: Engine) {
    let world = world(&engine).await;
    let (status, out, err) = shell(&world, "choria kv add CFG --history 5 --replicas 3").await;
    assert_eq!((status, out.as_str()), (1, ""));
    assert_shown!(err, @"
    choria: 3 copies of bucket CFG cannot be kept
      because: the broker says: replicas > 1 not supported in non-clustered mode (10074)
      hint: one broker keeps one copy; for more, brokers on three or more machines run the engine `nats` (plugin.choria.network.engine = nats)
    ");
}
