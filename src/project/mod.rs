//! An open project: its configuration, content and theme, and the pipeline from these to a published site.
//!
//! All commands use these steps: `build` runs them once, `watch` and `serve` again after each change. This module does not depend
//! on arguments, terminal, clock or environment.

mod affected;
mod configuration;
mod conflicts;
mod path;
mod problems;
mod publish;
mod served;
mod session;
mod templates;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

pub use path::{FILE, ProjectPath};
pub use problems::Problems;
pub use publish::PublishOptions;
pub use session::{Clock, Session};

use crate::archive::{Audience, Readership, Redactor, View};
use crate::check::{CheckReport, Checker, Levels, RuleLevel};
use crate::config::Config;
use crate::content::{self, Content, Library, ParsedFile, Refreshed, display_path};
use crate::diagnostic::{self, Diagnostic, Level};
use crate::error::Error;
use crate::history::History;
use crate::locale::{self, Locale};
use crate::search::TermCache;
use crate::serve::Changes;
use crate::site::context::LiveReload;
use crate::site::{Plan, Site};
use crate::theme::{Theme, UnusedFile};
use affected::AffectedFiles;

/// The rule about unused theme files.
const UNUSED: &str = "unused-theme-file";

/// Overrides of the configuration, and the readership.
#[derive(Debug, Clone)]
pub struct ProjectOptions {
    /// The readers of the site.
    pub readership: Readership,
    /// The base URL, overriding the configured one.
    pub base_url: Option<String>,
    /// The output folder, overriding the configured one.
    pub output: Option<PathBuf>,
    /// Whether to build a public site although its files contain secrets.
    pub allow_secrets: bool,
    /// Whether to build without search, regardless of the configuration.
    pub no_search: bool,
    /// The live-reload parameters of the development server.
    pub live_reload: Option<LiveReload>,
}

/// The defaults are a public site without drafts.
impl Default for ProjectOptions {
    fn default() -> Self {
        let readership = Readership { audience: Audience::Public, drafts: false };
        Self { readership, base_url: None, output: None, allow_secrets: false, no_search: false, live_reload: None }
    }
}

/// An open project.
pub struct Project {
    path: ProjectPath,
    options: ProjectOptions,
    /// The bytes of the configuration file.
    configuration: Vec<u8>,
    /// The configuration as written in its file, which the rules check.
    written_config: Arc<Config>,
    /// The configuration as redacted for the readers.
    config: Arc<Config>,
    levels: Levels,
    library: Library,
    theme: Arc<Theme>,
    /// The messages in the site's language.
    locale: Arc<Locale>,
    /// The problems of the theme's files, its catalogs included.
    theme_problems: Vec<Diagnostic>,
    term_cache: Arc<TermCache>,
    /// The history of the repository, read on first use.
    history: OnceLock<Arc<History>>,
}

/// The changed parts of a project.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Update {
    /// The configuration, which affects everything.
    pub config: bool,
    /// The theme.
    pub theme: bool,
    /// The custom pages, or their attachments.
    pub pages: bool,
    /// The history of the repository.
    pub history: bool,
    /// The content.
    pub content: Refreshed,
}

impl Project {
    /// Reads the configuration, and loads content and theme. A project opens despite problems of its content or theme.
    ///
    /// # Errors
    /// The configuration cannot be read or is invalid, or a file of the brand is.
    pub fn open(path: ProjectPath, options: ProjectOptions) -> Result<Self, Problems> {
        let configuration = path.read().map_err(|error| Problems::from(path.unreadable(error)))?;
        let (mut config, levels) = configuration::parse(&configuration, &path)?;
        if let Some(url) = &options.base_url {
            config = config.with_base_url(url).map_err(Problems::from)?;
        }
        config.search &= !options.no_search;
        config.repository.folder = path.folder_in_repository();
        let library = Library::load(&path.root, &config);
        let (theme, theme_problems) = load_theme(&path, &config, &configuration)?;
        let locale = Arc::new(Locale::new(&config.language, &theme.catalogs));
        let term_cache = Arc::default();
        let written_config = Arc::new(config);
        let config = match Redactor::new(&written_config, options.readership.audience).config() {
            Cow::Borrowed(_) => Arc::clone(&written_config),
            Cow::Owned(config) => Arc::new(config),
        };
        Ok(Self {
            path,
            options,
            configuration,
            written_config,
            config,
            levels,
            library,
            theme,
            locale,
            theme_problems,
            term_cache,
            history: OnceLock::new(),
        })
    }

    /// Reloads what may have changed. Returns `None` if nothing has.
    ///
    /// # Errors
    /// The configuration has changed and cannot be read or is invalid, or a file of the brand is invalid.
    pub fn apply(&mut self, changes: &Changes) -> Result<Option<Update>, Problems> {
        let affected = AffectedFiles::of(changes, self);
        if affected.config && self.path.read().ok().as_ref() != Some(&self.configuration) {
            *self = Self::open(self.path.clone(), self.options.clone())?;
            return Ok(Some(Update { config: true, ..Update::default() }));
        }
        let theme = affected.theme && self.reload_theme()?;
        let content = affected.content.map(|paths| self.library.refresh(&self.config, &paths)).unwrap_or_default();
        let pages = affected.pages && self.library.refresh_pages(&self.config) || affected.page_files;
        let history = affected.history && self.forget_old_history();
        let update = Update { config: false, theme, pages, history, content };
        Ok((update != Update::default()).then_some(update))
    }

    /// Reloads the theme. Returns whether it changed.
    fn reload_theme(&mut self) -> Result<bool, Problems> {
        let (theme, problems) = load_theme(&self.path, &self.config, &self.configuration)?;
        let is_same = theme == self.theme && problems == self.theme_problems;
        if !is_same {
            self.locale = Arc::new(Locale::new(&self.config.language, &theme.catalogs));
            (self.theme, self.theme_problems) = (theme, problems);
        }
        Ok(!is_same)
    }

    /// The path of the project.
    pub fn path(&self) -> &ProjectPath {
        &self.path
    }

    /// The options with which the project was opened.
    pub fn options(&self) -> &ProjectOptions {
        &self.options
    }

    /// The configuration, redacted for the readers.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The levels of the rules of `check`, as configured.
    pub fn levels(&self) -> &Levels {
        &self.levels
    }

    /// The content of its content folders.
    pub fn content(&self) -> Content {
        let mut content = self.library.content();
        configuration::locate_folders(&mut content.diagnostics, &self.configuration, &self.path);
        content
    }

    /// The display name and the text of the configuration file.
    fn configuration_text(&self) -> (String, Cow<'_, str>) {
        (display_path(&self.path.file), String::from_utf8_lossy(&self.configuration))
    }

    /// The files excluded because their incidents are drafts.
    pub fn drafts(&self) -> Vec<Arc<ParsedFile>> {
        let readership = self.options.readership;
        self.content().files.into_iter().filter(|file| readership.misses_draft(&file.incident)).collect()
    }

    /// Runs every rule at its level, as of a day. Includes problems from loading and address conflicts.
    pub fn check(&self, levels: &Levels, today: Date) -> CheckReport {
        let mut content = self.content();
        let mut diagnostics = std::mem::take(&mut content.diagnostics);
        let (file, text) = self.configuration_text();
        let checker = Checker::new(&content, &self.written_config, today).with_configuration(&file, &text);
        let checker = checker.with_theme(self.theme.own_texts().collect());
        checker.hide_own_secrets(&mut diagnostics);
        let mut report = checker.run_all(levels);
        diagnostics.append(&mut report.diagnostics);
        diagnostics.extend_from_slice(&self.theme_problems);
        for (audience, drafts) in [(Audience::Public, false), (Audience::Internal, true)] {
            let view = View::new(content.archive(), &self.config, Readership { audience, drafts }, today);
            match Plan::new(&view, &self.config, &self.theme) {
                Err(refused) => conflicts::add(&mut diagnostics, &refused, &view, &content, &self.theme),
                Ok(plan) => templates::add(&mut diagnostics, self, plan, view, audience),
            }
        }
        diagnostics.extend(self.theme_warnings(levels));
        diagnostics.extend(self.output_problem());
        configuration::locate_folders(&mut diagnostics, &self.configuration, &self.path);
        diagnostic::sort(&mut diagnostics);
        CheckReport { diagnostics, ..report }
    }

    /// The unused files of the theme, at the level of their rule.
    pub fn theme_warnings(&self, levels: &Levels) -> Vec<Diagnostic> {
        let level = match levels.of_named(UNUSED, None) {
            RuleLevel::Allow => return Vec::new(),
            RuleLevel::Warn => Level::Warning,
            RuleLevel::Deny => Level::Error,
        };
        let warning = |file: &UnusedFile| {
            let message = "this file has no effect: it replaces no default file, and no file of the theme names it";
            let found = Diagnostic { level, ..Diagnostic::of_file(UNUSED, &display_path(Path::new(&file.place)), message) };
            match &file.near {
                Some(near) => found.hint(format!("did you mean {near}?")),
                None => found.hint("`pir-site theme export` writes the default files"),
            }
        };
        self.theme.unused.iter().map(warning).collect()
    }

    /// The problems that prevent a build as of a day, or none if none of them is an error. Secrets prevent the build of a public
    /// site.
    pub fn problems(&self, today: Date) -> Problems {
        let mut content = self.content();
        let mut diagnostics = std::mem::take(&mut content.diagnostics);
        let (file, text) = self.configuration_text();
        let checker = Checker::new(&content, &self.written_config, today).with_configuration(&file, &text);
        checker.hide_own_secrets(&mut diagnostics);
        diagnostics.extend(checker.for_build());
        if self.options.readership.audience == Audience::Public && !self.options.allow_secrets {
            diagnostics.extend(checker.for_publication(&self.levels));
        }
        diagnostics.extend_from_slice(&self.theme_problems);
        if !diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error) {
            diagnostics.clear();
        }
        diagnostics.into()
    }

    /// The view of the archive as of a day. The archive must have no [`problems`](Self::problems).
    ///
    /// # Errors
    /// The site shows the history of its reviews, which cannot be read or is incomplete in the repository.
    pub fn view(&self, today: Date) -> Result<View, Error> {
        self.view_of(self.library.content(), today)
    }

    /// Like [`view`](Self::view), for a program that needs no second view: the project releases its incidents, so that there is no
    /// copy of those that the view redacts.
    ///
    /// # Errors
    /// As those of [`view`](Self::view).
    pub fn release_view(&mut self, today: Date) -> Result<View, Error> {
        let content = self.library.release_content();
        self.view_of(content, today)
    }

    fn view_of(&self, content: Content, today: Date) -> Result<View, Error> {
        let readership = self.options.readership;
        let mut view = View::new(content.into_archive(), &self.config, readership, today);
        if self.config.repository.history {
            self.history()?.add_to(&mut view, &self.path.root, &self.config, readership, &self.locale)?;
        }
        Ok(view)
    }

    /// Discards the history if `HEAD` has changed. Returns whether it was discarded.
    fn forget_old_history(&mut self) -> bool {
        let is_old = self.history.get().is_some_and(|history| !history.is_current());
        if is_old {
            self.history = OnceLock::new();
        }
        is_old
    }

    /// The history of the repository, read on first use.
    fn history(&self) -> Result<Arc<History>, Error> {
        if let Some(history) = self.history.get() {
            return Ok(Arc::clone(history));
        }
        let history = Arc::new(History::read(&self.path.root)?);
        Ok(Arc::clone(self.history.get_or_init(|| history)))
    }

    /// Creates the site for a view.
    ///
    /// # Errors
    /// The theme has an invalid template, or two sources claim the same address.
    pub fn site(&self, view: View) -> Result<Site, Problems> {
        let plan = match Plan::new(&view, &self.config, &self.theme) {
            Ok(plan) => plan,
            Err(refused) => {
                let content = content::load(&self.path.root, &self.written_config);
                return Err(conflicts::located(&refused, &view, &content, &self.theme).into());
            }
        };
        let site = self.site_of_plan(plan, view, self.options.readership.audience);
        let site = site.map_err(|errors| templates::located(&errors, &self.theme))?;
        let site = site.with_term_cache(Arc::clone(&self.term_cache));
        Ok(match &self.options.live_reload {
            Some(live_reload) => site.with_live_reload(live_reload.clone()),
            None => site,
        })
    }

    fn site_of_plan(&self, plan: Plan, view: View, audience: Audience) -> Result<Site, Vec<Error>> {
        Site::of_plan(plan, view, Arc::clone(&self.config), (Arc::clone(&self.theme), Arc::clone(&self.locale)), audience)
    }
}

/// Loads the theme and the brand. Also returns the problems of the theme's files.
///
/// # Errors
/// A file of the brand is invalid.
fn load_theme(path: &ProjectPath, config: &Config, configuration: &[u8]) -> Result<(Arc<Theme>, Vec<Diagnostic>), Problems> {
    let (mut theme, mut problems) = Theme::load(&path.root, &config.theme)?;
    let of_brand = theme.apply_brand(&path.root, config);
    if !of_brand.is_empty() {
        return Err(configuration::located(of_brand, configuration, path));
    }
    problems.extend(locale::check(&theme));
    configuration::locate_folders(&mut problems, configuration, path);
    Ok((Arc::new(theme), problems))
}
