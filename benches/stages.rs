//! Benchmarks of each stage of a build: load, check, derive, plan, render and publish.
//!
//! `cargo bench` prints wall-clock times on all cores. Compare stages and sizes with each other, not with another machine.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to measure")]

mod corpus;

use std::io::Write;
use std::path::{Path, PathBuf};

use divan::{Bencher, black_box};
use pir_site::archive::{Audience, Readership, View};
use pir_site::check::{Checker, Levels};
use pir_site::config::Config;
use pir_site::content::{self, Content};
use pir_site::publish::{self, Item, ItemSource, Target};
use pir_site::site::{self, Page, Site};
use pir_site::theme::Theme;

const SIZES: [usize; 2] = [100, 1000];

/// Archive sizes for benchmarks that only read.
const READ: [usize; 3] = [100, 1000, 10_000];

fn main() {
    divan::main();
}

/// A project with a given number of incidents, deleted when the value is dropped.
struct Project {
    folder: tempfile::TempDir,
    config: Config,
}

impl Project {
    fn new(count: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the corpus");
        corpus::write(folder.path(), count);
        Self { folder, config: Config::default() }
    }

    fn load(&self) -> Content {
        content::load(self.folder.path(), &self.config)
    }

    fn view(&self) -> View {
        let readership = Readership { audience: Audience::Public, drafts: false };
        View::new(self.load().into_archive(), &self.config, readership, jiff::civil::date(2026, 1, 1))
    }

    fn site(&self) -> Site {
        let theme = Theme::embedded().expect("the default theme");
        Site::new(self.view(), self.config.clone(), theme, Audience::Public).expect("a site of the corpus")
    }
}

#[divan::bench(args = READ)]
fn load(bencher: Bencher<'_, '_>, count: usize) {
    let project = Project::new(count);
    bencher.bench(|| black_box(project.load()));
}

/// Like `load`, with a file that cannot be parsed. It must not slow down the others.
#[divan::bench(args = READ)]
fn load_beside_a_broken_file(bencher: Bencher<'_, '_>, count: usize) {
    let project = Project::new(count);
    std::fs::write(project.folder.path().join("content/broken.toml"), "id = \"BROKEN\ntitle").expect("a broken file");
    bencher.bench(|| black_box(project.load()));
}

/// All rules, with resolved positions. `pir-site check` costs this plus `load`.
#[divan::bench(args = READ)]
fn check(bencher: Bencher<'_, '_>, count: usize) {
    let project = Project::new(count);
    let content = project.load();
    let checker = Checker::new(&content, &project.config, jiff::civil::date(2026, 1, 1));
    bencher.bench(|| black_box(checker.run_all(&Levels::default())));
}

#[divan::bench(args = SIZES)]
fn derive(bencher: Bencher<'_, '_>, count: usize) {
    let project = Project::new(count);
    let readership = Readership { audience: Audience::Public, drafts: false };
    let today = jiff::civil::date(2026, 1, 1);
    bencher
        .with_inputs(|| project.load().into_archive())
        .bench_values(|archive| black_box(View::new(archive, &project.config, readership, today)));
}

#[divan::bench(args = SIZES)]
fn plan(bencher: Bencher<'_, '_>, count: usize) {
    let project = Project::new(count);
    let theme = Theme::embedded().expect("the default theme");
    let plan = |view| Site::new(view, project.config.clone(), theme.clone(), Audience::Public).expect("a site of the corpus");
    bencher.with_inputs(|| project.view()).bench_values(|view| black_box(plan(view)));
}

#[divan::bench(args = SIZES)]
fn render(bencher: Bencher<'_, '_>, count: usize) {
    let site = Project::new(count).site();
    let pages: Vec<&Page> = pages(&site).collect();
    bencher.bench(|| {
        for page in &pages {
            site.render(page, &mut std::io::sink()).expect("a page of the corpus");
        }
    });
}

/// Only publishing, with bytes that are already rendered: into an empty folder, or over an identical site.
#[divan::bench(args = SIZES, consts = [true, false])]
fn publish<const FRESH: bool>(bencher: Bencher<'_, '_>, count: usize) {
    let project = Project::new(count);
    let site = project.site();
    let items: Vec<Item<Vec<u8>>> = site.plan().routes().iter().filter_map(|planned| rendered(&site, planned)).collect();
    let output = project.folder.path().join("public");
    bencher
        .with_inputs(|| {
            if FRESH && output.exists() {
                std::fs::remove_dir_all(&output).expect("an output folder that can be removed");
            }
        })
        .bench_values(|()| publish_into(output.clone(), project.folder.path(), &items));
}

fn publish_into(output: PathBuf, root: &Path, items: &[Item<Vec<u8>>]) {
    let target = Target { output, root, home: None, sources: &[], audience: "public", force: false };
    let write = |bytes: &Vec<u8>, out: &mut dyn Write| {
        out.write_all(bytes).map_err(|error| pir_site::error::Error::new("failed to write").because(error))
    };
    publish::publish(&target, items, write).expect("a published site");
}

fn rendered(site: &Site, planned: &site::Planned) -> Option<Item<Vec<u8>>> {
    let site::RouteContent::Page(page) = &planned.content else { return None };
    let mut bytes = Vec::new();
    site.render(page, &mut bytes).expect("a page of the corpus");
    Some(Item { route: planned.route.clone(), source: ItemSource::Render(bytes) })
}

fn pages(site: &Site) -> impl Iterator<Item = &Page> {
    site.plan().routes().iter().filter_map(|planned| match &planned.content {
        site::RouteContent::Page(page) => Some(page),
        site::RouteContent::File(_) => None,
    })
}
