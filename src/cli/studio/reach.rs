//! How far a change reaches: which of the paths at which something happened concern the configuration, the theme or the content;
//! and which folders have to be watched to hear of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Studio;
use crate::content::is_hidden_name;
use crate::serve::{Changes, Depth};
use crate::theme::Theme;

/// What has to be looked at again.
#[derive(Debug, Default)]
pub(super) struct Reach {
    pub config: bool,
    pub theme: bool,
    /// Paths of the content folders, as they were loaded.
    pub content: Option<BTreeSet<PathBuf>>,
}

impl Reach {
    /// Sorts the changes. The file system tells of real paths; the project was loaded by those that its user typed.
    pub(super) fn of(changes: &Changes, studio: &Studio) -> Self {
        let mut reach = Self::default();
        let config = studio.real_config();
        reach.config = changes.missed || changes.paths.contains(&config);
        let Some(desk) = &studio.desk else { return reach };
        let (folders, theme) = (studio.real_folders(), real(&Theme::folder(&studio.place.root, &desk.config.theme)));
        let outputs = [Some(studio.place.root.join(&desk.config.output)), studio.wish.output.clone()];
        let outputs: Vec<PathBuf> = outputs.into_iter().flatten().map(|output| real(&output)).collect();
        let targets: Vec<PathBuf> = desk.library.links().iter().map(|link| real(link)).collect();
        if changes.missed {
            reach.theme = true;
            // A folder as a whole is no file that was loaded: everything in it is looked at.
            reach.content = Some(folders.iter().map(|(typed, _)| typed.clone()).collect());
        }
        for path in changes.paths.iter().filter(|path| !outputs.iter().any(|output| path.starts_with(output))) {
            let is_hidden =
                path.strip_prefix(&theme).is_ok_and(|inside| inside.iter().any(|name| is_hidden_name(Path::new(name))));
            reach.theme |= !is_hidden && (path.starts_with(&theme) || theme.starts_with(path));
            let typed = folders.iter().find_map(|(typed, real)| Some(typed.join(path.strip_prefix(real).ok()?)));
            let above = folders.iter().find(|(_, real)| real.starts_with(path)).map(|(typed, _)| typed.clone());
            let linked = targets.iter().any(|target| path.starts_with(target)).then(|| path.clone());
            if let Some(path) = typed.or(above).or(linked) {
                reach.content.get_or_insert_default().insert(path);
            }
        }
        reach
    }
}

impl Studio {
    /// The folders to watch: those of the content and of the themes, what links of the content lead to, and the folders above them,
    /// in which any of these may come and go.
    pub(in crate::cli) fn folders(&self) -> BTreeMap<PathBuf, Depth> {
        let root = real(&self.place.root);
        let mut below: BTreeSet<PathBuf> = self.real_folders().into_iter().map(|(_, real)| real).collect();
        below.insert(real(&Theme::shelf(&self.place.root)));
        let links = self.desk.iter().flat_map(|desk| desk.library.links());
        let targets: Vec<PathBuf> = links.map(|link| real(link)).collect();
        below.extend(targets.iter().filter(|target| target.is_dir()).cloned());
        let covered = |path: &Path, below: &BTreeSet<PathBuf>| path.ancestors().skip(1).any(|above| below.contains(above));

        let mut folders = BTreeMap::from([(root.clone(), Depth::Itself)]);
        let files = targets
            .iter()
            .filter(|target| target.is_file())
            .chain([&self.real_config()])
            .filter_map(|file| file.parent().map(Path::to_owned))
            .collect::<Vec<_>>();
        let above = below.iter().flat_map(|folder| folder.ancestors().skip(1)).filter(|folder| folder.starts_with(&root));
        for folder in above.map(Path::to_owned).chain(files).filter(|folder| !covered(folder, &below)) {
            folders.insert(folder, Depth::Itself);
        }
        folders.extend(below.iter().filter(|folder| !covered(folder, &below)).map(|folder| (folder.clone(), Depth::Below)));
        folders
    }

    /// The content folders: as they were loaded, and where they really are.
    fn real_folders(&self) -> Vec<(PathBuf, PathBuf)> {
        let folders = self.desk.iter().flat_map(|desk| &desk.config.content);
        let folders = folders.map(|folder| self.place.root.join(folder));
        folders.map(|folder| (folder.clone(), real(&folder))).collect()
    }

    /// Where the configuration really is. An editor may just be replacing it, so its folder tells.
    fn real_config(&self) -> PathBuf {
        beside(&self.place.file)
    }
}

/// The real path of what is there; of what is not there, the one that it would have.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| beside(path))
}

fn beside(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            real(folder).join(name)
        }
        _ => path.to_owned(),
    }
}
