//! What a careful reviewer would find: a table of rules, one file per rule.
//!
//! A rule looks at incidents and names the path of what is wrong; it knows no terminal, no file system and nothing of the site.
//! How grave a breach is, and whether the incident is excused from it, is decided afterwards, in one place for all rules.

mod excuse;
mod explain;
mod finding;
mod level;
mod lexicon;
mod links;
mod names;
mod review;
mod rules;
mod sound;
mod speech;
mod subject;
mod table;

pub use excuse::Excused;
pub use explain::overview;
pub use finding::{Finding, Findings, SeeAlso};
pub use level::{Level, Levels};
pub use lexicon::unknown_languages;
pub use review::{Report, Review};
pub use sound::Sound;
pub use subject::Subject;
pub use table::{Group, RULES, Rule, Scope};
