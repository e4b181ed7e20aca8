//! `pir-site import`: converts records of other tools to incident files. Existing files are never overwritten.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::{Global, ImportArgs};
use super::clock::Stages;
use super::import_table::Table;
use super::new_file::create;
use super::terminal::{self, Terminal};
use super::{CONTENT, DONE, FAILED, editors, named, project};
use crate::config::Config;
use crate::content;
use crate::diagnostic::{Diagnostic, Position, did_you_mean};
use crate::error::{Error, Result};
use crate::files;
use crate::import::toml::{self, Remarks};
use crate::import::{Document, Format, Import, Imported, Mapping, NameMapping, Note, NoteKind, Options};
use crate::incident::{Incident, Milestone, Moment, ReviewState};
use crate::prose;

/// The name of standard input on the command line.
const STANDARD_INPUT: &str = "-";

pub(super) fn run(global: &Global, args: &ImportArgs, terminal: &Terminal) -> Result<u8> {
    let (root, config) = project::config(global, terminal)?;
    let format = Format::named(&args.format).ok_or_else(|| Error::new(format!("there is no format \"{}\"", args.format)))?;
    refuse_options_without_effect(args, format)?;
    let read = OptionValues::read(args, &config, format)?;
    let options = read.options(args, &config)?;
    let stages = Stages::begin(terminal);
    let mut target = stages.run("load", || ImportTarget::new(&root, &config, args));
    let files = files(&args.files, format);
    let sources: Vec<InputFile> = files.iter().filter_map(|file| InputFile::read_or_report(file, terminal)).collect();
    let unread = files.len() - sources.len();
    let import = |source: &InputFile| stages.run("import", || format.import(&source.document(), &options));
    let imports: Vec<Import> = sources.iter().map(import).collect();
    let unused = read.names.iter().filter_map(NameMapping::unused).filter(|_| !sources.is_empty());
    let mut errors = 0;
    for name in unused {
        terminal.failure(&format!(
            "--map names \"{name}\", which is in no document{}",
            if args.dry_run { "" } else { ": nothing was imported" }
        ));
        errors += 1;
    }
    let has_wrong_names = errors > 0;
    for (source, mut import) in sources.iter().zip(imports) {
        // A wrong name would be repeated in every file.
        if has_wrong_names && !args.dry_run {
            import.incidents.clear();
        }
        errors += target.put_all(&source.name, import, &read.zone, terminal)?;
    }
    if let Some(table) = target.table.text().filter(|_| args.dry_run) {
        terminal.note(&table);
    }
    terminal.note(&target.closing_line(errors + unread));
    Ok(match errors + unread {
        0 => DONE,
        _ if unread == files.len() => FAILED,
        _ => CONTENT,
    })
}

/// The values of options that name files.
struct OptionValues {
    zone: TimeZone,
    timeline: Option<InputFile>,
    slack_users: Option<InputFile>,
    names: Vec<NameMapping>,
    mapping: Option<Mapping>,
}

impl OptionValues {
    fn read(args: &ImportArgs, config: &Config, format: Format) -> Result<Self> {
        let zone = zone(args, config)?;
        let timeline = args.timeline.as_deref().map(InputFile::read_text).transpose()?;
        let slack_users = args.slack_users.as_deref().map(InputFile::read_text).transpose()?;
        refuse_timeline(format, timeline.as_ref())?;
        let names = args.map.iter().map(|text| name_mapping(text)).collect::<Result<Vec<_>>>()?;
        let mapping = args.mapping.as_deref().map(own_mapping).transpose()?;
        Ok(Self { zone, timeline, slack_users, names, mapping })
    }

    fn options<'a>(&'a self, args: &ImportArgs, config: &'a Config) -> Result<Options<'a>> {
        let severity = args.severity.as_deref().map(|name| named::severity(name, config)).transpose()?;
        Ok(Options {
            zone: &self.zone,
            zone_is_given: args.time_zone.is_some(),
            severities: &config.severities,
            causes: &config.causes,
            severity: severity.map(|severity| severity.id.as_str()),
            started: args.started.map(Moment::Day),
            timeline: self.timeline.as_ref().map(InputFile::document),
            slack_users: self.slack_users.as_ref().map(InputFile::document),
            names: &self.names,
            mapping: self.mapping.as_ref(),
        })
    }
}

/// The files to read. A folder stands for the documents of the format in it, sorted by path.
fn files(named: &[PathBuf], format: Format) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in named {
        let is_document = |file: &PathBuf| file.extension().is_some_and(|known| known == format.extension());
        let below = || walkdir::WalkDir::new(path).sort_by_file_name().into_iter().filter_map(std::result::Result::ok);
        let inside: Vec<PathBuf> =
            if path.is_dir() { below().map(walkdir::DirEntry::into_path).filter(is_document).collect() } else { Vec::new() };
        // A folder without documents is kept, so that reading it reports an error.
        if inside.is_empty() { found.push(path.clone()) } else { found.extend(inside) }
    }
    found
}

/// Rejects options that have no effect for the format.
fn refuse_options_without_effect(args: &ImportArgs, format: Format) -> Result<()> {
    if !args.map.is_empty() && !format.has_names() {
        return Err(Error::new(format!("{} has no use for --map", format.as_str()))
            .hint("only markdown, csv, github and gitlab have names that can be mapped"));
    }
    if args.mapping.is_some() && format != Format::Json {
        return Err(Error::new(format!("{} has no use for --mapping", format.as_str())).hint("only json takes a mapping"));
    }
    if args.mapping.is_none() && format == Format::Json {
        return Err(Error::new("json needs --mapping FILE").hint("docs/importing.md says what a mapping file has"));
    }
    if args.slack_users.is_some() && args.timeline.is_none() {
        return Err(Error::new("--slack-users names the people of a channel").hint("name the channel with --timeline"));
    }
    if args.timeline.is_some() && args.files.len() > 1 {
        return Err(Error::new("--timeline is for one incident, but several files are given").hint("import them one by one"));
    }
    Ok(())
}

/// Rejects a timeline if the format does not support one.
fn refuse_timeline(format: Format, timeline: Option<&InputFile>) -> Result<()> {
    match timeline {
        Some(timeline) if !format.takes_timeline(&timeline.document()) => {
            Err(Error::new(format!("{} has no use for --timeline", format.as_str()))
                .hint("every format except csv takes the export of a Slack channel"))
        }
        _ => Ok(()),
    }
}

/// Reads a custom mapping.
fn own_mapping(file: &Path) -> Result<Mapping> {
    let InputFile { name, text } = InputFile::read_text(file)?;
    Mapping::read(&text).map_err(|error| {
        Error::new(format!("{name} is not a valid mapping: {error}")).hint("docs/importing.md says what a mapping has")
    })
}

/// The time zone of times without one: that of the option, or that of the site.
fn zone(args: &ImportArgs, config: &Config) -> Result<TimeZone> {
    let Some(name) = &args.time_zone else { return Ok(config.zone.clone()) };
    TimeZone::get(name).map_err(|_| {
        Error::new(format!("there is no time zone \"{name}\"")).hint("name one of the IANA database: Europe/Berlin, UTC")
    })
}

/// Reads a file that the user named, or that is in such a folder.
fn document(file: &Path) -> Result<Vec<u8>> {
    files::read_or_substitution(file).map_err(|error| Error::io("read", file, error))
}

/// Parses a mapping of a name.
fn name_mapping(text: &str) -> Result<NameMapping> {
    NameMapping::read(text).ok_or_else(|| {
        let field = text.rsplit_once('=').map(|(_, field)| field.trim());
        let near = field.and_then(|field| did_you_mean(field, NameMapping::fields()));
        let hint = near.map_or_else(
            || "write a name of the source, `=` and what it stands for: Region=fields.region".to_owned(),
            |near| format!("did you mean \"{near}\"?"),
        );
        Error::new(format!("--map \"{text}\" names no field")).hint(hint)
    })
}

/// A document that was read.
struct InputFile {
    name: String,
    text: String,
}

impl InputFile {
    /// Reads a file. The inner error is the diagnostic for a file that is not text.
    fn read(file: &Path) -> Result<std::result::Result<Self, Diagnostic>> {
        let (name, bytes) = if file == Path::new(STANDARD_INPUT) {
            let mut bytes = Vec::new();
            let read = std::io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|error| Error::new("failed to read standard input").because(error))?;
            ("standard input".to_owned(), bytes)
        } else {
            (file.display().to_string(), document(file)?)
        };
        Ok(match String::from_utf8(bytes) {
            Ok(text) => Ok(Self { name, text }),
            Err(error) => Err(Diagnostic::not_utf8(&name, error.as_bytes())),
        })
    }

    /// Reads a file, or reports why it cannot be read.
    fn read_or_report(file: &Path, terminal: &Terminal) -> Option<Self> {
        match Self::read(file) {
            Ok(Ok(source)) => return Some(source),
            Ok(Err(error)) => terminal.diagnostics(&[error]),
            Err(error) => terminal.failure(&error.to_string()),
        }
        None
    }

    /// Reads a file named by an option.
    fn read_text(file: &Path) -> Result<Self> {
        Self::read(file)?.map_err(|error| Error::new(format!("{}: {}", file.display(), error.message)))
    }

    fn document(&self) -> Document<'_> {
        Document { name: &self.name, text: &self.text }
    }
}

/// The target of an import: the folder for new files, and the existing incidents.
struct ImportTarget<'a> {
    root: &'a Path,
    config: &'a Config,
    folder: PathBuf,
    is_dry_run: bool,
    /// The ids of existing and imported incidents, in lower case.
    taken: BTreeSet<String>,
    /// The ids of existing incidents, by lower-case title and first day.
    known: BTreeMap<(String, Date), String>,
    /// The ids of incidents from the document that is being read, with the same keys. Incidents within one document are never
    /// considered duplicates.
    new: Vec<((String, Date), String)>,
    /// The last number in a new id, by day: all earlier ids are taken.
    last: BTreeMap<Date, u32>,
    written: usize,
    /// The number of incidents that were not written because they exist already.
    present: usize,
    /// The number of written incidents that are drafts.
    drafts: usize,
    /// The summary of a dry run.
    table: Table,
}

impl<'a> ImportTarget<'a> {
    fn new(root: &'a Path, config: &'a Config, args: &ImportArgs) -> Self {
        let root_shown = if root == Path::new(".") { Path::new("") } else { root };
        let usual = root_shown.join(project::content_folder(root, config));
        let content = content::load(root, config);
        let ids = content.files.iter().map(|file| file.incident.id.to_lowercase());
        let taken = ids.chain(content.unread.iter().cloned()).collect();
        let known = content.files.iter().filter_map(|file| {
            let day = file.incident.milestone(Milestone::Started)?.day(&config.zone);
            Some(((file.incident.title.to_lowercase(), day), file.incident.id.clone()))
        });
        let known = known.collect();
        let folder = args.output.clone().unwrap_or(usual);
        Self {
            root,
            config,
            known,
            folder,
            is_dry_run: args.dry_run,
            taken,
            new: Vec::new(),
            last: BTreeMap::new(),
            written: 0,
            present: 0,
            drafts: 0,
            table: Table::default(),
        }
    }

    /// Writes the incidents of a document and reports its errors. Returns the number of problems.
    fn put_all(&mut self, source: &str, import: Import, zone: &TimeZone, terminal: &Terminal) -> Result<usize> {
        terminal.diagnostics(&import.errors);
        import.errors.iter().for_each(|error| self.table.refuse(source, &error.message));
        let mut problems = import.errors.len();
        for imported in import.incidents {
            problems += usize::from(!self.put(source, imported, zone, terminal)?);
        }
        self.known.extend(std::mem::take(&mut self.new));
        Ok(problems)
    }

    /// Writes and reports an incident. Returns whether it was written.
    fn put(&mut self, source: &str, mut imported: Imported, zone: &TimeZone, terminal: &Terminal) -> Result<bool> {
        let day = imported.incident.milestone(Milestone::Started).map(|moment| moment.day(zone)).unwrap_or_default();
        let first = imported.incident.milestone(Milestone::Started).map(|moment| moment.day(&self.config.zone));
        let name = (imported.incident.title.to_lowercase(), first.unwrap_or_default());
        if imported.incident.id.is_empty() {
            if let Some(id) = self.known.get(&name) {
                terminal.failure(&format!(
                    "{source}: \"{}\" of {day} is in the archive already, as {id}: it was not written again",
                    imported.incident.title
                ));
                self.present += 1;
                return Ok(false);
            }
            let after = self.last.entry(day).or_default();
            imported.incident.id = self.config.new.free_id_after(after, day, |id| self.taken.contains(&id.to_lowercase()));
        }
        let id = imported.incident.id.clone();
        let file = self.folder.join(self.config.new.file(&id, day));
        if !self.taken.insert(id.to_lowercase()) || file.exists() {
            terminal
                .failure(&format!("{source}: the incident {id} is in the archive already: {} was not written", file.display()));
            self.present += 1;
            return Ok(false);
        }
        self.new.push((name, id.clone()));
        let beside = file.parent().unwrap_or(Path::new(""));
        imported.leave_out_files(|image| beside.join(image).is_file());
        let schema = editors::schema_address(self.root, self.config, editors::below(self.root, &file).as_deref());
        let text = toml::write(&imported.incident, &remarks(schema, &imported.notes));
        if self.is_dry_run {
            terminal::print(&format!("# {}\n{text}\n", file.display()))?;
        } else {
            create(&file, &text)?;
        }
        self.written += 1;
        self.table.add(source, &imported.incident, &imported.notes);
        self.drafts += usize::from(imported.incident.review.state == ReviewState::Draft);
        terminal.note(&report(source, &imported.incident, &file, &imported.notes));
        Ok(true)
    }

    fn closing_line(&self, errors: usize) -> String {
        let done = if self.is_dry_run { "Would import" } else { "Imported" };
        let present = match self.present {
            0 => String::new(),
            1 => "; 1 is in the archive already".to_owned(),
            count => format!("; {count} are in the archive already"),
        };
        let problems = match errors - self.present {
            0 => String::new(),
            count => format!("; {}", prose::count(count, "problem", "problems")),
        };
        let of_them = if self.drafts < self.written { format!(", {} of them", self.drafts) } else { String::new() };
        let drafts = match self.drafts {
            0 => String::new(),
            1 => format!("{of_them} as a draft, which `build --drafts` shows"),
            _ => format!("{of_them} as drafts, which `build --drafts` shows"),
        };
        format!("{done} {}{drafts}{present}{problems}", prose::count(self.written, "incident", "incidents"))
    }
}

/// The additions to the file: the schema reference, and comments on values that a person should check.
fn remarks(schema: Option<String>, notes: &[Note]) -> Remarks {
    let unsure = notes.iter().filter(|note| note.kind == NoteKind::Unsure);
    Remarks { schema, comments: unsure.filter_map(|note| Some((note.path.clone()?, note.message.clone()))).collect() }
}

/// Describes what was imported from a document, and what was not.
fn report(source: &str, incident: &Incident, file: &Path, notes: &[Note]) -> String {
    let parts = [
        prose::count(incident.timeline.len(), "timeline entry", "timeline entries"),
        prose::count(incident.actions.len(), "action item", "action items"),
        prose::count(incident.sections.len(), "section of its own", "sections of their own"),
    ];
    let mut lines = vec![format!("{source} → {}: {}", file.display(), parts.join(", "))];
    lines.extend(notes.iter().map(note_line));
    lines.join("\n")
}

fn note_line(note: &Note) -> String {
    let place = note.position.map_or_else(String::new, |Position { line, column }| format!("{line}:{column}: "));
    let path = note.path.as_ref().map_or_else(String::new, |path| format!("{path}: "));
    format!("  {place}{}: {path}{}", note.kind.as_str(), note.message)
}
