//! `pir-site new`: creates an incident file to fill in, with the next free id, at the configured path.

mod skeleton;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Deserialize;
use toml::value::{Datetime, Time};

use super::args::{Global, NewArgs};
use super::new_file::create;
use super::terminal::{self, Terminal};
use super::{CONTENT, DONE, clock, editors, named, project};
use crate::check;
use crate::config::Config;
use crate::content;
use crate::error::{Error, Result};
use crate::files;
use crate::incident::Moment;
use skeleton::{Filling, Skeleton};

/// The title of a new incident without one.
const UNTITLED: &str = "Untitled incident";

/// Writes the file and prints only its path.
pub(super) fn run(global: &Global, args: &NewArgs, terminal: &Terminal) -> Result<u8> {
    let editor = args.open.then(editors::editor).transpose()?;
    let (root, config) = project::config(global, terminal)?;
    let severity = match &args.severity {
        Some(name) => named::severity(name, &config)?,
        None => &config.severities.all()[config.severities.all().len() / 2],
    };
    let services = args.services.iter().map(|name| named::service(name, &config)).collect::<Result<Vec<_>>>()?;
    let started = match &args.started {
        Some(text) => moment(text)?,
        None => clock::now(&config.zone)?,
    };
    let day = day(started, &config)?;
    let id = id(args.id.as_deref(), day, &root, &config)?;
    let (file, below) = place(&id, day, &root, &config)?;

    let filling =
        Filling { id: &id, title: &title(args.title.as_deref()), severity, services: &services, started, day, config: &config };
    let skeleton = Skeleton::of(&root)?;
    let text = match skeleton.fill(&filling, editors::schema_address(&root, &config, Some(&below)).as_deref()) {
        Ok(text) => text,
        Err(diagnostics) => {
            terminal.diagnostics(&diagnostics);
            terminal
                .failure(&format!("the skeleton {} does not yield a valid incident file; nothing was written", skeleton.shown));
            return Ok(CONTENT);
        }
    };
    create(&file, &text)?;
    terminal::print(&format!("{}\n", file.display()))?;
    editor.map_or(Ok(()), |editor| editors::open(&editor, &file))?;
    Ok(DONE)
}

/// The title on one line, with control characters and white space replaced by spaces.
fn title(given: Option<&str>) -> String {
    let spaced = given.unwrap_or_default().replace(|c: char| c.is_control() || c.is_whitespace(), " ");
    let title = spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if title.is_empty() { UNTITLED.to_owned() } else { title }
}

/// Parses a time in TOML notation, with optional seconds.
fn moment(text: &str) -> Result<Datetime> {
    let wrong = || {
        Error::new(format!("\"{text}\" is not a date or time"))
            .hint("write 2026-03-15T14:30:00Z, or without the offset, or the date alone")
    };
    let mut written: Datetime = text.trim().parse().map_err(|_| wrong())?;
    written.date.ok_or_else(wrong)?;
    written.time = written.time.map(|time| Time { second: time.second.or(Some(0)), ..time });
    Ok(written)
}

/// The day of a time, in the site's time zone.
fn day(started: Datetime, config: &Config) -> Result<Date> {
    let moment = Moment::deserialize(toml::Value::Datetime(started));
    let moment = moment.map_err(|error| Error::new(format!("{started} is not a date or time of the calendar")).because(error))?;
    Ok(moment.day(&config.zone))
}

/// The given id, or the next free one. Ids of files that cannot be parsed count as taken.
fn id(given: Option<&str>, day: Date, root: &Path, config: &Config) -> Result<String> {
    let content = content::load(root, config);
    let ids = content.files.iter().map(|file| file.incident.id.to_lowercase());
    let taken: BTreeSet<String> = ids.chain(content.unread.iter().cloned()).collect();
    let is_taken = |id: &str| taken.contains(&id.to_lowercase());
    let id = given.map_or_else(|| config.new.free_id(day, is_taken), str::to_owned);
    if let Some(why) = check::unfit_id(&id) {
        return Err(Error::new(why).hint("an id has letters from a to z, digits, `.`, `_` and `-`"));
    }
    if is_taken(&id) {
        return Err(Error::new(format!("the incident {id} is in the archive already")).hint("omit --id to use the next free one"));
    }
    Ok(id)
}

/// The path of the file: as the user would type it, and relative to the project's folder.
fn place(id: &str, day: Date, root: &Path, config: &Config) -> Result<(PathBuf, PathBuf)> {
    let folder = project::content_folder(root, config);
    let below = folder.join(config.new.file(id, day));
    let file = if root == Path::new(".") { below.clone() } else { root.join(&below) };
    if below.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("toml")) {
        return Err(Error::new(format!("{} would not be an incident file", file.display()))
            .hint("let `path` under [new] of pir-site.toml end in .toml"));
    }
    let content = root.join(&folder);
    // Git keeps no empty folder, so a new archive may not have its content folder yet.
    let allowed = if content.exists() || content.is_symlink() { &content } else { root };
    if !files::is_inside(allowed, &file) {
        return Err(Error::new(format!("{} leads out of the content folder, by a link", file.display()))
            .hint("remove the link, or change `path` under [new] of pir-site.toml"));
    }
    Ok((file, below))
}
