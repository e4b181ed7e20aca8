//! The texts of a project outside of incident files: those of the configuration and of custom pages.

use std::ops::Range;

use super::context::Checker;
use crate::config::{ShownAs, shown_as};
use crate::diagnostic::{Location, Source, ValuePath};
use crate::incident::{Form, Visibility};

/// A text and its location.
pub(super) struct ProjectText<'a> {
    /// The whole file of a page, or one string of the configuration.
    pub text: String,
    /// Its form.
    pub form: Form,
    /// How a public site shows it. `None` if it does not.
    pub shown_as: Option<ShownAs>,
    file: &'a str,
    /// Its path in the configuration. `None` for a page.
    pub path: Option<ValuePath>,
}

impl ProjectText<'_> {
    /// The location of a range of the text.
    pub(super) fn location(&self, bytes: Range<usize>) -> Location {
        match &self.path {
            Some(path) => Location::value(self.file, path.clone()).within(bytes),
            None => Source::new(self.file, &self.text).location(bytes),
        }
    }
}

impl Checker<'_> {
    /// All texts of the project outside of incident files, except the patterns of `[check]`, which are never shown.
    pub(super) fn project_texts(&self) -> Vec<ProjectText<'_>> {
        let mut texts = Vec::new();
        for page in &*self.content.pages {
            let shown_as = (page.visibility == Visibility::Public).then_some(ShownAs::Text);
            let text = self.content.text_of_page(page).unwrap_or_default();
            texts.push(ProjectText { text, form: Form::Markdown, shown_as, file: &page.source, path: None });
        }
        if let Some((file, text)) = &self.configuration {
            let mut table: toml::Table = toml::from_str(text).unwrap_or_default();
            table.remove("check");
            each_string(&toml::Value::Table(table), &ValuePath::root(), &mut String::new(), &mut |text, path, keys| {
                let (shown_as, path) = (shown_as(keys), Some(path.clone()));
                let form = match shown_as {
                    Some(ShownAs::Link) => Form::Address,
                    _ if keys == "brand.footer" => Form::Markdown,
                    _ => Form::Plain,
                };
                texts.push(ProjectText { text: text.to_owned(), form, shown_as, file, path });
            });
        }
        texts
    }
}

/// Calls `each` with every string of a table, its path, and the keys of the path.
fn each_string(value: &toml::Value, path: &ValuePath, keys: &mut String, each: &mut dyn FnMut(&str, &ValuePath, &str)) {
    match value {
        toml::Value::String(text) => each(text, path, keys),
        toml::Value::Array(values) => {
            values.iter().enumerate().for_each(|(index, value)| each_string(value, &path.clone().then(index), keys, each));
        }
        toml::Value::Table(table) => {
            for (key, value) in table {
                let length = keys.len();
                keys.extend([if length > 0 { "." } else { "" }, key]);
                each_string(value, &path.clone().then(key.as_str()), keys, each);
                keys.truncate(length);
            }
        }
        _ => {}
    }
}
