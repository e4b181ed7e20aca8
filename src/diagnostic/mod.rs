//! Diagnostics: the problems of a file, their locations, and how to fix them.
//!
//! A problem is found at a *path* (`actions[2].due`); its position is resolved by parsing the file again. Structural problems are
//! found by comparing a file with the JSON Schema of its types, so that one run reports all of them. This module knows TOML, JSON
//! Schema and text; it never imports the domain.

mod entry;
mod location;
mod path;
mod source;

mod schema;

mod examine;
mod syntax;
mod walk;

mod expected;
mod rewrite;
mod unknown;
mod value;

mod date;
mod literal;
mod locate;

mod secret;
mod visible;
mod words;

mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod markdown;
mod sarif;
mod short;
mod tally;

pub use entry::{Diagnostic, Level, sort};
pub use examine::{Examined, examine};
pub use github::github;
pub use gitlab::gitlab;
pub use human::human;
pub use json::json;
pub use junit::junit;
pub use locate::{Positions, locate};
pub use location::{Location, Part, Position, Span, ValueRef};
pub use markdown::{escaped as escaped_markdown, markdown};
pub(crate) use path::at;
pub use path::{Segment, ValuePath, toml_string};
pub use sarif::{RuleInfo, sarif};
pub use schema::Schema;
pub use secret::{Secret, secrets};
pub use short::short;
pub use source::Source;
pub use tally::Tally;
pub use visible::{escaped as escaped_json, harmless};
pub use words::{did_you_mean, numbered};
