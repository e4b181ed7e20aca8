//! A project that follows edits is the project that a fresh start would open: after any edit of an incident, for every reader.

use std::fs;
use std::path::{Path, PathBuf};

use pir_site::archive::{Audience, Readership};
use pir_site::project::{Project as OpenProject, ProjectOptions, ProjectPath};
use pir_site::serve::Changes;
use toml::{Table, Value};

use crate::project::{Project, has_extension, incident, tree};
use crate::serve::Dice;

/// How many edits are tried.
const EDITS: usize = 100;

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

/// A project that is followed by two readers: by who may see the least, and by who may see everything.
struct Followed {
    project: Project,
    readers: [OpenProject; 2],
}

impl Followed {
    fn new(project: Project) -> Self {
        let readers = [(Audience::Public, false), (Audience::Internal, true)];
        let readers = readers.map(|(audience, drafts)| open(&project, Readership { audience, drafts }));
        Self { project, readers }
    }

    /// Saves a file, and compares what follows with what a fresh start makes of it. Whether a site can be made of it.
    fn save(&mut self, file: &Path, text: &str, edit: &str) -> bool {
        let (edit, today) = (format!("{}: {edit}", file.display()), "2026-11-24".parse().unwrap());
        fs::write(file, text).unwrap();
        let changes = Changes { paths: [file.canonicalize().unwrap()].into(), missed: false };
        let mut is_sound = true;
        for reader in &mut self.readers {
            reader.apply(&changes).unwrap();
            let fresh = open(&self.project, reader.options().readership);
            assert_eq!(reader.problems(today), fresh.problems(today), "{edit}");
            if reader.problems(today).is_empty() {
                let (view, expected) = (reader.view(today).unwrap(), fresh.view(today).unwrap());
                assert_eq!(format!("{view:?}"), format!("{expected:?}"), "{:?}: {edit}", reader.options().readership);
                assert_eq!(reader.site(view).unwrap().plan().routes(), fresh.site(expected).unwrap().plan().routes(), "{edit}");
            } else {
                is_sound = false;
            }
        }
        is_sound
    }
}

fn open(project: &Project, readership: Readership) -> OpenProject {
    let path = ProjectPath::new(project.root(), None).unwrap();
    OpenProject::open(path, ProjectOptions { readership, ..ProjectOptions::default() }).unwrap()
}

#[test]
fn after_any_edit_a_followed_project_is_as_if_it_was_opened_again() {
    let mut followed = Followed::new(Project::sample());
    let content = followed.project.root().join("content");
    let files = tree(&content).into_keys().filter(|path| has_extension(path, "toml")).map(|path| content.join(path));
    let files: Vec<PathBuf> = files.collect();
    let mut dice = Dice(11);
    let mut built = 0;
    for _ in 0..EDITS {
        let file = &files[usize::try_from(dice.roll(u64::try_from(files.len()).unwrap())).unwrap()];
        let before = fs::read_to_string(file).unwrap();
        let mut table: Table = before.parse().unwrap();
        let edit = edit(&mut table, &mut dice);
        if followed.save(file, &table.to_string(), &edit) {
            built += 1;
        } else {
            assert!(followed.save(file, &before, "as it was"));
        }
    }
    assert!(built > EDITS / 4, "{built} edits left an archive that can be built");
}

#[test]
fn a_file_saved_without_a_change_is_no_change() {
    let project = Project::new();
    project.incident("INC-1", "");
    let mut open = open(&project, ProjectOptions::default().readership);
    let file = project.root().join("content/INC-1.toml").canonicalize().unwrap();
    let mut save = |text: &str| {
        fs::write(&file, text).unwrap();
        let changes = Changes { paths: [file.clone()].into(), missed: false };
        open.apply(&changes).unwrap().map_or(0, |update| update.content.files)
    };
    let text = incident("INC-1", "title = \"Changed\"\n");
    assert_eq!([&text, &text, &incident("INC-1", "")].map(|text| save(text)), [1, 0, 1]);
}
