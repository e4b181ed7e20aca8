//! Publishes the site of a project: writes every page, attachment and search file to its output folder.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::{Problems, Project, configuration, templates};
use crate::config;
use crate::content::PAGES;
use crate::diagnostic::{Diagnostic, Location, ValuePath};
use crate::error::{Error, Result};
use crate::files;
use crate::publish::{self, Item, ItemSource, PublishReport, Target};
use crate::route::Route;
use crate::site::{Page, Planned, RouteContent, Site};
use crate::theme::Theme;

/// Options for publishing.
#[derive(Debug, Clone, Default)]
pub struct PublishOptions {
    /// The user's home folder, which is never accepted as the output folder.
    pub home: Option<PathBuf>,
    /// Whether to overwrite files of other origin, or a site for another audience.
    pub force: bool,
}

impl Project {
    /// Renders a site of this project and replaces the published one. `done` counts the rendered pages.
    ///
    /// # Errors
    /// A page cannot be rendered, or the output folder is refused or cannot be written. In these cases the published site is
    /// unchanged.
    pub fn publish(&self, site: &Site, options: &PublishOptions, done: &AtomicUsize) -> Result<PublishReport, Problems> {
        if let Some(problem) = self.output_problem() {
            return Err(vec![problem].into());
        }
        let sources = self.source_folders();
        let target = self.target(&sources, options)?;
        site.prepare();
        let mut items: Vec<Item<(&Route, &Page)>> = site.plan().routes().iter().map(item).collect();
        for file in site.search_files() {
            items.push(Item { route: Route::new(&*file.path)?, source: ItemSource::Bytes(Arc::clone(&file.bytes)) });
        }
        let report = publish::publish(&target, &items, |(route, page), out: &mut dyn Write| {
            let _span = tracing::info_span!("file", name = route.as_str()).entered();
            site.render(page, out)?;
            done.fetch_add(1, Relaxed);
            Ok(())
        });
        report.map_err(|error| templates::failed(error, &self.theme))
    }

    /// The problem of a configured output folder that every build refuses, even with `force`.
    pub(super) fn output_problem(&self) -> Option<Diagnostic> {
        if self.options.output.is_some() {
            return None;
        }
        let sources = self.source_folders();
        let options = PublishOptions { home: None, force: true };
        let target = self.target(&sources, &options);
        let error = target.and_then(|target| publish::refuse_output(&target)).err()?;
        let location = Location::value(config::FILE, ValuePath::root().key("output"));
        let mut problem = Diagnostic::error("bad-value", error.message()).at(location);
        if let Some(hint) = error.help() {
            problem = problem.hint(hint);
        }
        configuration::locate_folders(std::slice::from_mut(&mut problem), &self.configuration, &self.path);
        Some(problem)
    }

    fn target<'a>(&'a self, sources: &'a [PathBuf], options: &'a PublishOptions) -> Result<Target<'a>> {
        Ok(Target {
            output: self.output()?,
            root: &self.path.root,
            home: options.home.as_deref(),
            sources,
            audience: self.options.readership.audience.name(),
            force: options.force,
        })
    }

    /// The output folder. If the user specifies it, it may be anywhere; if the configuration does, it must be inside of the
    /// project.
    fn output(&self) -> Result<PathBuf> {
        let root = &self.path.root;
        let configured = root.join(&self.config.output);
        match &self.options.output {
            Some(output) => Ok(output.clone()),
            None if files::is_inside(root, &configured) => Ok(configured),
            None => Err(Error::new(format!("the output folder {} leads out of the project, by a link", configured.display()))
                .hint("remove the link, or name the folder with --output")),
        }
    }

    /// The folders with the site's sources, to which no build may write.
    fn source_folders(&self) -> Vec<PathBuf> {
        let root: &Path = &self.path.root;
        let content = self.config.content.iter().map(|folder| root.join(folder));
        let pages = (!self.library.pages().is_empty()).then(|| root.join(PAGES));
        content.chain([Theme::parent(root)]).chain(pages).collect()
    }
}

/// Converts a planned route into an item to publish.
fn item(planned: &Planned) -> Item<(&Route, &Page)> {
    let source = match &planned.content {
        RouteContent::Page(page) => ItemSource::Render((&planned.route, page)),
        RouteContent::File(path) => ItemSource::Copy(path.clone()),
    };
    Item { route: planned.route.clone(), source }
}
