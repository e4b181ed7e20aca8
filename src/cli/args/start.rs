//! The arguments of the commands that create files: `init` and `new`.

use std::path::PathBuf;

use clap::{Args as Arguments, ValueEnum};

/// The arguments of `init`.
#[derive(Debug, Arguments)]
#[command(after_help = "Examples:\n  pir-site init\n  pir-site init postmortems --ci github")]
pub(in crate::cli) struct InitArgs {
    /// The archive's folder [default: this one]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Write a workflow that checks and publishes: github or gitlab
    #[arg(long, value_name = "HOST", hide_possible_values = true)]
    pub ci: Option<Ci>,
}

/// Where changes are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Ci {
    /// GitHub Actions and Pages
    Github,
    /// GitLab CI and Pages
    Gitlab,
}

/// The arguments of `new`.
#[derive(Debug, Arguments)]
#[command(
    after_help = "Examples:\n  pir-site new \"Payments failed\" --severity sev2 --service payment-api\n  pir-site new --started 2026-03-15T14:30:00Z --open"
)]
pub(in crate::cli) struct NewArgs {
    /// What happened, in one line
    #[arg(value_name = "TITLE")]
    pub title: Option<String>,
    /// The severity [default: the middle one of the site]
    #[arg(long, value_name = "NAME")]
    pub severity: Option<String>,
    /// A service that was affected; may be given again
    #[arg(long = "service", value_name = "NAME")]
    pub services: Vec<String>,
    /// Date, or date and time, of its start [default: now]
    #[arg(long, value_name = "MOMENT")]
    pub started: Option<String>,
    /// Its id [default: the next one by the site's pattern]
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Open the file with $VISUAL or $EDITOR
    #[arg(long)]
    pub open: bool,
}
