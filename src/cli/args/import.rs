//! The arguments of `import`.

use std::path::PathBuf;

use clap::Args as Arguments;

use crate::import::Format as ImportFormat;

/// The arguments of `import`.
#[derive(Debug, Arguments)]
#[command(after_help = "Examples:\n  pir-site import markdown --dry-run --severity sev3 reviews/*.md")]
pub(in crate::cli) struct ImportArgs {
    /// Of what kind they are.
    #[arg(
        value_name = "FORMAT",
        value_parser = ImportFormat::WORDS.to_vec(),
        hide_possible_values = true,
        help = "markdown, csv, github or another (docs/importing.md)"
    )]
    pub format: String,
    /// The files to read; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Write here [default: the first content folder]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The zone of times that name none [default: the site's]
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// The incident's events, or its Slack channel
    #[arg(long, value_name = "FILE")]
    pub timeline: Option<PathBuf>,
    /// The people of that channel: users.json
    #[arg(long, value_name = "FILE", hide = true)]
    pub slack_users: Option<PathBuf>,
    /// How json is read: a mapping of your own
    #[arg(long, value_name = "FILE", hide = true)]
    pub mapping: Option<PathBuf>,
    /// The severity of incidents that name none of the site's
    #[arg(long, value_name = "NAME")]
    pub severity: Option<String>,
    /// What a column or a heading stands for
    #[arg(long, value_name = "NAME=FIELD")]
    pub map: Vec<String>,
    /// The first day of incidents that have no day
    #[arg(long, value_name = "DATE", value_parser = super::values::day)]
    pub started: Option<jiff::civil::Date>,
}
