//! The rules of `pir-site check`, and how they are run.
//!
//! A rule checks incidents and reports the paths of violations. It knows no terminal, no file system and no site. The level of a
//! violation, and whether an exception suppresses it, is determined afterwards, in one place for all rules.

mod rule;
mod rules;

mod context;
mod levels;
mod repeated;
mod run;
mod suppress;

mod lexicon;
mod links;
mod names;
mod people;
mod project_texts;
mod subjects;
mod text;

mod baseline;
mod explain;

pub use baseline::{Baseline, BaselineFiles, StaleEntry};
pub use context::{Checker, RuleContext};
pub use explain::overview;
pub use levels::{Levels, unknown};
pub use lexicon::unknown_languages;
pub use rule::{Group, Rule, RuleLevel, Scope};
pub use rules::{RULES, find as find_rule, unfit_id};
pub use run::CheckReport;
