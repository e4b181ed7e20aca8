//! Every configuration is either parsed, or rejected with a position.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pir_site::config::{Config, ConfigFile, schema};
use pir_site::diagnostic::{Schema, examine, human, locate};
use std::sync::LazyLock;

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| Schema::new(schema()));

fuzz_target!(|text: &str| {
    let file = match toml::from_str::<ConfigFile>(text) {
        Ok(file) => file,
        Err(_) => {
            for diagnostic in examine(text, "pir-site.toml", &SCHEMA).diagnostics {
                let span = diagnostic.location.as_ref().and_then(|location| location.span.as_ref());
                assert!(span.is_none_or(|span| text.get(span.bytes.clone()).is_some()), "a position that is not in the file");
                human(&diagnostic, false);
            }
            return;
        }
    };
    let (config, mut problems) = Config::resolve(file);
    locate(&mut problems, &SCHEMA, |_| Some(text.to_owned()));
    problems.iter().for_each(|problem| drop(human(problem, false)));
    assert!(config.with_base_url("https://example.com/").is_ok());
});
