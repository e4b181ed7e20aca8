//! The arguments, as they are typed.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as Arguments, Parser, Subcommand, ValueEnum};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Publishes a team's post-incident reviews, kept as TOML files in git, as a static website.
#[derive(Debug, Parser)]
#[command(name = "pir-site", version, styles = STYLES, max_term_width = 100, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub global: Global,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site from the content folders
    Build(Build),
    /// Serve the site and reload the browser when something changes
    Serve(Serve),
    /// Rebuild the output folder when something changes
    Watch(Watch),
    /// Check the archive as a careful reviewer would; nothing is written
    Check(Check),
    /// Say what a rule of `check` finds and why, or list all rules
    Explain {
        /// The rule's name
        rule: Option<String>,
    },
    /// Bring incident records of another tool into the archive
    Import(Import),
    /// Print incidents in forms that other tools read
    Export(Export),
    /// Print the archive's figures: counts, times, causes, action items
    Stats(Stats),
    /// Print the JSON Schema of an incident file, or with --config that of pir-site.toml
    Schema,
}

/// What every command understands.
#[derive(Debug, Arguments)]
pub(super) struct Global {
    /// The project's folder [default: the nearest one upwards that has a pir-site.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The configuration [default: pir-site.toml in the project's folder]
    #[expect(clippy::option_option, reason = "`schema --config`, without a file, asks for the schema of the configuration")]
    #[arg(long, global = true, value_name = "FILE", num_args = 0..=1)]
    pub config: Option<Option<PathBuf>>,
    /// Print errors only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Print more: what exceptions excuse
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Build the site from the content folders.
#[derive(Debug, Arguments)]
#[command(
    after_help = "Examples:\n  pir-site build\n  pir-site build --output /srv/www --base-url https://postmortems.example.com/\n  pir-site build --audience internal --output internal"
)]
pub(super) struct Build {
    /// Where to write the site [default: `output` of the configuration, or public]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The site's address, for the sitemap and canonical links
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// For whom: public leaves out everything that is marked internal
    #[arg(long, value_name = "NAME", default_value = "public", value_parser = crate::archive::Audience::NAMES)]
    pub audience: String,
    /// Show drafts too
    #[arg(long)]
    pub drafts: bool,
    /// The day that "overdue" is measured from [default: `SOURCE_DATE_EPOCH`, or today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<jiff::civil::Date>,
    /// Build without full-text search, whatever the configuration says
    #[arg(long)]
    pub no_search: bool,
    /// Overwrite files in the output folder that pir-site did not write
    #[arg(long)]
    pub force: bool,
    /// Print how long each stage took
    #[arg(long)]
    pub timings: bool,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// Serve the site and reload the browser when something changes. Nothing is written.
#[derive(Debug, Arguments)]
#[command(
    after_help = "Examples:\n  pir-site serve --open\n  pir-site serve --drafts --audience internal\n  pir-site serve --interface 0.0.0.0 --port 8080"
)]
pub(super) struct Serve {
    /// The port [default: 1111, or the next one that is free]; 0 is any that is free
    #[arg(short, long, value_name = "PORT")]
    pub port: Option<u16>,
    /// The address to listen on [default: this machine alone, 127.0.0.1 and `::1`]
    #[arg(short, long, value_name = "ADDRESS")]
    pub interface: Option<std::net::IpAddr>,
    /// A name, beside localhost and addresses, by which browsers may ask for the site
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    #[command(flatten)]
    pub shown: Shown,
    /// Look at the files again and again: for network drives and containers, where the system does not tell of changes
    #[arg(long)]
    pub poll: bool,
}

/// Rebuild the output folder when something changes, as `build` does.
#[derive(Debug, Arguments)]
#[command(after_help = "Examples:\n  pir-site watch\n  pir-site watch --output /srv/www --poll")]
pub(super) struct Watch {
    /// Where to write the site [default: `output` of the configuration, or public]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The site's address, for the sitemap and canonical links
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    #[command(flatten)]
    pub shown: Shown,
    /// Overwrite files in the output folder that pir-site did not write
    #[arg(long)]
    pub force: bool,
    /// Look at the files again and again: for network drives and containers, where the system does not tell of changes
    #[arg(long)]
    pub poll: bool,
}

/// What is shown, and as of when.
#[derive(Debug, Arguments)]
pub(super) struct Shown {
    /// For whom: public leaves out everything that is marked internal
    #[arg(long, value_name = "NAME", default_value = "public", value_parser = crate::archive::Audience::NAMES)]
    pub audience: String,
    /// Show drafts too
    #[arg(long)]
    pub drafts: bool,
    /// The day that "overdue" is measured from [default: `SOURCE_DATE_EPOCH`, or today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<jiff::civil::Date>,
}

/// Check the archive as a careful reviewer would.
#[derive(Debug, Arguments)]
#[command(
    after_help = "Examples:\n  pir-site check\n  pir-site check --strict --deny missing-tracker content/2024/INC-2024-0315-001.toml\n  pir-site check --format sarif > check.sarif\n\nA RULE may be followed by @SEVERITY: --deny missing-lessons@sev1"
)]
pub(super) struct Check {
    /// Report on these files alone; they are checked against the whole archive [default: all]
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How to write the report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Report what this rule finds, and fail
    #[arg(long, value_name = "RULE")]
    pub deny: Vec<String>,
    /// Report what this rule finds
    #[arg(long, value_name = "RULE")]
    pub warn: Vec<String>,
    /// Do not look for what this rule finds
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
    /// Fail on warnings too
    #[arg(long)]
    pub strict: bool,
    /// The day that "overdue" is measured from [default: `SOURCE_DATE_EPOCH`, or today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<jiff::civil::Date>,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: with the source line and a hint
    Human,
    /// A line each: `file:line:column: level[rule] message`
    Short,
    /// One array of objects
    Json,
    /// Workflow commands, which GitHub shows beside the lines of a pull request
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// Bring incident records of another tool into the archive.
#[derive(Debug, Arguments)]
#[command(
    after_help = "Examples:\n  pir-site import pir-json incident.json --timeline events.json\n  pir-site import pir-json --dry-run records/*.json\n  curl -s https://example.com/incident.json | pir-site import pir-json -"
)]
pub(super) struct Import {
    /// The format of the files
    #[arg(value_name = "FORMAT", value_parser = crate::exchange::Format::WORDS.to_vec())]
    pub format: String,
    /// The files to read; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Where to write incident files [default: the first content folder]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The IANA name of the zone of times that name none [default: the site's]
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// The incident's events, where they are a file of their own
    #[arg(long, value_name = "FILE")]
    pub timeline: Option<PathBuf>,
    /// The severity of incidents whose files name none, or none of the site's
    #[arg(long, value_name = "NAME")]
    pub severity: Option<String>,
    /// The day on which incidents began whose files have no time
    #[arg(long, value_name = "DATE")]
    pub started: Option<jiff::civil::Date>,
}

/// Print incidents in forms that other tools read.
#[derive(Debug, Arguments)]
#[command(
    after_help = "Examples:\n  pir-site export csv > incidents.csv\n  pir-site export markdown INC-2024-0315-001\n  pir-site export markdown --audience internal --drafts --output reviews"
)]
pub(super) struct Export {
    /// The form to write
    #[arg(value_name = "FORMAT")]
    pub format: ExportFormat,
    /// Export these incidents alone [default: all]
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// Write to this file, or for markdown a file each to this folder [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// For whom: public leaves out everything that is marked internal
    #[arg(long, value_name = "NAME", default_value = "public", value_parser = crate::archive::Audience::NAMES)]
    pub audience: String,
    /// Export drafts too
    #[arg(long)]
    pub drafts: bool,
}

/// How exported incidents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// The data of /incidents.json
    Json,
    /// The table of /incidents.csv
    Csv,
    /// The whole review, as a document
    Markdown,
}

/// Print the archive's figures.
#[derive(Debug, Arguments)]
pub(super) struct Stats {
    /// How to write them: as a page of text, or as the data of /stats.json
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: StatsFormat,
    /// For whom: public leaves out everything that is marked internal
    #[arg(long, value_name = "NAME", default_value = "public", value_parser = crate::archive::Audience::NAMES)]
    pub audience: String,
    /// Count drafts too
    #[arg(long)]
    pub drafts: bool,
    /// The day that "overdue" is measured from [default: `SOURCE_DATE_EPOCH`, or today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<jiff::civil::Date>,
}

/// How figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StatsFormat {
    /// For people
    Human,
    /// As data
    Json,
}
