//! A key, token or password in the text.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use crate::check::context::{Checker, RuleContext};
use crate::check::links::attachments;
use crate::check::rule::{Rule, path};
use crate::config::FILE;
use crate::diagnostic::{Diagnostic, Location, at, secrets};

pub(super) fn check(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    found.extend_from_slice(ctx.file.secrets.get_or_init(|| in_texts(rule, ctx)));
    let mut seen = BTreeSet::new();
    for (location, name, file) in attachments(ctx) {
        if seen.insert(file) {
            found.extend(in_attachment(ctx.checker, &name, file).map(|message| rule.violation(location, message)));
        }
    }
}

/// What looks like a secret in the texts of an incident.
fn in_texts(rule: &Rule, ctx: &RuleContext<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    ctx.each_string(&mut |text| {
        for (bytes, message) in secrets_in(text.text, ctx.checker) {
            found.push(rule.violation(ctx.at(path(text.path)).within(bytes), message));
        }
    });
    found
}

/// The configuration, the project's own pages, and what those attach.
pub(super) fn check_project(rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    for text in checker.project_texts() {
        for (bytes, message) in secrets_in(&text.text, checker) {
            found.push(rule.violation(text.location(bytes), message));
        }
    }
    for (key, name) in checker.config.brand.files() {
        let file = checker.content.root.join(name);
        let message = in_attachment(checker, &name.display().to_string(), &file);
        found.extend(message.map(|message| rule.violation(Location::value(FILE, at!["brand", key]), message)));
    }
    for page in &*checker.content.pages {
        for (name, file) in &page.files {
            found.extend(in_attachment(checker, name, file).map(|message| rule.violation(Location::file(&page.source), message)));
        }
    }
}

/// What looks like a secret in a text, and the message about it.
fn secrets_in(text: &str, checker: &Checker<'_>) -> Vec<(Range<usize>, String)> {
    let known = secrets(text).into_iter().map(|secret| (secret.bytes, format!("this looks like {}", secret.what)));
    let own = checker.own_secrets(text).into_iter();
    known.chain(own.map(|bytes| (bytes, "this looks like a secret of a shape that the configuration gives".to_owned()))).collect()
}

/// The message about the first secret in an attachment.
fn in_attachment(checker: &Checker<'_>, name: &str, file: &Path) -> Option<String> {
    let text = checker.content.text_of_attachment(file)?;
    let (bytes, message) = secrets_in(&text, checker).into_iter().next()?;
    let line = text[..bytes.start].matches('\n').count() + 1;
    Some(format!("{message}: the attachment \"{name}\", in line {line}"))
}
