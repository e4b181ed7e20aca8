//! Publishes a team's post-incident reviews, kept as TOML files in git, as a static website.
//!
//! Data flows one way, and each room knows its neighbours downhill only:
//!
//! ```text
//! content/*.toml ─ load ─► incidents ─ check ─► archive ─ audience ─► view ─ plan ─► pages ─ render ─► bytes ─► publish
//! ```
//!
//! [`serve`] asks for the same bytes page by page, while the files are being written.

pub mod incident;

pub mod diagnostic;

pub mod config;

pub mod content;

pub mod check;

pub mod archive;
pub mod search;

pub mod export;

pub mod import;

pub mod theme;

pub mod site;

pub mod publish;

pub mod serve;

pub mod project;

pub mod cli;

pub mod error;
pub mod files;
pub mod prose;
pub mod route;
