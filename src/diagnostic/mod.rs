//! STUB
#![allow(missing_docs, dead_code, unused)]
use std::fmt;
use std::ops::Range;
use toml::de::DeTable;
mod problem;
pub use problem::Problem;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level { Error, Warning }
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part { Key, Value }
#[derive(Debug, Clone)]
pub struct Diagnostic { pub rule: &'static str, pub message: String, pub hint: Option<String>, pub file: String }
impl Diagnostic {
    pub fn of_file(rule: &'static str, file: &str, message: String) -> Self { Self { rule, message, hint: None, file: file.into() } }
    pub fn not_utf8(file: &str, _bytes: &[u8]) -> Self { Self::of_file("encoding", file, "not utf8".into()) }
    pub fn from_toml(file: &str, _text: &str, error: &toml::de::Error) -> Self { Self::of_file("syntax", file, error.to_string()) }
    pub fn hint(mut self, hint: impl Into<String>) -> Self { self.hint = Some(hint.into()); self }
    pub fn see_also(self, _label: String, _file: &str, _text: &str, _schema: &Schema, _path: &ValuePath) -> Self { self }
    pub fn file(&self) -> Option<&str> { Some(&self.file) }
}
pub struct Schema(serde_json::Value);
impl Schema { pub fn new(v: serde_json::Value) -> Self { Self(v) } }
pub struct Examined<'a> { pub diagnostics: Vec<Diagnostic>, pub table: Option<DeTable<'a>>, pub removed: Vec<ValuePath> }
impl Examined<'_> { pub fn is_broken(&self) -> bool { true } pub fn id_hint(&self) -> Option<String> { None } }
pub fn examine<'a>(_text: &'a str, _file: &str, _schema: &Schema) -> Examined<'a> { Examined { diagnostics: vec![], table: None, removed: vec![] } }
pub fn human(d: &Diagnostic, _c: bool) -> String { format!("{}[{}]: {} {:?}", d.file, d.rule, d.message, d.hint) }
pub fn sort(_d: &mut [Diagnostic]) {}
pub fn did_you_mean<'a>(_word: &str, _known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> { None }
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ValuePath(String);
impl ValuePath {
    pub fn root() -> Self { Self::default() }
    pub fn key(&self, key: &str) -> Self { Self(if self.0.is_empty() { key.into() } else { format!("{}.{key}", self.0) }) }
    pub fn index(&self, index: usize) -> Self { Self(format!("{}[{index}]", self.0)) }
}
impl fmt::Display for ValuePath { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) } }
