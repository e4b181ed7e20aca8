//! Any incident file is either parsed, or rejected with a position: loaded, checked, and written as JSON and Markdown.

#![no_main]

use std::fs;
use std::sync::LazyLock;

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use pir_site::archive::{Audience, Readership, View};
use pir_site::check::{Checker, Levels};
use pir_site::config::Config;
use pir_site::{content, diagnostic};

static PROJECT: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let project = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(project.path().join("content")).expect("a content folder");
    project
});

fuzz_target!(|bytes: &[u8]| {
    let (root, config, today) = (PROJECT.path(), Config::default(), date(2026, 11, 24));
    fs::write(root.join("content/a.toml"), bytes).expect("an incident file");
    let mut content = content::load(root, &config);
    let mut diagnostics = std::mem::take(&mut content.diagnostics);
    let report = Checker::new(&content, &config, today).run_all(&Levels::default());
    diagnostics.extend(report.diagnostics);
    let refused = diagnostics.iter().any(|diagnostic| diagnostic.level == diagnostic::Level::Error);
    assert!(refused || !content.files.is_empty(), "a file was passed over in silence");
    hold_together(&diagnostics, bytes);
    if !refused {
        for audience in [Audience::Public, Audience::Internal] {
            let view = View::new(content::load(root, &config).into_archive(), &config, Readership { audience, drafts: true }, today);
            assert!(view.cases.len() <= 1);
        }
    }
});

/// Checks that every position is inside of the file, and that every format can be written.
fn hold_together(diagnostics: &[diagnostic::Diagnostic], bytes: &[u8]) {
    for location in diagnostics.iter().filter_map(|diagnostic| diagnostic.location.as_ref()) {
        if let Some(span) = &location.span {
            assert!(span.bytes.start <= span.bytes.end && span.start.line <= span.end.line);
            assert!(span.bytes.end <= bytes.len().max(1) * 3, "a position past the end of the file");
        }
    }
    diagnostics.iter().for_each(|diagnostic| drop(diagnostic::human(diagnostic, false)));
    diagnostic::json(diagnostics);
    diagnostic::github(diagnostics);
    diagnostic::short(diagnostics);
}
