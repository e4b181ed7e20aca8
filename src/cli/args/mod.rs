//! The arguments as typed. The help of each command fits a screen of 24 rows and 80 columns; longer explanations are in `docs/`.

mod check;
mod import;
mod read;
mod site;
mod start;
mod values;

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Arg, ArgAction, Args as Arguments, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, value_parser};

pub(super) use check::{CheckArgs, Format};
pub(super) use import::ImportArgs;
pub(super) use read::{DiffArgs, DiffFormat, ExportArgs, ExportFormat, FindArgs, StatsArgs, StatsFormat};
pub(super) use site::{BuildArgs, OutputArgs, ReadershipArgs, ServeArgs, WatchArgs};
pub(super) use start::{Ci, InitArgs, NewArgs};

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

/// The help texts of `--verbose`, for the commands that have more to print.
const VERBOSE: [(&str, &str); 7] = [
    ("build", "List the files that are written, removed or left out"),
    ("serve", "List the files that changed"),
    ("watch", "List the files that changed, and those written or removed"),
    ("check", "Print suppressed findings, with the reasons"),
    ("export", "List the drafts that are left out"),
    ("stats", "List the drafts that are left out"),
    ("find", "List the drafts that are left out"),
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
    /// Create an archive, ready to build; it overwrites nothing
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
    /// Explain what a rule of check finds and why, or list all rules
    #[command(after_help = "Examples:\n  pir-site explain\n  pir-site explain missing-lessons")]
    Explain {
        /// The rule's name [default: list all rules]
        rule: Option<String>,
    },
    /// Convert postmortems and data of other tools to incident files
    Import(ImportArgs),
    /// Print incidents in formats for other tools
    Export(ExportArgs),
    /// Show what changed in the archive between two states in git
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
    /// Write files of the default theme, as a start for your own
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
