//! Patterns in texts that become links: `[[autolinks]]`.

use std::ops::Range;

use regex::{Captures, Regex};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::validate::{RULE, expression};
use super::wrong;
use crate::diagnostic::{Diagnostic, ValuePath, at};
use crate::prose::markdown::is_web;
use crate::prose::percent_encoded;

/// A pattern in prose that becomes a link. Code, links and URLs are left unchanged.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AutolinkTable {
    /// A regular expression, such as `OPS-\d+`. Only matches of whole words count.
    pub pattern: String,
    /// The URL. `{0}` is replaced with the match, `{1}` with its first group.
    pub url: String,
}

/// A compiled pattern, and the URL of its links.
#[derive(Debug, Clone)]
pub struct Autolink {
    pattern: Regex,
    url: Vec<Part>,
}

/// A part of a URL.
#[derive(Debug, Clone)]
enum Part {
    Text(String),
    Group(usize),
}

impl Autolink {
    /// The matches in a text, in order, each with its URL. The time is linear in the length of the text, unless the pattern
    /// searches far beyond its matches.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, String)> {
        let is_in_word = |c: char| c.is_alphanumeric() || c == '_';
        let is_whole = move |at: &Range<usize>| {
            let found = &text[at.clone()];
            let joins =
                |outside: Option<char>, inside: Option<char>| outside.is_some_and(is_in_word) && inside.is_some_and(is_in_word);
            !found.trim().is_empty()
                && !joins(text[..at.start].chars().next_back(), found.chars().next())
                && !joins(text[at.end..].chars().next(), found.chars().next_back())
        };
        self.pattern.captures_iter(text).filter_map(move |found| {
            let at = found.get(0)?.range();
            is_whole(&at).then(|| (at, self.address(&found)))
        })
    }

    /// The URL without the parts from the match.
    pub(super) fn written_address(&self) -> String {
        self.url.iter().filter_map(|part| if let Part::Text(text) = part { Some(text.as_str()) } else { None }).collect()
    }

    fn address(&self, found: &Captures<'_>) -> String {
        let mut url = String::new();
        for part in &self.url {
            match part {
                Part::Text(text) => url.push_str(text),
                Part::Group(group) => {
                    url.extend(percent_encoded(found.get(*group).map_or("", |found| found.as_str()).as_bytes()));
                }
            }
        }
        url
    }
}

/// Validates and compiles the patterns. Invalid ones are reported and skipped.
pub(super) fn autolinks(written: &[AutolinkTable], problems: &mut Vec<Diagnostic>) -> Vec<Autolink> {
    let numbered = written.iter().enumerate();
    numbered.filter_map(|(index, written)| autolink(written, &at!["autolinks", index], problems)).collect()
}

fn autolink(written: &AutolinkTable, path: &ValuePath, problems: &mut Vec<Diagnostic>) -> Option<Autolink> {
    let pattern = expression(&written.pattern);
    let groups = pattern.as_ref().map_or(usize::MAX, Regex::captures_len);
    let url = url(&written.url, groups);
    let mut report = |key: &str, message: String, hint: &str| {
        problems.push(wrong(RULE, path.clone().then(key), message).hint(hint));
    };
    if let Err(message) = &pattern {
        report("pattern", message.clone(), "write a regular expression such as 'OPS-\\d+'");
    }
    if let Err(message) = &url {
        report("url", message.clone(), "write a URL such as \"https://tracker.example.com/browse/{0}\"");
    }
    Some(Autolink { pattern: pattern.ok()?, url: url.ok()? })
}

/// Parses a URL template. Everything before the path must be fixed.
fn url(written: &str, groups: usize) -> Result<Vec<Part>, String> {
    let host = written.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
    if !is_web(written) || host.is_empty() || host.contains(['{', '}']) || written.contains(|c: char| c.is_control() || c == ' ')
    {
        return Err(format!("\"{written}\" is not a URL with a host"));
    }
    let mut parts = Vec::new();
    let mut rest = written;
    while let Some((text, after)) = rest.split_once('{') {
        parts.push(Part::Text(text.to_owned()));
        let (group, after) = after.split_once('}').ok_or_else(|| format!("a brace is not closed in \"{written}\""))?;
        let number = group.parse().ok().filter(|number: &usize| *number < groups);
        parts.push(Part::Group(number.ok_or_else(|| format!("the pattern has no group {{{group}}}"))?));
        rest = after;
    }
    parts.push(Part::Text(rest.to_owned()));
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, url: &str, text: &str) -> Vec<(String, String)> {
        let table = AutolinkTable { pattern: pattern.to_owned(), url: url.to_owned() };
        let mut problems = Vec::new();
        let links = autolinks(&[table], &mut problems);
        assert_eq!(problems, []);
        links[0].find(text).map(|(at, url)| (text[at].to_owned(), url)).collect()
    }

    #[test]
    fn whole_words_are_found_and_what_was_found_is_encoded() {
        let url = "https://t.example/browse/{0}";
        let one = |text: &str, url: &str| vec![(text.to_owned(), url.to_owned())];
        assert_eq!(found(r"OPS-\d+", url, "See OPS-12."), one("OPS-12", "https://t.example/browse/OPS-12"));
        assert_eq!(found(r"OPS-\d+", url, "DEVOPS-12, OPS-1x and ÉOPS-3"), []);
        assert_eq!(
            found(r"#(\d+)", "https://t.example/{1}?q", "a#7 (#8)"),
            [("#7".to_owned(), "https://t.example/7?q".to_owned()), ("#8".to_owned(), "https://t.example/8?q".to_owned()),]
        );
        assert_eq!(found(r"<[^>]*>", url, "<\"/../é>"), one("<\"/../é>", "https://t.example/browse/%3C%22%2F..%2F%C3%A9%3E"));
    }

    #[test]
    fn an_invalid_pattern_or_url_is_reported_at_its_key() {
        let wrong = [
            ("OPS-(", "https://t.example/{0}", "pattern"),
            ("a*", "https://t.example/{0}", "pattern"),
            (r"(\d{1000}){1000}", "https://t.example/{0}", "pattern"),
            ("OPS", "javascript:alert('{0}')", "url"),
            ("OPS", "https://{0}.example", "url"),
            ("OPS", "https://", "url"),
            ("OPS", "https://t.example/{1}", "url"),
            ("OPS", "https://t.example/{0", "url"),
            ("OPS", "https://t.example/{id}", "url"),
            ("OPS", "tracker/{0}", "url"),
        ];
        for (pattern, url, key) in wrong {
            let mut problems = Vec::new();
            let table = AutolinkTable { pattern: pattern.to_owned(), url: url.to_owned() };
            assert!(autolinks(&[table], &mut problems).is_empty(), "{pattern} {url}");
            let paths: Vec<String> =
                problems.iter().map(|it| it.location.as_ref().unwrap().value.as_ref().unwrap().path.to_string()).collect();
            assert_eq!(paths, [format!("autolinks[0].{key}")], "{pattern} {url}");
        }
    }
}
