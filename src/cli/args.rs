//! The arguments, as they are typed. Each command's help fits a screen of 24 rows and 80 columns: what needs more words has them in
//! `docs/`.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Arg, ArgAction, Args as Arguments, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, value_parser};

use crate::archive::Audience;
use crate::import::Format as ImportFormat;
use crate::project::ProjectOptions;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// The help of the command itself: it names everything, and each command explains what it takes.
const TEMPLATE: &str = "\
{about}

{usage-heading} {usage}

{subcommands}
Options: --root, --config, -q, -v, --color, -V; COMMAND --help explains each{after-help}";

/// What `--verbose` adds to what a command says. The others have no more to say.
const VERBOSE: [(&str, &str); 7] = [
    ("build", "Name the files that are written, removed or left out"),
    ("serve", "Name the files that changed"),
    ("watch", "Name the files that changed, and those written or removed"),
    ("check", "Print what exceptions excuse, and why"),
    ("export", "Name the drafts that are left out"),
    ("stats", "Name the drafts that are left out"),
    ("find", "Name the drafts that are left out"),
];

/// Publishes a team's post-incident reviews, TOML files in git, as a website
#[derive(Debug, Parser)]
#[command(
    name = "pir-site",
    version,
    styles = STYLES,
    max_term_width = 100,
    disable_help_subcommand = true,
    help_template = TEMPLATE,
    after_help = "Examples:\n  pir-site init postmortems"
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub global: Global,
}

impl Args {
    /// The arguments that the process was started with. Where they are wrong, it ends and says why.
    pub(super) fn of_process() -> Self {
        let mut command = command();
        let read = Self::from_arg_matches(&command.get_matches_mut());
        read.unwrap_or_else(|error| error.format(&mut command).exit())
    }
}

/// The command line, with what flags that all commands share mean to single ones.
pub(super) fn command() -> clap::Command {
    let verbose = |help: &'static str| {
        Arg::new("verbose").short('v').long("verbose").action(ArgAction::SetTrue).conflicts_with("quiet").help(help)
    };
    let config = Arg::new("config").long("config").value_name("FILE").num_args(0..=1).value_parser(value_parser!(PathBuf));
    let config = config.help("Print the schema of pir-site.toml instead");
    let command = Args::command().mut_subcommand("schema", |schema| schema.arg(config));
    VERBOSE.iter().fold(command, |command, (name, help)| command.mut_subcommand(name, |one| one.arg(verbose(help))))
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make an archive that builds at once; it overwrites nothing
    Init(InitArgs),
    /// Start an incident file with the next free id, and print its path
    New(NewArgs),
    /// Build the site from the content folders
    Build(BuildArgs),
    /// Serve the site, and reload the browser on every change
    Serve(ServeArgs),
    /// Rebuild the output folder on change, by the rules of build
    Watch(WatchArgs),
    /// Check the archive as a careful reviewer would
    Check(CheckArgs),
    /// Say what a rule of check finds and why, or list all rules
    #[command(after_help = "Examples:\n  pir-site explain\n  pir-site explain missing-lessons")]
    Explain {
        /// The rule's name [default: list all rules]
        rule: Option<String>,
    },
    /// Bring postmortems and records of other tools into the archive
    Import(ImportArgs),
    /// Print incidents in forms that other tools read
    Export(ExportArgs),
    /// Say what changed in the archive between two states in git
    Diff(DiffArgs),
    /// Print the archive's figures: counts, times, causes, action items
    Stats(StatsArgs),
    /// Search the archive as its site does, or find similar incidents
    Find(FindArgs),
    /// Print the JSON Schema of incident files, or of pir-site.toml
    #[command(
        after_help = "Examples:\n  pir-site schema > schema/incident.json\n  pir-site schema --config > schema/pir-site.json"
    )]
    Schema,
    /// Write files of the default theme, to begin one of your own
    #[command(disable_help_subcommand = true, after_help = "Examples:\n  pir-site theme export incident.html")]
    Theme {
        #[command(subcommand)]
        command: ThemeCommand,
    },
    /// Print the completions of a shell
    #[command(
        after_help = "Examples:\n  pir-site completions bash > /usr/share/bash-completion/completions/pir-site\n  pir-site completions fish > ~/.config/fish/completions/pir-site.fish"
    )]
    Completions {
        /// The shell
        #[arg(value_name = "bash|elvish|fish|powershell|zsh", hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write one for each command to a folder
    #[command(after_help = "Examples:\n  pir-site man | man -l -\n  pir-site man /usr/share/man/man1")]
    Man {
        /// The folder for the pages
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

/// What to do with the theme.
#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
    /// Write the files of the default theme; it overwrites nothing
    #[command(
        after_help = "Examples:\n  pir-site theme export incident.html\n  pir-site theme export static/style.css\n  pir-site theme export"
    )]
    Export {
        /// A file of it [default: all], or a folder for all
        #[arg(value_name = "NAME")]
        name: Option<String>,
    },
}

/// What every command understands.
#[derive(Debug, Arguments)]
pub(super) struct Global {
    /// The project's folder [default: found upwards]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The configuration [default: pir-site.toml there]
    #[expect(clippy::option_option, reason = "`schema --config`, without a file, asks for the schema of the configuration")]
    #[arg(long, global = true, value_name = "FILE", num_args = 1)]
    pub config: Option<Option<PathBuf>>,
    /// Print errors only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Print more, where a command has more to say
    #[arg(short, long, global = true, hide = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// auto, always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
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

/// The arguments of `init`.
#[derive(Debug, Arguments)]
#[command(after_help = "Examples:\n  pir-site init\n  pir-site init postmortems --ci github")]
pub(super) struct InitArgs {
    /// The archive's folder [default: this one]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Write a workflow that checks and publishes: github or gitlab
    #[arg(long, value_name = "HOST", hide_possible_values = true)]
    pub ci: Option<Ci>,
}

/// Where changes are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Ci {
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
pub(super) struct NewArgs {
    /// What happened, in one line
    #[arg(value_name = "TITLE")]
    pub title: Option<String>,
    /// How severe it is [default: the middle one of the site]
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

/// The arguments of `build`.
#[derive(Debug, Arguments)]
#[command(after_help = "Examples:\n  pir-site build --audience internal --output internal")]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub view: ViewArgs,
    /// Publish although the files have secrets
    #[arg(long)]
    pub allow_secrets: bool,
    /// Leave out full-text search
    #[arg(long)]
    pub no_search: bool,
    /// Print the time of each stage, and what was slowest
    #[arg(long)]
    pub timings: bool,
    /// Use so many threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// The arguments of `serve`.
#[derive(Debug, Arguments)]
#[command(
    after_help = "Examples:\n  pir-site serve --drafts --audience internal\n  pir-site serve --interface 0.0.0.0 --port 8080"
)]
pub(super) struct ServeArgs {
    /// This port, or 0: any [default: 1111, or the next]
    #[arg(short, long, value_name = "PORT")]
    pub port: Option<u16>,
    /// Listen on this address [default: loopback]
    #[arg(short, long, value_name = "ADDRESS")]
    pub interface: Option<std::net::IpAddr>,
    /// Answer to this host name too
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    #[command(flatten)]
    pub view: ViewArgs,
    /// Publish although the files have secrets
    #[arg(long)]
    pub allow_secrets: bool,
    /// Compare files at intervals, without change events
    #[arg(long)]
    pub poll: bool,
}

/// The arguments of `watch`.
#[derive(Debug, Arguments)]
#[command(after_help = "Examples:\n  pir-site watch\n  pir-site watch --output /srv/www --poll")]
pub(super) struct WatchArgs {
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub view: ViewArgs,
    /// Publish although the files have secrets
    #[arg(long)]
    pub allow_secrets: bool,
    /// Compare files at intervals, without change events
    #[arg(long)]
    pub poll: bool,
}

/// Where the site goes.
#[derive(Debug, Arguments)]
pub(super) struct OutputArgs {
    /// Write here [default: `output` of pir-site.toml]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The site's address, for the sitemap and canonical links
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Overwrite foreign files, or another audience's site
    #[arg(long)]
    pub force: bool,
}

impl OutputArgs {
    /// The options, with what these arguments set.
    pub(super) fn apply(&self, options: ProjectOptions) -> ProjectOptions {
        ProjectOptions { base_url: self.base_url.clone(), output: self.output.clone(), ..options }
    }
}

/// What is shown, and as of when.
#[derive(Debug, Arguments)]
pub(super) struct ViewArgs {
    /// public, or internal: everything
    #[arg(long, value_name = "NAME", default_value = "public", value_parser = Audience::NAMES, hide_possible_values = true)]
    pub audience: String,
    /// Show drafts too
    #[arg(long)]
    pub drafts: bool,
    #[command(flatten)]
    pub day: DayArgs,
}

/// The day of everything that depends on one.
#[derive(Debug, Arguments)]
pub(super) struct DayArgs {
    /// Measure "overdue" from this day [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<jiff::civil::Date>,
}

/// The arguments of `check`. Its help fills the screen, so no empty line stands above the usage.
#[derive(Debug, Arguments)]
#[command(
    help_template = "{about}\n{usage-heading} {usage}\n\n{all-args}{after-help}",
    after_help = "Examples:\n  pir-site check --since origin/main --deny missing-lessons@sev1"
)]
pub(super) struct CheckArgs {
    /// Report on these files or folders alone [default: all]
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// human, short, json, github, gitlab, sarif, junit or markdown
    #[arg(long, value_name = "FORMAT", default_value = "human", hide_possible_values = true, hide_default_value = true)]
    pub format: Format,
    /// Report on files changed since the merge base
    #[arg(long, value_name = "REF")]
    pub since: Option<String>,
    /// Leave out the findings that it knows
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write what is found, as known findings
    #[arg(long, value_name = "FILE", conflicts_with_all = ["since", "files"])]
    pub write_baseline: Option<PathBuf>,
    /// Fail on it (RULE@SEVERITY); so --warn, --allow
    #[arg(long, value_name = "RULE")]
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
pub(super) enum Format {
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

/// The arguments of `import`.
#[derive(Debug, Arguments)]
#[command(after_help = "Examples:\n  pir-site import markdown --dry-run --severity sev3 reviews/*.md")]
pub(super) struct ImportArgs {
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
    #[arg(long, value_name = "DATE")]
    pub started: Option<jiff::civil::Date>,
}

/// The arguments of `export`.
#[derive(Debug, Arguments)]
#[command(after_help = "Examples:\n  pir-site export csv > incidents.csv")]
pub(super) struct ExportArgs {
    /// json, csv or markdown
    #[arg(value_name = "FORMAT", hide_possible_values = true)]
    pub format: ExportFormat,
    /// Export these incidents alone [default: all]
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// To this file, or of markdown a file each to this folder
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Begin csv with a byte-order mark, for Excel
    #[arg(long)]
    pub bom: bool,
    /// Publish although the files have secrets
    #[arg(long)]
    pub allow_secrets: bool,
    #[command(flatten)]
    pub view: ViewArgs,
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

/// The arguments of `diff`.
#[derive(Debug, Arguments)]
#[command(after_help = "Examples:\n  pir-site diff origin/main\n  pir-site diff v1.0 HEAD --audience internal --format markdown")]
pub(super) struct DiffArgs {
    /// The state before: a branch, a tag or a commit
    #[arg(value_name = "REF")]
    pub from: String,
    /// The state after [default: the files as they are]
    #[arg(value_name = "REF")]
    pub to: Option<String>,
    /// human, json, markdown, or slack: a message as JSON
    #[arg(long, value_name = "FORMAT", default_value = "human", hide_possible_values = true)]
    pub format: DiffFormat,
    /// public, or internal: everything
    #[arg(long, value_name = "NAME", default_value = "public", value_parser = Audience::NAMES, hide_possible_values = true)]
    pub audience: String,
    /// Compare drafts too
    #[arg(long)]
    pub drafts: bool,
}

/// How changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
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
pub(super) struct StatsArgs {
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
pub(super) struct FindArgs {
    /// Words, "phrases", -without, service:NAME, has:overdue
    #[arg(value_name = "QUERY", required_unless_present = "like", conflicts_with = "like")]
    pub query: Vec<String>,
    /// Find incidents that are similar to this one
    #[arg(long, value_name = "ID")]
    pub like: Option<String>,
    /// Print at most so many
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// human or json
    #[arg(long, value_name = "FORMAT", default_value = "human", hide_possible_values = true)]
    pub format: StatsFormat,
    #[command(flatten)]
    pub view: ViewArgs,
}

/// How figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StatsFormat {
    /// For people
    Human,
    /// As data
    Json,
}
