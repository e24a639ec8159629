use proptest::prelude::*;

use super::*;

#[track_caller]
fn accepts(validation: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(check(validation, text), Ok(()), "{validation} {text:?}");
    }
}

#[track_caller]
fn refuses(validation: &str, texts: &[&str]) {
    for text in texts {
        assert!(check(validation, text).is_err(), "{validation} {text:?}");
    }
}

#[test]
fn shellsafe_refuses_what_a_shell_acts_on() {
    accepts("shellsafe", &["", "httpd", "a & b", "'a' \"b\"", "(a)", "a\nb"]);
    refuses(
        "shellsafe",
        &["`id`", "$HOME", "a;b", "a|b", "a && b", "a > b", "a < b"],
    );
    assert_eq!(check("shellsafe", "a;b").unwrap_err(), "must not contain ;");
}

#[test]
fn addresses_are_told_by_their_four_byte_form() {
    accepts("ipv4address", &["1.2.3.4", "::ffff:1.2.3.4"]);
    refuses(
        "ipv4address",
        &["", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4/8", "::1"],
    );
    accepts("ipv6address", &["::1", "2001:db8::1"]);
    refuses(
        "ipv6address",
        &["", "1.2.3.4", "::ffff:1.2.3.4", "fe80::1%eth0", "[::1]"],
    );
    accepts("ipaddress", &["1.2.3.4", "::1", "::ffff:1.2.3.4"]);
    refuses("ipaddress", &["", "host", "1.2.3.4/8", "fe80::1%eth0"]);
}

#[test]
fn names_of_services_and_packages_have_their_letters() {
    accepts("service_name", &["a", "a-1", "a.b", "a@b", "a:b", "A_b"]);
    refuses("service_name", &["", "a!", "a b", "é", "a/b"]);
    accepts("package_name", &["a", "a-1.2_b"]);
    refuses("package_name", &["", "a:b", "a b"]);
}

#[test]
fn hosts_are_names_or_addresses() {
    accepts(
        "nettest_fqdn",
        &["1.2.3.4", "host1.example.com", "localhost", "a-b"],
    );
    refuses(
        "nettest_fqdn",
        &[
            "",
            "not a host",
            "300.1.1.1",
            "-a",
            "a-",
            "a..b",
            "a_b",
            ".",
            "é.example",
        ],
    );
    refuses("nettest_fqdn", &[&"a".repeat(64), &"a.".repeat(200)]);
    accepts("nettest_server_address", &["host.example.com:8080", "1.2.3.4:1"]);
    refuses(
        "nettest_server_address",
        &[
            "host",
            ":8080",
            "localhost#:8080",
            "host:x",
            "host:",
            "host:0",
            "host:+1",
            "host:65536",
        ],
    );
}

#[test]
fn puppet_servers_may_have_a_port() {
    accepts(
        "puppet_server_address",
        &["box", "a-nother.box.com", "a:123", "1.1.1.1", "1.1.1.1:123"],
    );
    accepts(
        "puppet_server_address",
        &[
            "::1",
            "::FFFF:129.144.52.38",
            "[::1]:123",
            "[2001:db8::1]:9999",
            "[::1]",
        ],
    );
    refuses(
        "puppet_server_address",
        &[
            "",
            "foo bar",
            "1",
            "1000",
            "a_box",
            "1.2",
            "300.1.1.1",
            "200.200",
            "$a",
        ],
    );
    refuses(
        "puppet_server_address",
        &[
            "a:a",
            "1.1.1.1:a",
            "[::1]:a",
            "[::1]123",
            "[a]:1",
            "gggg::1",
            "fe80::7a31:c1ff:fed6:92a2:e0e0e0",
        ],
    );
}

#[test]
fn puppet_words_follow_its_language() {
    accepts("puppet_variable", &["a", "A", "1a", "a_1"]);
    refuses("puppet_variable", &["", "1", "_", "a-b", "a.b", "a b", "é"]);
    accepts("puppet_tags", &["one", "one,two::three", "a,B"]);
    refuses(
        "puppet_tags",
        &["", "one,", "one,,two", "one::", "a-b", "one, two"],
    );
    accepts(
        "puppet_resource",
        &["rspec[abc]", "rspec[ ]", "rspec_rspec[rspec]", "a::b[/etc/motd]"],
    );
    refuses(
        "puppet_resource",
        &["rspec", "rspec[x", "[x]", "rspec[]", "rspec-rspec[x]", "x[y]z"],
    );
}

#[test]
fn unknown_names_accept_and_everything_else_is_an_expression() {
    accepts("bolt_task_name", &["anything; at all"]);
    accepts("foo.+", &["no match needed: it begins in lower case"]);
    accepts("^{.+}$", &["{\"a\":1}"]);
    accepts(".", &["x"]);
    refuses("^{.+}$", &["a"]);
    assert_eq!(check("^a$", "b").unwrap_err(), "must match ^a$");
    assert_eq!(
        check("(", "b").unwrap_err(),
        "the DDL's own regular expression for it is invalid"
    );
}

proptest! {
    #[test]
    fn no_validator_panics(text in any::<String>(), expression in any::<String>()) {
        let named = ["shellsafe", "ipaddress", "service_name", "nettest_fqdn", "nettest_server_address", "puppet_tags",
            "puppet_server_address", "puppet_resource", "puppet_variable"];
        for validation in named {
            let _ = check(validation, &text);
        }
        let _ = check(&expression, &text);
    }
}
