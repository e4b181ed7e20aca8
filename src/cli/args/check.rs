//! The arguments of `check`.

use std::path::PathBuf;

use clap::{Args as Arguments, ValueEnum};

use super::site::DayArgs;

/// The arguments of `check`. Its help fills the screen, so no empty line stands above the usage.
#[derive(Debug, Arguments)]
#[command(
    help_template = "{about}\n{usage-heading} {usage}\n\n{all-args}{after-help}",
    after_help = "Examples:\n  pir-site check --since origin/main --deny missing-lessons@sev1"
)]
pub(in crate::cli) struct CheckArgs {
    /// Report only on these files or folders [default: all]
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// human, short, json, github, gitlab, sarif, junit or markdown
    #[arg(long, value_name = "FORMAT", default_value = "human", hide_possible_values = true, hide_default_value = true)]
    pub format: Format,
    /// Report on files changed since the merge base
    #[arg(long, value_name = "REF")]
    pub since: Option<String>,
    /// Leave out findings recorded in this file
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Record all findings in this file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["since", "files", "baseline"])]
    pub write_baseline: Option<PathBuf>,
    // No doc comment: rustdoc would take the brackets for a link.
    #[arg(long, value_name = "RULE", help = "Fail on RULE[@SEVERITY]; also --warn, --allow")]
    pub deny: Vec<String>,
    /// Report what this rule finds
    #[arg(long, value_name = "RULE", hide = true)]
    pub warn: Vec<String>,
    /// Do not look for what this rule finds
    #[arg(long, value_name = "RULE", hide = true)]
    pub allow: Vec<String>,
    /// Fail on warnings too
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub day: DayArgs,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For people: with the source line and a hint
    Human,
    /// A line each: `file:line:column: level[rule] message`
    Short,
    /// One array of objects
    Json,
    /// Workflow commands, which GitHub shows beside the lines of a pull request
    Github,
    /// A Code Quality report, which GitLab shows in a merge request
    Gitlab,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Test results in XML, for build servers
    Junit,
    /// A table, for the summary of a job
    Markdown,
}
