//! Whatever a configuration holds, it is understood or refused with a place.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pir_site::config::{Config, ConfigFile, schema};
use pir_site::diagnostic::{Positions, Schema, examine, human};
use std::sync::LazyLock;

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| Schema::new(schema()));

fuzz_target!(|text: &str| {
    let file = match toml::from_str::<ConfigFile>(text) {
        Ok(file) => file,
        Err(_) => {
            for diagnostic in examine(text, "pir-site.toml", &SCHEMA).diagnostics {
                let span = diagnostic.place.as_ref().and_then(|place| place.span.as_ref());
                assert!(span.is_none_or(|span| text.get(span.bytes.clone()).is_some()), "a place that is not in the file");
                human(&diagnostic, false);
            }
            return;
        }
    };
    let (config, problems) = Config::resolve(file);
    let positions = Positions::of_sound("pir-site.toml", text);
    problems.into_iter().for_each(|problem| drop(human(&problem.locate(&positions), false)));
    assert!(config.with_base_url("https://example.com/").is_ok());
});
