//! The localised messages of a site from Fluent catalogs, and the formats of numbers, dates and durations.
//!
//! A message comes from the catalog closest to the language: `pt-BR`, then `pt`, then English. Within one language, the project's
//! catalog takes precedence over the default one. This module knows no pages and no templates.

mod catalog;
mod check;
mod message;
mod when;
mod writing;

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use crate::error::Result;
use crate::theme::{Catalog, Theme};
pub use check::check;
pub use message::{Argument, Arguments};
use message::{Message, MessagePart};
pub use when::When;

/// The language in which every message exists.
const COMPLETE: &str = "en";

/// The messages of one language.
pub struct Locale {
    language: String,
    messages: HashMap<String, Message, FixedState>,
    /// The plural rules of each catalog's language.
    rules: Vec<Option<PluralRules>>,
    writing: writing::Writing,
}

impl Locale {
    /// Loads the messages for a language from the catalogs of a theme. Invalid messages are skipped; [`check()`] reports them.
    pub fn new(language: &str, catalogs: &[Catalog]) -> Self {
        let mut locale = Self {
            language: language.to_owned(),
            messages: HashMap::default(),
            rules: Vec::new(),
            writing: writing::Writing::default(),
        };
        for tag in fallbacks(language) {
            // The project's catalogs come after the default ones and override their messages.
            for catalog in catalogs.iter().filter(|catalog| catalog.language.eq_ignore_ascii_case(&tag)) {
                locale.rules.push(plural_rules(&tag));
                locale.add(&catalog.text);
            }
        }
        locale.writing = writing::Writing::of(&locale);
        locale
    }

    /// The default messages in English.
    ///
    /// # Errors
    /// The default theme cannot be read.
    pub fn english() -> Result<Self> {
        Ok(Self::new(COMPLETE, &Theme::embedded()?.catalogs))
    }

    fn add(&mut self, text: &str) {
        let rules = self.rules.len() - 1;
        for (name, parts) in catalog::messages(text) {
            self.messages.insert(name.to_owned(), Message::new(parts, rules));
        }
    }

    /// The language tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// A message without variables. If there is none, its name.
    pub fn text(&self, name: &str) -> Arc<str> {
        self.plain(name).unwrap_or_else(|| name.into())
    }

    /// A message without variables, if it exists.
    pub fn plain(&self, name: &str) -> Option<Arc<str>> {
        self.messages.get(name)?.plain.clone()
    }

    /// The label of a vocabulary word. For `in-progress` of `status`, it is the message `status_in_progress`.
    pub fn word(&self, vocabulary: &str, word: &str) -> Arc<str> {
        let mut name = String::with_capacity(vocabulary.len() + word.len() + 1);
        name.push_str(vocabulary);
        name.push('_');
        name.extend(word.chars().map(|letter| if letter == '-' { '_' } else { letter }));
        self.text(&name)
    }

    /// Formats a message as plain text. If there is none, its name.
    pub fn format(&self, name: &str, arguments: Arguments<'_>) -> String {
        let mut text = String::new();
        match self.messages.get(name) {
            Some(message) => self.write(message, arguments, false, &mut text),
            None => text.push_str(name),
        }
        text
    }

    /// Formats a message as HTML. The message and the arguments are escaped, except arguments that are already HTML.
    ///
    /// # Errors
    /// The message does not exist, or a variable has no value. The error names what is missing.
    pub fn html(&self, name: &str, arguments: Arguments<'_>) -> std::result::Result<String, String> {
        let message = self.messages.get(name).ok_or_else(|| format!("no catalog has the message \"{name}\""))?;
        let missing = message.variables.iter().find(|variable| arguments.iter().all(|(given, _)| *given != variable.as_str()));
        if let Some(missing) = missing {
            return Err(format!("the message \"{name}\" needs a value for \"{missing}\""));
        }
        let mut html = String::new();
        self.write(message, arguments, true, &mut html);
        Ok(html)
    }

    fn write(&self, message: &Message, arguments: Arguments<'_>, as_html: bool, out: &mut String) {
        message::Writer { locale: self, rules: self.rules[message.rules].as_ref(), arguments, as_html }
            .parts(&message.parts, out);
    }

    /// A message in the format for scripts: a text, or an array of texts and `[variable, variants]`. `None` if there is no such
    /// message.
    pub fn for_script(&self, name: &str) -> Option<serde_json::Value> {
        self.messages.get(name).map(|message| message::script(&message.parts))
    }
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Locale").field("language", &self.language).finish_non_exhaustive()
    }
}

/// The language tags whose catalogs apply to a language, the closest last.
fn fallbacks(language: &str) -> Vec<String> {
    let mut tags = vec![COMPLETE.to_owned()];
    for (at, _) in language.match_indices(['-', '_']).chain([(language.len(), "")]) {
        if !language[..at].eq_ignore_ascii_case(COMPLETE) {
            tags.push(language[..at].to_owned());
        }
    }
    tags
}

/// The CLDR plural rules of a language. A language without rules has one form for all numbers.
fn plural_rules(tag: &str) -> Option<PluralRules> {
    let language: LanguageIdentifier = tag.parse().ok()?;
    let primary = LanguageIdentifier::from_parts(language.language, None, None, &[]);
    [language, primary].into_iter().find_map(|language| PluralRules::create(language, PluralRuleType::CARDINAL).ok())
}

/// The name of a plural category in a catalog.
const fn category(category: &PluralCategory) -> &'static str {
    match category {
        PluralCategory::ZERO => "zero",
        PluralCategory::ONE => "one",
        PluralCategory::TWO => "two",
        PluralCategory::FEW => "few",
        PluralCategory::MANY => "many",
        PluralCategory::OTHER => "other",
    }
}
