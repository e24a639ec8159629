//! The text of a configuration file, taken for each of the three programs.
#![no_main]

use std::path::Path;

use config::{Environment, Settings};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let environment = Environment {
        hostname: "n1.example.net".to_owned(),
        cwd: "/nowhere".into(),
        ..Environment::default()
    };
    let settings = Settings::parse(text, Path::new("/nowhere/fuzz.conf"));
    let _ = settings.client(&environment);
    let _ = settings.server(&environment);
    let _ = settings.broker(&environment);
    for explained in settings.explain() {
        assert!(!format!("{explained:?}").is_empty());
    }
});
