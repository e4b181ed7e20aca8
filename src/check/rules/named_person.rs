//! A name that a public build cannot replace by a role.

use std::path::Path;

use crate::check::context::{Checker, RuleContext};
use crate::check::links::attachments;
use crate::check::rule::{Rule, path};
use crate::config::{FILE, ShownAs};
use crate::diagnostic::{Diagnostic, Location, at};
use crate::incident::{Form, Incident, Step, Visibility};
use crate::people::as_name;

/// What stays as it is: where it is reported, the text, and what it is.
type Fixed = (Location, String, String);

pub(super) fn check(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if ctx.visibility == Visibility::Public && ctx.checker.people().is_some() {
        report(rule, fixed(ctx), &ctx.file.incident, ctx.checker, found);
        report_unclear(rule, ctx, found);
    }
}

/// Names of one word that are also ordinary words: a public build keeps them where they are not used like names.
fn report_unclear(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(people) = ctx.checker.people() else { return };
    let (mut texts, mut places) = (Vec::new(), Vec::new());
    ctx.each_string(&mut |text| {
        if text.visibility == Visibility::Public && matches!(text.form, Form::Markdown | Form::Plain) {
            texts.push(text.text.to_owned());
            places.push(path(text.path));
        }
    });
    for (text, bytes) in people.unclear_in(&ctx.file.incident, &texts, ctx.checker.config) {
        let word = &texts[text][bytes.clone()];
        let message = format!("\"{word}\" is a word and the name of a person of this incident: a public build keeps it here");
        let violation = rule.violation(ctx.at(places[text].clone()).within(bytes), message);
        found.push(violation.hint("where the person is meant, write the whole name"));
    }
}

/// The configuration, the project's own pages, and what those attach.
pub(super) fn check_project(rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    if checker.people().is_some() {
        report(rule, fixed_in_project(checker), &Incident::default(), checker, found);
    }
}

fn report(rule: &Rule, fixed: Vec<Fixed>, incident: &Incident, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    let Some(people) = checker.people() else { return };
    let texts: Vec<String> = fixed.iter().map(|(_, text, _)| text.clone()).collect();
    let named = people.named_in(incident, &texts, checker.config);
    for ((location, text, what), names) in fixed.into_iter().zip(named) {
        if let Some(first) = names.first() {
            let line = text[..first.start].matches('\n').count() + 1;
            let line = if text.contains('\n') { format!(", in line {line}") } else { String::new() };
            found.push(rule.violation(location, format!("{what} names a person{line}")));
        }
    }
}

fn fixed(ctx: &RuleContext<'_>) -> Vec<Fixed> {
    let mut fixed = vec![(ctx.at(at!["id"]), as_name(&ctx.id), "the id".to_owned())];
    fixed.extend(
        ctx.fields
            .keys()
            .map(|key| (ctx.at(at!["fields", key.as_str()]).key(), as_name(key), "the name of this field".to_owned())),
    );
    ctx.each_string(&mut |text| {
        let what = match text.path.iter().rev().find_map(|step| if let Step::Key(key) = step { Some(*key) } else { None }) {
            Some("aliases") => "the old address",
            Some("id") if text.path.len() > 1 && !text.text.starts_with(&ctx.id) => "the id",
            _ => return,
        };
        if text.visibility == Visibility::Public {
            fixed.push((ctx.at(path(text.path)), as_name(text.text), what.to_owned()));
        }
    });
    attachments(ctx).into_iter().for_each(|(location, name, file)| attachment(ctx.checker, location, &name, file, &mut fixed));
    fixed
}

fn fixed_in_project(checker: &Checker<'_>) -> Vec<Fixed> {
    let mut fixed = Vec::new();
    for text in checker.project_texts().iter().filter(|text| text.shown_as == Some(ShownAs::Name)) {
        fixed.push((text.location(0..text.text.len()), as_name(&text.text), "this".to_owned()));
    }
    for (key, file) in checker.config.brand.files() {
        let file = checker.content.root.join(file);
        let text = checker.content.text_of_attachment(&file).unwrap_or_default();
        fixed.push((Location::value(FILE, at!["brand", key]), text, "this file".to_owned()));
    }
    for page in checker.content.pages.iter().filter(|page| page.visibility == Visibility::Public) {
        let location = || Location::file(&page.source);
        fixed.push((location(), as_name(&page.slug), "the name of this file".to_owned()));
        page.files.iter().for_each(|(name, file)| attachment(checker, location(), name, file, &mut fixed));
    }
    fixed
}

/// The name and the text of an attachment.
fn attachment(checker: &Checker<'_>, location: Location, name: &str, file: &Path, fixed: &mut Vec<Fixed>) {
    fixed.push((location.clone(), as_name(name), format!("the name of the attachment \"{name}\"")));
    if let Some(text) = checker.content.text_of_attachment(file) {
        fixed.push((location, text, format!("the attachment \"{name}\"")));
    }
}
