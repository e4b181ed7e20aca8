//! Characters that change the direction of the text around them.

use std::ops::Range;

use crate::check::context::{Checker, RuleContext};
use crate::check::rule::{Rule, path};
use crate::content::{Content, display_path};
use crate::diagnostic::{Diagnostic, Location, Source, at};
use crate::incident::Form;
use crate::route;

pub(super) fn check(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    check_name(rule, &ctx.file.source.display, found);
    for name in ctx.fields.keys() {
        if let Some((_, mark)) = marks(name).next() {
            let location = ctx.at(at!["fields", name.as_str()]).key();
            found.push(rule.violation(location, message(mark)));
        }
    }
    for (index, alias) in ctx.aliases.iter().enumerate().filter(|(_, alias)| marks(alias).next().is_none()) {
        if let Some((_, mark)) = route::redirect(alias).as_deref().and_then(|path| marks(path).next()) {
            found.push(rule.violation(ctx.at(at!["aliases", index]), message(mark)));
        }
    }
    ctx.each_string(&mut |text| {
        for (bytes, mark) in marks_in(text.text, text.form) {
            found.push(rule.violation(ctx.at(path(text.path)).within(bytes), message(mark)));
        }
    });
}

/// The configuration, the project's own pages, its theme, and the names of files.
pub(super) fn check_project(rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    for text in checker.project_texts() {
        for (bytes, mark) in marks_in(&text.text, text.form) {
            found.push(rule.violation(text.location(bytes), message(mark)));
        }
    }
    for (file, text) in &checker.theme_texts {
        check_name(rule, file, found);
        for (bytes, mark) in marks_in(text, Form::Markdown) {
            found.push(rule.violation(Source::new(file, text).location(bytes), message(mark)));
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

/// The longest number of a character reference, with its semicolon: seven digits, or `x` and six.
const LONGEST_REFERENCE: usize = 8;

/// The marks of a text; in Markdown also those that are written as character references, such as `&#8238;`.
fn marks_in(text: &str, form: Form) -> impl Iterator<Item = (Range<usize>, char)> {
    let references = if form == Form::Markdown { text.match_indices("&#") } else { "".match_indices("&#") };
    let reference = |(at, start): (usize, &str)| {
        let rest = &text[at + start.len()..];
        let number = &rest[..rest.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?];
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        let mark = char::from_u32(code.ok()?).filter(|mark| is_mark(*mark))?;
        Some((at..at + start.len() + number.len() + 1, mark))
    };
    marks(text).map(|(at, mark)| (at..at + mark.len_utf8(), mark)).chain(references.filter_map(reference))
}

fn marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, letter)| is_mark(*letter))
}

/// Whether a character embeds, overrides or isolates the direction of text.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
