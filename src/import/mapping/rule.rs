//! Rules: where the value of a key comes from, and how it is read.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;
use serde::Deserialize;

use super::path::{Path, one_or_more};
use crate::diagnostic::ValuePath;
use crate::import::draft::Draft;
use crate::import::tree::{self, Node, Value};
use crate::import::{html, vocabulary};
use crate::prose;

/// A rule as it is written: a path, a list of rules of which the first with a value holds, or a table.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "a rule is a path, a list of rules, or a table with a `path` or a `text`")]
pub(super) enum MappingRule {
    Path(Path),
    First(Vec<MappingRule>),
    Table(Box<DetailedRule>),
}

/// A rule with how its value is read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct DetailedRule {
    /// Where the value is.
    #[serde(deserialize_with = "one_or_more")]
    path: Vec<Path>,
    /// A text with values in it: `{status|words}: {body}`, where `{}` is the value of `path`. All of them must be there.
    text: Option<String>,
    /// Words of the source, and what stands for each: `trigger*` is any word with that beginning.
    values: BTreeMap<String, String>,
    /// The part of the value that is taken: the first group of an expression. Other values stay for other rules.
    pattern: Option<Pattern>,
    /// What is put before the value.
    prefix: String,
    /// A comment at the key: the value is to be checked.
    comment: Option<String>,
    /// Whether the rule holds only where nothing else sets the key.
    pub fallback: bool,
    /// Whether the first sentence is enough.
    shorten: bool,
    /// Whether all values are taken, as a list in Markdown.
    list: bool,
    /// Whether the value stays in the record, for other rules.
    keep: bool,
    /// Whether underscores are spaces.
    words: bool,
    /// Rules whose texts are all taken, a paragraph each.
    all: Vec<MappingRule>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
struct Pattern(Regex);

impl TryFrom<String> for Pattern {
    type Error = regex::Error;

    fn try_from(text: String) -> Result<Self, regex::Error> {
        Regex::new(&text).map(Self)
    }
}

/// A value that a rule found.
pub(super) struct FoundValue<'r> {
    /// As it is read by the rule.
    pub text: String,
    /// As the source has it.
    pub written: String,
    pub span: Range<usize>,
    pub rule: Option<&'r DetailedRule>,
    /// Whether the mapping says the value, and not the record.
    pub is_constant: bool,
    /// Whether the source has it in HTML.
    pub is_html: bool,
}

impl FoundValue<'_> {
    /// Adds the comment of its rule, if it has one.
    pub(super) fn comment(&self, draft: &mut Draft<'_>, path: &ValuePath) {
        if let Some(comment) = self.rule.and_then(|rule| rule.comment.as_ref()) {
            draft.unsure(path.clone(), self.span.clone(), comment.replace("{value}", &format!("\"{}\"", self.written)));
        }
    }
}

impl MappingRule {
    /// Whether it waits until everything else was read.
    pub(super) fn is_fallback(&self) -> bool {
        matches!(self, Self::Table(table) if table.fallback)
    }

    /// Removes what other rules were to find as well.
    pub(super) fn forget(&self, node: &mut Node) {
        match self {
            Self::Table(table) if table.keep => {
                table
                    .path
                    .iter()
                    .filter(|path| !path.is_root())
                    .for_each(|path| path.each(node, &mut |leaf| leaf.value = Value::Null));
            }
            Self::First(rules) => rules.iter().for_each(|rule| rule.forget(node)),
            _ => {}
        }
    }

    /// The first value that it finds. The record keeps it.
    pub(super) fn first(&self, node: &Node) -> Option<String> {
        let mut first = None;
        self.offer(&mut node.clone(), false, &mut |found| {
            first = Some(found.text);
            true
        });
        first
    }

    /// Offers what it finds to `accept`, which says whether it took the value. What was taken is removed from the record. Ends with the
    /// first value that was taken, unless `all` values are wanted.
    pub(super) fn offer(&self, node: &mut Node, all: bool, accept: &mut dyn FnMut(FoundValue<'_>) -> bool) -> bool {
        match self {
            Self::Path(path) => offer_each(path, None, node, all, accept),
            Self::First(rules) => {
                let mut taken = false;
                for rule in rules {
                    taken |= rule.offer(node, all, accept);
                    if taken && !all {
                        break;
                    }
                }
                taken
            }
            Self::Table(table) => table.offer(node, all, accept),
        }
    }
}

impl DetailedRule {
    /// Whether a part of a value is taken.
    pub(super) fn is_part(&self) -> bool {
        self.pattern.is_some()
    }

    fn offer(&self, node: &mut Node, all: bool, accept: &mut dyn FnMut(FoundValue<'_>) -> bool) -> bool {
        if !self.all.is_empty() {
            let mut texts: Vec<String> = Vec::new();
            let mut span = 0..0;
            for rule in &self.all {
                rule.offer(node, true, &mut |found| {
                    span = found.span;
                    texts.push(found.text);
                    true
                });
            }
            let text = texts.join("\n\n");
            return !text.is_empty() && self.offer_text(text, span, &[], node, accept);
        }
        let paths = &self.path;
        if paths.is_empty() {
            let text = self.text.as_ref().and_then(|template| expanded(template, node));
            return text.is_some_and(|(text, paths, span)| self.offer_text(text, span, &paths, node, accept));
        }
        if self.list {
            return self.offer_list(paths, node, accept);
        }
        let mut taken = false;
        for path in paths {
            taken |= offer_each(path, Some(self), node, all, accept);
            if taken && !all {
                break;
            }
        }
        taken
    }

    /// Offers a text made of the values at these paths. Without any, the mapping says it.
    fn offer_text(
        &self,
        text: String,
        span: Range<usize>,
        paths: &[Path],
        node: &mut Node,
        accept: &mut dyn FnMut(FoundValue<'_>) -> bool,
    ) -> bool {
        let is_constant = paths.is_empty() && self.all.is_empty();
        let is_html = paths.iter().flat_map(|path| path.all(node)).any(is_html);
        let taken = accept(FoundValue { written: text.clone(), text, span, rule: Some(self), is_constant, is_html });
        if taken && !self.keep {
            paths.iter().for_each(|path| path.each(node, &mut |node| node.value = Value::Null));
        }
        taken
    }

    /// Offers all values as one list.
    fn offer_list(&self, paths: &[Path], node: &mut Node, accept: &mut dyn FnMut(FoundValue<'_>) -> bool) -> bool {
        let nodes: Vec<&Node> = paths.iter().flat_map(|path| path.all(node)).collect();
        let texts: Vec<(String, Range<usize>)> =
            nodes.iter().filter_map(|node| Some((text_of(node)?, node.span.clone()))).collect();
        let (text, span) = match texts.as_slice() {
            [] => return false,
            [only] => only.clone(),
            [(_, span), ..] => {
                let items = texts.iter().map(|(text, _)| format!("- {}", text.replace('\n', "\n  ")));
                (items.collect::<Vec<_>>().join("\n"), span.clone())
            }
        };
        self.offer_text(text, span, paths, node, accept)
    }

    /// A value as the rule reads it.
    fn read(&self, written: &str, template: Option<&str>) -> Option<String> {
        let part = match &self.pattern {
            Some(Pattern(pattern)) => {
                let found = pattern.captures(written)?;
                found.get(1).or_else(|| found.get(0))?.as_str().trim().to_owned()
            }
            None => written.to_owned(),
        };
        let plain = |word: &str| word.trim().to_lowercase().replace(['_', ' '], "-");
        let word = plain(&part);
        let is_named = |name: &&String| match name.strip_suffix('*') {
            Some(beginning) => word.starts_with(&plain(beginning)),
            None => plain(name) == word,
        };
        let named = self.values.iter().find(|(name, _)| is_named(name)).map(|(_, value)| value.clone());
        let text = named.unwrap_or(part);
        let text = if self.words { tree::words(&text) } else { text };
        let text = match template.and_then(|template| template.split_once("{}")) {
            Some((before, behind)) => {
                let mut out = before.to_owned();
                add(&mut out, &text);
                out + behind
            }
            None => template.map_or(text, str::to_owned),
        };
        let text = if self.shorten { vocabulary::title_of(&text) } else { text };
        Some(format!("{}{text}", self.prefix)).filter(|text| !text.is_empty())
    }
}

/// A template with the values of its paths, these paths, and the place of the last. `None` where one has no value. `{}` stays.
fn expanded(template: &str, node: &Node) -> Option<(String, Vec<Path>, Range<usize>)> {
    let (mut out, mut paths, mut span, mut rest) = (String::new(), Vec::new(), 0..0, template);
    while let Some((before, behind)) = rest.split_once('{') {
        let (inner, after) = behind.split_once('}')?;
        out.push_str(before);
        rest = after;
        if inner.is_empty() {
            out.push_str("{}");
            continue;
        }
        let (path, is_words) = inner.strip_suffix("|words").map_or((inner, false), |path| (path, true));
        let path = Path::try_from(path.to_owned()).ok()?;
        let (text, at) = path.all(node).into_iter().find_map(|node| Some((text_of(node)?, node.span.clone())))?;
        let text = if is_words { tree::words(&text) } else { text };
        let is_first = out.trim_matches(['*', '_', ' ']).is_empty();
        add(&mut out, &if is_first && is_words { prose::capitalized(&text) } else { text });
        span = at;
        paths.push(path);
    }
    out.push_str(rest);
    Some((out, paths, span))
}

/// Offers each value at a path.
fn offer_each(
    path: &Path,
    rule: Option<&DetailedRule>,
    node: &mut Node,
    all: bool,
    accept: &mut dyn FnMut(FoundValue<'_>) -> bool,
) -> bool {
    let mut taken = false;
    let template = match rule.and_then(|rule| rule.text.as_ref()) {
        Some(template) => match expanded(template, node) {
            Some((template, ..)) => Some(template),
            None => return false,
        },
        None => None,
    };
    path.each(node, &mut |leaf| {
        if taken && !all {
            return;
        }
        let Some(written) = text_of(leaf) else { return };
        let text = match rule {
            Some(rule) => rule.read(&written, template.as_deref()),
            None => Some(written.clone()),
        };
        let (span, is_html) = (leaf.span.clone(), is_html(leaf));
        if text.is_some_and(|text| accept(FoundValue { text, written, span, rule, is_constant: false, is_html })) {
            taken = true;
            if !path.is_root() && !rule.is_some_and(|rule| rule.keep) {
                leaf.value = Value::Null;
            }
        }
    });
    taken
}

/// Whether a text of the source is in HTML.
fn is_html(node: &Node) -> bool {
    matches!(&node.value, Value::Text(text) if html::is_in(text))
}

/// Adds a text to another one. A list, a heading or a table begins on a line of its own.
fn add(out: &mut String, text: &str) {
    if !out.trim().is_empty() && !out.ends_with('\n') && html::begins_with_block(text) {
        out.truncate(out.trim_end().len());
        out.push_str("\n\n");
    }
    out.push_str(text);
}

/// The text of a value: one value, or a document in the format of Atlassian's editor.
fn text_of(node: &Node) -> Option<String> {
    match &node.value {
        Value::Object(object) if object.has(&["type", "content"]) => Some(editor_text(node)).filter(|text| !text.is_empty()),
        _ => node.scalar(),
    }
}

/// Markdown of a document in the format of Atlassian's editor.
fn editor_text(node: &Node) -> String {
    let Value::Object(object) = &node.value else { return String::new() };
    let text = |key: &str| object.get(key).and_then(Node::scalar).unwrap_or_default();
    let inner = |separator: &str| match object.get("content").map(|node| &node.value) {
        Some(Value::List(items)) => {
            items.iter().map(editor_text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(separator)
        }
        _ => String::new(),
    };
    match text("type").as_str() {
        "doc" | "blockquote" | "panel" => inner("\n\n"),
        "text" => match object.get("text").map(|node| &node.value) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        },
        "hardBreak" => "\n".to_owned(),
        "heading" => format!("### {}", inner("")),
        "codeBlock" => format!("```\n{}\n```", inner("")),
        "bulletList" | "orderedList" => inner("\n"),
        "listItem" => format!("- {}", inner("\n").replace('\n', "\n  ")),
        "mention" | "emoji" | "inlineCard" => object.get("attrs").map(attrs_text).unwrap_or_default(),
        _ => inner(""),
    }
}

fn attrs_text(attrs: &Node) -> String {
    let names = ["text", "shortName", "url"].map(|key| Path::try_from(key.to_owned()).unwrap_or_default());
    names.iter().flat_map(|path| path.all(attrs)).find_map(Node::scalar).unwrap_or_default()
}
