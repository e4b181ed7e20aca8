//! A mapping as a file says it.

use std::fmt;

use serde::Deserialize;
use toml::{Table, Value};

use super::path::{Condition, Path, one_or_more};
use super::rule::MappingRule;
use crate::diagnostic::{ValuePath, did_you_mean};
use crate::import::toml::ValueSchema;
use crate::import::tree;

/// How records of a tool become incidents.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub(super) head: Head,
    /// The rules of `[incident]`.
    pub(super) incident: Vec<KeyRule>,
    pub(super) lists: Vec<ListMapping>,
}

/// Why a text is no mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingError(String);

impl fmt::Display for MappingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a mapping says of a document as a whole.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    /// What messages call a record.
    pub record: String,
    /// A record has all of one of these groups of keys.
    #[serde(default)]
    pub recognise: Vec<Vec<Condition>>,
    /// A record has one of these keys.
    #[serde(default)]
    pub required: Vec<Path>,
    /// The keys below which records stand.
    #[serde(default)]
    pub records: Vec<String>,
    /// Keys beside a single record that belong to it; `*` for all.
    #[serde(default)]
    pub beside: Vec<String>,
    /// What is about the tool's record, and not about the incident.
    #[serde(default)]
    pub ignored: Vec<Path>,
    /// A text that is a postmortem in Markdown.
    #[serde(default)]
    pub body: Option<Path>,
}

/// The rule of a key.
#[derive(Debug, Clone)]
pub(super) struct KeyRule {
    /// The keys that lead to it.
    pub key: Vec<String>,
    pub kind: ValueForm,
    pub rule: MappingRule,
}

/// How a value of a key is written in an incident file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ValueForm {
    Moment,
    Day,
    Integer,
    Number,
    Bool,
    /// One of these words.
    Word(Vec<String>),
    /// A list of texts.
    Names,
    Text,
}

/// The elements of a list of an incident, such as its timeline.
#[derive(Debug, Clone)]
pub(super) struct ListMapping {
    /// The keys that lead to the list.
    pub key: Vec<String>,
    pub head: ListHead,
    pub rules: Vec<KeyRule>,
    /// The keys that an element needs.
    pub needs: Vec<String>,
    /// Whether an element can be internal.
    pub can_be_internal: bool,
}

/// What a list says of its elements as a whole.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ListHead {
    /// Where the elements are. Without it, the record itself is one.
    #[serde(deserialize_with = "one_or_more")]
    pub records: Vec<Path>,
    /// Whether they may be a document of their own, which `--timeline` names.
    pub document: bool,
    /// Which record an element of such a document belongs to.
    pub of: Option<MappingRule>,
    /// The value of the record that `of` names.
    pub is: Option<MappingRule>,
    /// What else must be the same where both have a value.
    pub same: Vec<Identity>,
    /// Which elements are taken.
    pub only: Option<Condition>,
    /// What is about the tool's record.
    pub ignored: Vec<Path>,
    /// Lines below the text of an element.
    pub lines: Vec<LinesMapping>,
}

/// A value by which an element of a document of its own is matched with its record.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Identity {
    /// Where the element has it.
    pub of: MappingRule,
    /// Where the record has it.
    pub is: MappingRule,
}

/// A line for each element of a list within an element.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LinesMapping {
    pub records: Path,
    pub text: MappingRule,
}

const LIST_KEYS: [&str; 8] = ["records", "document", "of", "is", "same", "only", "ignored", "lines"];

impl Mapping {
    /// Reads a mapping, which is a TOML file.
    ///
    /// # Errors
    /// It is not TOML, or has a key that no mapping or no incident file has.
    pub fn read(text: &str) -> Result<Self, MappingError> {
        let mut table: Table =
            text.parse().map_err(|error: toml::de::Error| MappingError(error.to_string().trim_end().to_owned()))?;
        let schema = crate::incident::schema();
        let root = ValueSchema::new(&schema);
        let mut mapping = Self { head: Head::default(), incident: Vec::new(), lists: Vec::new() };
        if let Some(incident) = table.remove("incident") {
            rules(&incident, root, &mut Vec::new(), &mut mapping.incident)?;
        }
        let keys: Vec<String> = table.keys().filter(|key| root.of(key).is_known()).cloned().collect();
        for key in keys {
            let Some(value) = table.remove(&key) else { continue };
            lists(&value, root.of(&key), &mut vec![key], &mut mapping.lists)?;
        }
        mapping.head =
            Value::Table(table).try_into().map_err(|error: toml::de::Error| MappingError(error.message().to_owned()))?;
        Ok(mapping)
    }
}

impl Mapping {
    /// Whether the events of an incident may be a document of their own.
    pub(in crate::import) fn has_events(&self) -> bool {
        self.lists.iter().any(|list| list.head.document)
    }
}

/// The rules of a table: what is no table in an incident file has one.
fn rules(value: &Value, node: ValueSchema<'_>, key: &mut Vec<String>, found: &mut Vec<KeyRule>) -> Result<(), MappingError> {
    let is_table = |node: ValueSchema<'_>| node.keys().next().is_some() || key.is_empty() || node.is_open_table();
    match value {
        Value::Table(entries) if is_table(node) => {
            for (name, value) in entries {
                let below = node.of(name);
                if !below.is_known() {
                    return Err(unknown(key, name, node));
                }
                key.push(name.clone());
                rules(value, below, key, found)?;
                key.pop();
            }
            Ok(())
        }
        value => {
            let rule = value
                .clone()
                .try_into()
                .map_err(|error: toml::de::Error| MappingError(format!("{}: {}", key.join("."), error.message())))?;
            found.push(KeyRule { key: key.clone(), kind: kind(node), rule });
            Ok(())
        }
    }
}

fn unknown(key: &[String], name: &str, node: ValueSchema<'_>) -> MappingError {
    let near = did_you_mean(name, node.keys()).map_or_else(String::new, |near| format!(": did you mean \"{near}\"?"));
    let path = key.iter().map(String::as_str).chain([name]).collect::<Vec<_>>().join(".");
    MappingError(format!("an incident file has no key \"{path}\"{near}"))
}

fn lists(value: &Value, node: ValueSchema<'_>, key: &mut Vec<String>, found: &mut Vec<ListMapping>) -> Result<(), MappingError> {
    match value {
        Value::Array(tables) => tables.iter().try_for_each(|table| {
            let Value::Table(table) = table else { return Err(MappingError(format!("{} is a list of tables", key.join(".")))) };
            found.push(list(table, node.items(), key)?);
            Ok(())
        }),
        Value::Table(tables) => tables.iter().try_for_each(|(name, value)| {
            key.push(name.clone());
            lists(value, node.of(name), key, found)?;
            key.pop();
            Ok(())
        }),
        _ => Err(MappingError(format!("{} is a list of tables: [[{0}]]", key.join(".")))),
    }
}

fn list(table: &Table, node: ValueSchema<'_>, key: &[String]) -> Result<ListMapping, MappingError> {
    let (head, rest): (Vec<_>, Vec<_>) = table.clone().into_iter().partition(|(name, _)| LIST_KEYS.contains(&name.as_str()));
    let error = |error: toml::de::Error| MappingError(format!("[[{}]]: {}", key.join("."), error.message()));
    let mut found = Vec::new();
    rules(&Value::Table(rest.into_iter().collect()), node, &mut Vec::new(), &mut found)?;
    let head: ListHead = Value::Table(head.into_iter().collect()).try_into().map_err(error)?;
    let needs = node.required().map(str::to_owned).collect();
    Ok(ListMapping { key: key.to_vec(), head, rules: found, needs, can_be_internal: node.of("visibility").is_known() })
}

/// How a value is written, by the schema.
fn kind(node: ValueSchema<'_>) -> ValueForm {
    let dates: Vec<&str> = node.dates().collect();
    match node.type_name() {
        _ if dates == ["local-date"] => ValueForm::Day,
        _ if !dates.is_empty() => ValueForm::Moment,
        _ if node.words().next().is_some() => ValueForm::Word(node.words().map(str::to_owned).collect()),
        Some("integer") => ValueForm::Integer,
        Some("number") => ValueForm::Number,
        Some("boolean") => ValueForm::Bool,
        Some("array") => ValueForm::Names,
        _ => ValueForm::Text,
    }
}

/// The keys of an object that a mapping names, for messages.
pub(super) fn quoted(paths: &[Path]) -> String {
    paths.iter().map(|path| format!("\"{}\"", path.last())).collect::<Vec<_>>().join(" or ")
}

/// The path of a key in a file.
pub(super) fn path_of(key: &[String]) -> ValuePath {
    key.iter().fold(ValuePath::root(), |path, key| path.key(key))
}

/// A list's name in messages and titles: `severity_changes` is "Severity changes".
pub(super) fn label(key: &[String]) -> String {
    crate::prose::capitalized(&tree::words(key.last().map_or("", String::as_str)))
}
