//! The arguments of the commands that read the archive: `export`, `diff`, `stats` and `find`.

use std::path::PathBuf;

use clap::{Args as Arguments, ValueEnum};

use super::site::{ReadershipArgs, SecretArgs, ViewArgs};
use super::values::number;

/// The arguments of `export`.
#[derive(Debug, Arguments)]
#[command(after_help = "Examples:\n  pir-site export csv > incidents.csv")]
pub(in crate::cli) struct ExportArgs {
    /// json, csv or markdown
    #[arg(value_name = "FORMAT", hide_possible_values = true)]
    pub format: ExportFormat,
    /// Export only these incidents [default: all]
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// Write to this file, or for markdown to this folder
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Begin csv with a byte-order mark, for Excel
    #[arg(long)]
    pub bom: bool,
    #[command(flatten)]
    pub secrets: SecretArgs,
    #[command(flatten)]
    pub readership: ReadershipArgs,
}

/// How exported incidents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExportFormat {
    /// The data of /incidents.json
    Json,
    /// The table of /incidents.csv
    Csv,
    /// The whole review, as a document
    Markdown,
}

/// The arguments of `diff`.
#[derive(Debug, Arguments)]
#[command(after_help = "Examples:\n  pir-site diff origin/main\n  pir-site diff v1.0 HEAD --audience internal --format markdown")]
pub(in crate::cli) struct DiffArgs {
    /// The state before: a branch, a tag or a commit
    #[arg(value_name = "REF")]
    pub from: String,
    /// The state after [default: the files as they are]
    #[arg(value_name = "REF")]
    pub to: Option<String>,
    /// human, json, markdown, or slack: a message as JSON
    #[arg(long, value_name = "FORMAT", default_value = "human", hide_possible_values = true)]
    pub format: DiffFormat,
    #[command(flatten)]
    pub readership: ReadershipArgs,
}

/// How changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    /// For people
    #[value(alias = "text")]
    Human,
    /// As data
    Json,
    /// A list, for a comment or a job's summary
    Markdown,
    /// A message, for a web hook
    Slack,
}

/// The arguments of `stats`.
#[derive(Debug, Arguments)]
#[command(
    after_help = "Examples:\n  pir-site stats\n  pir-site stats --audience internal --format json | jq .time_to_resolve_seconds"
)]
pub(in crate::cli) struct StatsArgs {
    /// human, or json: the data of /stats.json
    #[arg(long, value_name = "FORMAT", default_value = "human", hide_possible_values = true)]
    pub format: StatsFormat,
    #[command(flatten)]
    pub view: ViewArgs,
}

/// The arguments of `find`.
#[derive(Debug, Arguments)]
#[command(
    after_help = "Examples:\n  pir-site find \"exhausted -redis service:payment-api\"\n  pir-site find --like INC-2024-0315-001"
)]
pub(in crate::cli) struct FindArgs {
    /// Words, "phrases", -without, service:NAME, has:overdue
    #[arg(value_name = "QUERY", required_unless_present = "like", conflicts_with = "like")]
    pub query: Vec<String>,
    /// Find incidents that are similar to this one
    #[arg(long, value_name = "ID")]
    pub like: Option<String>,
    /// The maximum number of results
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = number(1..=1_000_000_usize))]
    pub limit: usize,
    /// human or json
    #[arg(long, value_name = "FORMAT", default_value = "human", hide_possible_values = true)]
    pub format: StatsFormat,
    #[command(flatten)]
    pub view: ViewArgs,
}

/// How figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum StatsFormat {
    /// For people
    Human,
    /// As data
    Json,
}
