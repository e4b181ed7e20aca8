//! Publishes a team's post-incident reviews, kept as TOML files in git, as a static website.
//!
//! The command `pir-site` is a thin layer over this library. [`Project`](project::Project) is the pipeline:
//!
//! ```text
//! content/*.toml ─ load ─► incidents ─ check ─► archive ─ audience ─► view ─ plan ─► pages ─ render ─► bytes ─► publish
//! ```
//!
//! An archive is a folder with a configuration and incident files:
//!
//! ```
//! # use std::{error::Error, fs};
//! # use std::sync::atomic::AtomicUsize;
//! use pir_site::project::{Project, ProjectOptions, ProjectPath, PublishOptions};
//!
//! # fn main() -> Result<(), Box<dyn Error>> {
//! let folder = tempfile::tempdir()?;
//! fs::create_dir(folder.path().join("content"))?;
//! fs::write(folder.path().join("pir-site.toml"), "title = \"Reviews of the shop\"\n")?;
//! fs::write(folder.path().join("content/INC-1.toml"), r#"
//!     id = "INC-1"
//!     title = "Payments failed"
//!     severity = "sev2"
//!     milestones.started = 2026-01-15T09:00:00Z
//!     milestones.resolved = 2026-01-15T10:30:00Z
//!     review.state = "reviewed"
//! "#)?;
//!
//! // The library never reads the clock: functions that depend on a day take it as an argument.
//! let today = jiff::civil::date(2026, 1, 31);
//! let project = Project::open(ProjectPath::new(folder.path(), None)?, ProjectOptions::default())?;
//!
//! // The findings of `pir-site check`, and the problems that prevent a build.
//! let report = project.check(project.levels(), today);
//! assert!(report.diagnostics.iter().any(|found| found.rule == "missing-summary"));
//! assert!(project.problems(today).is_empty());
//!
//! // The public view, and its site.
//! let view = project.view(today)?;
//! assert_eq!(view.count, 1);
//! let site = project.site(view)?;
//! project.publish(&site, &PublishOptions::default(), &AtomicUsize::new(0))?;
//! assert!(folder.path().join("public/incidents/inc-1/index.html").is_file());
//! # Ok(())
//! # }
//! ```
//!
//! A [`Session`](project::Session) rebuilds a project while its files are edited, for a server or a build after each change.
//!
//! The modules are listed in the order of the data flow. Each imports only from those above it.

pub mod incident;
pub mod prose;

pub mod diagnostic;

pub mod config;
pub mod content;
pub(crate) mod people;

pub mod check;

pub mod locale;
pub mod theme;

pub mod archive;
pub mod history;
pub mod search;

pub mod export;
pub mod import;

pub mod site;

pub mod publish;

pub mod serve;

pub mod project;

pub mod cli;

pub mod error;
pub(crate) mod files;
pub mod route;
