//! The arguments of the commands that build a site, and those shared with the commands that read an archive.

use std::path::PathBuf;

use clap::Args as Arguments;

use super::values::{day, ip_address, number};
use crate::archive::Audience;
use crate::project::ProjectOptions;

/// The arguments of `build`.
#[derive(Debug, Arguments)]
#[command(after_help = "Examples:\n  pir-site build --audience internal --output internal")]
pub(in crate::cli) struct BuildArgs {
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub view: ViewArgs,
    #[command(flatten)]
    pub secrets: SecretArgs,
    /// Leave out full-text search
    #[arg(long)]
    pub no_search: bool,
    /// Print the time of each stage, and what was slowest
    #[arg(long, conflicts_with = "quiet")]
    pub timings: bool,
    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = number(1..=u16::MAX))]
    pub jobs: Option<u16>,
}

/// The arguments of `serve`.
#[derive(Debug, Arguments)]
#[command(
    after_help = "Examples:\n  pir-site serve --drafts --audience internal\n  pir-site serve --interface 0.0.0.0 --port 8080"
)]
pub(in crate::cli) struct ServeArgs {
    /// This port, or 0: any [default: 1111, or the next]
    #[arg(short, long, value_name = "PORT", value_parser = number(0..=u16::MAX))]
    pub port: Option<u16>,
    /// Listen on this address [default: loopback]
    #[arg(short, long, value_name = "ADDRESS", value_parser = ip_address)]
    pub interface: Option<std::net::IpAddr>,
    /// Answer to this host name too
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    #[command(flatten)]
    pub follow: FollowArgs,
}

/// The arguments of `watch`.
#[derive(Debug, Arguments)]
#[command(after_help = "Examples:\n  pir-site watch\n  pir-site watch --output /srv/www --poll")]
pub(in crate::cli) struct WatchArgs {
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub follow: FollowArgs,
}

/// What the commands that run after each change share.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct FollowArgs {
    #[command(flatten)]
    pub view: ViewArgs,
    #[command(flatten)]
    pub secrets: SecretArgs,
    /// Poll for changes instead of using file events
    #[arg(long)]
    pub poll: bool,
}

/// Where the site goes.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct OutputArgs {
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
    pub(in crate::cli) fn apply(&self, options: ProjectOptions) -> ProjectOptions {
        ProjectOptions { base_url: self.base_url.clone(), output: self.output.clone(), ..options }
    }
}

/// Whether secrets stop publication.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct SecretArgs {
    /// Proceed even if the files contain secrets
    #[arg(long)]
    pub allow_secrets: bool,
}

/// What is shown, and as of when.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct ViewArgs {
    #[command(flatten)]
    pub readership: ReadershipArgs,
    #[command(flatten)]
    pub day: DayArgs,
}

/// Who reads, and whether drafts are read.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct ReadershipArgs {
    /// public, or internal: everything
    #[arg(long, value_name = "NAME", default_value = "public", value_parser = Audience::NAMES, hide_possible_values = true)]
    pub audience: String,
    /// Include drafts
    #[arg(long)]
    pub drafts: bool,
}

/// The day of everything that depends on one.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct DayArgs {
    /// Measure "overdue" from this day [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<jiff::civil::Date>,
}
