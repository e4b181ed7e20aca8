//! Determines which parts of a project are affected by changes in the file system, and which folders to watch for them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Project, ProjectPath};
use crate::content::{PAGES, is_hidden_name};
use crate::serve::{Changes, Depth};
use crate::theme::Theme;

/// What must be reloaded.
#[derive(Debug, Default)]
pub(super) struct AffectedFiles {
    pub config: bool,
    pub theme: bool,
    /// The custom pages, or files beside them.
    pub pages: bool,
    /// A file that is attached to a custom page.
    pub page_files: bool,
    /// The history of the repository.
    pub history: bool,
    /// Changed paths in the content folders, spelled as they were loaded.
    pub content: Option<BTreeSet<PathBuf>>,
}

impl AffectedFiles {
    /// Assigns changes to parts of the project. The file system reports canonical paths; the project was loaded with paths as typed
    /// by the user.
    pub(super) fn of(changes: &Changes, project: &Project) -> Self {
        let root = &project.path.root;
        let mut affected =
            Self { config: changes.missed || changes.paths.contains(&real_config(&project.path)), ..Self::default() };
        let (folders, theme) = (content_folders(project), real(&Theme::folder(root, &project.config.theme)));
        let outputs = [Some(root.join(&project.config.output)), project.options.output.clone()];
        let outputs: Vec<PathBuf> = outputs.into_iter().flatten().map(|output| real(&output)).collect();
        let pages = real(&root.join(PAGES));
        let page_files = project.library.pages().iter().flat_map(|page| &page.files);
        let page_files: Vec<PathBuf> = page_files.map(|(_, file)| real(file)).collect();
        let brand: Vec<PathBuf> = brand_files(project).collect();
        let targets: Vec<PathBuf> = project.library.links().iter().map(|link| real(link)).collect();
        let git = project.history.get().map(|history| real(history.git_folder()));
        affected.history = git.is_some_and(|git| changes.missed || changes.paths.iter().any(|path| path.starts_with(&git)));
        if changes.missed {
            (affected.theme, affected.pages) = (true, true);
            // A content folder is not a loaded file, so naming it makes the library compare everything in it.
            affected.content = Some(folders.iter().map(|(typed, _)| typed.clone()).collect());
        }
        for path in changes.paths.iter().filter(|path| !outputs.iter().any(|output| path.starts_with(output))) {
            let is_hidden =
                path.strip_prefix(&theme).is_ok_and(|inside| inside.iter().any(|name| is_hidden_name(Path::new(name))));
            affected.theme |= !is_hidden && (path.starts_with(&theme) || theme.starts_with(path));
            affected.pages |= path.starts_with(&pages) || pages.starts_with(path);
            affected.page_files |= page_files.iter().any(|file| file.starts_with(path));
            affected.theme |= brand.iter().any(|file| file.starts_with(path));
            let typed = folders.iter().find_map(|(typed, real)| Some(typed.join(path.strip_prefix(real).ok()?)));
            let above = folders.iter().find(|(_, real)| real.starts_with(path)).map(|(typed, _)| typed.clone());
            let linked = targets.iter().any(|target| path.starts_with(target)).then(|| path.clone());
            if let Some(path) = typed.or(above).or(linked) {
                affected.content.get_or_insert_default().insert(path);
            }
        }
        affected
    }
}

/// The folders to watch: those of the content, the pages and the themes, the targets of links in the content, and the parent
/// folders in which any of these may be created or deleted. For a project that could not be opened, only its own folder, the pages
/// and the themes.
pub(super) fn watched_folders(path: &ProjectPath, project: Option<&Project>) -> BTreeMap<PathBuf, Depth> {
    let root = real(&path.root);
    let mut below: BTreeSet<PathBuf> = project.into_iter().flat_map(content_folders).map(|(_, real)| real).collect();
    below.extend([Theme::parent(&path.root), path.root.join(PAGES)].map(|folder| real(&folder)));
    below.extend(project.map(|project| real(&Theme::folder(&path.root, &project.config.theme))));
    let links = project.into_iter().flat_map(|project| project.library.links());
    let targets: Vec<PathBuf> = links.map(|link| real(link)).collect();
    below.extend(targets.iter().filter(|target| target.is_dir()).cloned());
    let covered = |path: &Path, below: &BTreeSet<PathBuf>| path.ancestors().skip(1).any(|above| below.contains(above));

    let mut folders = BTreeMap::from([(root.clone(), Depth::Itself)]);
    let files = targets.iter().filter(|target| target.is_file()).cloned().chain([real_config(path)]);
    let files = files.chain(project.into_iter().flat_map(brand_files));
    let git = project.and_then(|project| project.history.get()).map(|history| real(history.git_folder()).join("HEAD"));
    let files = files.chain(git);
    let files: Vec<PathBuf> = files.filter_map(|file| file.parent().map(Path::to_owned)).collect();
    let above = below.iter().flat_map(|folder| folder.ancestors().skip(1)).filter(|folder| folder.starts_with(&root));
    for folder in above.map(Path::to_owned).chain(files).filter(|folder| !covered(folder, &below)) {
        folders.insert(folder, Depth::Itself);
    }
    folders.extend(below.iter().filter(|folder| !covered(folder, &below)).map(|folder| (folder.clone(), Depth::Below)));
    folders
}

/// The content folders: the paths as they were loaded, and the canonical paths.
fn content_folders(project: &Project) -> Vec<(PathBuf, PathBuf)> {
    let folders = project.config.content.iter().map(|folder| project.path.root.join(folder));
    folders.map(|folder| (folder.clone(), real(&folder))).collect()
}

/// The canonical paths of the brand's files.
fn brand_files(project: &Project) -> impl Iterator<Item = PathBuf> {
    project.config.brand.files().map(|(_, file)| real(&project.path.root.join(file)))
}

/// The path of the configuration file in its canonical folder. The file itself may be missing while an editor replaces it.
fn real_config(path: &ProjectPath) -> PathBuf {
    in_real_folder(&path.file)
}

/// The canonical path of a file or folder. If it does not exist, the path that it would have.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| in_real_folder(path))
}

fn in_real_folder(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            real(folder).join(name)
        }
        _ => path.to_owned(),
    }
}
