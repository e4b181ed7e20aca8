//! Links in prose, and addresses with a key of their own.

use std::net::IpAddr;
use std::path::Path;

use crate::check::context::{Checker, RuleContext};
use crate::check::links::CheckedLink;
use crate::check::rule::Rule;
use crate::diagnostic::{Diagnostic, Source, ValuePath, at};
use crate::prose::markdown::{is_web, links, local};
use crate::prose::normalized;

/// A web address in the middle of prose.
pub(super) fn bare_link(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for link in ctx.links().iter().filter(|link| link.is_bare && !is_host(&link.target)) {
        found.push(rule.violation(link.location(ctx.file), "this address has no link text"));
    }
}

/// Whether an address is only the name of a host, which needs no text.
fn is_host(url: &str) -> bool {
    url.split_once("://").is_some_and(|(_, rest)| !rest.trim_end_matches('/').contains(['/', '?', '#']))
}

/// A broken link in prose.
pub(super) fn broken_link(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let content = ctx.checker.content;
    let is_beside = |path: &str| content.attachment(&ctx.file.source, path).is_some();
    for link in ctx.links().iter().filter(|link| link.is_in_prose()) {
        if let Some(message) = broken(&link.target, &is_beside, &|path| climbing(path, ctx)) {
            let hint = incident_meant(link, ctx).map(|id| format!("write ../{}/ for the page of {id}", id.to_lowercase()));
            found.push(rule.violation(link.location(ctx.file), message).hint_if(hint));
        }
    }
}

/// A broken link in one of the project's own pages.
pub(super) fn broken_link_of_page(rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    for page in &*checker.content.pages {
        let Some(text) = checker.content.text_of_page(page) else { continue };
        let is_beside = |path: &str| page.files.iter().any(|(name, _)| *name == *normalized(path));
        for link in links(&text) {
            if let Some(message) = broken(&link.target, &is_beside, &|path| climbing_from_page(path, checker)) {
                let hint = "put the file beside the page, or write ../incidents/inc-2/ for the incident INC-2";
                found.push(rule.violation(Source::new(&page.source, &text).location(link.bytes), message).hint(hint));
            }
        }
    }
}

/// What is wrong with a link, if it leads nowhere.
fn broken(target: &str, is_beside: &dyn Fn(&str) -> bool, climbing: &dyn Fn(&str) -> Option<String>) -> Option<String> {
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
        path if path.starts_with("../") => climbing(path),
        path if path.ends_with('/') || is_beside(path) => None,
        path => Some(format!("there is no file \"{path}\" beside this one")),
    }
}

/// The message about a link from one of the project's own pages to another page of the site. Only links to incidents are checked.
fn climbing_from_page(path: &str, checker: &Checker<'_>) -> Option<String> {
    let id = path.strip_prefix("../incidents/")?.trim_end_matches('/');
    let is_known = id.is_empty() || id.contains('/') || checker.may_exist(id);
    (!is_known).then(|| format!("there is no incident \"{id}\""))
}

/// The message about a link to another page of the site. Only links to incidents are checked.
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

/// A link that is not encrypted.
pub(super) fn http_link(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for link in ctx.links() {
        if host_over_http(&link.target).is_some_and(|host| !is_inside(host)) {
            found.push(rule.violation(link.location(ctx.file), "this link is not encrypted"));
        }
    }
}

/// The host of an http: address.
fn host_over_http(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://").filter(|(scheme, _)| scheme.eq_ignore_ascii_case("http"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    match host.strip_prefix('[') {
        Some(address) => address.split(']').next(),
        None => host.split(':').next(),
    }
}

/// Whether a host is in a private network, where public certificates are not available.
fn is_inside(host: &str) -> bool {
    let suffixes = [".internal", ".local", ".localhost", ".lan", ".intranet", ".corp", ".home.arpa", ".test"];
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    !host.contains('.') || host.parse::<IpAddr>().is_ok() || suffixes.iter().any(|suffix| host.ends_with(suffix))
}

/// A link that must not be published.
pub(super) fn unsafe_url(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    // A path is made only for a finding: every incident of a build comes through here.
    let mut examine = |url: &Option<String>, path: &dyn Fn() -> ValuePath| {
        if let Some(url) = url.as_ref().filter(|url| !is_safe(url)) {
            found.push(rule.violation(ctx.at(path()), format!("\"{url}\" is not a link that can be published")));
        }
    };
    ctx.timeline.iter().enumerate().for_each(|(index, entry)| examine(&entry.url, &|| at!["timeline", index, "url"]));
    ctx.actions.iter().enumerate().for_each(|(index, action)| examine(&action.url, &|| at!["actions", index, "url"]));
    ctx.references.iter().enumerate().for_each(|(index, it)| examine(&it.url, &|| at!["references", index, "url"]));
    examine(&ctx.review.recording, &|| at!["review", "recording"]);
}

/// Whether a link leads to the web or to a mailbox.
fn is_safe(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    if ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)) {
        rest.strip_prefix("//").is_some_and(|host| !host.is_empty()) && !url.contains(char::is_whitespace)
    } else {
        scheme.eq_ignore_ascii_case("mailto") && rest.contains('@')
    }
}
