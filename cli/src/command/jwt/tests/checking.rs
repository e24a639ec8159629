//! Checks of a token for a monitor.

use super::*;

#[tokio::test]
async fn a_check_speaks_the_language_of_its_monitor() {
    let desk = Desk::new();
    desk.ok(&format!(
        "jwt client @bob.jwt up=bob @org.seed --public-key {CLIENT}"
    ))
    .await;
    let good =
        format!("jwt check @bob.jwt --purpose client --issuer {ORG} --identity up=bob --no-chain-issuer");
    let (exit, out, _) = desk.run(&good).await;
    assert_eq!(exit, Exit::Check(Health::Ok));
    insta::assert_snapshot!(out, @"OK bob.jwt OK:client token | expires=3600s");

    let bad = "jwt check @bob.jwt --validity-min 2h --identity up=eve --client-opa --pub a.b --format";
    let (exit, out, _) = desk.run(&format!("{bad} nagios")).await;
    assert_eq!(exit, Exit::Check(Health::Critical));
    insta::assert_snapshot!(out, @"CRITICAL bob.jwt Crit:expires in 1h, too soon Crit:identity up=bob Crit:no OPA policy Crit:publish a.b OK:client token | expires=3600s");
    insta::assert_snapshot!(desk.run(&format!("{bad} json")).await.1, @r#"
    {
      "check_name": "bob.jwt",
      "check_suite": "jwt",
      "critical": [
        "expires in 1h, too soon",
        "identity up=bob",
        "no OPA policy",
        "publish a.b"
      ],
      "ok": [
        "client token"
      ],
      "perf_data": [
        {
          "critical": 0,
          "name": "expires",
          "unit": "s",
          "value": 3600,
          "warning": 0
        }
      ],
      "status": "CRITICAL"
    }
    "#);
    insta::assert_snapshot!(desk.run(&format!("{bad} text")).await.1, @r"
    bob.jwt: CRITICAL

    ╭──────────┬─────────────────────────╮
    │ Status   ┆ Finding                 │
    ╞══════════╪═════════════════════════╡
    │ Critical ┆ expires in 1h, too soon │
    │ Critical ┆ identity up=bob         │
    │ Critical ┆ no OPA policy           │
    │ Critical ┆ publish a.b             │
    │ OK       ┆ client token            │
    │ Expires  ┆ 3600s                   │
    ╰──────────┴─────────────────────────╯
    ");
    // Metrics are an answer whatever they say.
    insta::assert_snapshot!(desk.ok(&format!("{bad} prometheus")).await, @r#"
    # HELP choria_jwt_expires Seconds until expiry
    # TYPE choria_jwt_expires gauge
    choria_jwt_expires{item="bob.jwt"} 3600
    # HELP choria_jwt_status_code Nagios compatible status code for jwt
    # TYPE choria_jwt_status_code gauge
    choria_jwt_status_code{item="bob.jwt",status="CRITICAL"} 2
    "#);
}

#[tokio::test]
async fn a_check_that_makes_no_sense_is_unknown_and_a_missing_token_critical() {
    let desk = Desk::new();
    desk.ok("jwt client @bob.jwt up=bob @org.seed").await;
    for odd in ["--issuer zz", "--query )"] {
        let (exit, _, _) = desk.run(&format!("jwt check @bob.jwt {odd}")).await;
        assert_eq!(exit, Exit::Check(Health::Unknown), "{odd}");
    }
    let (exit, out, _) = desk.run("jwt check @none.jwt").await;
    assert_eq!(exit, Exit::Check(Health::Critical));
    insta::assert_snapshot!(out, @"CRITICAL none.jwt Crit:none.jwt cannot be read: No such file or directory (os error 2)");
}

#[tokio::test]
async fn a_check_may_ask_anything_of_the_claims() {
    let desk = Desk::new();
    desk.ok(&format!(
        "jwt client @bob.jwt up=bob @org.seed --public-key {CLIENT} --agents rpcutil.*"
    ))
    .await;
    for (query, health) in [
        (r#"callerid=="up=bob"&&permissions.fleet_management"#, Health::Ok),
        (r#""rpcutil.*"in(agents)"#, Health::Ok),
        ("permissions.org_admin==true", Health::Critical),
        ("exp", Health::Critical),
    ] {
        let (exit, out, _) = desk.run(&format!("jwt check @bob.jwt --query {query}")).await;
        assert_eq!(exit, Exit::Check(health), "{query}: {out}");
    }
}
