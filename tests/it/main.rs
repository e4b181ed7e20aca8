//! The one integration binary: what `pir-site` promises, tried on the built command and on real files.
//!
//! Each module is named after a promise and each test says it in words. A module knows the command, its files and its output;
//! only `docs`, `exchange`, `forms`, `publish` and `rules` call the library.

#![expect(clippy::unwrap_used, reason = "the fixtures outside of test functions stop where they are, as tests do")]

mod archive;
mod page;
mod project;

mod canary;
mod check;
mod data;
mod diagnostics;
mod docs;
mod exchange;
mod forms;
mod layering;
mod manners;
mod model;
mod publish;
mod readme;
mod reproducible;
mod rules;
mod seed;
mod site;
mod starting;
mod structure;
