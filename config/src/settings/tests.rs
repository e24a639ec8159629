use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use proptest::prelude::*;
use serde_json::json;

use crate::{Environment, LogTarget, Problem, Settings, Source};

mod broker;
mod files;
mod trust;

/// Enough for every program.
const FILES: &str = "plugin.security.provider = file\n\
    plugin.security.file.certificate = /c.pem\n\
    plugin.security.file.key = /k.pem\n\
    plugin.security.file.ca = /ca.pem\n";

fn parse(text: &str) -> Settings {
    Settings::parse(text, Path::new("/etc/choria/test.conf"))
}

fn env() -> Environment {
    Environment {
        vars: BTreeMap::from([("USER".to_owned(), "bob".to_owned())]),
        home: Some(PathBuf::from("/home/bob")),
        cwd: PathBuf::from("/"),
        hostname: "web1.example.net".to_owned(),
        root: false,
    }
}

fn env_with(vars: &[(&str, &str)]) -> Environment {
    let mut env = env();
    env.vars.extend(
        vars.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    env
}

fn shown(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn values_have_the_type_of_their_key() {
    let text = "identity = a = b\nrpcaudit = Yes\nttl = 90\nplugin.choria.network.write_deadline = 1m\n\
        collectives = a, b,,c\nlibdir = /a:/b\nlibdir = /c\nplugin.yaml = /x\nplugin.yaml = /y:/z\nloglevel = WARN\n\
        rpcauthprovider = rego_policy\nplugin.nats.pass = hunter2\ndefault_discovery_options = a,b\n\
        default_discovery_options = c\nclassesfile = /classes\nplugin.mine.key = yes\nplugin.mine.password = x\n\
        plugin.nettest.activate_agent = n\n";
    let settings = parse(text);
    let cases = [
        ("identity", json!("a = b")),
        ("rpcaudit", json!(true)),
        ("ttl", json!(90)),
        ("plugin.choria.network.write_deadline", json!(60_000_000_000_u64)),
        ("collectives", json!(["a", "b", "c"])),
        ("libdir", json!(["/a", "/b", "/c"])),
        ("plugin.yaml", json!(["/y", "/z"])),
        ("loglevel", json!("warn")),
        ("rpcauthprovider", json!("Rego_policy")),
        ("plugin.nats.pass", json!("*****")),
        ("default_discovery_options", json!(["a,b", "c"])),
        ("classesfile", json!("/classes")),
        ("plugin.mine.key", json!("yes")),
        ("plugin.mine.password", json!("*****")),
        ("plugin.nettest.activate_agent", json!(false)),
        // Unset: the default, or the empty value of the type.
        ("plugin.shell.activate_agent", json!(true)),
        ("plugin.choria.use_srv", json!(true)),
        ("registration", json!([])),
        ("plugin.choria.srv_domain", json!("")),
    ];
    for (key, expected) in cases {
        assert_eq!(settings.value(key), Some(expected), "{key}");
    }
    assert_eq!(settings.value("plugin.mine.other"), None);
    assert_eq!(settings.value("plugin.security.issuer.choria.public"), None);
}

#[test]
fn secrets_stay_out_of_debug_output() {
    let text = format!("{FILES}plugin.nats.pass = hunter2\nplugin.mine.secret = hunter2\n");
    let env = env_with(&[("MCOLLECTIVE_NATS_PASSWORD", "hunter2")]);
    let loaded = parse(&text).client(&env).unwrap();
    let output = format!("{loaded:?} {env:?} {:?}", parse(&text));
    assert!(!output.contains("hunter2"), "{output}");
    assert_eq!(loaded.config.member.network.password.unwrap().expose(), "hunter2");
}

#[test]
fn every_mistake_is_reported_at_once() {
    let text = "identity = a b\nloglevel = loud\ncollectives = one, t*o\nmain_collective = three\nttl = soon\n\
        plugin.choria.use_srv = maybe\nplugin.choria.middleware_hosts = broker\nplugin.security.provider = file\n\
        plugin.security.file.key = ~alice/key.pem\nplugin.choria.network.connect_timeout = 3m\n\
        plugin.choria.network.client_port = many\nrpcauthprovider = nobody\nrpcaudit = y\n\
        plugin.rpcaudit.logfile.mode = 600\nstray line\nplugin.chroia.use_srv = y\ncolor =\ndaemonize = 1\n\
        plugin.backup.target = tape\n";
    let problems = parse(text).server(&env()).unwrap_err();
    insta::assert_snapshot!(problems.to_string(), @r#"
    plugin.security.file.certificate: is not set, and the file provider needs it
    plugin.security.file.ca: is not set, and the file provider needs it
    /etc/choria/test.conf:1: identity: "a b" cannot be an identity (letters, digits, dots and dashes, no spaces, * or >, at most 253 bytes)
    /etc/choria/test.conf:3: collectives: "t*o" cannot be the name of a collective
    /etc/choria/test.conf:4: main_collective: "three" is not one of the collectives one, t*o
    /etc/choria/test.conf:6: plugin.choria.use_srv: "maybe" is not a boolean (yes, no, true, false, 1, 0)
    /etc/choria/test.conf:7: plugin.choria.middleware_hosts: "broker" is not host:port or nats://host:port
    /etc/choria/test.conf:9: plugin.security.file.key: "~alice/key.pem" names a home folder that is not known
    /etc/choria/test.conf:10: plugin.choria.network.connect_timeout: "3m" is longer than 120 seconds
    /etc/choria/test.conf:12: rpcauthprovider: "nobody" is not one of action_policy, rego_policy, aaasvc, aaasvc_policy
    /etc/choria/test.conf:14: plugin.rpcaudit.logfile.mode: "600" is not a file mode in octal, such as 0600
    warning: /etc/choria/test.conf:2: loglevel: "loud" is not one of debug, info, warn, error, fatal; using info
    warning: /etc/choria/test.conf:5: ttl: "soon" is not a whole number; using 60
    warning: /etc/choria/test.conf:11: plugin.choria.network.client_port: "many" is not a whole number; using 4222
    warning: /etc/choria/test.conf:13: rpcaudit: is on, but without plugin.rpcaudit.logfile nothing is written
    warning: /etc/choria/test.conf:15: stray: has no "=" and is ignored
    warning: /etc/choria/test.conf:16: plugin.chroia.use_srv: is not a known key; did you mean plugin.choria.use_srv?
    "#);
}

#[test]
fn a_node_needs_little() {
    let loaded = parse(FILES).server(&env()).unwrap();
    assert_eq!(loaded.warnings, []);
    let server = loaded.config;
    assert_eq!(server.member.identity, "web1.example.net");
    assert_eq!(server.member.collectives, ["mcollective"]);
    assert_eq!(server.member.main_collective, "mcollective");
    assert_eq!(server.member.log_target, LogTarget::Stdout);
    assert_eq!(server.config_file, Path::new("/etc/choria/test.conf"));
    assert_eq!(server.action_policy.directory, Path::new("/etc/choria/policies"));
    assert_eq!(server.action_policy.default_name, None);
    assert_eq!(server.authorization_provider, "action_policy");
    assert!(server.authorization);
    assert!(server.audit.is_none());
    assert_eq!(server.stats_listen, None);
    let settings = server.member.settings;
    assert_eq!(settings.value("identity"), Some(json!("web1.example.net")));
    assert_eq!(
        settings.value("registration_collective"),
        Some(json!("mcollective"))
    );
    assert_eq!(settings.raw("identity"), None);
}

#[test]
fn a_nodes_keys_reach_its_configuration() {
    let text = format!(
        "{FILES}identity = n1\ncollectives = a,b,a\nmain_collective = b\nlogfile = ~/n1.log\nlibdir = /l\n\
         plugin.choria.agent_provider.mcorpc.libdir = /m\nplugin.yaml = /f1:/f2\nrpcaudit = 1\n\
         plugin.rpcaudit.logfile = /audit\nplugin.rpcaudit.logfile.mode = 0640\nplugin.actionpolicy.enable_default = y\n\
         rpcauthprovider = Rego_Policy\nplugin.choria.stats_port = 8222\nplugin.choria.status_update_interval = 5\n"
    );
    let server = parse(&text).server(&env()).unwrap().config;
    assert_eq!(server.member.collectives, ["a", "b"]);
    assert_eq!(server.member.main_collective, "b");
    assert_eq!(
        server.member.log_target,
        LogTarget::File("/home/bob/n1.log".into())
    );
    assert_eq!(server.member.lib_dirs, [Path::new("/l"), Path::new("/m")]);
    assert_eq!(server.fact_files, [Path::new("/f1"), Path::new("/f2")]);
    let audit = server.audit.unwrap();
    assert_eq!(
        (audit.mode, audit.file.as_deref()),
        (0o640, Some(Path::new("/audit")))
    );
    assert_eq!(server.action_policy.default_name.as_deref(), Some("default"));
    assert_eq!(server.authorization_provider, "rego_policy");
    assert_eq!(
        server.stats_listen,
        Some(SocketAddr::from(([127, 0, 0, 1], 8222)))
    );
    assert_eq!(server.status_interval, Duration::from_secs(5));
}

#[test]
fn harmless_mistakes_warn_and_use_the_default() {
    let text = format!(
        "{FILES}loglevel = loud\ndiscovery_timeout = 0\nidentiy = x\nplugin.choria.network.client_port = x\n"
    );
    let loaded = parse(&text).client(&env()).unwrap();
    assert_eq!(loaded.config.member.log_level, "info");
    assert_eq!(loaded.config.discovery_timeout, Duration::from_secs(2));
    insta::assert_snapshot!(shown(&loaded.warnings), @r#"
    /etc/choria/test.conf:5: loglevel: "loud" is not one of debug, info, warn, error, fatal; using info
    /etc/choria/test.conf:6: discovery_timeout: 0 is not between 1 and 3153600000; using 2
    /etc/choria/test.conf:7: identiy: is not a known key; did you mean identity?
    /etc/choria/test.conf:8: plugin.choria.network.client_port: "x" is not a whole number; using 4222
    "#);
}

#[test]
fn flags_go_before_variables_and_variables_before_files() {
    let env = env_with(&[
        ("CHORIA_SRV_DOMAIN", "env.example.net"),
        ("MCOLLECTIVE_NATS_USERNAME", ""),
    ]);
    let mut settings = parse(&format!(
        "{FILES}plugin.choria.srv_domain = file.example.net\nplugin.nats.user = bob\n"
    ));
    let client = settings.client(&env).unwrap().config.member;
    assert_eq!(client.network.srv_domain.as_deref(), Some("env.example.net"));
    assert_eq!(client.network.user.as_deref(), Some("bob"));
    assert_eq!(
        client.settings.source("plugin.choria.srv_domain"),
        Source::Environment("CHORIA_SRV_DOMAIN".into())
    );
    settings.set("plugin.choria.srv_domain", "flag.example.net");
    let client = settings.client(&env).unwrap().config.member;
    assert_eq!(client.network.srv_domain.as_deref(), Some("flag.example.net"));
    assert_eq!(
        client.settings.source("plugin.choria.srv_domain"),
        Source::Program
    );
    assert_eq!(client.settings.source("ttl"), Source::Default);
}

#[test]
fn the_process_has_a_name_and_a_place() {
    let env = Environment::from_process();
    assert!(!env.hostname.is_empty());
    assert!(env.cwd.is_absolute());
    assert!(env.vars.contains_key("PATH"));
}

#[test]
fn names_in_complaints_cannot_control_a_terminal() {
    let warnings = parse(&format!("{FILES}a\u{1b}[2Jb = c\n"))
        .server(&env())
        .unwrap()
        .warnings;
    insta::assert_snapshot!(shown(&warnings), @r"/etc/choria/test.conf:5: a\u{1b}[2Jb: is not a known key");
}

#[test]
fn every_declared_key_is_explained() {
    let settings = parse("ttl = 9\nplugin.puppet.activate_agent = 0\nplugin.nats.pass = hunter2\n");
    let explained: BTreeMap<_, _> = settings.explain().map(|row| (row.name.clone(), row)).collect();
    assert_eq!(explained["ttl"].value, Some(json!(9)));
    assert_eq!(
        explained["ttl"].source,
        Source::File("/etc/choria/test.conf".into(), 1)
    );
    assert_eq!(
        explained["plugin.puppet.activate_agent"].value,
        Some(json!(false))
    );
    assert_eq!(explained["plugin.nats.pass"].value, Some(json!("*****")));
    assert_eq!(explained["identity"].value, None);
    assert!(!explained["identity"].key.doc.is_empty());
    let declared = crate::key::all().filter(|key| !key.is_pattern()).count();
    assert_eq!(explained.len(), declared + 1);
}

#[test]
fn a_flood_of_unknown_keys_is_cut_short() {
    let text: String = (0..20_000).map(|n| format!("nonsense{n} = 1\n")).collect();
    let loaded = parse(&format!("{FILES}{text}")).server(&env()).unwrap();
    assert_eq!(loaded.warnings.len(), 50);
}

proptest! {
    #[test]
    fn any_text_is_answered_by_every_program(text in "(?s)([a-z.]{0,12}[ =]{0,3}.{0,20}\n){0,8}") {
        let settings = parse(&text);
        let _ = settings.client(&env());
        let _ = settings.server(&env());
        let _ = settings.broker(&env());
    }

    #[test]
    fn any_value_of_a_declared_key_is_answered(index in 0_usize..400, value in ".{0,40}") {
        let keys: Vec<_> = crate::key::all().collect();
        let key = keys[index % keys.len()];
        let text = format!("{FILES}{} = {value}\n", key.name);
        let settings = parse(&text);
        let _ = settings.client(&env());
        let _ = settings.server(&env());
        let _ = settings.broker(&env());
        let _ = parse(&format!("{text}plugin.choria.network.engine = nats\n")).broker(&env());
        prop_assert!(key.is_pattern() || settings.value(key.name).is_some());
    }

    #[test]
    fn any_declared_keys_together_are_answered(
        lines in prop::collection::vec((0_usize..400, name(), value()), 1..10),
        nats in any::<bool>(),
    ) {
        let keys: Vec<_> = crate::key::all().collect();
        let engine = if nats { "plugin.choria.network.engine = nats\n" } else { "" };
        let mut text = format!("{FILES}{engine}");
        for (index, name, value) in lines {
            let key = keys[index % keys.len()].name.replace("<name>", &name);
            text.push_str(&format!("{key} = {value}\n"));
        }
        let settings = parse(&text);
        let _ = settings.client(&env());
        let _ = settings.server(&env());
        let _ = settings.broker(&env());
        prop_assert!(settings.explain().count() > 0);
    }
}

/// What a site may call a thing in a list of them.
fn name() -> impl Strategy<Value = String> {
    "[ab](\\.[ab]|\\.public|\\.urls|\\.tls|-| b){0,2}"
}

/// What may stand after a key: pieces that mean something somewhere.
fn value() -> impl Strategy<Value = String> {
    let keys = crate::key::all().map(|key| key.name.to_owned());
    let piece = prop_oneof![
        name(),
        prop::sample::select(keys.collect::<Vec<_>>()),
        "-?[0-9]{1,20}|[0-9]{1,6}(ms|s|m|h|d|w|y|M)|true|no|nats|embedded|always|choria|file|puppet",
        "((nats|tls|https)://)?([a-z]{1,3}(:[a-z]{0,3})?@)?(b1|10\\.0\\.0\\.0|\\[::1\\]|::)(:[0-9]{0,6})?(/[0-9]{0,3})?",
        "[,:;/.@*>\"'\\\\%{}$#= é\u{7f}]{1,3}|\\{\\{[a-z]{0,9}\\([0-9,]{0,4}\\)\\}\\}",
    ];
    prop::collection::vec(piece, 0..5).prop_flat_map(|pieces| {
        prop::sample::select(vec!["", ",", ", ", ":", " ", "."]).prop_map(move |between| pieces.join(between))
    })
}

#[test]
fn logins_in_addresses_are_secrets() {
    let text = "plugin.choria.middleware_hosts = nats://ann:hush@b1:4222, ann:hush@b2:4222, tls://hush@b3:4222, b4:4222\n\
                plugin.site.url = https://ann:hush@www:8080/x\nplugin.site.mail = ann@example.net\n";
    let settings = Settings::parse(text, Path::new("/c"));
    let shown = |key: &str| settings.value(key).unwrap().to_string();
    assert_eq!(
        shown("plugin.choria.middleware_hosts"),
        r#"["nats://*****@b1:4222","*****@b2:4222","tls://*****@b3:4222","b4:4222"]"#
    );
    assert_eq!(shown("plugin.site.url"), r#""https://*****@www:8080/x""#);
    assert_eq!(shown("plugin.site.mail"), r#""ann@example.net""#);
}
