//! The command line: arguments, terminal, clock and environment. There is one file per command, and no other module imports this
//! one.

mod args;
mod build;
mod check;
mod clock;
mod diff;
mod editors;
mod explain;
mod export;
mod find;
mod follow;
mod import;
mod import_table;
mod init;
mod named;
mod new;
mod new_file;
mod packaging;
mod progress;
mod project;
mod schema;
mod serve;
mod stats;
mod terminal;
mod theme;
mod timings;
mod view;
mod watch;

use std::process::ExitCode;

use args::{Args, Command, ThemeCommand};
use terminal::Terminal;

/// Exit code: success.
const DONE: u8 = 0;
/// Exit code: the content has errors, or the check found a denied problem.
const CONTENT: u8 = 1;
/// Exit code: the command could not run.
const FAILED: u8 = 2;

/// Runs the command given by the arguments.
pub fn main() -> ExitCode {
    let args = Args::of_process();
    let terminal = Terminal::new(&args.global);
    let result = match &args.command {
        Command::Init(init) => init::run(&args.global, init, &terminal),
        Command::New(new) => new::run(&args.global, new, &terminal),
        Command::Build(build) => build::run(&args.global, build, &terminal),
        Command::Serve(serve) => serve::run(&args.global, serve, &terminal),
        Command::Watch(watch) => watch::run(&args.global, watch, &terminal),
        Command::Check(check) => check::run(&args.global, check, &terminal),
        Command::Explain { rule } => explain::run(rule.as_deref()),
        Command::Export(export) => export::run(&args.global, export, &terminal),
        Command::Import(import) => import::run(&args.global, import, &terminal),
        Command::Find(find) => find::run(&args.global, find, &terminal),
        Command::Diff(diff) => diff::run(&args.global, diff, &terminal),
        Command::Stats(stats) => stats::run(&args.global, stats, &terminal),
        Command::Completions { shell } => packaging::completions(*shell),
        Command::Man { folder } => packaging::man(folder.as_deref()),
        Command::Schema => schema::run(&args.global),
        Command::Theme { command: ThemeCommand::Export { name } } => theme::export(&args.global, name.as_deref(), &terminal),
    };
    ExitCode::from(result.unwrap_or_else(|error| {
        terminal.error(&error);
        FAILED
    }))
}
