//! A private IP address.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::context::RuleContext;
use crate::check::rule::{Rule, path};
use crate::diagnostic::Diagnostic;
use crate::incident::Visibility;

static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let fourth = r"(?:10|172|192|169)(?:\.[0-9]{1,3}){3}(?:/[0-9]{1,2})?";
    let sixth = r"[fF](?:[cCdD][0-9a-fA-F]{2}|[eE][89abAB][0-9a-fA-F])(?::[0-9a-fA-F]{0,4}){2,7}(?:/[0-9]{1,3})?";
    Regex::new(&format!("{fourth}|{sixth}")).ok()
});

/// Addresses that are documented everywhere: the ranges themselves, and the metadata service of cloud machines.
const WELL_KNOWN: [&str; 8] =
    ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "169.254.169.254", "fc00::/7", "fd00::/8", "fe80::/10"];

pub(super) fn check(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    ctx.each_string(&mut |text| {
        if text.visibility == Visibility::Public {
            for bytes in private(text.text) {
                let message = "this is a private address";
                found.push(rule.violation(ctx.at(path(text.path)).within(bytes), message));
            }
        }
    });
}

/// Where private addresses stand in a text.
fn private(text: &str) -> impl Iterator<Item = Range<usize>> {
    let found = ADDRESS.iter().flat_map(move |address| address.find_iter(text));
    found.filter(|found| is_private(found.as_str()) && stands_alone(text, &found.range())).map(|found| found.range())
}

fn is_private(address: &str) -> bool {
    if WELL_KNOWN.iter().any(|known| known.eq_ignore_ascii_case(address)) {
        return false;
    }
    let (address, _) = address.split_once('/').unwrap_or((address, ""));
    match (address.parse::<Ipv4Addr>(), address.parse::<Ipv6Addr>()) {
        (Ok(address), _) => address.is_private() || address.is_link_local(),
        (_, Ok(address)) => address.is_unique_local() || address.is_unicast_link_local(),
        _ => false,
    }
}

/// Whether it is no part of a longer word or number, and no version.
fn stands_alone(text: &str, bytes: &Range<usize>) -> bool {
    let word = text[..bytes.start].trim_end().rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    if ["version", "release", "build"].iter().any(|of_software| word.eq_ignore_ascii_case(of_software)) {
        return false;
    }
    let joins = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
    let after = text[bytes.end..].trim_start_matches('.');
    let goes_on = after.len() < text.len() - bytes.end && after.starts_with(char::is_alphanumeric);
    let continues = text[bytes.end..].starts_with(|letter: char| letter.is_alphanumeric() || letter == '_');
    !text[..bytes.start].ends_with(joins) && !goes_on && !continues
}
