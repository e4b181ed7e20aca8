//! The links of an incident, in prose and in keys for URLs.

use std::ops::Range;
use std::path::Path;

use super::context::RuleContext;
use super::rule::path;
use crate::content::ParsedFile;
use crate::diagnostic::{Location, ValuePath, at};
use crate::incident::{Form, Incident, TimelineEntry};
use crate::prose::markdown;

/// A link and its position.
#[derive(Debug)]
pub(super) struct CheckedLink {
    /// The text that contains it.
    path: ValuePath,
    /// Its destination.
    pub target: String,
    /// Its range in the text, if that is prose. The value of a key for URLs is a link as a whole.
    bytes: Option<Range<usize>>,
    /// Whether the link has no text, so that readers see its target.
    pub is_bare: bool,
}

impl CheckedLink {
    /// Whether it is in prose.
    pub(super) fn is_in_prose(&self) -> bool {
        self.bytes.is_some()
    }

    /// Its location in the file.
    pub(super) fn location(&self, file: &ParsedFile) -> Location {
        let location = file.at(self.path.clone());
        if let Some(bytes) = &self.bytes { location.within(bytes.clone()) } else { location }
    }
}

/// The links of an incident, in page order.
pub(super) fn links(incident: &Incident) -> Vec<CheckedLink> {
    let mut found = Vec::new();
    incident.each_text(&mut |text| match text.form {
        Form::Markdown if !may_have_links(text.text) => {}
        Form::Markdown => found.extend(markdown::links(text.text).into_iter().map(|link| {
            // `<a@b.example>` is a mailbox; nothing else in angle brackets goes without a scheme.
            let is_mailbox = text.text[link.bytes.clone()].starts_with('<') && !link.target.contains(':');
            let target = if is_mailbox { format!("mailto:{}", link.target) } else { link.target };
            CheckedLink { path: path(text.path), target, bytes: Some(link.bytes), is_bare: link.is_bare }
        })),
        Form::Address => {
            let target = text.text.to_owned();
            found.push(CheckedLink { path: path(text.path), target, bytes: None, is_bare: false });
        }
        Form::Plain | Form::Name => {}
    });
    found
}

/// The attachments of an incident: their locations, names and files. A file can occur several times.
pub(super) fn attachments<'a>(ctx: &RuleContext<'a>) -> Vec<(Location, String, &'a Path)> {
    let content = ctx.checker.content;
    if !content.has_attachments(&ctx.file.source) {
        return Vec::new();
    }
    let image = |(index, entry): (usize, &TimelineEntry)| Some((ctx.at(at!["timeline", index, "image"]), entry.image.clone()?));
    let images = ctx.timeline.iter().enumerate().filter_map(image);
    let links = ctx.links().iter().filter(|link| !link.target.contains(':'));
    let links = links.map(|link| (link.location(ctx.file), markdown::local(&link.target)));
    images
        .chain(links)
        .filter_map(|(at, name)| content.attachment(&ctx.file.source, &name).map(|file| (at, name, file)))
        .collect()
}

/// Whether a text may contain a link, because it has a bracket or a colon. Most texts need not be parsed.
fn may_have_links(text: &str) -> bool {
    memchr::memchr3(b']', b'<', b':', text.as_bytes()).is_some()
}
