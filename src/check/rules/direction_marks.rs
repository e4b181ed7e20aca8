//! Characters that change the direction of the text around them.

use crate::check::context::{Checker, RuleContext};
use crate::check::rule::{Group, Rule, RuleLevel, Scope, path};
use crate::content::{Content, display_path};
use crate::diagnostic::{Diagnostic, Location, Source, at};

pub(super) const RULE: Rule = Rule::new("direction-marks", Group::Names, RuleLevel::Deny, Scope::Project(check, check_project));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    check_name(&ctx.file.source.display, found);
    for name in ctx.fields.keys() {
        if let Some((_, mark)) = marks(name).next() {
            let location = ctx.at(at!["fields", name.as_str()]).key();
            found.push(RULE.violation(location, message(mark)));
        }
    }
    ctx.each_string(&mut |text| {
        for (at, mark) in marks(text.text) {
            let location = ctx.at(path(text.path)).within(at..at + mark.len_utf8());
            found.push(RULE.violation(location, message(mark)));
        }
    });
}

/// The configuration, the project's own pages, its theme, and the names of files.
fn check_project(checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    for text in checker.project_texts() {
        for (at, mark) in marks(&text.text) {
            found.push(RULE.violation(text.location(at..at + mark.len_utf8()), message(mark)));
        }
    }
    for (file, text) in &checker.theme_texts {
        check_name(file, found);
        for (at, mark) in marks(text) {
            found.push(RULE.violation(Source::new(file, text).location(at..at + mark.len_utf8()), message(mark)));
        }
    }
    let Content { attachments, pages, .. } = checker.content;
    attachments.iter().for_each(|file| check_name(&display_path(file), found));
    for page in &**pages {
        check_name(&page.source, found);
        page.files.iter().for_each(|(_, file)| check_name(&display_path(file), found));
    }
}

fn check_name(file: &str, found: &mut Vec<Diagnostic>) {
    if let Some((_, mark)) = marks(file).next() {
        let message = format!("the name of this file has the invisible character U+{:04X}", u32::from(mark));
        found.push(RULE.violation(Location::file(file), message).hint("rename the file"));
    }
}

fn message(mark: char) -> String {
    format!("the invisible character U+{:04X} changes the direction of the text", u32::from(mark))
}

fn marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, letter)| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}
