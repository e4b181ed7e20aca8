//! The export of a Slack channel as a timeline: what people wrote, without joins, reactions and the messages of bots.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::Timestamp;
use regex::Captures;

use super::document::Document;
use super::pattern::Pattern;
use super::tree::{self, Node, Object, Value};
use crate::diagnostic::{Diagnostic, Source};
use crate::incident::{Moment, TimelineEntry};
use crate::prose;

/// A document shows in so many bytes whether it is an export. Each record of an import asks.
const BEGINNING: usize = 64 * 1024;

/// What a channel comes to.
#[derive(Default)]
pub(super) struct Channel {
    /// Messages with their places, in the order of the document.
    pub entries: Vec<(TimelineEntry, Range<usize>)>,
    /// What was left out, in words.
    pub left_out: Vec<String>,
}

/// Whether a document is such an export: a list of messages, or an object that has one.
pub(super) fn is_export(document: &Document<'_>) -> bool {
    let text = document.text.trim_start_matches('\u{feff}').trim_start();
    let text = &text[..text.floor_char_boundary(BEGINNING)];
    text.starts_with(['[', '{']) && text.contains("\"ts\"") && (text.contains("\"text\"") || text.contains("\"subtype\""))
}

/// Reads an export, and the names of its people from a list of users.
///
/// # Errors
/// One of the documents is not JSON.
pub(super) fn read(document: &Source<'_>, users: Option<&Document<'_>>) -> Result<Channel, Box<Diagnostic>> {
    let names = users.map(names).transpose()?.unwrap_or_default();
    let mut channel = Channel::default();
    let (mut joins, mut bots, mut reactions, mut unread) = (0, 0, 0, 0);
    for node in elements(tree::parse(document)?, "messages") {
        let Value::Object(message) = node.value else { continue };
        let text = |key: &str| message.get(key).and_then(raw);
        reactions += message.get("reactions").map_or(0, count);
        let subtype = text("subtype").unwrap_or_default();
        if subtype == "bot_message" || text("bot_id").is_some() {
            bots += 1;
            continue;
        }
        if !matches!(subtype.as_str(), "" | "thread_broadcast" | "me_message" | "file_share" | "file_comment") {
            joins += 1;
            continue;
        }
        let by = text("user").map(|user| names.get(&user).cloned().or_else(|| profile(&message)).unwrap_or(user));
        let event = with_files(&message, markdown(&text("text").unwrap_or_default(), &names));
        match text("ts").as_deref().and_then(moment).filter(|_| !event.is_empty()) {
            Some(at) => {
                let source = Some("Slack".to_owned());
                channel.entries.push((TimelineEntry { by, source, ..TimelineEntry::new(at, event) }, node.span));
            }
            None => unread += 1,
        }
    }
    let counts = [
        (joins, "notice of the channel (a join, a topic)", "notices of the channel (joins, topics)"),
        (bots, "message of a bot", "messages of bots"),
        (reactions, "reaction", "reactions"),
        (unread, "message without words or time", "messages without words or time"),
    ];
    channel.left_out =
        counts.into_iter().filter(|(count, ..)| *count > 0).map(|(n, one, many)| prose::count(n, one, many)).collect();
    Ok(channel)
}

/// The names of people by their ids.
fn names(document: &Document<'_>) -> Result<BTreeMap<String, String>, Box<Diagnostic>> {
    let users = elements(tree::parse(&Source::new(document.name, document.text))?, "members").into_iter();
    Ok(users
        .filter_map(|node| {
            let Value::Object(user) = node.value else { return None };
            let name = ["real_name", "name"].iter().find_map(|key| user.get(key).and_then(raw));
            Some((user.get("id").and_then(raw)?, profile_name(user.get("profile")).or(name)?))
        })
        .collect())
}

fn profile(message: &Object) -> Option<String> {
    profile_name(message.get("user_profile")).or_else(|| message.get("username").and_then(raw))
}

fn profile_name(profile: Option<&Node>) -> Option<String> {
    let Value::Object(profile) = &profile?.value else { return None };
    ["real_name", "display_name", "name"].iter().find_map(|key| profile.get(key).and_then(raw))
}

/// The elements of a list, or of the list that an object has below a key.
fn elements(root: Node, key: &str) -> Vec<Node> {
    match root.value {
        Value::Object(mut object) => object.take(key).map(Node::into_list).unwrap_or_default(),
        _ => root.into_list(),
    }
}

/// A text as it is written.
fn raw(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) | Value::Number(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        _ => None,
    }
}

/// How many people reacted.
fn count(reactions: &Node) -> usize {
    let Value::List(reactions) = &reactions.value else { return 0 };
    let count = |node: &Node| match &node.value {
        Value::Object(reaction) => reaction.get("count").and_then(raw).and_then(|count| count.parse().ok()).unwrap_or(1),
        _ => 1,
    };
    reactions.iter().map(count).sum()
}

/// `1710513000.000200`: seconds since 1970, and what tells apart the messages of one second.
fn moment(ts: &str) -> Option<Moment> {
    let seconds = ts.split('.').next()?.parse().ok()?;
    Timestamp::from_second(seconds).ok().filter(|_| seconds > 0).map(Moment::Instant)
}

/// A message with the names of the files that hang on it.
fn with_files(message: &Object, text: String) -> String {
    let Some(Value::List(files)) = message.get("files").map(|node| &node.value) else { return text };
    let name = |node: &Node| match &node.value {
        Value::Object(file) => ["title", "name"].iter().find_map(|key| file.get(key).and_then(raw)),
        _ => None,
    };
    let files: Vec<String> = files.iter().filter_map(name).map(|name| format!("File: {name}")).collect();
    Some(text).filter(|text| !text.is_empty()).into_iter().chain(files).collect::<Vec<_>>().join("\n\n")
}

/// Markdown of a message in Slack's markup.
fn markdown(text: &str, names: &BTreeMap<String, String>) -> String {
    static MARKS: Pattern = Pattern::new(
        r"<(?P<sign>[@#!]?)(?P<target>[^<>|]+)(?:\|(?P<label>[^<>]*))?>|(?P<before>^|[\s(])\*(?P<bold>[^*\s][^*\n]*)\*",
    );
    let written = MARKS.replace_all(text, |found: &Captures<'_>| {
        if let Some(bold) = found.name("bold") {
            return format!("{}**{}**", &found["before"], bold.as_str());
        }
        let (target, label) =
            (&found["target"], found.name("label").map(|label| label.as_str()).filter(|label| !label.is_empty()));
        match &found["sign"] {
            "@" => format!("@{}", label.or_else(|| names.get(target).map(String::as_str)).unwrap_or(target)),
            "#" => format!("#{}", label.unwrap_or(target)),
            "!" => format!("@{}", label.unwrap_or(target).trim_start_matches("subteam^")),
            _ => label
                .filter(|label| *label != target)
                .map_or_else(|| format!("<{target}>"), |label| format!("[{label}]({target})")),
        }
    });
    written.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_markdown() {
        let names = BTreeMap::from([("U1".to_owned(), "Ada Brandt".to_owned())]);
        for (text, expected) in [
            ("<@U1> see <https://e.com/a|the graph> &amp; <#C1|ops>", "@Ada Brandt see [the graph](https://e.com/a) & #ops"),
            ("<!here> *down* since <https://e.com>", "@here **down** since <https://e.com>"),
            ("2 * 3 * 4", "2 * 3 * 4"),
        ] {
            assert_eq!(markdown(text, &names), expected);
        }
    }
}
