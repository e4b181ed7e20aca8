//! What is worked out again after an edit is what would be worked out of everything: an edit anywhere in an incident, by every reader.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pir_site::archive::{Audience, Memory, Readership, View};
use pir_site::check::Checker;
use pir_site::config::Config;
use pir_site::content::{self, Library};
use pir_site::site::Site;
use pir_site::theme::Theme;
use toml::{Table, Value};

use crate::project::{Project, has_extension, incident, tree};
use crate::serve::Dice;

/// How many edits are tried.
const EDITS: usize = 100;

/// What one reader has seen so far.
struct Reader {
    readership: Readership,
    memory: Memory,
    site: Option<Site>,
    /// How many edits left every incident but one as it was.
    reworded: usize,
}

impl Reader {
    fn new(audience: Audience, drafts: bool) -> Self {
        Self { readership: Readership { audience, drafts }, memory: Memory::default(), site: None, reworded: 0 }
    }

    /// Reads the archive again, which is to be as if it were read for the first time. Whether routes that stay are those that would
    /// be planned, the site asserts by itself.
    fn read(&mut self, library: &Library, fresh: &View, config: &Config, edit: &str) {
        let view = View::again(library.content().into_archive(), config, self.readership, fresh.as_of, &mut self.memory);
        assert_eq!(format!("{view:?}"), format!("{fresh:?}"), "{:?}: {edit}", self.readership);
        let site = match &self.site {
            None => {
                let theme = Theme::load(Path::new("nowhere"), &config.theme).unwrap();
                Site::new(view, config.clone(), theme, self.readership.audience).unwrap()
            }
            Some(before) => {
                let is_kept = |(a, b): &(_, _)| Arc::ptr_eq(*a, *b);
                let kept = before.view().cases.iter().zip(&view.cases).filter(is_kept).count();
                self.reworded += usize::from(kept + 1 == view.cases.len());
                before.with_view(view).unwrap()
            }
        };
        self.site = Some(site);
    }
}

/// An edit of a random value: another word in a text, one thing less or twice, something that not everybody may see any more.
fn edit(table: &mut Table, dice: &mut Dice) -> String {
    let count = u64::try_from(table.len()).unwrap();
    let key = table.keys().nth(usize::try_from(dice.roll(count)).unwrap()).unwrap().clone();
    let value = &mut table[&key];
    match (dice.roll(20), value) {
        (0, _) => {
            table.remove(&key);
            format!("{key} removed")
        }
        (1, _) => {
            table.insert("visibility".to_owned(), "internal".into());
            format!("internal beside {key}")
        }
        (2, Value::Array(items)) if !items.is_empty() => {
            items.push(items[0].clone());
            format!("{key}[0] twice")
        }
        (3, Value::Array(items)) if items.len() > 1 => {
            items.remove(0);
            format!("{key}[0] removed")
        }
        (_, Value::Table(inner)) if !inner.is_empty() => format!("{key}.{}", edit(inner, dice)),
        (_, Value::Array(items)) if !items.is_empty() => {
            let at = usize::try_from(dice.roll(u64::try_from(items.len()).unwrap())).unwrap();
            match &mut items[at] {
                Value::Table(inner) if !inner.is_empty() => format!("{key}[{at}].{}", edit(inner, dice)),
                Value::String(text) => {
                    text.push_str(" more");
                    format!("{key}[{at}] longer")
                }
                _ => format!("{key}[{at}] as it was"),
            }
        }
        (_, Value::String(text)) => {
            text.push_str(" more");
            format!("{key} longer")
        }
        _ => format!("{key} as it was"),
    }
}

/// A project as it was loaded, and all that is remembered of it.
struct Desk {
    config: Config,
    project: Project,
    loaded: Library,
    readers: [Reader; 2],
}

impl Desk {
    fn of(project: Project) -> Self {
        let config = fs::read_to_string(project.root().join("pir-site.toml")).unwrap();
        let (config, _) = Config::resolve(toml::from_str(&config).unwrap());
        let loaded = Library::load(project.root(), &config);
        let readers = [Reader::new(Audience::Public, false), Reader::new(Audience::Internal, true)];
        Self { config, project, loaded, readers }
    }

    /// Saves a file and looks at everything again. Whether it still makes a site.
    fn save(&mut self, file: &Path, text: &str, edit: &str) -> bool {
        let (edit, today) = (format!("{}: {edit}", file.display()), "2026-11-24".parse().unwrap());
        fs::write(file, text).unwrap();
        self.loaded.refresh(&self.config, &BTreeSet::from([file.to_owned()]));

        let fresh = content::load(self.project.root(), &self.config);
        let found = Checker::new(&self.loaded.content(), &self.config, today).for_build();
        assert_eq!(format!("{found:?}"), format!("{:?}", Checker::new(&fresh, &self.config, today).for_build()), "{edit}");
        if !found.is_empty() || !fresh.diagnostics.is_empty() {
            return false;
        }
        let fresh = fresh.into_archive();
        for reader in &mut self.readers {
            let view = View::new(fresh.clone(), &self.config, reader.readership, today);
            reader.read(&self.loaded, &view, &self.config, &edit);
        }
        true
    }
}

#[test]
fn after_any_edit_everything_is_as_if_it_had_never_been_seen_before() {
    let mut desk = Desk::of(Project::sample());
    let content = desk.project.root().join("content");
    let files = tree(&content).into_keys().filter(|path| has_extension(path, "toml")).map(|path| content.join(path));
    let files: Vec<PathBuf> = files.collect();
    let mut dice = Dice(11);
    for step in 0..EDITS {
        let file = &files[usize::try_from(dice.roll(u64::try_from(files.len()).unwrap())).unwrap()];
        let before = fs::read_to_string(file).unwrap();
        let mut table: Table = before.parse().unwrap();
        let edit = if step == 0 { "nothing yet".to_owned() } else { edit(&mut table, &mut dice) };
        if !desk.save(file, &table.to_string(), &edit) {
            assert!(desk.save(file, &before, "as it was"));
        }
    }
    for reader in desk.readers {
        assert!(reader.reworded > EDITS / 10, "{:?}: {}", reader.readership, reader.reworded);
    }
}

#[test]
fn what_a_timeline_alone_tells_is_more_than_words() {
    let project = Project::new();
    project.incident("INC-1", "").incident("INC-2", "");
    let mut desk = Desk::of(project);
    let file = desk.project.root().join("content/INC-1.toml");
    let resolved = |at: &str, more: &str| {
        let entry = format!("[[timeline]]\nat = 2024-03-{at}Z\nevent = \"It was over.\"\nmilestone = \"resolved\"\n{more}");
        incident("INC-1", &format!("[milestones]\nstarted = 2024-03-15T09:00:00Z\n{entry}"))
    };
    for (at, more) in [
        ("15T10:00:00", ""),
        ("15T11:00:00", ""),
        ("15T11:00:00", "visibility = \"internal\"\n"),
        ("15T12:00:00", "visibility = \"internal\"\n"),
        ("15T12:00:00", ""),
    ] {
        assert!(desk.save(&file, &resolved(at, more), at));
    }
}

#[test]
fn a_file_that_is_written_as_it_was_is_no_change() {
    let project = Project::new();
    project.incident("INC-1", "");
    let mut desk = Desk::of(project);
    let file = desk.project.root().join("content/INC-1.toml");
    let mut save = |text: &str| {
        fs::write(&file, text).unwrap();
        desk.loaded.refresh(&desk.config, &BTreeSet::from([file.clone()])).files
    };
    let text = incident("INC-1", "title = \"Changed\"\n");
    assert_eq!([&text, &text, &incident("INC-1", "")].map(|text| save(text)), [1, 0, 1]);
}
