//! The one integration binary: what `pir-site` promises, tried on the built command and on real files.
//!
//! Each module is named after a promise and each test says it in words. A module knows the command, its files and its output;
//! a few call the library.

#![expect(clippy::unwrap_used, reason = "the fixtures outside of test functions stop where they are, as tests do")]

mod archive;
mod git;
mod marks;
mod page;
mod project;
mod serving;

mod again;
mod agreement;
mod baseline;
mod brand;
mod canary;
mod changes;
mod check;
mod data;
mod diagnostics;
mod diff;
mod direction;
mod docs;
mod figures;
mod forms;
mod history;
mod import;
mod languages;
mod layering;
mod manners;
mod messages;
mod model;
mod people;
mod pictures;
mod precision;
mod publish;
mod readme;
mod reproducible;
mod roots;
mod rules;
mod scaling;
mod search;
mod secrets;
mod seed;
mod sentences;
mod serve;
mod since;
mod site;
mod starting;
mod structure;
mod themes;
mod visibility;
mod watch;
mod wording;
