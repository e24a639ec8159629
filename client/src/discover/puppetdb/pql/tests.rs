use proptest::prelude::*;

use super::*;

fn pql(filter: &Filter) -> String {
    let collective = Collective::new("mcollective").unwrap();
    match query(&collective, filter) {
        Ok(text) => text.replace(") and (", ")\nand (").replace(" { (", " {\n("),
        Err(error) => error.to_string(),
    }
}

fn facts(texts: &[&str]) -> Filter {
    let mut filter = Filter::default();
    for text in texts {
        filter.add_fact(text).unwrap();
    }
    filter
}

fn texts(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn the_collective_is_always_asked_for() {
    insta::assert_snapshot!(pql(&Filter::default()), @r#"
    nodes[certname, deactivated] {
    (certname in inventory[certname] { facts.mcollective.server.collectives.match("\d+") = "mcollective" }) }
    "#);
}

#[test]
fn identities_are_alternatives() {
    let filter = Filter {
        identity: texts(&[
            "web1.lab.test",
            r"/^db\d/",
            "pql: nodes[certname] { report_environment = \"qa\" }",
        ]),
        ..Filter::default()
    };
    insta::assert_snapshot!(pql(&filter), @r#"
    nodes[certname, deactivated] {
    (certname in inventory[certname] { facts.mcollective.server.collectives.match("\d+") = "mcollective" })
    and (certname = "web1.lab.test" or certname ~ "^[dD][bB]\\d" or certname in nodes[certname] { report_environment = "qa" }) }
    "#);
}

#[test]
fn classes_are_titled_and_all_must_be_there() {
    let filter = Filter {
        cf_class: texts(&["role::web_server", "APACHE", "/^profile/"]),
        ..Filter::default()
    };
    insta::assert_snapshot!(pql(&filter), @r#"
    nodes[certname, deactivated] {
    (certname in inventory[certname] { facts.mcollective.server.collectives.match("\d+") = "mcollective" })
    and (resources {type = "Class" and title = "Role::Web_server"} and resources {type = "Class" and title = "Apache"} and resources {type = "Class" and title ~ "^[pP][rR][oO][fF][iI][lL][eE]"}) }
    "#);
}

#[test]
fn agents_are_known_by_the_tags_of_their_files() {
    let filter = Filter {
        agent: texts(&["rpcutil", "puppet", "/pack/"]),
        ..Filter::default()
    };
    insta::assert_snapshot!(pql(&filter), @r#"
    nodes[certname, deactivated] {
    (certname in inventory[certname] { facts.mcollective.server.collectives.match("\d+") = "mcollective" })
    and ((resources {type = "Class" and title = "Choria::Service"} or resources {type = "Class" and title = "Mcollective::Service"}) and resources {type = "File" and tag = "mcollective_agent_puppet_server"} and resources {type = "File" and tag ~ "mcollective_agent_.*?[pP][aA][cC][kK].*?_server"}) }
    "#);
}

#[test]
fn facts_compare_as_text_and_as_what_they_look_like() {
    insta::assert_snapshot!(pql(&facts(&["country=uk", "cpus=4", "load!=0.5", "virtual=true", "os.family!=RedHat"])), @r#"
    nodes[certname, deactivated] {
    (certname in inventory[certname] { facts.mcollective.server.collectives.match("\d+") = "mcollective" })
    and (inventory {facts.country = "uk"} and inventory {facts.cpus = 4 or facts.cpus = "4"} and inventory {!(facts.load = 0.5 or facts.load = "0.5")} and inventory {facts.virtual = true or facts.virtual = "true"} and inventory {!(facts.os.family = "RedHat")}) }
    "#);
    insta::assert_snapshot!(pql(&facts(&["os=/^deb/", "cpus>=4", "load<0.5", "disks[0].size>-1", "uptime<=1.5e3"])), @r#"
    nodes[certname, deactivated] {
    (certname in inventory[certname] { facts.mcollective.server.collectives.match("\d+") = "mcollective" })
    and (inventory {facts.os ~ "^[dD][eE][bB]"} and inventory {facts.cpus >= 4} and inventory {facts.load < 0.5} and inventory {facts.disks[0].size > -1} and inventory {facts.uptime <= 1.5e3}) }
    "#);
}

#[test]
fn what_has_no_form_in_pql_is_refused_with_the_reason() {
    insta::assert_snapshot!(pql(&facts(&["os>=debian"])), @"PuppetDB cannot be asked for os>=debian: it orders numbers only");
    insta::assert_snapshot!(pql(&facts(&["size>=1e3"])), @"PuppetDB cannot be asked for size>=1e3: it orders numbers only");
    insta::assert_snapshot!(pql(&facts(&["users.#(name==ann).shell=/bin/sh"])), @"PuppetDB cannot be asked for users.#(name==ann).shell==/bin/sh: it knows plain paths of facts only, such as os.family");
}

#[test]
fn texts_cannot_end_their_quotes() {
    let filter = Filter {
        cf_class: texts(&[r#"a" or certname ~ ".*"#]),
        identity: texts(&[r#"/a\".b/"#]),
        ..Filter::default()
    };
    insta::assert_snapshot!(pql(&filter), @r#"
    nodes[certname, deactivated] {
    (certname in inventory[certname] { facts.mcollective.server.collectives.match("\d+") = "mcollective" })
    and (certname ~ "[aA]\\\".[bB]")
    and (resources {type = "Class" and title = "A\" or certname ~ \".*"}) }
    "#);
}

proptest! {
    /// Outside quotes a filter adds nothing but the words of the language.
    #[test]
    fn no_filter_writes_a_query_of_its_own(class in "\\PC{1,12}", agent in "\\PC{1,12}", value in "\\PC{1,12}", fact in "\\PC{1,12}") {
        let filter = Filter {
            cf_class: vec![class],
            agent: vec![agent],
            fact: vec![FactFilter { fact, operator: "==".into(), value }],
            ..Filter::default()
        };
        let collective = Collective::new("mcollective").unwrap();
        if let Ok(text) = query(&collective, &filter) {
            let mut outside = String::new();
            let mut chars = text.chars();
            while let Some(c) = chars.next() {
                if c == '"' {
                    while let Some(inside) = chars.next() {
                        match inside {
                            '"' => break,
                            '\\' => { chars.next(); }
                            _ => {}
                        }
                    }
                } else {
                    outside.push(c);
                }
            }
            let (open, shut) = (outside.matches('{').count(), outside.matches('}').count());
            prop_assert_eq!(open, shut);
            prop_assert!(outside.matches(" or ").count() <= 2, "{}", outside);
        }
    }
}
