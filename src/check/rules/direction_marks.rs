//! Characters that change the direction of the text around them.

use crate::check::context::{Checker, RuleContext};
use crate::check::rule::{Rule, path};
use crate::content::{Content, display_path};
use crate::diagnostic::{Diagnostic, Location, Source, at};

pub(super) fn check(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    check_name(rule, &ctx.file.source.display, found);
    for name in ctx.fields.keys() {
        if let Some((_, mark)) = marks(name).next() {
            let location = ctx.at(at!["fields", name.as_str()]).key();
            found.push(rule.violation(location, message(mark)));
        }
    }
    ctx.each_string(&mut |text| {
        for (at, mark) in marks(text.text) {
            let location = ctx.at(path(text.path)).within(at..at + mark.len_utf8());
            found.push(rule.violation(location, message(mark)));
        }
    });
}

/// The configuration, the project's own pages, its theme, and the names of files.
pub(super) fn check_project(rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    for text in checker.project_texts() {
        for (at, mark) in marks(&text.text) {
            found.push(rule.violation(text.location(at..at + mark.len_utf8()), message(mark)));
        }
    }
    for (file, text) in &checker.theme_texts {
        check_name(rule, file, found);
        for (at, mark) in marks(text) {
            found.push(rule.violation(Source::new(file, text).location(at..at + mark.len_utf8()), message(mark)));
        }
    }
    let Content { attachments, pages, .. } = checker.content;
    attachments.iter().for_each(|file| check_name(rule, &display_path(file), found));
    for page in &**pages {
        check_name(rule, &page.source, found);
        page.files.iter().for_each(|(_, file)| check_name(rule, &display_path(file), found));
    }
}

fn check_name(rule: &Rule, file: &str, found: &mut Vec<Diagnostic>) {
    if let Some((_, mark)) = marks(file).next() {
        let message = format!("the name of this file has the invisible character U+{:04X}", u32::from(mark));
        found.push(rule.violation(Location::file(file), message).hint("rename the file"));
    }
}

fn message(mark: char) -> String {
    format!("the invisible character U+{:04X} changes the direction of the text", u32::from(mark))
}

fn marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, letter)| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}
