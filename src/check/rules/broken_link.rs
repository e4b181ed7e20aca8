//! A broken link in prose.

use std::path::Path;

use crate::check::context::RuleContext;
use crate::check::links::CheckedLink;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::Diagnostic;
use crate::prose::markdown::{is_web, local};

pub(super) const RULE: Rule = Rule::new("broken-link", Group::Names, RuleLevel::Deny, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for link in ctx.links().iter().filter(|link| link.is_in_prose()) {
        if let Some(message) = broken(link, ctx) {
            let violation = RULE.violation(link.location(ctx.file), message);
            found.push(match incident_meant(link, ctx) {
                Some(id) => violation.hint(format!("write ../{}/ for the page of {id}", id.to_lowercase())),
                None => violation,
            });
        }
    }
}

/// What is wrong with a link, if it leads nowhere.
fn broken(link: &CheckedLink, ctx: &RuleContext<'_>) -> Option<String> {
    let target = link.target.as_str();
    if is_web(target) || target.starts_with('#') {
        return None;
    }
    let before = target.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((scheme, _)) = before.split_once(':') {
        let leads_somewhere = ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        return (!leads_somewhere).then(|| format!("pages do not link to \"{scheme}\" addresses"));
    }
    match local(target).as_str() {
        "" => Some("this link leads nowhere".to_owned()),
        path if path.starts_with(['/', '\\']) => Some("this link begins at the top of the site, wherever that is".to_owned()),
        path if path.starts_with("../") => climbing(path, ctx),
        path if path.ends_with('/') => None,
        path if ctx.checker.content.attachment(&ctx.file.source, path).is_some() => None,
        path => Some(format!("there is no file \"{path}\" beside this one")),
    }
}

/// A link to another page of the site: of these, incidents are known here.
fn climbing(path: &str, ctx: &RuleContext<'_>) -> Option<String> {
    let name = path.trim_start_matches("../").trim_end_matches('/');
    let is_known = ctx.checker.may_exist(name);
    if is_known && name.contains(|letter: char| letter.is_ascii_uppercase()) {
        return Some(format!("the address of \"{name}\" is in lower case"));
    }
    let is_sibling = path.matches("../").count() == 1 && !name.contains('/');
    let is_file = Path::new(name).extension().is_some_and(|extension| !extension.eq_ignore_ascii_case("html"));
    match (is_sibling && !is_known, is_file && !is_known) {
        (true, _) => Some(format!("there is no incident \"{name}\", and attachments lie beside the incident file")),
        (false, true) => Some(format!("\"{path}\" is not beside the incident file, and only what lies there is published")),
        (false, false) => None,
    }
}

/// The incident that a broken link means, by its id or by its file.
fn incident_meant<'a>(link: &CheckedLink, ctx: &RuleContext<'a>) -> Option<&'a str> {
    let path = local(&link.target);
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("/incident.toml").or_else(|| path.strip_suffix(".toml")).unwrap_or(path);
    let name = path.rsplit('/').next()?;
    ctx.checker.find_id(name).map(|file| file.incident.id.as_str())
}
